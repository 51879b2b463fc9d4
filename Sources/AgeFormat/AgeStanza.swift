/// A part of the header: the file key, wrapped for one recipient.
struct AgeStanza: Sendable {
  /// The kind of the recipient.
  var type: String
  /// The words after it.
  var arguments: [[UInt8]]
  var body: [UInt8]

  /// Writes itself at the end of a header.
  func append(to header: inout [UInt8]) {
    header += Array("-> \(type)".utf8)
    for argument in arguments {
      header.append(UInt8(ascii: " "))
      header += argument
    }
    header.append(UInt8(ascii: "\n"))
    var text: [UInt8] = []
    Base64.append(body.span, to: &text)
    var line = text[...]
    // The last line is a short one, if need be an empty one.
    while line.count >= AgeStanza.columns {
      header += line.prefix(AgeStanza.columns)
      header.append(UInt8(ascii: "\n"))
      line = line.dropFirst(AgeStanza.columns)
    }
    header += line
    header.append(UInt8(ascii: "\n"))
  }

  /// The length of every line of a body but the last.
  static let columns = 64
}

/// A stanza for X25519: a key that is made for this file alone, and the file key for the secret that it
/// shares with the recipient's.
struct X25519Stanza: Sendable {
  static let type = "X25519"
  private static let info = "age-encryption.org/v1/X25519"

  private let share: [UInt8]
  private let body: [UInt8]

  /// Reads a stanza of this type.
  init(_ stanza: AgeStanza) throws(AgeError) {
    guard stanza.arguments.count == 1,
      let share = Base64.decode(stanza.arguments[0][...], count: X25519.size),
      stanza.body.count == FileKey.wrappedSize
    else { throw .malformedHeader }
    self.share = share
    body = stanza.body
  }

  /// Opens the stanza.
  ///
  /// - Returns: The file key; `nil` where the stanza is for somebody else.
  /// - Throws: `AgeError` if the stanza's key is one that nobody may use.
  func fileKey(for identity: AgeIdentity) throws(AgeError) -> SecretBytes? {
    guard let shared = X25519.sharedSecret(identity.secret, with: share) else {
      throw .malformedHeader
    }
    let salt = share + identity.publicKey
    return FileKey.unwrap(body, with: shared.derived(salt: salt.span, info: X25519Stanza.info))
  }

  /// Wraps a file key.
  static func wrap(_ fileKey: SecretBytes, for publicKey: [UInt8]) -> AgeStanza? {
    let ephemeral = SecretBytes.random(X25519.size)
    guard let shared = X25519.sharedSecret(ephemeral, with: publicKey) else { return nil }
    let share = X25519.publicKey(of: ephemeral)
    let salt = share + publicKey
    let key = shared.derived(salt: salt.span, info: info)
    var argument: [UInt8] = []
    Base64.append(share.span, to: &argument)
    return AgeStanza(
      type: type, arguments: [argument], body: FileKey.wrap(fileKey, with: key))
  }
}
