/// Reads the current conversation out of a transcript.
///
/// A transcript is `projects/<folder>/<session id>.jsonl` under Claude Code's configuration folder,
/// and its format is internal to Claude Code and changes between versions: lines of unknown type
/// and lines that are no JSON are passed over. A first pass in a reused buffer notes the places of
/// the lines and how they hang together; a second reads only the lines of the conversation.
///
/// Measured: in 2.1.330 a session of one "hi" has 144 KB, less than 2 KB of it conversation;
/// lines of `user` and `assistant` with `message`, `uuid`, `parentUuid`, `sessionId`, `timestamp`,
/// `cwd`, `gitBranch` and `version` are the same in 2.0.72, 2.1.81, 2.1.176 and 2.1.330.
package struct TranscriptReader: Sendable {
  /// Takes out of a text what another program has put there; `isCut` says that the text's end may be
  /// missing.
  package typealias Filter = @Sendable (_ text: String, _ isCut: Bool) -> String

  private let limits: TranscriptLimits
  private let filter: Filter

  /// Makes a reader for a digest, with the standard limits.
  ///
  /// - Parameter filter: Takes out of prompts, answers, and outputs of tools what is nobody's in this
  ///   conversation; a prompt of which nothing is left is none.
  package init(leavingOut filter: @escaping Filter = { text, _ in text }) {
    self.init(limits: .standard, leavingOut: filter)
  }

  /// Makes a reader that keeps to these limits.
  init(limits: TranscriptLimits, leavingOut filter: @escaping Filter = { text, _ in text }) {
    self.limits = limits
    self.filter = filter
  }

  /// Reads a transcript that may be in use: being appended to, torn, or truncated at the same time.
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
    conversation.customTitle = survey.facts.customTitle
    var decoder = EventDecoder(limits: limits, leavingOut: filter)
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
    earlierEvents += decoder.endQueue(before: earlierEvents)
    conversation.earlier = Array(decoder.events[..<earlierEvents])
    conversation.events = Array(decoder.events[earlierEvents...])
    conversation.startedAt = decoder.firstTime
    conversation.updatedAt = decoder.lastTime
    if let summary = chain.compactSummary {
      let line = try bytes(of: entries[summary], in: file)
      conversation.compactSummary = decoder.compactSummary(line)
    }
    conversation.earlierSummaries = decoder.summaries.filter { $0 != conversation.compactSummary }
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

/// The limits of what is read of a transcript, and of what is kept of each text.
///
/// Transcripts of several gigabytes have been reported, and so have lines of many megabytes that
/// hold no conversation; memory and time stay bounded by these numbers whatever the file holds.
struct TranscriptLimits: Sendable, Equatable {
  /// Bytes read from the end of the file.
  var tailBytes: Int
  /// Bytes read from its start when the tail does not reach it: first prompt, title, folder.
  var headBytes: Int
  /// Longer lines are passed over without being looked at.
  var lineBytes: Int
  /// Lines held in the index; of more, the newest.
  var indexedLines: Int
  /// UTF-8 bytes kept of a prompt, an answer, an error or a compaction summary.
  var textBytes: Int
  /// UTF-8 bytes kept of each input field of a tool call and of each todo.
  var inputBytes: Int
  /// UTF-8 bytes kept of a tool's result.
  var resultBytes: Int

  /// The limits for a digest: 64 MB of tail, 1 MB of head, lines up to 8 MB.
  static let standard = TranscriptLimits()

  /// Makes limits; what is not named has its standard value.
  init(
    tailBytes: Int = 64 << 20, headBytes: Int = 1 << 20, lineBytes: Int = 8 << 20,
    indexedLines: Int = 250_000, textBytes: Int = 48 << 10, inputBytes: Int = 4 << 10,
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
