/// A public key that can be encrypted to.
package struct AgeRecipient: Hashable, Comparable, Sendable {
  /// The kinds of keys.
  enum Kind: Hashable, Sendable {
    /// A key of age's own kind.
    case x25519
    /// A key of ssh, by the whole of its encoded form.
    case sshEd25519(encoded: [UInt8])
  }

  let kind: Kind
  /// The bytes of the key.
  let publicKey: [UInt8]
  /// The key as it is written: `age1…`, or `ssh-ed25519 AAAA…` without a comment.
  package let text: String

  init(x25519 publicKey: [UInt8]) {
    kind = .x25519
    self.publicKey = publicKey
    text = Bech32.encode("age", publicKey)
  }

  /// Reads a key.
  ///
  /// - Parameter text: `age1…` with nothing around it, or a line of ssh, `ssh-ed25519 AAAA… comment`.
  /// - Throws: `AgeKeyError` if it is none, or one of another kind.
  package init(_ text: String) throws(AgeKeyError) {
    guard !text.hasPrefix("ssh-") else {
      try self.init(sshLine: text)
      return
    }
    let (prefix, bytes) = try Bech32.decode(text)
    switch prefix {
    case "age":
      guard bytes.count == X25519.size else { throw .malformed }
      self.init(x25519: bytes)
    case "age1pq": throw .hybrid
    case _ where prefix.hasPrefix("age-secret-key-") || prefix.hasPrefix("age-plugin-"):
      throw .secretKey
    case _ where prefix.hasPrefix("age1"): throw .plugin(String(prefix.dropFirst(4)))
    default: throw .malformed
    }
  }

  package static func < (left: AgeRecipient, right: AgeRecipient) -> Bool { left.text < right.text }
}
