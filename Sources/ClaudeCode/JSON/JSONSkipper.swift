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
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, range.upperBound <= buffer.count else { return false }
      return unsafe forEachMember(of: base, in: range, body)
    }
  }

  /// Calls `body` for every member, as far as it is not stopped.
  ///
  /// - Parameters:
  ///   - bytes: Memory that holds at least `range`.
  ///   - range: The place of the object.
  ///   - isEnough: Returns true to stop at a member, of which it gets the key and the value's start.
  ///   - body: Gets the places of the key (without quotes) and the value.
  /// - Returns: True if it was stopped, or the range held one complete object.
  @inline(__always)
  static func forEachMember(
    of bytes: UnsafePointer<UInt8>, in range: Range<Int>,
    until isEnough: (_ key: Range<Int>, _ start: Int) -> Bool = { _, _ in false },
    _ body: (_ key: Range<Int>, _ value: Range<Int>) -> Void,
  ) -> Bool {
    let end = range.upperBound
    var position = unsafe skipSpace(bytes, range.lowerBound, end)
    guard position < end, unsafe bytes[position] == UInt8(ascii: "{") else { return false }
    position = unsafe skipSpace(bytes, position + 1, end)
    if position < end, unsafe bytes[position] == UInt8(ascii: "}") {
      return unsafe skipSpace(bytes, position + 1, end) == end
    }
    while position < end {
      guard unsafe bytes[position] == UInt8(ascii: "\""),
        let keyEnd = unsafe skipString(bytes, position, end)
      else { return false }
      let key = position + 1..<keyEnd - 1
      position = unsafe skipSpace(bytes, keyEnd, end)
      guard position < end, unsafe bytes[position] == UInt8(ascii: ":") else { return false }
      position = unsafe skipSpace(bytes, position + 1, end)
      if isEnough(key, position) { return true }
      guard let valueEnd = unsafe skipValue(bytes, position, end) else { return false }
      body(key, position..<valueEnd)
      position = unsafe skipSpace(bytes, valueEnd, end)
      guard position < end else { return false }
      if unsafe bytes[position] == UInt8(ascii: "}") {
        return unsafe skipSpace(bytes, position + 1, end) == end
      }
      guard unsafe bytes[position] == UInt8(ascii: ",") else { return false }
      position = unsafe skipSpace(bytes, position + 1, end)
    }
    return false
  }

  /// Returns the position behind the value at `start`; `nil` if it does not end before `end`.
  @inline(__always)
  private static func skipValue(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
  ) -> Int? {
    guard start < end else { return nil }
    switch unsafe bytes[start] {
    case UInt8(ascii: "\""): return unsafe skipString(bytes, start, end)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return unsafe skipContainer(bytes, start, end)
    default:
      var position = start
      while position < end, unsafe !isDelimiter(bytes[position]) { position += 1 }
      return position > start ? position : nil
    }
  }

  /// Returns the position behind the string whose opening quote is at `start`.
  @inline(__always)
  private static func skipString(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
  ) -> Int? {
    var from = start + 1
    while let quote = unsafe quote(in: bytes, from, end) {
      var backslashes = 0
      while quote - backslashes > start + 1,
        unsafe bytes[quote - backslashes - 1] == UInt8(ascii: "\\")
      {
        backslashes += 1
      }
      if backslashes & 1 == 0 { return quote + 1 }
      from = quote + 1
    }
    return nil
  }

  private static func skipContainer(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
  ) -> Int? {
    var depth = 0
    var position = start
    while position < end {
      switch unsafe bytes[position] {
      case UInt8(ascii: "\""):
        guard let next = unsafe skipString(bytes, position, end) else { return nil }
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

  @inline(__always)
  private static func skipSpace(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
  ) -> Int {
    var position = start
    while position < end, unsafe bytes[position].isSpace { position += 1 }
    return position
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      || byte.isSpace
  }

  /// Returns the position of the next `"` in `start..<end`.
  ///
  /// Most strings are short: eight bytes at a time are looked at first, then it is `memchr`'s turn.
  @inline(__always)
  private static func quote(
    in bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
  ) -> Int? {
    var position = start
    let near = min(end - 8, start + 40)
    while position <= near {
      let word = unsafe UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self)
      let mixed = UInt64(littleEndian: word) ^ 0x2222_2222_2222_2222
      // The lowest of these bits marks the first byte that is zero.
      let zeroes = (mixed &- 0x0101_0101_0101_0101) & ~mixed & 0x8080_8080_8080_8080
      if zeroes != 0 { return position + zeroes.trailingZeroBitCount >> 3 }
      position += 8
    }
    guard position < end,
      let found = unsafe memchr(bytes + position, Int32(UInt8(ascii: "\"")), end - position)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }
}
