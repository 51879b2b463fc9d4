internal import CSodium

/// A code that only those who share a key can make: who has written something, and that it is unchanged.
package enum MessageCode {
  /// HMAC-SHA256 of parts in their order, each after its length, so that none runs into the next one.
  ///
  /// - Parameters:
  ///   - key: The shared key, of any length.
  ///   - parts: The parts of the message.
  /// - Returns: 32 bytes.
  package static func hmacSHA256(key: [UInt8], _ parts: [[UInt8]]) -> [UInt8] {
    var code = HMAC(key: key.span)
    for part in parts {
      let length = UInt64(part.count)
      let size = (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) }
      code.update(size.span)
      code.update(part.span)
    }
    return code.finish()
  }

  /// Compares in a time that does not tell where the two differ.
  ///
  /// - Returns: Whether they are the same; never where the lengths differ.
  package static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe sodium_memcmp(left, right, left.count) == 0
  }
}

/// Random bytes of the system.
package enum SecureRandom {
  /// Bytes that nobody can foresee; where the system has none, the process ends.
  ///
  /// - Returns: As many bytes as asked for.
  package static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}
