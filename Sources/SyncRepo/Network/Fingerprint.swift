internal import Git2

/// A name for a text that does not tell the text: git's name of a blob with it (SHA-1).
package enum Fingerprint {
  /// Returns forty hexadecimal digits.
  package static func of(_ text: String) -> String { of(Array(text.utf8)) }

  /// Returns forty hexadecimal digits.
  package static func of(_ bytes: [UInt8]) -> String {
    // Hashing bytes in memory does not fail.
    (try? ObjectID.blob(bytes).hex) ?? ""
  }
}
