internal import Platform

/// Reads and writes the string literals of a JSON text.
enum JSONString {
  /// Returns the text of the literal at `range` (quotes included), which a parser has found to be
  /// one.
  ///
  /// At most `limit` UTF-8 bytes are decoded; if text is left out, the result ends with `…`. Bytes
  /// that are not UTF-8 and lone surrogates become U+FFFD.
  static func decode(_ bytes: [UInt8], _ range: Range<Int>, limit: Int = .max) -> String {
    guard range.count >= 2 else { return "" }
    let content = range.lowerBound + 1..<range.upperBound - 1
    if content.count <= limit, nextEscape(in: bytes, content) == content.upperBound {
      return String(decoding: bytes[content], as: UTF8.self)
    }
    var text: [UInt8] = []
    text.reserveCapacity(max(0, min(content.count, limit)))
    var position = content.lowerBound
    while position < content.upperBound {
      if text.count > limit { break }
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < content.upperBound {
        position = appendEscape(at: position, of: bytes, end: content.upperBound, to: &text)
      } else {
        // As far as the next escape, and no further than is kept; a lone one at the end is a byte.
        let room = min(max(limit, 0), content.count) - text.count
        let most = min(content.upperBound, position + max(room, 0) + 1)
        let end = nextEscape(in: bytes, position + 1..<most)
        text.append(contentsOf: bytes[position..<end])
        position = end
      }
    }
    return string(text, limit: limit)
  }

  /// Returns true if a literal means a text.
  static func isEqual(_ bytes: [UInt8], _ range: Range<Int>, to text: String) -> Bool {
    guard range.count >= 2 else { return text.isEmpty }
    let content = range.lowerBound + 1..<range.upperBound - 1
    guard nextEscape(in: bytes, content) == content.upperBound else {
      return decode(bytes, range) == text
    }
    return bytes[content].elementsEqual(text.utf8)
  }

  /// Returns the place of the next backslash, or the end of the range.
  private static func nextEscape(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    unsafe bytes.withUnsafeBytes { bytes in
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      guard let base = part.baseAddress, let found = unsafe memchr(base, 0x5C, part.count) else {
        return range.upperBound
      }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - base)
    }
  }

  /// Returns the bytes as text, cut to `limit` of them at a character, with `…` if something is
  /// missing.
  static func string(_ bytes: [UInt8], limit: Int) -> String {
    guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
    var length = max(limit, 0)
    // Back to the first byte of a character: continuation bytes are 0b10xxxxxx.
    while length > 0, bytes[length] & 0xC0 == 0x80 { length -= 1 }
    return String(decoding: bytes[..<length], as: UTF8.self) + "…"
  }

  /// Returns a literal for the text, escaping only what has to be.
  static func encode(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case "\n": literal += "\\n"
      case "\r": literal += "\\r"
      case "\t": literal += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  /// Appends the character that the escape at `position` means, and returns the position behind it.
  private static func appendEscape(
    at position: Int, of bytes: [UInt8], end: Int, to text: inout [UInt8],
  ) -> Int {
    switch bytes[position + 1] {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      return appendUnicode(at: position, of: bytes, end: end, to: &text)
    default: text.append(bytes[position + 1])
    }
    return position + 2
  }

  private static func appendUnicode(
    at position: Int, of bytes: [UInt8], end: Int, to text: inout [UInt8],
  ) -> Int {
    guard let high = codeUnit(at: position, of: bytes, end: end) else {
      return min(position + 6, end)
    }
    var scalar = Unicode.Scalar(UInt32(high)) ?? "\u{FFFD}"
    var next = position + 6
    if UTF16.isLeadSurrogate(high), let low = codeUnit(at: next, of: bytes, end: end),
      UTF16.isTrailSurrogate(low)
    {
      let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      next += 6
    }
    text.append(contentsOf: Array(String(scalar).utf8))
    return next
  }

  /// Returns the value of a `\uXXXX` at `position`, if there is one before `end`.
  private static func codeUnit(at position: Int, of bytes: [UInt8], end: Int) -> UInt16? {
    guard position + 6 <= end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt16 = 0
    for offset in position + 2..<position + 6 {
      guard let digit = bytes[offset].hexadecimalValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
