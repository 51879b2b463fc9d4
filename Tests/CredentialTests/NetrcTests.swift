import TestSupport
import Testing

@testable import SyncRepo

@Suite("Passwords of a netrc file")
struct NetrcTests {
  /// A file, the user name wanted, and the credential for example.org.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    var username: String?
    let expected: String?
    var testDescription: String { file }
  }

  static let cases: [Case] = [
    Case(file: "machine example.org login ann password x", expected: "ann:x"),
    Case(file: "machine example.org\n\tlogin ann\n\tpassword x\n", expected: "ann:x"),
    Case(file: "machine example.org password x login ann", expected: "ann:x"),
    Case(file: "machine example.org login ann account a password x", expected: "ann:x"),
    Case(file: "MACHINE Example.ORG Login ann PASSWORD x", expected: "ann:x"),
    Case(file: "machine other.org login ann password x", expected: nil),
    Case(file: "machine xexample.org login ann password x", expected: nil),
    Case(
      file: "machine other.org login b password y\nmachine example.org login ann password x",
      expected: "ann:x"),
    Case(
      file: "machine example.org login ann password x\nmachine example.org login bob password y",
      expected: "ann:x"),
    Case(
      file: "machine example.org login ann password x\nmachine example.org login bob password y",
      username: "bob", expected: "bob:y"),
    Case(file: "machine example.org login ann password x", username: "bob", expected: nil),
    Case(file: "machine example.org password x", username: "bob", expected: "bob:x"),
    Case(file: "machine example.org password x", expected: ":x"),
    Case(file: "machine example.org login ann", expected: nil),
    Case(
      file: "machine example.org login ann\nmachine example.org login bob password y",
      expected: "bob:y"),
    Case(file: "default login ann password x", expected: "ann:x"),
    Case(
      file: "machine example.org login ann password x\ndefault login d password y",
      expected: "ann:x"),
    Case(
      file: "machine other.org login default password machine\ndefault login ann password x",
      expected: "ann:x"),
    Case(
      file: #"machine example.org login "an n" password "a \"b\" \\ \t#c""#,
      expected: "an n:a \"b\" \\ \t#c"),
    Case(file: #"machine example.org login ann password a"b#c"#, expected: "ann:a\"b#c"),
    Case(file: #"machine "example.org" login ann password """#, expected: "ann:"),
    Case(file: #"machine example.org login ann password "x"#, expected: nil),
    Case(
      file: "# machine example.org login no password no\nmachine example.org # c\nlogin ann"
        + " password x # login y", expected: "ann:x"),
    Case(
      file: "macdef init\nmachine example.org login no password no\n\n"
        + "machine example.org login ann password x", expected: "ann:x"),
    Case(
      file:
        "machine example.org login ann password x macdef m\nput a\n\ndefault login b password c",
      expected: "ann:x"),
    Case(
      file: "machine example.org\r\nlogin ann\r\npassword x\r\nmacdef m\r\nx\r\n\r\n",
      expected: "ann:x"),
    Case(file: "login no password no machine example.org login ann password x", expected: "ann:x"),
    Case(file: "machine", expected: nil), Case(file: "machine example.org login", expected: nil),
    Case(file: "", expected: nil), Case(file: "\u{0}machine", expected: nil),
    Case(file: "machine \"\" login ann password x", expected: nil),
  ]

  @Test("Every form is read", arguments: cases)
  func forms(test: Case) {
    let found = Netrc(test.file.utf8).credential(host: "example.org", username: test.username)
    #expect(found.map { "\($0.username):\($0.password)" } == test.expected)
  }

  @Test("Random files are read without a crash")
  func fuzz() {
    let pieces = [
      "machine", "default", "login", "password", "account", "macdef", "example.org", "\"", "\\",
      "\n", " ", "\r\n", "#", "x", "\u{0}", "é",
    ]
    var random = SeededGenerator(for: "netrc files")
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<30, using: &random) {
        bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
        bytes.append(Bool.random(using: &random) ? 0x20 : .random(in: 0...255, using: &random))
      }
      _ = Netrc(bytes).credential(host: "example.org", username: nil)
    }
  }
}
