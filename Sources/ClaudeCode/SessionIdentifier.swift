/// The form of Claude Code's session ids: a UUID as 8-4-4-4-12 hexadecimal digits.
///
/// An id becomes part of file names here and in the sync repo, so nothing else is let through.
package enum SessionIdentifier {
  /// Whether the text has that form, in lower or upper case.
  package static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    for (offset, byte) in bytes.enumerated() {
      switch offset {
      case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
      default: if byte.hexadecimalValue == nil { return false }
      }
    }
    return true
  }
}
