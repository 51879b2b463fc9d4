/// A secret key, X25519: it reads what was encrypted to its recipient.
package struct AgeIdentity: Sendable {
  private static let prefix = "AGE-SECRET-KEY-"

  let secret: SecretBytes
  /// The public key that belongs to it.
  package let recipient: AgeRecipient
  /// The bytes of the public key.
  let publicKey: [UInt8]

  private init(secret: SecretBytes) {
    self.secret = secret
    publicKey = X25519.publicKey(of: secret)
    recipient = AgeRecipient(x25519: publicKey)
  }

  /// Makes a new key.
  ///
  /// - Returns: A key that nobody else has.
  package static func generate() -> AgeIdentity { AgeIdentity(secret: .random(X25519.size)) }

  /// Reads a key.
  ///
  /// - Parameter text: `AGE-SECRET-KEY-1…`, all in capital or all in small letters, with nothing around it.
  /// - Throws: `AgeKeyError` if it is none, or one of another kind.
  package init(_ text: String) throws(AgeKeyError) {
    let (prefix, bytes) = try Bech32.decode(text)
    switch prefix {
    case "age-secret-key-":
      guard bytes.count == X25519.size else { throw .malformed }
      self.init(secret: SecretBytes(bytes))
    case "age-secret-key-pq-": throw .hybrid
    case _ where prefix.hasPrefix("age-plugin-"):
      throw .plugin(String(prefix.dropFirst("age-plugin-".count).dropLast()))
    case _ where prefix.hasPrefix("age"): throw .publicKey
    default: throw .malformed
    }
  }

  /// The key as a text, to be kept secret.
  package var text: String {
    Bech32.encode(AgeIdentity.prefix.lowercased(), secret.copy()).uppercased()
  }
}
