/// Files in the format age v1, not armored: https://age-encryption.org/v1.
///
/// age proves nothing about the writer: whoever knows a recipient can write to it.
package enum AgeFile {
  /// Encrypts to recipients, with a new file key.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - recipients: Whoever may read it, in the order of the header.
  /// - Returns: The file.
  /// - Throws: `AgeError` if there are no recipients or too many, or one has no usable key.
  package static func encrypt(
    _ bytes: [UInt8], to recipients: [AgeRecipient]
  ) throws(AgeError) -> [UInt8] {
    let fileKey = SecretBytes.random(FileKey.size)
    let header = try AgeHeader.write(fileKey, to: recipients)
    return AgePayload.encrypt(bytes, with: fileKey, after: header)
  }

  /// Decrypts with the first of the identities that fits.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - identities: The keys to try.
  ///   - limit: The most bytes of content.
  /// - Returns: The content.
  /// - Throws: `AgeError` if the file is none of age's, no key fits, a byte of it was changed, or the
  ///   content is larger than the limit.
  package static func decrypt(
    _ bytes: [UInt8], with identities: [AgeIdentity], limit: Int
  ) throws(AgeError) -> [UInt8] {
    let header = try AgeHeader(bytes)
    let fileKey = try header.fileKey(for: identities)
    return try AgePayload.decrypt(bytes, from: header.size, with: fileKey, limit: limit)
  }

  /// Gives a file to other recipients without touching its content.
  ///
  /// The file key stays: whoever could read the file before can read the new one, if they have kept
  /// that key. Stanzas of recipients that are not named here go.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - identities: The keys to try.
  ///   - recipients: Whoever may read it from now on.
  /// - Returns: The file with a new header and the same content.
  /// - Throws: `AgeError` if the header cannot be read with one of the keys, or not be written. The
  ///   content is not looked at.
  package static func rewrap(
    _ bytes: [UInt8], with identities: [AgeIdentity], to recipients: [AgeRecipient]
  ) throws(AgeError) -> [UInt8] {
    let header = try AgeHeader(bytes)
    let fileKey = try header.fileKey(for: identities)
    var file = try AgeHeader.write(fileKey, to: recipients)
    file.append(contentsOf: bytes[header.size...])
    return file
  }

  /// Gives a file to more recipients without touching its content: one stanza each, whatever the number
  /// of those who can read it already, also of kinds that this module does not know.
  ///
  /// - Parameters:
  ///   - recipients: Whoever may read it, too.
  ///   - bytes: The file.
  ///   - identities: The keys to try.
  /// - Returns: The file with a longer header and the same content.
  /// - Throws: `AgeError` if the header cannot be read with one of the keys, or not be written. The
  ///   content is not looked at.
  package static func add(
    _ recipients: [AgeRecipient], to bytes: [UInt8], with identities: [AgeIdentity]
  ) throws(AgeError) -> [UInt8] {
    let header = try AgeHeader(bytes)
    let fileKey = try header.fileKey(for: identities)
    var file = try AgeHeader.write(fileKey, to: recipients, after: header.stanzas)
    file.append(contentsOf: bytes[header.size...])
    return file
  }

  /// The work factor of a passphrase where none is named: a second of work and 256 MB.
  package static let workFactor = 18
  /// The highest work factor that is read.
  package static let workFactorLimit = 22

  /// Encrypts with a passphrase, which is then the only way to read the file.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - passphrase: The passphrase, as it will be typed.
  ///   - workFactor: The power of two that guessing costs, 1 to 22.
  /// - Returns: The file.
  /// - Throws: `AgeError` if the work factor is too high, or there is not enough memory for it.
  package static func encrypt(
    _ bytes: [UInt8], passphrase: String, workFactor: Int = AgeFile.workFactor
  ) throws(AgeError) -> [UInt8] {
    let fileKey = SecretBytes.random(FileKey.size)
    let header = try AgeHeader.write(fileKey, passphrase: passphrase, workFactor: workFactor)
    return AgePayload.encrypt(bytes, with: fileKey, after: header)
  }

  /// Decrypts with a passphrase.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - passphrase: The passphrase.
  /// - Returns: The content.
  /// - Throws: `AgeError` if the file is none of age's, has no passphrase or another one, or a byte of it
  ///   was changed.
  package static func decrypt(
    _ bytes: [UInt8], passphrase: String
  ) throws(AgeError) -> [UInt8] {
    let header = try AgeHeader(bytes)
    let fileKey = try header.fileKey(passphrase: passphrase)
    return try AgePayload.decrypt(bytes, from: header.size, with: fileKey, limit: bytes.count)
  }
}
