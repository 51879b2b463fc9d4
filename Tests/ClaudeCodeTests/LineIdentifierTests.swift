import Testing

@testable import ClaudeCode

@Suite struct LineIdentifierTests {
  static let secret = LineIdentifier.Secret()

  static func identifier(_ text: String, secret: LineIdentifier.Secret = secret) -> LineIdentifier?
  {
    let bytes = Array(("\"" + text + "\"").utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { LineIdentifier($0, 1..<bytes.count - 1, secret: secret) }
    }
  }

  @Test func everyDigitCounts() {
    let text = "9c1719b7-df2a-4cf7-8996-1ebce6390986"
    let whole = Self.identifier(text)
    #expect(whole == Self.identifier(text))
    #expect(whole == Self.identifier(text.uppercased()))
    for index in text.indices where text[index] != "-" {
      var other = text
      other.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
      #expect(Self.identifier(other) != whole)
    }
  }

  @Test func otherTextsAreIdentifiersToo() {
    #expect(Self.identifier("msg_01") == Self.identifier("msg_01"))
    #expect(Self.identifier("msg_01") != Self.identifier("msg_02"))
    #expect(Self.identifier("msg_01") != Self.identifier("Msg_01"))
    #expect(Self.identifier("") == nil)
  }

  @Test func theSecretCounts() {
    let text = "9c1719b7-df2a-4cf7-8996-1ebce6390986"
    let secret = LineIdentifier.Secret(1, 5)
    #expect(Self.identifier(text, secret: secret) == Self.identifier(text, secret: .init(1, 5)))
    #expect(Self.identifier(text, secret: secret) != Self.identifier(text, secret: .init(1, 7)))
  }
}
