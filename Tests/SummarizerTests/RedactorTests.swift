import Foundation
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
    #expect(Redactor.selfTest())
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

  @Test(arguments: [
    "Authorization: Digest username=\"a\"\nAuthorization: Digest username=\"a\", response=\"VALUE\"",
    "tool -p first1word\ntool -u alice -p VALUE",
    "Authorization: a:b:c( Authorization: Bearer VALUE",
    "eyJhbGciOiJIUzI1NiJ9.a, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.VALUE",
    "password=“no end\npassword=“VALUE”", "kind: Secret, kind: Secret\nstringData:\n  foo: VALUE",
    "Cookie: a=${NAME}\nCookie: a=VALUE",
  ])
  func `finds a secret behind text that was looked through in vain`(text: String) {
    let value = "0123456789abcdef0123456789abcdef"
    let once = redactor.redact(text.replacing("VALUE", with: value))
    #expect(!once.contains(value), "\(once)")
  }

  @Test func `takes the user of another line for another command's`() {
    let text = "tool -u alice\ntool -p first1word9"
    #expect(redactor.redact(text) == text)
  }

  @Test func `finds a secret among names of which nothing comes`() {
    let names = String(repeating: "token, secret, key ", count: 400)
    let once = redactor.redact("\(names)\npassword = hunter2x9y\n\(names)")
    #expect(!once.contains("hunter2x9y"))
  }

  @Test(arguments: SecretSamples.hostile)
  func `takes linear time on hostile text`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let once = redactor.redact(text)
    #expect(once.utf8.count <= text.utf8.count * 20)
  }

  /// The base64 of a made-up key, in lines of 64 characters.
  private func keyLines(_ bytes: Int, seed: UInt64) -> [String] {
    var random = RepeatableGenerator(seed: seed)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let body =
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"
      + String(
        (0..<bytes).map { _ in alphabet[Int.random(in: 0..<64, using: &random)] })
    var lines: [String] = []
    var rest = body[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(64)))
      rest = rest.dropFirst(64)
    }
    return lines
  }

  /// Returns true if 12 characters of a key's body are in a text.
  private func shows(_ lines: [String], _ text: String) -> String? {
    for line in lines {
      let line = Array(line)
      for start in stride(from: 0, to: max(1, line.count - 12), by: 6) {
        let piece = String(line[start..<min(line.count, start + 12)])
        if piece.count == 12, text.contains(piece) { return piece }
      }
    }
    return nil
  }

  @Test(arguments: [400, 1_600, 13_000, 40_000])
  func `lets no byte of a private key pass, whatever its form`(size: Int) {
    let lines = keyLines(size, seed: UInt64(size))
    let body = lines.joined(separator: "\n")
    let (begin, end) = (SecretSamples.keyBegin, SecretSamples.keyEnd)
    let whole = "\(begin)\n\(body)\n\(end)"
    func each(_ change: (Int, String) -> String) -> String {
      whole.split(separator: "\n").enumerated().map { change($0.offset, String($0.element)) }
        .joined(separator: "\n")
    }
    let putty =
      "PuTTY-User-Key-File-"
        + """
        3: ssh-rsa
        Encryption: none
        Comment: rsa-key-20260101
        Public-Lines: 6
        \(lines[0])
        Private-Lines: \(lines.count)
        \(lines.joined(separator: "\n      "))
        Private-MAC: 0123456789abcdef0123456789abcdef
        """.replacing("\n      ", with: "\n")
    let forms: [(name: String, text: String)] = [
      ("block", whole), ("CRLF", whole.replacing("\n", with: "\r\n")),
      ("here document", "cat > id <<'EOF'\n\(whole)\nEOF\nchmod 600 id"),
      ("one line", "KEY=\"\(whole.replacing("\n", with: #"\n"#))\""),
      ("JSON", #"{"private_key": "\#(whole.replacing("\n", with: #"\n"#))\n", "id": 1}"#),
      ("JSON in JSON", #"{\"key\": \"\#(whole.replacing("\n", with: #"\\n"#))\"}"#),
      ("without an end", "\(begin)\n\(body)"), ("without a beginning", "\(body)\n\(end)"),
      ("an end far away", "\(begin)\n\(body)\n\nand then\n\(end)"),
      ("without a header", "key:\n\(body)\n"), ("on one line without a header", lines.joined()),
      ("indented", each { "    \($1)" }), ("a diff", each { "+\($1)" }),
      ("a removed file", each { "-\($1)" }),
      ("a quote", each { "> \($1)" }), ("numbered", each { "  \($0 + 1)→\($1)" }),
      ("numbered by cat", each { "\t\($0 + 1)\t\($1)" }), ("strings", each { "\"\($1)\\n\" +" }),
      ("an array", each { "  '\($1)'," }), ("PuTTY", putty),
      ("PuTTY in JSON", #"{"k": "\#(putty.replacing("\n", with: #"\n"#))"}"#),
      ("YAML", "tls.key: |\n" + each { "  \($1)" } + "\nnext: 1"),
      ("a cut line", "\(begin)\n\(body) (truncated)\nmore"),
      ("base64 of it", "tls.key: " + Data(whole.utf8).base64EncodedString()),
      ("in an address", whole.replacing("\n", with: "%0A").replacing(" ", with: "%20")),
      ("a form", whole.replacing("\n", with: "%0D%0A").replacing(" ", with: "+")),
      ("found by grep", each { "keys/id_rsa:\($0 + 1):\($1)" }),
      ("around a find of grep", each { "keys/id_rsa-\($0 + 1)-\($1)" }),
      ("a log", each { "2026-11-27T10:00:00Z stdout F \($1)" }),
    ]
    for form in forms {
      for text in [form.text, "before\n\(form.text)\nafter"].suffix(size < 2_000 ? 2 : 1) {
        let once = redactor.redact(text)
        #expect(shows(lines, once) == nil, "\(form.name): \(once.prefix(400))")
        #expect(once.utf8.count < 1_000, "\(form.name): \(once.prefix(400))")
      }
      // However the text is cut, too.
      for part in [Redactor.Part.beginning, .end, .both] {
        for before in size < 2_000 ? [0, 9_000, 40_000] : [0] {
          let around = String(repeating: "a line of a log\n", count: before / 16)
          let kept = redactor.redact(
            "\(around)\(form.text)\n\(around)", keeping: part, limit: 4_000)
          #expect(
            shows(lines, kept) == nil, "\(form.name), \(part), \(before): \(kept.prefix(300))")
          #expect(kept.columns <= 4_000)
        }
      }
      #expect(shows(lines, redactor.line(form.text, limit: 200)) == nil, "\(form.name)")
    }
  }

  @Test func `leaves certificates, public keys and code about keys alone`() {
    let lines = keyLines(600, seed: 2).joined(separator: "\n")
    for text in [
      "-----BEGIN CERTIFICATE-----\nX\(lines)\n-----END CERTIFICATE-----",
      "-----BEGIN PUBLIC KEY-----\nX\(lines)\n-----END PUBLIC KEY-----",
      "if text.contains(\"\(SecretSamples.keyBegin)\") { return header }",
      "let pem = \"\(SecretSamples.keyBegin)\\n\" + body + \"\\n\(SecretSamples.keyEnd)\"",
    ] { #expect(redactor.redact(text) == text) }
  }

  @Test func `masks values that are known, and no ordinary words`() {
    let known = Redactor(values: ["correct-horse-battery-9", "Tr0ub4dor", "staging", "my-project"])
    #expect(known.redact("x correct-horse-battery-9y") == "x [redacted:known-value]y")
    #expect(known.redact("(Tr0ub4dor)") == "([redacted:known-value])")
    #expect(known.redact("staging of my-project") == "staging of my-project")
  }

  @Test func `masks by rules of the person's own`() throws {
    let rules = [
      try RedactionRule(name: "Ticket", pattern: "ACME-[0-9]{6}"),
      try RedactionRule(name: "host", pattern: "ssh ([a-z]+\\.corp)"),
    ]
    let own = Redactor(rules: rules)
    #expect(own.redact("see ACME-123456 🙂") == "see [redacted:ticket] 🙂")
    #expect(own.redact("ssh alpha.corp uptime") == "ssh [redacted:host] uptime")
    #expect(throws: (any Error).self) { try RedactionRule(name: "x", pattern: "(") }
  }

  @Test func `survives a text that ends anywhere`() {
    let more = [
      "password -- ", "token -", "密码（", "clave del ", "echo a > ", "| password |\n|---|\n| ",
      "user\tpassword\nann\t", "NAME  TOKEN\nann  ", "password = <<EOT\n", "Authorization: Digest ",
      "jwt.sign(a, \"", "log.login(\"a\", ", "-u a -p ", "sip:a:b@", "<a:password><![CDATA[",
      "?-----BEGIN%20PRIVATE%20KEY-----%0A", "k-1------BEGIN PRIV" + "ATE KEY-----\nk-2-MIIE",
    ]
    for text in SecretSamples.positive.map(\.text) + SecretSamples.negative + more {
      let bytes = Array(text.utf8)
      for end in stride(from: max(0, bytes.count - 160), through: bytes.count, by: 1) {
        let once = redactor.redact(String(decoding: bytes[..<end], as: UTF8.self))
        #expect(redactor.redact(once) == once)
      }
    }
  }

  @Test func `leaves lists, import paths and versions beside names alone`() {
    for text in [
      "import (\n\t\"example.org/a/b/c/openaitoken\"\n\t\"example.org/a/b/c/other\"\n)",
      "  \"bearer\", \"password\",\n  \"session2\", \"secret3\",",
      "github.com/aws/aws-sdk-go-v2/credentials v1.19.30", "`token = response2`.",
      "\"md5\", \"password\", \"scram-sha-256\",", "-readpass | -pkcs11engine | -in",
      "let range = text.starts(with: \"pass:\".utf8) else { return }",
      "trufflehog docker --image a/secrets --results=verified",
    ] { #expect(redactor.redact(text) == text) }
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

  @Test(arguments: [
    "const begin = \"BEGIN\"\nconst at = pem.indexOf(\"END\")\nreturn pem.slice(at)",
    "`BEGIN\n${config.firebasePrivateKeyContents}\nEND`",
    "\"BEGIN\\n\" + config.firebasePrivateKeyContents + \"\\nEND\"",
    "key = key.replace(firebasePrivateKeyBeginning, \"END\")",
    "pem.startsWith(\"BEGIN\") || throwMissingKeyHeader();\nif (!pem.endsWith(\"END\")) {",
  ])
  func `leaves code about keys alone`(code: String) {
    let text = code.replacing("BEGIN", with: SecretSamples.keyBegin)
      .replacing("END", with: SecretSamples.keyEnd)
    #expect(redactor.redact(text) == text)
  }

  @Test func `masks what a reader has left of a key before its mark`() {
    let lines = keyLines(200, seed: 3)
    for count in 1...15 {
      let text = "\(SecretSamples.keyBegin)\n\(lines[0])\n\(lines[1].prefix(count))…"
      let once = redactor.redact(text)
      #expect(once == "[redacted:private-key]", "\(once)")
    }
  }

  @Test func `takes a rule of one's own by scalars`() throws {
    let rule = try RedactionRule(name: "ticket", pattern: "ACME-[0-9]+")
    let text = "See ACME-12\u{301} and ACME-3\u{FE0F}\u{20E3}."
    #expect(!Redactor(rules: [rule]).redact(text).contains("ACME"))
  }

  @Test func `takes linear time on a key's members without end`() {
    let text = "{\"kty\":\"RSA\"," + String(repeating: "\"d\":\"a", count: 20_000)
    #expect(redactor.redact(text).utf8.count <= text.utf8.count * 20)
  }
}
