/// The form of a Claude Code session id, checked before one becomes part of a path.
package enum SessionIDForm {
  /// Whether the bytes are a UUID as RFC 9562 writes it: 8-4-4-4-12 hexadecimal digits.
  ///
  /// Claude Code makes nothing else, and its `--session-id` takes nothing else.
  package static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count == 36 else { return false }
    for (position, byte) in bytes.enumerated() {
      switch position {
      case 8, 13, 18, 23:
        if byte != UInt8(ascii: "-") { return false }
      default:
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          continue
        default: return false
        }
      }
    }
    return true
  }
}
