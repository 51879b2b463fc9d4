/// The reason for which a file cannot be read or written.
package enum AgeError: Error, Equatable, Sendable {
  /// The bytes do not begin as a file of age does.
  case notAge
  /// A file of another version of age.
  case unsupportedVersion
  /// A file in age's text form, which this module does not read.
  case armored
  /// The header breaks a rule of the format.
  case malformedHeader
  /// The header has more than 64 kB or 1,000 stanzas.
  case headerTooLarge
  /// None of the keys opens the file, and it has post-quantum recipients, which this module does not
  /// know.
  case hybrid
  /// None of the keys opens the file.
  case noIdentityMatches
  /// The file is to be opened by a passphrase, not by a key.
  case needsPassphrase
  /// The passphrase is wrong.
  case wrongPassphrase
  /// The passphrase would take too much memory and time: 2 to the power of this number.
  case workFactorTooHigh(Int)
  /// The header is not the one that was written.
  case wrongHeaderCode
  /// The content was changed, or cut off.
  case damagedPayload
  /// The content has more bytes than the limit allows.
  case tooLarge(limit: Int)
  /// A file is written for one recipient at least.
  case noRecipients
  /// More recipients than a header has room for.
  case tooManyRecipients
  /// A recipient whose public key is not one that can be encrypted to.
  case unusableRecipient(String)
  /// The memory that a passphrase takes is not there.
  case outOfMemory
}

/// The reason for which a text is not a key.
package enum AgeKeyError: Error, Equatable, Sendable {
  /// The text is no key, whatever its kind.
  case malformed
  /// The checksum does not fit: a character was changed.
  case wrongChecksum
  /// Capital and small letters in one key.
  case mixedCase
  /// A secret key where the public one is wanted.
  case secretKey
  /// A public key where the secret one is wanted.
  case publicKey
  /// A post-quantum key, which this module does not know.
  case hybrid
  /// A key of a plugin, by its name.
  case plugin(String)
  /// An ssh key of another kind than ed25519, by its name.
  case otherSSHKey(String)
}
