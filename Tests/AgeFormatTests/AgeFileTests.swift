import Testing

@testable import AgeFormat

@Suite("Files of age")
struct AgeFileTests {
  static let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000]
  let one = AgeIdentity.generate()
  let two = AgeIdentity.generate()
  let three = AgeIdentity.generate()

  @Test("Each recipient reads what was written, whatever its size", arguments: Self.sizes)
  func everySize(_ size: Int) throws {
    let content = Self.content(size)
    let all = [one, two, three]
    let file = try AgeFile.encrypt(content, to: all.map(\.recipient))
    for identity in all {
      #expect(try AgeFile.decrypt(file, with: [.generate(), identity], limit: size) == content)
    }
    #expect(throws: AgeError.noIdentityMatches) {
      try AgeFile.decrypt(file, with: [.generate()], limit: size)
    }
    #expect(throws: AgeError.noIdentityMatches) { try AgeFile.decrypt(file, with: [], limit: size) }
  }

  @Test("Each byte counts, of the header, too")
  func flippedBytes() throws {
    let file = try AgeFile.encrypt(Self.content(40), to: [one.recipient, two.recipient])
    for place in file.indices {
      for mask: UInt8 in [1, 0x20, 0x80] {
        var changed = file
        changed[place] ^= mask
        #expect(throws: AgeError.self, "byte \(place), \(mask)") {
          try AgeFile.decrypt(changed, with: [one], limit: 1_000)
        }
      }
    }
  }

  @Test("A file that is cut off is refused at each length, and so is one with something after it")
  func lengths() throws {
    let file = try AgeFile.encrypt(Self.content(3), to: [one.recipient])
    for length in file.indices {
      #expect(throws: AgeError.self, "\(length)") {
        try AgeFile.decrypt(Array(file[..<length]), with: [one], limit: 1_000)
      }
    }
    #expect(throws: AgeError.damagedPayload) {
      try AgeFile.decrypt(file + [0], with: [one], limit: 1_000)
    }
  }

  @Test("Chunks cannot be exchanged, left out or said twice")
  func chunks() throws {
    let chunk = 65_552
    let file = try AgeFile.encrypt(Self.content(3 * 65_536), to: [one.recipient])
    let start = try AgeHeader(file).size + 16
    let head = Array(file[..<start])
    let chunks = (0..<3).map { file[(start + $0 * chunk)..<(start + ($0 + 1) * chunk)] }
    for order in [[1, 0, 2], [0, 2], [1, 2], [0, 1], [2], [0, 1, 1, 2], [0, 1, 2, 2]] {
      #expect(throws: AgeError.damagedPayload, "\(order)") {
        try AgeFile.decrypt(
          head + Array(order.map { chunks[$0] }.joined()), with: [one], limit: 1_000_000)
      }
    }
    #expect(throws: Never.self) {
      try AgeFile.decrypt(head + Array(chunks.joined()), with: [one], limit: 1_000_000)
    }
  }

  @Test("A content over the limit is refused before it is decrypted")
  func limit() throws {
    let file = try AgeFile.encrypt(Self.content(65_537), to: [one.recipient])
    #expect(try AgeFile.decrypt(file, with: [one], limit: 65_537).count == 65_537)
    #expect(throws: AgeError.tooLarge(limit: 65_536)) {
      try AgeFile.decrypt(file, with: [one], limit: 65_536)
    }
  }

  @Test("A file is rewrapped for others; the content's bytes stay")
  func rewrap() throws {
    let content = Self.content(70_000)
    let file = try AgeFile.encrypt(content, to: [one.recipient, two.recipient])
    let other = try AgeFile.rewrap(file, with: [one], to: [one.recipient, three.recipient])
    #expect(try AgeFile.decrypt(other, with: [one], limit: 70_000) == content)
    #expect(try AgeFile.decrypt(other, with: [three], limit: 70_000) == content)
    #expect(throws: AgeError.noIdentityMatches) {
      try AgeFile.decrypt(other, with: [two], limit: 70_000)
    }
    let (before, after) = (try AgeHeader(file), try AgeHeader(other))
    #expect(file[before.size...] == other[after.size...])
    #expect(throws: AgeError.noIdentityMatches) {
      try AgeFile.rewrap(file, with: [three], to: [three.recipient])
    }
    #expect(throws: AgeError.noRecipients) { try AgeFile.rewrap(file, with: [one], to: []) }
  }

  @Test("A recipient more: those who were there before stay, known or not")
  func add() throws {
    let content = Self.content(100)
    let key = SecretBytes.random(FileKey.size)
    let foreign = AgeStanza(
      type: "grease!", arguments: [Array("a".utf8)], body: [UInt8](repeating: 7, count: 96))
    let header = try AgeHeader.write(key, to: [one.recipient], after: [foreign])
    let file = AgePayload.encrypt(content, with: key, after: header)
    let more = try AgeFile.add([two.recipient, three.recipient], to: file, with: [one])
    for identity in [one, two, three] {
      #expect(try AgeFile.decrypt(more, with: [identity], limit: 100) == content)
    }
    let stanzas = try AgeHeader(more).stanzas
    #expect(stanzas.map(\.type) == ["grease!", "X25519", "X25519", "X25519"])
    #expect(stanzas[0].body == foreign.body && stanzas[0].arguments == foreign.arguments)
  }

  @Test("The header of a file that somebody else has put together is noticed")
  func headerCode() throws {
    let file = try AgeFile.encrypt([1], to: [one.recipient])
    let other = try AgeFile.encrypt([1], to: [one.recipient])
    let text = String(decoding: file[..<(try AgeHeader(file).size)], as: UTF8.self)
    let code = String(decoding: other[..<(try AgeHeader(other).size)], as: UTF8.self)
    let forged = text.split(separator: "\n").dropLast() + code.split(separator: "\n").suffix(1)
    let payload = file[(try AgeHeader(file).size)...]
    #expect(throws: AgeError.wrongHeaderCode) {
      try AgeFile.decrypt(
        Array((forged.joined(separator: "\n") + "\n").utf8) + payload, with: [one], limit: 10)
    }
  }

  @Test("Headers have bounds")
  func bounds() throws {
    let head = Array("age-encryption.org/v1\n".utf8)
    let end = Array("--- \(String(repeating: "A", count: 43))\n".utf8) + [0, 0]
    func header(_ stanzas: Int, _ stanza: String) -> [UInt8] {
      head + Array(String(repeating: stanza, count: stanzas).utf8) + end
    }
    #expect(throws: Never.self) { try AgeHeader(header(1_000, "-> a\n\n")) }
    #expect(throws: AgeError.headerTooLarge) { try AgeHeader(header(1_001, "-> a\n\n")) }
    let long = "-> \(String(repeating: "a", count: 65_000))\n\n"
    #expect(throws: Never.self) { try AgeHeader(header(1, long)) }
    #expect(throws: AgeError.headerTooLarge) { try AgeHeader(header(2, long)) }
    #expect(throws: AgeError.headerTooLarge) {
      try AgeHeader(head + [UInt8](repeating: 65, count: 70_000))
    }
    #expect(throws: AgeError.tooManyRecipients) {
      try AgeFile.encrypt([], to: Array(repeating: one.recipient, count: 1_001))
    }
    #expect(throws: AgeError.tooManyRecipients) {
      try AgeFile.encrypt([], to: Array(repeating: one.recipient, count: 700))
    }
    let most = Array(repeating: one.recipient, count: 600)
    let file = try AgeFile.encrypt([5], to: most)
    #expect(try AgeFile.decrypt(file, with: [one], limit: 1) == [5])
    #expect(throws: AgeError.noRecipients) { try AgeFile.encrypt([], to: []) }
  }

  @Test(
    "Other things are told apart",
    arguments: [
      ("", AgeError.notAge), ("# A task\n", .notAge), ("age-encryption.org", .notAge),
      ("age-encryption.org/v1", .malformedHeader), ("age-encryption.org/v1\r\n", .malformedHeader),
      ("age-encryption.org/v2\n-> X25519\n", .unsupportedVersion),
      ("age-encryption.org/v1\n--- AAAA\n", .malformedHeader),
      ("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", .armored),
      ("\n -----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", .armored),
    ])
  func others(_ text: String, _ error: AgeError) {
    #expect(throws: error) { try AgeFile.decrypt(Array(text.utf8), with: [one], limit: 10) }
    #expect(throws: error) { try AgeFile.decrypt(Array(text.utf8), passphrase: "a") }
    #expect(throws: error) { try AgeFile.rewrap(Array(text.utf8), with: [one], to: []) }
  }

  @Test("Passphrases")
  func passphrases() throws {
    let content = Self.content(70_000)
    let file = try AgeFile.encrypt(content, passphrase: "höhle 洞", workFactor: 4)
    #expect(try AgeFile.decrypt(file, passphrase: "höhle 洞") == content)
    #expect(throws: AgeError.wrongPassphrase) { try AgeFile.decrypt(file, passphrase: "hohle") }
    #expect(throws: AgeError.wrongPassphrase) { try AgeFile.decrypt(file, passphrase: "") }
    #expect(throws: AgeError.needsPassphrase) {
      try AgeFile.decrypt(file, with: [one], limit: 100_000)
    }
    #expect(throws: AgeError.needsPassphrase) {
      try AgeFile.add([two.recipient], to: file, with: [one])
    }
    #expect(throws: AgeError.noIdentityMatches) {
      try AgeFile.decrypt(try AgeFile.encrypt([], to: [one.recipient]), passphrase: "a")
    }
    #expect(throws: AgeError.workFactorTooHigh(23)) {
      try AgeFile.encrypt([], passphrase: "a", workFactor: 23)
    }
    let costly = String(decoding: file.prefix(60), as: UTF8.self)
      .replacing(" 4\n", with: " 31\n")
    #expect(throws: AgeError.workFactorTooHigh(31)) {
      try AgeFile.decrypt(Array(costly.utf8) + file.dropFirst(60), passphrase: "a")
    }
  }

  @Test("Work on many threads at once")
  func threads() async throws {
    let content = Self.content(9_000)
    let (one, two) = (one, two)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let file = try AgeFile.encrypt(content, to: [two.recipient, one.recipient])
          return try AgeFile.decrypt(file, with: [one], limit: 9_000) == content
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  /// A content whose bytes differ.
  static func content(_ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
  }
}
