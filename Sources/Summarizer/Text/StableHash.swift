/// The 64-bit FNV-1a hash: the same on every machine and in every run, unlike `Hasher`.
///
/// It tells whether a text changed; it protects against nothing.
struct StableHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes one field in; its end is marked, so that `["ab", "c"]` differs from `["a", "bc"]`.
  mutating func add(_ field: String) {
    for byte in field.utf8 { add(byte) }
    // 0xFF occurs nowhere in UTF-8.
    add(0xFF)
  }

  /// The hash of what was taken in so far, as 16 lower-case hexadecimal digits.
  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
