internal import CSodium

/// A stanza for a passphrase, which stands alone in its header.
struct ScryptStanza: Sendable {
  static let type = "scrypt"
  private static let label = "age-encryption.org/v1/scrypt"
  private static let saltSize = 16

  private let salt: [UInt8]
  private let workFactor: Int
  private let body: [UInt8]

  /// Reads a stanza of this type.
  init(_ stanza: AgeStanza) throws(AgeError) {
    guard stanza.arguments.count == 2,
      let salt = Base64.decode(stanza.arguments[0][...], count: ScryptStanza.saltSize),
      stanza.body.count == FileKey.wrappedSize
    else { throw .malformedHeader }
    let digits = stanza.arguments[1]
    guard digits.allSatisfy({ (48...57).contains($0) }), digits.first != UInt8(ascii: "0"),
      let workFactor = Int(String(decoding: digits, as: UTF8.self))
    else { throw .malformedHeader }
    self.salt = salt
    self.workFactor = workFactor
    body = stanza.body
  }

  /// Opens the stanza.
  ///
  /// - Returns: The file key; `nil` where the passphrase is wrong.
  /// - Throws: `AgeError` if the work is too much for this machine.
  func fileKey(_ passphrase: String) throws(AgeError) -> SecretBytes? {
    FileKey.unwrap(body, with: try ScryptStanza.key(passphrase, salt, workFactor))
  }

  /// Wraps a file key.
  static func wrap(
    _ fileKey: SecretBytes, passphrase: String, workFactor: Int
  ) throws(AgeError) -> AgeStanza {
    let salt = SecureRandom.bytes(saltSize)
    let key = try key(passphrase, salt, workFactor)
    var argument: [UInt8] = []
    Base64.append(salt.span, to: &argument)
    return AgeStanza(
      type: type, arguments: [argument, Array(String(workFactor).utf8)],
      body: FileKey.wrap(fileKey, with: key))
  }

  private static func key(
    _ passphrase: String, _ salt: [UInt8], _ workFactor: Int
  ) throws(AgeError) -> SecretBytes {
    guard (1...AgeFile.workFactorLimit).contains(workFactor) else {
      throw .workFactorTooHigh(workFactor)
    }
    _ = sodium
    let passphrase = SecretBytes([UInt8](passphrase.utf8))
    let salt = Array(label.utf8) + salt
    var status: Int32 = -1
    let key = unsafe SecretBytes(32) { output in
      status = unsafe passphrase.withPointer {
        unsafe crypto_pwhash_scryptsalsa208sha256_ll(
          $0, passphrase.count, salt, salt.count, 1 << UInt64(workFactor), 8, 1, output, 32)
      }
    }
    guard status == 0 else { throw .outOfMemory }
    return key
  }
}
