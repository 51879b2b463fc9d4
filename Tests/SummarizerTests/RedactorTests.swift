import Testing

@testable import Summarizer

@Suite struct RedactorTests {
  private let redactor = Redactor()

  @Test(arguments: SecretSamples.positive)
  func `replaces a secret`(sample: SecretSamples.Positive) {
    let once = redactor.redact(sample.text)
    #expect(!once.contains(sample.secret), "\(once)")
    #expect(once.contains("[redacted:\(sample.kind)]"), "\(once)")
    #expect(redactor.redact(once) == once)
  }

  @Test(arguments: SecretSamples.positive)
  func `finds a secret in the middle of other text`(sample: SecretSamples.Positive) {
    for (before, after) in [("前の文 🙂 ", "\n次の行"), ("x = 1\n", "\n"), ("\"", "\"")] {
      let once = redactor.redact(before + sample.text + after)
      #expect(!once.contains(sample.secret), "\(once)")
      #expect(once.hasPrefix(before) || sample.kind == "private-key" || before == "\"", "\(once)")
      #expect(once.hasSuffix(after) || sample.text.hasPrefix("-----BEGIN"), "\(once)")
    }
  }

  @Test(arguments: SecretSamples.negative)
  func `leaves ordinary text alone`(text: String) {
    #expect(redactor.redact(text) == text)
  }

  @Test func `passes its own test`() {
    #expect(redactor.selfTest())
  }

  @Test func `keeps what stands around a secret`() {
    #expect(
      redactor.redact("postgres://app:hunter2@db/x?y=1")
        == "postgres://app:[redacted:url-password]@db/x?y=1")
    #expect(
      redactor.redact("export API_KEY='\(SecretSamples.random)' # 鍵")
        == "export API_KEY='[redacted:api-key]' # 鍵")
    #expect(
      redactor.redact(#"{"password":"hunter22","n":1}"#)
        == #"{"password":"[redacted:password]","n":1}"#)
    #expect(
      redactor.redact(#"{\"password\":\"hunter22\",\"n\":1}"#)
        == #"{\"password\":\"[redacted:password]\",\"n\":1}"#)
  }

  @Test func `replaces a key block whose end was cut off, and keeps the text after it`() {
    let key = SecretSamples.keyBegin + "\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7\n"
    #expect(
      redactor.redact(key + "\nThen we went on.") == "[redacted:private-key]\n\nThen we went on.")
    #expect(redactor.redact("a\n" + key + "MIIE") == "a\n[redacted:private-key]")
  }

  @Test func `takes half a placeholder for a secret`() {
    #expect(
      redactor.redact("password=[redacted:password]rest4of1it") == "password=[redacted:password]")
  }

  @Test func `changes nothing the second time, whatever stands side by side`() {
    var random = RepeatableGenerator(seed: 7)
    let pieces =
      SecretSamples.positive.map(\.text) + SecretSamples.negative
      + [
        "=", ":", " ", "\"", "'", "\\n", "\n", "[redacted:password]", "password", "-----", "://",
        "@", "🙂", "密码：",
      ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 1...6, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let once = redactor.redact(text)
      #expect(redactor.redact(once) == once, "\(text)")
    }
  }

  @Test(arguments: SecretSamples.hostile)
  func `takes linear time on hostile text`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let once = redactor.redact(text)
    #expect(once.utf8.count <= text.utf8.count * 20)
  }

  @Test func `survives bytes that are no text`() {
    var random = RepeatableGenerator(seed: 3)
    for _ in 0..<300 {
      let bytes = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      let once = redactor.redact(text)
      #expect(redactor.redact(once) == once)
    }
  }
}
