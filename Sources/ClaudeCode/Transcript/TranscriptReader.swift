/// Reads the current conversation out of a transcript.
///
/// A transcript is `projects/<folder>/<session id>.jsonl` under Claude Code's configuration
/// folder, and its format is internal to Claude Code: lines of unknown type and lines that are no
/// JSON are passed over. A first pass in a reused buffer notes where the lines are and how they
/// hang together; a second reads only the lines of the conversation.
package struct TranscriptReader: Sendable {
  private let limits: TranscriptLimits

  /// Makes a reader that keeps to these limits.
  package init(limits: TranscriptLimits = .standard) { self.limits = limits }

  /// Reads a transcript that may be in use: being appended to, torn, or truncated meanwhile.
  ///
  /// - Parameter path: The file, as in `transcript_path` of a hook input.
  /// - Returns: The conversation; an empty one for a file without any.
  /// - Throws: ``TranscriptError`` if there is no regular file that can be read.
  package func read(path: String) throws(TranscriptError) -> Conversation {
    let file = try TranscriptFile(path: path)
    var survey = TranscriptSurvey(limits: limits)
    try survey.read(file)
    let entries = survey.index.entries
    let chain = ConversationChain(entries)
    var conversation = Conversation(
      sessionID: survey.facts.sessionID, title: survey.facts.title,
      workingDirectory: survey.facts.workingDirectory, gitBranch: survey.facts.gitBranch,
      version: survey.facts.version, reading: survey.reading)
    var decoder = EventDecoder(limits: limits)
    var earlierEvents = 0
    for (position, link) in chain.links.enumerated() {
      if position == chain.earlierCount { earlierEvents = decoder.events.count }
      let entry = entries[link.entry]
      guard entry.kind != .other, entry.kind != .attachment || entry.flags.contains(.queuedPrompt)
      else { continue }
      let line = try bytes(of: entry, in: file)
      if decoder.add(line, resultsOnly: link.isSibling && entry.kind == .user) {
        conversation.reading.keptLines += 1
      } else {
        conversation.reading.skippedLines += 1
      }
    }
    if chain.earlierCount == chain.links.count { earlierEvents = decoder.events.count }
    conversation.earlier = Array(decoder.events[..<earlierEvents])
    conversation.events = Array(decoder.events[earlierEvents...])
    conversation.startedAt = decoder.firstTime
    conversation.updatedAt = decoder.lastTime
    if let summary = chain.compactSummary {
      let line = try bytes(of: entries[summary], in: file)
      conversation.compactSummary = decoder.compactSummary(line)
    }
    return conversation
  }

  private func bytes(of entry: TranscriptIndex.Entry, in file: borrowing TranscriptFile)
    throws(TranscriptError) -> [UInt8]
  {
    var bytes = [UInt8](repeating: 0, count: entry.length)
    let count = try file.read(into: &bytes, 0..<entry.length, at: entry.offset)
    return count == entry.length ? bytes : Array(bytes[..<count])
  }
}

/// How much of a transcript is read, and how much of each text is kept.
///
/// Transcripts of several gigabytes exist, and so do lines of many megabytes that hold no
/// conversation; memory and time stay bounded by these numbers whatever the file holds.
package struct TranscriptLimits: Sendable, Equatable {
  /// Bytes read from the end of the file.
  package var tailBytes: Int
  /// Bytes read from its start when the tail does not reach it: first prompt, title, folder.
  package var headBytes: Int
  /// Longer lines are passed over without being looked at.
  package var lineBytes: Int
  /// Lines held in the index; of more, the newest.
  package var indexedLines: Int
  /// UTF-8 bytes kept of a prompt, an answer, an error or a compaction summary.
  package var textBytes: Int
  /// UTF-8 bytes kept of each input field of a tool call and of each todo.
  package var inputBytes: Int
  /// UTF-8 bytes kept of a tool's result.
  package var resultBytes: Int

  /// The limits for a digest: 64 MB of tail, 1 MB of head, lines up to 8 MB.
  package static let standard = TranscriptLimits()

  /// Makes limits; what is not named has its standard value.
  package init(
    tailBytes: Int = 64 << 20, headBytes: Int = 1 << 20, lineBytes: Int = 8 << 20,
    indexedLines: Int = 250_000, textBytes: Int = 32 << 10, inputBytes: Int = 4 << 10,
    resultBytes: Int = 8 << 10,
  ) {
    self.tailBytes = tailBytes
    self.headBytes = headBytes
    self.lineBytes = lineBytes
    self.indexedLines = indexedLines
    self.textBytes = textBytes
    self.inputBytes = inputBytes
    self.resultBytes = resultBytes
  }
}
