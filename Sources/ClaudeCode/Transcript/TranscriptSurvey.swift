/// The first pass over a transcript: where its lines are, and what the newest ones say.
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
    if !line.isTooLong, buffer[line.range].allSatisfy(\.isJSONSpace) {
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
