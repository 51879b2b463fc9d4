/// The `uuid` of a transcript line, or the `id` of an API message, in 17 bytes.
///
/// A UUID is kept as its 128 bits. Any other text is hashed with the process's random seed, so
/// that a file cannot be made to collide.
struct LineIdentifier: Hashable {
  private var high: UInt64
  private var low: UInt64
  private var isUUID: Bool

  /// Reads the identifier from the bytes of a JSON string, quotes not included.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return nil }
    if let (high, low) = Self.uuid(bytes, range) {
      self.high = high
      self.low = low
      isUUID = true
    } else {
      var first = Hasher()
      first.combine(0 as UInt8)
      first.combine(bytes[range])
      var second = Hasher()
      second.combine(1 as UInt8)
      second.combine(bytes[range])
      high = UInt64(bitPattern: Int64(first.finalize()))
      low = UInt64(bitPattern: Int64(second.finalize()))
      isUUID = false
    }
  }

  private static func uuid(_ bytes: [UInt8], _ range: Range<Int>) -> (UInt64, UInt64)? {
    guard range.count == 36 else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for offset in 0..<36 {
      let byte = bytes[range.lowerBound + offset]
      if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = byte.hexadecimalValue else { return nil }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(digit)
    }
    return (high, low)
  }
}
