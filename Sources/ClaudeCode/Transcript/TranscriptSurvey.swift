internal import Platform

/// The first pass over a transcript: the places of its lines, and the facts in the newest ones.
struct TranscriptSurvey {
  private let limits: TranscriptLimits
  private(set) var index: TranscriptIndex
  private(set) var facts = SessionFacts()
  private(set) var reading = Conversation.Reading()

  init(limits: TranscriptLimits) {
    self.limits = limits
    index = TranscriptIndex(limit: limits.indexedLines)
  }

  /// Reads the whole file, or its head and its tail if it is larger than the limits.
  mutating func read(_ file: borrowing TranscriptFile) throws(TranscriptError) {
    reading.bytes = file.size
    let tail = max(limits.tailBytes, 1)
    let head = max(limits.headBytes, 0)
    if file.size - tail <= head {
      try read(file, 0..<file.size, isHead: false, dropsFirst: false)
    } else {
      reading.truncated = true
      try read(file, 0..<head, isHead: true, dropsFirst: false)
      // One byte more: if it is a line feed, the first line of the window is whole.
      try read(file, file.size - tail - 1..<file.size, isHead: false, dropsFirst: true)
    }
    index.finish()
    if index.isTruncated { reading.truncated = true }
  }

  private mutating func read(
    _ file: borrowing TranscriptFile, _ range: Range<Int>, isHead: Bool, dropsFirst: Bool,
  ) throws(TranscriptError) {
    let lines = TranscriptLineReader(lineBytes: limits.lineBytes)
    var isFirst = true
    try lines.forEachLine(of: file, in: range) { buffer, line in
      let isDropped = isFirst && dropsFirst || isHead && !line.isTerminated
      isFirst = false
      if !isDropped { take(line, buffer) }
    }
  }

  private mutating func take(_ line: TranscriptLineReader.Line, _ buffer: [UInt8]) {
    if !line.isTooLong, buffer[line.range].allSatisfy(\.isSpace) {
      return
    }
    reading.tornTail = !line.isTerminated
    guard !line.isTooLong, let fields = TranscriptLine(buffer, line.range) else {
      // A line that is still being written is not a bad one.
      if line.isTerminated, !line.isTooLong { reading.tornTail = true }
      if line.isTerminated { reading.skippedLines += 1 }
      return
    }
    facts.take(fields, buffer)
    index.add(fields, buffer, offset: line.offset, length: line.range.count)
  }
}

/// The places of a transcript's lines, and how the lines hang together.
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

    /// True for a line of the conversation proper, as opposed to a sidechain or bookkeeping.
    var isMain: Bool {
      (kind == .user || kind == .assistant) && !flags.contains(.sidechain)
    }
  }

  private(set) var entries: [Entry] = []
  private let limit: Int
  /// True if entries were dropped because there were too many.
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

  /// Ends the indexing: everything over the limit goes.
  mutating func finish() {
    if entries.count > limit { dropOldest() }
  }

  private mutating func dropOldest() {
    entries.removeFirst(entries.count - limit)
    isTruncated = true
  }
}

/// The facts about a session in the newest lines of its transcript.
struct SessionFacts {
  private var rawSessionID: [UInt8] = []
  private var rawWorkingDirectory: [UInt8] = []
  private var rawGitBranch: [UInt8] = []
  private var rawVersion: [UInt8] = []
  private var rawCustomTitle: [UInt8] = []
  private var rawAITitle: [UInt8] = []

  /// Longer values are none: no path, branch or title is.
  private static let maximumBytes = 16 << 10

  /// Takes the facts of a line; lines come in the order of the file.
  mutating func take(_ line: TranscriptLine, _ bytes: [UInt8]) {
    guard !line.flags.contains(.sidechain) else { return }
    Self.replace(&rawSessionID, line.sessionID, bytes)
    Self.replace(&rawWorkingDirectory, line.workingDirectory, bytes)
    Self.replace(&rawGitBranch, line.gitBranch, bytes)
    Self.replace(&rawVersion, line.version, bytes)
    Self.replace(&rawCustomTitle, line.customTitle, bytes)
    Self.replace(&rawAITitle, line.aiTitle, bytes)
  }

  var sessionID: String? {
    Self.text(rawSessionID).flatMap { SessionIDForm.isValid($0.utf8) ? $0 : nil }
  }
  var workingDirectory: String? { Self.text(rawWorkingDirectory) }
  var gitBranch: String? { Self.text(rawGitBranch) }
  var version: String? { Self.text(rawVersion) }
  /// The title that a person gave.
  var customTitle: String? { Self.text(rawCustomTitle) }
  /// The title that a person gave, else the generated one.
  var title: String? { Self.text(rawCustomTitle) ?? Self.text(rawAITitle) }

  /// Hardly ever differs from what is there, so it compares before it copies.
  private static func replace(_ text: inout [UInt8], _ range: Range<Int>?, _ bytes: [UInt8]) {
    guard let range, range.count <= maximumBytes else { return }
    guard !text.elementsEqual(bytes[range]) else { return }
    text = Array(bytes[range])
  }

  private static func text(_ raw: [UInt8]) -> String? {
    guard !raw.isEmpty else { return nil }
    let quoted = [UInt8(ascii: "\"")] + raw + [UInt8(ascii: "\"")]
    let text = JSONString.decode(quoted, quoted.indices)
    return text.contains { !$0.isWhitespace } ? text : nil
  }
}
