internal import Platform

/// Steps over JSON values without checking them, for lines with only a few fields that matter.
///
/// It finds where a value ends if the text is JSON; of other text it says nothing reliable, but
/// it always stops, needs no stack, and never leaves the range it was given.
enum JSONSkipper {
  /// Calls `body` with the key (without quotes) and the value of every member of the object at
  /// `range`, which may have white space around it.
  ///
  /// - Returns: True if the range held one complete object, as far as this can tell.
  static func forEachMember(
    of bytes: [UInt8], in range: Range<Int>,
    _ body: (_ key: Range<Int>, _ value: Range<Int>) -> Void,
  ) -> Bool {
    let end = range.upperBound
    var position = skipSpace(bytes, range.lowerBound, end)
    guard position < end, bytes[position] == UInt8(ascii: "{") else { return false }
    position = skipSpace(bytes, position + 1, end)
    if position < end, bytes[position] == UInt8(ascii: "}") {
      return skipSpace(bytes, position + 1, end) == end
    }
    while position < end {
      guard bytes[position] == UInt8(ascii: "\""),
        let keyEnd = skipString(bytes, position, end)
      else { return false }
      let key = position + 1..<keyEnd - 1
      position = skipSpace(bytes, keyEnd, end)
      guard position < end, bytes[position] == UInt8(ascii: ":") else { return false }
      position = skipSpace(bytes, position + 1, end)
      guard let valueEnd = skipValue(bytes, position, end) else { return false }
      body(key, position..<valueEnd)
      position = skipSpace(bytes, valueEnd, end)
      guard position < end else { return false }
      if bytes[position] == UInt8(ascii: "}") {
        return skipSpace(bytes, position + 1, end) == end
      }
      guard bytes[position] == UInt8(ascii: ",") else { return false }
      position = skipSpace(bytes, position + 1, end)
    }
    return false
  }

  /// Returns the position behind the value at `start`; `nil` if it does not end before `end`.
  static func skipValue(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "\""): return skipString(bytes, start, end)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipContainer(bytes, start, end)
    default:
      var position = start
      while position < end, !isDelimiter(bytes[position]) { position += 1 }
      return position > start ? position : nil
    }
  }

  /// Returns the position behind the string whose opening quote is at `start`.
  static func skipString(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var from = start + 1
    while let quote = quote(in: bytes, from, end) {
      var backslashes = 0
      while quote - backslashes > start + 1,
        bytes[quote - backslashes - 1] == UInt8(ascii: "\\")
      {
        backslashes += 1
      }
      if backslashes.isMultiple(of: 2) { return quote + 1 }
      from = quote + 1
    }
    return nil
  }

  private static func skipContainer(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var depth = 0
    var position = start
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard let next = skipString(bytes, position, end) else { return nil }
        position = next
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return nil
  }

  private static func skipSpace(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, bytes[position].isSpace { position += 1 }
    return position
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      || byte.isSpace
  }

  /// Returns the position of the next `"` in `start..<end`; `memchr`, because strings are the bulk.
  private static func quote(in bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    guard start < end, end <= bytes.count else { return nil }
    return unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(UInt8(ascii: "\"")), end - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
