/// The percent codes of URLs (RFC 3986, 2.1).
enum PercentEncoding {
  /// Returns the bytes with every `%` and two hexadecimal digits replaced by the byte they name.
  static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(bytes)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      // `UInt8(_:radix:)` would take a sign.
      let areDigits = digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
      if byte == UInt8(ascii: "%"), digits.count == 2, areDigits,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
