internal import Platform

/// A computer as a person names it to ssh: a host, an alias of ssh's configuration, or `user@host`.
///
/// It becomes a word of a command line. It can be no option, and has none of the characters that mean
/// something to the shells to which ssh's own configuration may hand it (`ProxyCommand`, `Match exec`).
package struct SSHDestination: Sendable, Hashable, CustomStringConvertible {
  /// The word.
  package let description: String

  /// Reads a destination; `nil` for what is none.
  ///
  /// A port belongs in ssh's configuration.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 255 else { return nil }
    let host: ArraySlice<UInt8>
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
      guard SSHDestination.isName(bytes[..<at], besides: "._-+@") else { return nil }
      host = bytes[(at + 1)...]
    } else {
      host = bytes[...]
    }
    guard SSHDestination.isName(host, besides: "._-:%[]") else { return nil }
    description = text
  }

  private static func isName(_ bytes: ArraySlice<UInt8>, besides others: String) -> Bool {
    guard let first = bytes.first, first != UInt8(ascii: "-") else { return false }
    return bytes.allSatisfy { $0.isAlphanumeric || others.utf8.contains($0) }
  }
}
