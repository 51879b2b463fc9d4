internal import CSodium

/// Public keys of ssh as recipients: whoever has the secret key reads the file with
/// `age -d -i ~/.ssh/id_ed25519`; this module does not.
enum SSHRecipient {
  static let type = "ssh-ed25519"
  private static let info = "age-encryption.org/v1/ssh-ed25519"
  private static let keySize = 32

  /// Reads a line as it stands in `id_ed25519.pub`.
  ///
  /// - Returns: The encoded form of the key, and the key of Ed25519 in it.
  /// - Throws: `AgeKeyError` if it is none, or one of another kind.
  static func decode(_ line: String) throws(AgeKeyError) -> (encoded: [UInt8], key: [UInt8]) {
    let words = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true)
    let kind = String(decoding: words[0], as: UTF8.self)
    guard kind == type else { throw .otherSSHKey(kind) }
    // Two strings, each after its length.
    let head = [0, 0, 0, UInt8(type.utf8.count)] + Array(type.utf8) + [0, 0, 0, UInt8(keySize)]
    guard words.count >= 2,
      // 51 bytes need no padding.
      let encoded = Base64.decode(Array(words[1])[...], count: head.count + keySize),
      encoded.starts(with: head)
    else { throw .malformed }
    return (encoded, Array(encoded[head.count...]))
  }

  /// Wraps a file key.
  ///
  /// - Parameters:
  ///   - fileKey: The key.
  ///   - encoded: The encoded form of the recipient's key.
  ///   - publicKey: The key of X25519 that belongs to it.
  /// - Returns: The stanza; `nil` where the recipient's key may not be used.
  static func wrap(
    _ fileKey: SecretBytes, for encoded: [UInt8], _ publicKey: [UInt8]
  ) -> AgeStanza? {
    let ephemeral = SecretBytes.random(X25519.size)
    let tweak = SecretBytes([]).derived(salt: encoded.span, info: info)
    guard let untweaked = X25519.sharedSecret(ephemeral, with: publicKey),
      let shared = X25519.sharedSecret(tweak, with: untweaked.copy())
    else { return nil }
    let share = X25519.publicKey(of: ephemeral)
    let salt = share + publicKey
    let key = shared.derived(salt: salt.span, info: info)
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = unsafe crypto_hash_sha256(&digest, encoded, UInt64(encoded.count))
    var (tag, argument): ([UInt8], [UInt8]) = ([], [])
    Base64.append(digest.span.extracting(..<4), to: &tag)
    Base64.append(share.span, to: &argument)
    return AgeStanza(
      type: type, arguments: [tag, argument], body: FileKey.wrap(fileKey, with: key))
  }
}

extension AgeRecipient {
  /// Reads a line of ssh.
  init(sshLine line: String) throws(AgeKeyError) {
    let (encoded, key) = try SSHRecipient.decode(line)
    guard let publicKey = X25519.publicKey(fromEd25519: key) else { throw .malformed }
    kind = .sshEd25519(encoded: encoded)
    self.publicKey = publicKey
    var text = Array("\(SSHRecipient.type) ".utf8)
    Base64.append(encoded.span, to: &text)
    self.text = String(decoding: text, as: UTF8.self)
  }
}
