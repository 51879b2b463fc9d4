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
  /// - Parameters:
  ///   - path: The file, as in `transcript_path` of a hook input.
  ///   - index: The file that keeps the places of the lines, so that the next reading looks only at
  ///     what has been added; its folder must be there.
  /// - Returns: The conversation; an empty one for a file without any.
  /// - Throws: ``TranscriptError`` if there is no regular file that can be read.
  package func read(path: String, index: String? = nil) throws(TranscriptError) -> Conversation {
    let file = try TranscriptFile(path: path)
    let kept = keeping(index, of: file)
    if let kept, let survey = kept.load(for: file),
      let conversation = try read(file, survey, isKept: true, in: kept)
    {
      return conversation
    }
    let survey = TranscriptSurvey(limits: limits)
    return try read(file, survey, isKept: false, in: kept) ?? Conversation()
  }

  private func keeping(
    _ index: String?, of file: borrowing TranscriptFile,
  ) -> TranscriptIndexFile? {
    guard let index, file.size >= limits.keptBytes else { return nil }
    return TranscriptIndexFile(path: index, limits: limits)
  }

  /// Reads on from a survey; returns `nil` where one that was kept is not of what the file holds now.
  private func read(
    _ file: borrowing TranscriptFile, _ before: consuming TranscriptSurvey, isKept: Bool,
    in kept: TranscriptIndexFile?,
  ) throws(TranscriptError) -> Conversation? {
    var survey = before
    let known = isKept ? survey.index.count : nil
    let covered = survey.covered
    try survey.read(file) { survey in
      if survey.covered > covered { kept?.save(survey, of: file, known: known) }
    }
    let chain = ConversationChain(survey.index)
    let selection = LineSelection(
      chain, survey.index, room: file.size > limits.wholeBytes ? limits.selectedBytes : .max)
    var conversation = survey.facts.conversation(in: file)
    conversation.reading = survey.reading
    conversation.unread = selection.unread
    var decoder = EventDecoder(limits: limits, leavingOut: filter)
    // A part of the file, from a place on.
    var part = (bytes: [UInt8](), start: 0)
    var earlierEvents: Int?
    // The events of plain calls, by the places of their lines.
    var plainCalls: [Int: Int] = [:]
    for (number, position) in selection.positions.enumerated() {
      if number == selection.beforeEnd { decoder.endCalls() }
      let before = number == 0 ? -1 : selection.positions[number - 1]
      if position != before + 1 { decoder.followsGap = true }
      if position >= chain.earlierCount, earlierEvents == nil {
        earlierEvents = decoder.events.count
      }
      let link = chain.links[position]
      let entry = survey.index[link.entry]
      let resultsOnly = link.isSibling && entry.kind == .user
      if let parent = entry.parentPlace, let call = plainCalls[parent],
        position < chain.links.count - Self.newestLines, survey.index.isPlainResult(link.entry)
      {
        decoder.endCall(at: call, resultsOnly: resultsOnly)
        conversation.reading.keptLines += 1
        continue
      }
      if entry.offset < part.start || entry.end > part.start + part.bytes.count {
        let places = selection.positions[number...].lazy.map { chain.links[$0].entry }
        let range = Self.batch(places, survey.index)
        part = (try bytes(of: range, in: file), range.lowerBound)
      }
      let range = (entry.offset - part.start..<entry.end - part.start)
        .clamped(to: part.bytes.indices)
      let fields = TranscriptLine(part.bytes, range)
      if isKept, !survey.isThere(entry, fields, part.bytes) { return nil }
      let eventCount = decoder.events.count
      if decoder.add(part.bytes, range, fields, resultsOnly: resultsOnly) {
        conversation.reading.keptLines += 1
      } else {
        conversation.reading.skippedLines += 1
      }
      if entry.flags.contains(.plain), entry.kind == .assistant,
        decoder.events.count == eventCount + 1
      {
        plainCalls[link.entry] = eventCount
      }
    }
    var border = earlierEvents ?? (chain.earlierCount > 0 ? decoder.events.count : 0)
    border += decoder.endQueue(before: border)
    conversation.earlier = Array(decoder.events[..<border])
    conversation.events = Array(decoder.events[border...])
    conversation.startedAt = decoder.firstTime
    conversation.updatedAt = decoder.lastTime
    if let summary = chain.compactSummary {
      let entry = survey.index[summary]
      let line = try bytes(of: entry.offset..<entry.end, in: file)
      conversation.compactSummary =
        TranscriptLine(line, line.indices).flatMap { decoder.compactSummary($0, line) }
    }
    conversation.earlierSummaries = decoder.summaries.filter { $0 != conversation.compactSummary }
    return conversation
  }

  /// The lines at the end that are all read.
  private static let newestLines = 16

  /// Finds the folder that a session works in, without reading the conversation.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - index: As for ``read(path:index:)``.
  /// - Returns: The folder of the newest line that names one; `nil` if none does.
  /// - Throws: ``TranscriptError`` if there is no regular file that can be read.
  package func workingDirectory(path: String, index: String?) throws(TranscriptError) -> String? {
    let file = try TranscriptFile(path: path)
    let kept = keeping(index, of: file)
    var survey: TranscriptSurvey
    var known: Int?
    if let kept, let before = kept.load(for: file) {
      survey = before
      known = survey.index.count
    } else {
      survey = TranscriptSurvey(limits: limits)
    }
    let covered = survey.covered
    try survey.read(file) { survey in
      if survey.covered > covered { kept?.save(survey, of: file, known: known) }
    }
    return survey.facts.conversation(in: file).workingDirectory
  }

  /// Finds the id of the session that a transcript is of, without reading the conversation.
  ///
  /// - Parameter path: The file.
  /// - Returns: The id that the newest line names; `nil` if none does.
  /// - Throws: ``TranscriptError`` if there is no regular file that can be read.
  package func sessionID(path: String) throws(TranscriptError) -> String? {
    let file = try TranscriptFile(path: path)
    var survey = TranscriptSurvey(limits: limits)
    try survey.read(file) { _ in }
    return survey.facts.sessionID(in: file)
  }

  /// The most bytes of lines that are read at once, and the most between two of them.
  private static let batchBytes = 128 << 10
  private static let gapBytes = 8 << 10

  /// Returns the part of the file that is read for a line: also those behind it that follow closely.
  private static func batch(
    _ places: some Sequence<Int>, _ index: borrowing TranscriptIndex,
  ) -> Range<Int> {
    var range: Range<Int>?
    for place in places {
      let entry = index[place]
      guard let known = range else {
        range = entry.offset..<entry.end
        continue
      }
      guard entry.offset >= known.upperBound, entry.offset - known.upperBound <= gapBytes,
        entry.end - known.lowerBound <= batchBytes
      else { break }
      range = known.lowerBound..<entry.end
    }
    return range ?? 0..<0
  }

  private func bytes(of range: Range<Int>, in file: borrowing TranscriptFile)
    throws(TranscriptError) -> [UInt8]
  {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let count = try file.read(into: &bytes, 0..<range.count, at: range.lowerBound)
    return count == range.count ? bytes : Array(bytes[..<count])
  }
}

/// The limits of what is read of a transcript, and of what is kept of each text.
///
/// Transcripts of several gigabytes have been reported, and so have lines of many megabytes that
/// hold no conversation; memory and time stay bounded by these numbers whatever the file holds.
struct TranscriptLimits: Sendable, Equatable {
  /// The largest file of which the conversation is read whole; see ``LineSelection``.
  var wholeBytes: Int
  /// Bytes of the lines that are read of a larger one.
  var selectedBytes: Int
  /// The smallest file of which the places of the lines are kept.
  var keptBytes: Int
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

  /// The limits for a digest: what a file of 1.5 MB has is read whole, lines up to 8 MB.
  static let standard = TranscriptLimits()

  /// Makes limits; what is not named has its standard value.
  init(
    wholeBytes: Int = 3 << 19, selectedBytes: Int = 3 << 19, keptBytes: Int = 1 << 20,
    lineBytes: Int = 8 << 20, indexedLines: Int = 5_000_000, textBytes: Int = 48 << 10,
    inputBytes: Int = 4 << 10,
    resultBytes: Int = 8 << 10,
  ) {
    self.wholeBytes = wholeBytes
    self.selectedBytes = selectedBytes
    self.keptBytes = keptBytes
    self.lineBytes = lineBytes
    self.indexedLines = indexedLines
    self.textBytes = textBytes
    self.inputBytes = inputBytes
    self.resultBytes = resultBytes
  }
}
