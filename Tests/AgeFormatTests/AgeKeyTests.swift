import Testing

@testable import AgeFormat

@Suite("Keys of age")
struct AgeKeyTests {
  /// The example of the specification: the secret key is 32 times 0x42.
  static let secret =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
  static let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

  @Test("The keys of the specification")
  func specification() throws {
    let identity = try AgeIdentity(Self.secret)
    #expect(identity.secret.copy() == [UInt8](repeating: 0x42, count: 32))
    #expect(identity.text == Self.secret)
    #expect(identity.recipient.text == Self.recipient)
    #expect(try AgeRecipient(Self.recipient) == identity.recipient)
    #expect(try AgeRecipient(Self.recipient.uppercased()) == identity.recipient)
    #expect(try AgeIdentity(Self.secret.lowercased()).recipient == identity.recipient)
  }

  @Test("New keys differ, and are read again")
  func generated() throws {
    let keys = (0..<20).map { _ in AgeIdentity.generate() }
    #expect(Set(keys.map(\.recipient)).count == 20)
    for key in keys {
      #expect(try AgeIdentity(key.text).recipient == key.recipient)
      #expect(try AgeRecipient(key.recipient.text) == key.recipient)
    }
    let sorted = keys.map(\.recipient).sorted()
    #expect(sorted.map(\.text) == keys.map(\.recipient.text).sorted())
  }

  @Test("Each character of a key counts")
  func changed() throws {
    for key in [Self.secret, Self.recipient] {
      for place in key.indices {
        for other in "qpQP1" where other != key[place] {
          let text = key.replacingCharacters(at: place, with: other)
          #expect(throws: AgeKeyError.self, "\(text)") { try AgeIdentity(text) }
          #expect(throws: AgeKeyError.self, "\(text)") { try AgeRecipient(text) }
        }
      }
    }
  }

  @Test("Other kinds of keys are refused by name")
  func otherKinds() throws {
    func key(_ prefix: String, _ count: Int = 32) -> String {
      Bech32.encode(prefix, [UInt8](repeating: 3, count: count))
    }
    #expect(throws: AgeKeyError.hybrid) { try AgeRecipient(key("age1pq", 1_216)) }
    #expect(throws: AgeKeyError.hybrid) { try AgeIdentity(key("age-secret-key-pq-").uppercased()) }
    #expect(throws: AgeKeyError.plugin("yubikey")) { try AgeRecipient(key("age1yubikey")) }
    #expect(throws: AgeKeyError.plugin("yubikey")) {
      try AgeIdentity(key("age-plugin-yubikey-").uppercased())
    }
    #expect(throws: AgeKeyError.secretKey) { try AgeRecipient(Self.secret) }
    #expect(throws: AgeKeyError.publicKey) { try AgeIdentity(Self.recipient) }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient(key("age", 31)) }
    #expect(throws: AgeKeyError.malformed) { try AgeIdentity(key("age-secret-key-", 33)) }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient(key("bc")) }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient(" " + Self.recipient) }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient(Self.recipient + "\n") }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient("") }
    #expect(throws: AgeKeyError.wrongChecksum) {
      try AgeRecipient(String(Self.recipient.dropLast()) + "q")
    }
    #expect(throws: AgeKeyError.mixedCase) { try AgeRecipient("A" + Self.recipient.dropFirst()) }
    #expect(throws: AgeKeyError.otherSSHKey("ssh-rsa")) { try AgeRecipient("ssh-rsa AAAAB3Nza") }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient("ssh-ed25519") }
    #expect(throws: AgeKeyError.malformed) { try AgeRecipient("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5") }
  }

  @Test(
    "Public keys that make one secret of all keys are refused",
    arguments: [0, 1])
  func lowOrder(_ first: UInt8) throws {
    let bytes = [first] + [UInt8](repeating: 0, count: 31)
    let recipient = try AgeRecipient(Bech32.encode("age", bytes))
    #expect(throws: AgeError.unusableRecipient(recipient.text)) {
      try AgeFile.encrypt([], to: [recipient])
    }
  }
}

@Suite("Bech32")
struct Bech32Tests {
  @Test(
    "Texts of BIP 173",
    arguments: [
      ("A12UEL5L", "a", ""), ("a12uel5l", "a", ""),
      (
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef",
        "00443214c74254b635cf84653a56d7c675be77df"
      ),
      (
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", "split",
        "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d"
      ), ("?1ezyfcl", "?", ""),
    ])
  func valid(_ text: String, _ prefix: String, _ bytes: String) throws {
    let found = try Bech32.decode(text)
    #expect(found.prefix == prefix && found.bytes.hexadecimal == bytes)
    #expect(Bech32.encode(prefix, found.bytes) == text.lowercased())
  }

  @Test(
    "Texts of BIP 173 that are none",
    arguments: [
      (" 1nwldj5", AgeKeyError.malformed), ("\u{7f}1axkwrx", .malformed),
      ("\u{80}1eym55h", .malformed), ("pzry9x0s0muk", .malformed), ("1pzry9x0s0muk", .malformed),
      ("x1b4n0q5v", .malformed), ("li1dgmt3", .malformed), ("de1lg7wt\u{ff}", .malformed),
      ("A1G7SGD8", .wrongChecksum), ("10a06t8", .malformed), ("1qzzfhee", .malformed),
      ("A12uEL5L", .mixedCase), ("", .malformed), ("1", .malformed),
    ])
  func invalid(_ text: String, _ error: AgeKeyError) {
    #expect(throws: error) { try Bech32.decode(text) }
  }

  @Test("Bits that are left over must be zero")
  func padding() throws {
    // One byte takes two characters; the second one has room for two bits more.
    #expect(try Bech32.decode("age1luyvfgxs").bytes == [0xff])
    #expect(throws: AgeKeyError.malformed) { try Bech32.decode("age1lae6aamz") }
    #expect(throws: AgeKeyError.malformed) { try Bech32.decode("age1luqrr2q7m") }
  }
}

extension String {
  fileprivate func replacingCharacters(at place: Index, with other: Character) -> String {
    String(self[..<place]) + String(other) + String(self[index(after: place)...])
  }
}

extension [UInt8] {
  /// Two digits a byte.
  var hexadecimal: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
