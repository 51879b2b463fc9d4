/// Base64 with the standard alphabet and no padding, in the one form that each content has.
enum Base64 {
  private static let alphabet = [UInt8](
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xff, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// Writes bytes at the end of a text.
  static func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for index in bytes.indices {
      bits = bits << 8 | UInt32(bytes[index])
      count += 8
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(bits >> count & 63)])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
  }

  /// Reads a text to the end of some bytes.
  ///
  /// - Returns: Whether it is Base64; if not, what was appended means nothing.
  static func append(decoding text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for character in text {
      let value = values[Int(character)]
      guard value < 64 else { return false }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    // A last character alone holds no byte, and bits that are left over are zero.
    return count < 6 && bits & (1 << count - 1) == 0
  }

  /// Reads a text of a known length.
  ///
  /// - Returns: `nil` where it is not Base64, or has another length.
  static func decode(_ text: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    guard text.count == (count * 8 + 5) / 6, append(decoding: text, to: &bytes) else { return nil }
    return bytes
  }
}
