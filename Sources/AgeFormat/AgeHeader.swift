/// The header of a file, read strictly: a file has one form.
struct AgeHeader {
  /// The most bytes of a header.
  static let sizeLimit = 64 << 10
  /// The most stanzas of a header.
  static let stanzaLimit = 1_000
  static let firstLine = Array("age-encryption.org/v1\n".utf8)

  /// The bytes of the whole header.
  let size: Int
  let stanzas: [AgeStanza]
  /// The part that the code stands for.
  private let signed: ArraySlice<UInt8>
  private let code: [UInt8]

  /// Reads the header of a file.
  init(_ file: [UInt8]) throws(AgeError) {
    var reader = AgeHeaderReader(file)
    (stanzas, signed, code) = try reader.read()
    size = reader.position
    guard stanzas.count == 1 || !stanzas.contains(where: { $0.type == ScryptStanza.type }) else {
      throw .malformedHeader
    }
  }

  /// The file key, from the first stanza that one of the identities opens.
  func fileKey(for identities: [AgeIdentity]) throws(AgeError) -> SecretBytes {
    guard stanzas.first?.type != ScryptStanza.type else { throw .needsPassphrase }
    var own: [X25519Stanza] = []
    for stanza in stanzas where stanza.type == X25519Stanza.type {
      own.append(try X25519Stanza(stanza))
    }
    for identity in identities {
      for stanza in own {
        if let fileKey = try stanza.fileKey(for: identity) { return try checked(fileKey) }
      }
    }
    throw stanzas.contains { $0.type == "mlkem768x25519" } ? .hybrid : .noIdentityMatches
  }

  /// The file key, from the stanza for a passphrase.
  func fileKey(passphrase: String) throws(AgeError) -> SecretBytes {
    guard let stanza = stanzas.first, stanza.type == ScryptStanza.type else {
      throw .noIdentityMatches
    }
    guard let fileKey = try ScryptStanza(stanza).fileKey(passphrase) else {
      throw .wrongPassphrase
    }
    return try checked(fileKey)
  }

  private func checked(_ fileKey: SecretBytes) throws(AgeError) -> SecretBytes {
    guard MessageCode.isEqual(AgeHeader.code(of: signed, fileKey), code) else {
      throw .wrongHeaderCode
    }
    return fileKey
  }

  private static func code(of header: ArraySlice<UInt8>, _ fileKey: SecretBytes) -> [UInt8] {
    let salt: [UInt8] = []
    var code = fileKey.derived(salt: salt.span, info: "header").withSpan { HMAC(key: $0) }
    code.update(header.span)
    return code.finish()
  }

  /// Writes a header: stanzas that are there already, and one for each recipient.
  static func write(
    _ fileKey: SecretBytes, to recipients: [AgeRecipient], after stanzas: [AgeStanza] = []
  ) throws(AgeError) -> [UInt8] {
    var stanzas = stanzas
    guard !recipients.isEmpty || !stanzas.isEmpty else { throw .noRecipients }
    guard recipients.count + stanzas.count <= stanzaLimit else { throw .tooManyRecipients }
    for recipient in recipients {
      let stanza =
        switch recipient.kind {
        case .x25519: X25519Stanza.wrap(fileKey, for: recipient.publicKey)
        case .sshEd25519(let encoded): SSHRecipient.wrap(fileKey, for: encoded, recipient.publicKey)
        }
      guard let stanza else { throw .unusableRecipient(recipient.text) }
      stanzas.append(stanza)
    }
    return try write(fileKey, stanzas)
  }

  /// Writes a header for a passphrase.
  static func write(
    _ fileKey: SecretBytes, passphrase: String, workFactor: Int
  ) throws(AgeError) -> [UInt8] {
    try write(
      fileKey, [ScryptStanza.wrap(fileKey, passphrase: passphrase, workFactor: workFactor)])
  }

  private static func write(
    _ fileKey: SecretBytes, _ stanzas: [AgeStanza]
  ) throws(AgeError) -> [UInt8] {
    var header = firstLine
    for stanza in stanzas { stanza.append(to: &header) }
    header += Array("---".utf8)
    let code = code(of: header[...], fileKey)
    header.append(UInt8(ascii: " "))
    Base64.append(code.span, to: &header)
    header.append(UInt8(ascii: "\n"))
    guard header.count <= sizeLimit else { throw .tooManyRecipients }
    return header
  }
}

/// Reads a header line by line.
private struct AgeHeaderReader {
  private let file: [UInt8]
  private(set) var position = 0

  init(_ file: [UInt8]) { self.file = file }

  mutating func read() throws(AgeError) -> (
    stanzas: [AgeStanza], signed: ArraySlice<UInt8>, code: [UInt8]
  ) {
    try readFirstLine()
    var stanzas: [AgeStanza] = []
    while true {
      let start = position
      let line = try nextLine()
      if line.starts(with: "-> ".utf8) {
        guard stanzas.count < AgeHeader.stanzaLimit else { throw .headerTooLarge }
        stanzas.append(try stanza(line.dropFirst(3)))
      } else if line.starts(with: "--- ".utf8) {
        guard !stanzas.isEmpty, let code = Base64.decode(line.dropFirst(4), count: HMAC.size) else {
          throw .malformedHeader
        }
        return (stanzas, file[..<(start + 3)], code)
      } else {
        throw .malformedHeader
      }
    }
  }

  private mutating func readFirstLine() throws(AgeError) {
    if file.starts(with: AgeHeader.firstLine) {
      position = AgeHeader.firstLine.count
      return
    }
    let name = "age-encryption.org/v"
    if file.starts(with: name.utf8) {
      let version = file.dropFirst(name.utf8.count).prefix { (48...57).contains($0) }
      throw version.isEmpty || version.elementsEqual("1".utf8)
        ? .malformedHeader : .unsupportedVersion
    }
    let text = file.drop { $0 == 32 || (9...13).contains($0) }
    throw text.starts(with: "-----BEGIN AGE ENCRYPTED FILE-----".utf8) ? .armored : .notAge
  }

  /// The next line, without its end.
  private mutating func nextLine() throws(AgeError) -> ArraySlice<UInt8> {
    let rest = file[position..<min(file.count, AgeHeader.sizeLimit)]
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
      throw file.count > AgeHeader.sizeLimit ? .headerTooLarge : .malformedHeader
    }
    position = end + 1
    return rest[..<end]
  }

  private mutating func stanza(_ words: ArraySlice<UInt8>) throws(AgeError) -> AgeStanza {
    let words = words.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (33...126).contains($0) } }) else {
      throw .malformedHeader
    }
    var text: [UInt8] = []
    var line: ArraySlice<UInt8>
    repeat {
      line = try nextLine()
      guard line.count <= AgeStanza.columns else { throw .malformedHeader }
      text += line
    } while line.count == AgeStanza.columns
    var body: [UInt8] = []
    guard Base64.append(decoding: text[...], to: &body) else { throw .malformedHeader }
    return AgeStanza(
      type: String(decoding: words[0], as: UTF8.self), arguments: words.dropFirst().map(Array.init),
      body: body)
  }
}
