import Testing

@testable import AgeFormat

@Suite("Codes of messages, and what is derived")
struct MessageCodeTests {
  @Test("HKDF-SHA256, the third example of RFC 5869")
  func derivation() {
    let none: [UInt8] = []
    let key = SecretBytes([UInt8](repeating: 0x0b, count: 22)).derived(salt: none.span, info: "")
    #expect(
      key.copy().hexadecimal == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
  }

  @Test("HMAC-SHA256, the second example of RFC 4231")
  func code() {
    var code = HMAC(key: Array("Jefe".utf8).span)
    code.update(Array("what do ya want ".utf8).span)
    code.update(Array("for nothing?".utf8).span)
    #expect(
      code.finish().hexadecimal
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("Each part stands after its length")
  func parts() {
    func code(_ key: String, _ parts: String...) -> [UInt8] {
      MessageCode.hmacSHA256(key: Array(key.utf8), parts.map { Array($0.utf8) })
    }
    // python3: hmac.new(b"key", b"\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c", "sha256").hexdigest()
    #expect(
      code("key", "ab", "c").hexadecimal
        == "6792a685701881d31208bf28ad5cbe35d0ea5cc4f15c4689af94fe1602c421e3")
    let codes = [
      code("key", "ab", "c"), code("key", "a", "bc"), code("key", "abc"),
      code("key", "ab", "c", ""),
      code("key", "", "ab", "c"), code("kez", "ab", "c"), code("key"), code(""), code("", ""),
      code(String(repeating: "k", count: 65), "ab", "c"),
    ]
    #expect(Set(codes).count == codes.count)
    #expect(MessageCode.isEqual(codes[0], code("key", "ab", "c")))
    #expect(!MessageCode.isEqual(codes[0], codes[1]))
    #expect(!MessageCode.isEqual(codes[0], Array(codes[0].dropLast())))
    #expect(MessageCode.isEqual([], []))
  }

  @Test("Random bytes")
  func random() {
    #expect(SecureRandom.bytes(0).isEmpty)
    let bytes = (0..<50).map { _ in SecureRandom.bytes(32) }
    #expect(Set(bytes).count == 50 && bytes.allSatisfy { $0.count == 32 })
  }

  @Test("Base64 has one form for each content")
  func base64() {
    for size in 0...70 {
      let bytes = SecureRandom.bytes(size)
      var (text, again): ([UInt8], [UInt8]) = ([], [])
      Base64.append(bytes.span, to: &text)
      #expect(text.count == (size * 8 + 5) / 6)
      #expect(Base64.append(decoding: text[...], to: &again) && again == bytes)
    }
    for text in ["A", "AB", "AAB", "AA=", "AA==", "AA\n", "A-", "A_", "AAAAA", " AA", "é"] {
      var bytes: [UInt8] = []
      #expect(!Base64.append(decoding: Array(text.utf8)[...], to: &bytes), "\(text)")
    }
  }
}
