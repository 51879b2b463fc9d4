/// Bech32 (BIP 173) without its limit of 90 characters, as age writes keys.
enum Bech32 {
  private static let alphabet = [UInt8]("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let checksumLength = 6
  /// The longest text that is looked at; hybrid recipients have 1,959 characters.
  private static let lengthLimit = 4_096

  /// Writes bytes after a prefix.
  ///
  /// - Parameters:
  ///   - prefix: The readable part, in small letters.
  ///   - bytes: The content.
  /// - Returns: The text in small letters.
  static func encode(_ prefix: String, _ bytes: [UInt8]) -> String {
    let readable = [UInt8](prefix.utf8)
    var groups: [UInt8] = []
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        groups.append(UInt8(bits >> count & 31))
      }
    }
    if count > 0 { groups.append(UInt8(bits << (5 - count) & 31)) }
    let rest = checksum(readable, groups + [UInt8](repeating: 0, count: checksumLength)) ^ 1
    for place in 0..<checksumLength {
      groups.append(UInt8(rest >> UInt32(5 * (checksumLength - 1 - place)) & 31))
    }
    return prefix + "1" + String(decoding: groups.map { alphabet[Int($0)] }, as: UTF8.self)
  }

  /// Reads a text.
  ///
  /// - Returns: The prefix in small letters, and the content.
  /// - Throws: `AgeKeyError` if it is none.
  static func decode(_ text: String) throws(AgeKeyError) -> (prefix: String, bytes: [UInt8]) {
    let typed = [UInt8](text.utf8.prefix(lengthLimit + 1))
    guard typed.count <= lengthLimit, typed.allSatisfy({ (33...126).contains($0) }) else {
      throw .malformed
    }
    let small = typed.map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let separator = small.lastIndex(of: UInt8(ascii: "1")), separator > 0,
      small.count - separator - 1 >= checksumLength
    else { throw .malformed }
    var groups: [UInt8] = []
    for character in small[(separator + 1)...] {
      guard let value = alphabet.firstIndex(of: character) else { throw .malformed }
      groups.append(UInt8(value))
    }
    guard small == typed || !typed.contains(where: { (97...122).contains($0) }) else {
      throw .mixedCase
    }
    let readable = [UInt8](small[..<separator])
    guard checksum(readable, groups) == 1 else { throw .wrongChecksum }
    var bytes: [UInt8] = []
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for value in groups.dropLast(checksumLength) {
      bits = bits << 5 | UInt32(value)
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    guard count < 5, bits & (1 << count - 1) == 0 else { throw .malformed }
    return (String(decoding: readable, as: UTF8.self), bytes)
  }

  private static func checksum(_ prefix: [UInt8], _ groups: [UInt8]) -> UInt32 {
    var sum: UInt32 = 1
    for value in prefix { mix(value >> 5, into: &sum) }
    mix(0, into: &sum)
    for value in prefix { mix(value & 31, into: &sum) }
    for value in groups { mix(value, into: &sum) }
    return sum
  }

  private static func mix(_ value: UInt8, into sum: inout UInt32) {
    let generators: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    let top = sum >> 25
    sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(value)
    for (bit, generator) in generators.enumerated() where top >> UInt32(bit) & 1 == 1 {
      sum ^= generator
    }
  }
}
