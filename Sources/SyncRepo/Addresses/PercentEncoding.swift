internal import Platform

/// The percent codes of URLs (RFC 3986, 2.1).
enum PercentEncoding {
  /// Returns the bytes with every `%` and two hexadecimal digits replaced by the byte they name.
  static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(bytes)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = value(rest.prefix(2)) {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Returns the byte that two hexadecimal digits name; `nil` for anything else.
  static func value(_ digits: some Collection<UInt8>) -> UInt8? {
    // `UInt8(_:radix:)` would accept a sign.
    let areDigits = digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    guard digits.count == 2, areDigits else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Returns a text with percent codes for the bytes that are not kept.
  ///
  /// - Parameters:
  ///   - text: The text, encoded as UTF-8.
  ///   - isLowercase: True for digits in lower case, as in git's `strbuf_addstr_urlencode`.
  ///   - isKept: Returns true for the bytes that stay as they are.
  /// - Returns: The encoded text.
  static func encoded(
    _ text: String, isLowercase: Bool = false, keeping isKept: (UInt8) -> Bool
  ) -> String {
    let bytes = text.utf8.flatMap { isKept($0) ? [$0] : code($0, isLowercase: isLowercase) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns true for a byte that never needs encoding (RFC 3986, 2.3).
  static func isUnreserved(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || unreservedMarks.contains(byte)
  }

  /// Returns the percent code of a byte.
  static func code(_ byte: UInt8, isLowercase: Bool = false) -> [UInt8] {
    let digits = Array((isLowercase ? "0123456789abcdef" : "0123456789ABCDEF").utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static let unreservedMarks = Set("-._~".utf8)
}
