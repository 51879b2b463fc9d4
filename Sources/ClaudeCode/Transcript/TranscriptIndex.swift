/// Where the lines of a transcript are and how they hang together.
struct TranscriptIndex {
  /// A line that has an identifier, or a queued prompt that has none.
  struct Entry {
    var offset: Int
    var length: Int
    var kind: TranscriptLine.Kind
    var flags: TranscriptLine.Flags
    var id: LineIdentifier?
    var parent: LineIdentifier?
    /// `message.id` of an assistant line: one API message is one line per block.
    var messageID: LineIdentifier?

    /// A line of the conversation proper, as opposed to a sidechain or bookkeeping.
    var isMain: Bool {
      (kind == .user || kind == .assistant) && !flags.contains(.sidechain)
    }
  }

  private(set) var entries: [Entry] = []
  private let limit: Int
  /// Entries were dropped because there were too many.
  private(set) var isTruncated = false

  init(limit: Int) { self.limit = min(max(limit, 1), 1 << 32) }

  /// Adds a line if it can be part of a conversation.
  mutating func add(_ line: TranscriptLine, _ bytes: [UInt8], offset: Int, length: Int) {
    let id = line.uuid.flatMap { LineIdentifier(bytes, $0) }
    guard id != nil || line.flags.contains(.queuedPrompt) else { return }
    var parent = line.parent
    if line.flags.contains(.compactBoundary) { parent = line.logicalParent ?? parent }
    entries.append(
      Entry(
        offset: offset, length: length, kind: line.kind, flags: line.flags, id: id,
        parent: parent.flatMap { LineIdentifier(bytes, $0) },
        messageID: line.messageID.flatMap { LineIdentifier(bytes, $0) }))
    // In halves, so that dropping the oldest costs a constant amount per line.
    if entries.count >= limit * 2 { dropOldest() }
  }

  /// Ends the indexing: what is over the limit goes.
  mutating func finish() {
    if entries.count > limit { dropOldest() }
  }

  private mutating func dropOldest() {
    entries.removeFirst(entries.count - limit)
    isTruncated = true
  }
}
