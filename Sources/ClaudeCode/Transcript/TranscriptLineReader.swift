internal import Platform

/// Splits a part of a transcript into lines, in one buffer that is used again.
struct TranscriptLineReader {
  /// A line as the body of `forEachLine` gets it.
  struct Line {
    /// The place in the file at which the line begins.
    var offset: Int
    /// The line's bytes in the buffer, without the line feed; empty for a line that is too long.
    var range: Range<Int>
    /// The place in the file behind the line and its line feed.
    var next: Int
    /// True if a line feed follows.
    var isTerminated: Bool
    /// True if the line is longer than the limit: its bytes were passed over.
    var isTooLong: Bool
  }

  private static let chunkBytes = 1 << 20

  /// The longest line that is handed out.
  private let lineBytes: Int

  init(lineBytes: Int) { self.lineBytes = min(max(lineBytes, 1), 1 << 32) }

  /// Calls `body` for every line of `range` of the file, in order.
  func forEachLine(
    of file: borrowing TranscriptFile, in range: Range<Int>,
    _ body: (_ buffer: [UInt8], _ line: Line) -> Void,
  ) throws(TranscriptError) {
    var buffer = [UInt8](repeating: 0, count: min(Self.chunkBytes, max(range.count, 1)))
    var filled = 0  // buffer[..<filled] holds the file from `lineStart`
    var lineStart = range.lowerBound
    var next = range.lowerBound
    var isSkipping = false
    while next < range.upperBound {
      let wanted = min(buffer.count - filled, range.upperBound - next)
      let count = try file.read(into: &buffer, filled..<filled + wanted, at: next)
      if count == 0 { break }  // the file was truncated meanwhile
      var start = 0
      var searchFrom = filled
      filled += count
      next += count
      while let end = Self.lineFeed(in: buffer, searchFrom..<filled) {
        let isTooLong = isSkipping || end - start > lineBytes
        let following = next - (filled - end - 1)
        let line = Line(
          offset: lineStart, range: isTooLong ? start..<start : start..<end, next: following,
          isTerminated: true, isTooLong: isTooLong)
        body(buffer, line)
        isSkipping = false
        start = end + 1
        searchFrom = start
        lineStart = following
      }
      filled = Self.moveToFront(&buffer, start..<filled)
      if isSkipping || filled > lineBytes {
        isSkipping = true
        filled = 0
      } else if filled == buffer.count {
        let missing = min(buffer.count, lineBytes + 1 - buffer.count)
        buffer.append(contentsOf: repeatElement(0, count: max(missing, 1)))
      }
    }
    guard filled > 0 || isSkipping else { return }
    let rest = Line(
      offset: lineStart, range: 0..<filled, next: next, isTerminated: false,
      isTooLong: isSkipping)
    body(buffer, rest)
  }

  /// Returns the position of the first line feed in `range`.
  private static func lineFeed(in buffer: [UInt8], _ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    return unsafe buffer.withUnsafeBytes { bytes in
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      guard let base = part.baseAddress, let found = unsafe memchr(base, 0x0A, part.count) else {
        return nil
      }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - base)
    }
  }

  /// Moves `range` to the start of the buffer and returns its length.
  private static func moveToFront(_ buffer: inout [UInt8], _ range: Range<Int>) -> Int {
    guard range.lowerBound > 0, !range.isEmpty else { return range.count }
    unsafe buffer.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      _ = unsafe memmove(base, base + range.lowerBound, range.count)
    }
    return range.count
  }
}
