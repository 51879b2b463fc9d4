/// The form of a Claude Code session id, checked before one becomes part of a path.
package enum SessionIDForm {
  /// Whether the bytes are a UUID as RFC 9562 writes it: 8-4-4-4-12 hexadecimal digits.
  ///
  /// Claude Code makes nothing else, and its `--session-id` takes nothing else.
  package static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count == 36 && isValid(Array(bytes))
  }

  /// The same for bytes in a row, for the hook programs: without a generic's weight.
  package static func isValid(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 36 else { return false }
    for position in 0..<36 {
      switch position {
      case 8, 13, 18, 23:
        if bytes[position] != UInt8(ascii: "-") { return false }
      default:
        switch bytes[position] {
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
