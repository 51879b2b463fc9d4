internal import Platform

/// The first pass over a transcript: the places of its lines, and of the facts in the newest ones.
///
/// It can be kept, and goes on then where it was: see ``TranscriptIndexFile``.
struct TranscriptSurvey: ~Copyable {
  private let limits: TranscriptLimits
  let secret: LineIdentifier.Secret
  private(set) var index: TranscriptIndex
  private(set) var facts: SessionFacts
  private(set) var reading: Conversation.Reading
  /// The part of the file that was surveyed: up to the end of its last whole line.
  private(set) var covered: Int

  /// Begins at the beginning.
  init(limits: TranscriptLimits) {
    self.init(
      limits: limits, secret: LineIdentifier.Secret(),
      index: TranscriptIndex(limit: limits.indexedLines), facts: SessionFacts(),
      reading: Conversation.Reading(), covered: 0)
  }

  /// Goes on where another one was.
  init(
    limits: TranscriptLimits, secret: LineIdentifier.Secret, index: consuming TranscriptIndex,
    facts: SessionFacts, reading: Conversation.Reading, covered: Int,
  ) {
    self.limits = limits
    self.secret = secret
    self.index = index
    self.facts = facts
    self.reading = reading
    self.covered = covered
  }

  /// Reads the rest of the file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - keep: Keeps the survey, which is then one of whole lines.
  /// - Throws: ``TranscriptError`` if the file cannot be read.
  mutating func read(
    _ file: borrowing TranscriptFile, keeping keep: (borrowing TranscriptSurvey) -> Void,
  ) throws(TranscriptError) {
    reading.bytes = file.size
    let lines = TranscriptLineReader(lineBytes: limits.lineBytes)
    var rest: (line: TranscriptLineReader.Line, bytes: [UInt8])?
    try lines.forEachLine(of: file, in: min(covered, file.size)..<file.size) { buffer, line in
      guard line.isTerminated else {
        rest = (line, buffer)
        return
      }
      take(line, buffer)
      covered = line.next
    }
    finish()
    keep(self)
    // A line that is still being written is not kept.
    guard let rest else { return }
    take(rest.line, rest.bytes)
    finish()
  }

  private mutating func finish() {
    index.finish()
    reading.droppedLines = index.dropped
  }

  private mutating func take(_ line: TranscriptLineReader.Line, _ buffer: [UInt8]) {
    unsafe buffer.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { unsafe take(line, base) }
    }
  }

  private mutating func take(
    _ line: TranscriptLineReader.Line, _ bytes: UnsafePointer<UInt8>,
  ) {
    if !line.isTooLong, unsafe Self.isBlank(bytes, line.range) { return }
    reading.tornTail = !line.isTerminated
    guard !line.isTooLong, let fields = unsafe TranscriptLine(bytes, line.range) else {
      // A line that is still being written is not a bad one.
      if line.isTerminated, !line.isTooLong { reading.tornTail = true }
      if line.isTerminated { reading.skippedLines += 1 }
      return
    }
    facts.take(fields, at: line.offset - line.range.lowerBound)
    unsafe index.add(
      fields, bytes, offset: line.offset, length: line.range.count, secret: secret)
  }

  /// Returns whether a line that was read again is the one of an entry.
  func isThere(
    _ entry: TranscriptIndex.Entry, _ fields: TranscriptLine?, _ line: [UInt8],
  ) -> Bool {
    guard let fields else { return false }
    guard let uuid = fields.uuid else { return entry.id == 0 }
    return unsafe line.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe LineIdentifier(base, uuid, secret: secret)?.value == entry.id
    }
  }

  private static func isBlank(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound, unsafe bytes[position].isSpace { position += 1 }
    return position == range.upperBound
  }
}

/// The places of the facts about a session in the newest lines of its transcript.
struct SessionFacts {
  private var sessionIDPlace = 0..<0
  private var workingDirectoryPlace = 0..<0
  private var gitBranchPlace = 0..<0
  private var versionPlace = 0..<0
  private var customTitlePlace = 0..<0
  private var aiTitlePlace = 0..<0

  /// The places of all facts.
  var places: [Range<Int>] {
    [
      sessionIDPlace, workingDirectoryPlace, gitBranchPlace, versionPlace, customTitlePlace,
      aiTitlePlace,
    ]
  }

  init() {}

  /// Takes over places that were kept.
  init?(places: [Range<Int>]) {
    guard places.count == 6, places.allSatisfy({ $0.count <= Self.maximumBytes }) else {
      return nil
    }
    (sessionIDPlace, workingDirectoryPlace, gitBranchPlace) = (places[0], places[1], places[2])
    (versionPlace, customTitlePlace, aiTitlePlace) = (places[3], places[4], places[5])
  }

  /// Longer values are none: no path, branch or title is.
  private static let maximumBytes = 16 << 10

  /// Takes the facts of a line; lines come in the order of the file.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - start: The place in the file of what its ranges count from.
  mutating func take(_ line: TranscriptLine, at start: Int) {
    guard !line.flags.contains(.sidechain) else { return }
    func replace(_ place: inout Range<Int>, _ range: Range<Int>?) {
      guard let range, range.count <= Self.maximumBytes else { return }
      place = range.lowerBound + start..<range.upperBound + start
    }
    replace(&sessionIDPlace, line.sessionID)
    replace(&workingDirectoryPlace, line.workingDirectory)
    replace(&gitBranchPlace, line.gitBranch)
    replace(&versionPlace, line.version)
    replace(&customTitlePlace, line.customTitle)
    replace(&aiTitlePlace, line.aiTitle)
  }

  /// Returns the session's id.
  func sessionID(in file: borrowing TranscriptFile) -> String? {
    Self.text(sessionIDPlace, file).flatMap { SessionIDForm.isValid($0.utf8) ? $0 : nil }
  }

  /// Returns the facts, as far as they are known.
  func conversation(in file: borrowing TranscriptFile) -> Conversation {
    let customTitle = Self.text(customTitlePlace, file)
    var conversation = Conversation(
      sessionID: sessionID(in: file), title: customTitle ?? Self.text(aiTitlePlace, file),
      workingDirectory: Self.text(workingDirectoryPlace, file),
      gitBranch: Self.text(gitBranchPlace, file), version: Self.text(versionPlace, file))
    conversation.customTitle = customTitle
    return conversation
  }

  private static func text(_ place: Range<Int>, _ file: borrowing TranscriptFile) -> String? {
    guard !place.isEmpty else { return nil }
    var quoted = [UInt8](repeating: UInt8(ascii: "\""), count: place.count + 2)
    guard
      let count = try? file.read(into: &quoted, 1..<place.count + 1, at: place.lowerBound),
      count == place.count
    else { return nil }
    let text = JSONString.decode(quoted, quoted.indices)
    return text.contains { !$0.isWhitespace } ? text : nil
  }
}
