import Foundation
import Git2
import Processes
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("What credential helpers are told, compared with git itself")
struct HelperExchangeTests {
  /// Configuration, URL, and what the helpers `one` and `two` answer.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var entries: [(String, String?)] = [("credential.helper", "one"), ("credential.helper", "two")]
    var url = "https://example.org:8443/team/a.git"
    var one = ""
    var two = ""
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "the first one knows all", one: "username=ann\npassword=x\n"),
    Case(name: "the second one knows all", two: "username=ann\npassword=x y=z\n"),
    Case(name: "one each", one: "username=ann\n", two: "password=x\n"),
    Case(name: "password first", one: "password=x\n", two: "username=ann\n"),
    Case(name: "user in the URL", url: "https://a%40b@example.org/a", one: "password=x\n"),
    Case(
      name: "another user than in the URL", url: "https://ann@example.org/a",
      one: "username=bob\npassword=x\n"),
    Case(
      name: "path by URL",
      entries: [
        ("credential.https://example.org:8443.useHttpPath", "true"), ("credential.helper", "one"),
      ], one: "username=ann\npassword=x\n"),
    Case(
      name: "path for all, with percent codes",
      entries: [("credential.helper", "one"), ("credential.useHttpPath", "yes")],
      url: "https://example.org/a%20b/c/", one: "username=ann\npassword=x\n"),
    Case(
      name: "configured user",
      entries: [("credential.username", "cid"), ("credential.helper", "one")], one: "password=x\n"),
    Case(
      name: "reset",
      entries: [("credential.helper", "one"), ("credential.helper", "")]
        + [("credential.helper", "two")], two: "username=ann\npassword=x\n"),
    Case(
      name: "arguments",
      entries: [("credential.helper", "one --flag 'a b' \"$HOME\" ~/x")],
      one: "username=ann\npassword=x\n"),
    Case(
      name: "a line for the shell",
      entries: [("credential.helper", "!f() { git-credential-one shell \"$@\"; }; f")],
      one: "username=ann\npassword=x\n"),
    Case(
      name: "the same helper twice",
      entries: [("credential.helper", "one"), ("credential.helper", "one")], one: "username=ann\n",
      two: "password=x\n"),
    Case(
      name: "capital letters", url: "https://Example.ORG/A", one: "username=Ann\npassword=X\n"),
    Case(
      name: "unknown lines, carriage returns, an empty line",
      one: "capability[]=authtype\r\nusername=ann\r\nfoo=bar\r\npassword=x\r\n\r\nusername=bob\n"),
    Case(
      name: "a senseless line", one: "username=ann\nnonsense\npassword=x\n", two: "password=y\n"),
    Case(name: "empty password", one: "username=ann\npassword=\n"),
    Case(name: "http", url: "http://127.0.0.1:8080/a.git", one: "username=ann\npassword=x\n"),
    Case(name: "an IPv6 address", url: "https://[::1]:8443/a", one: "username=ann\npassword=x\n"),
    Case(name: "unicode", one: "username=änn\npassword=日本\n"),
  ]

  @Test("fill, approve and reject tell helpers what git tells them", arguments: cases)
  func exchange(test: Case) throws {
    var fixture = try CredentialFixture(test.entries)
    try fixture.helper("one", answering: test.one)
    try fixture.helper("two", answering: test.two)
    fixture.environment["GIT_ASKPASS"] = try fixture.folder.script("ask", "echo from-askpass")
    let filled = try fixture.git("fill", "url=\(test.url)\n\n")
    try #require(filled.status == 0, "\(filled.errors)")
    let asked = fixture.calls()

    let chain = fixture.chain(test.url)
    let credential = try #require(try chain.next())
    #expect(fixture.calls() == asked)
    #expect(
      filled.output.hasSuffix(
        "username=\(credential.username)\npassword=\(credential.password)\n"))

    _ = try fixture.git("approve", filled.output)
    let stored = fixture.calls()
    chain.approve()
    #expect(fixture.calls() == stored)
    #expect(stored.contains(" store\n"))
    chain.approve()
    #expect(fixture.calls().isEmpty)

    _ = try fixture.git("reject", filled.output)
    let erased = fixture.calls()
    chain.reject()
    #expect(fixture.calls() == erased)
    #expect(erased.contains(" erase\n"))
    chain.reject()
    #expect(fixture.calls().isEmpty)
    for text in chain.tried { #expect(!text.contains("from-askpass"), "\(text)") }
  }

  @Test("A helper that says quit ends everything, as in git, unless it knows all")
  func quits() throws {
    let fixture = try CredentialFixture([
      ("credential.helper", "one"), ("credential.helper", "two"),
    ])
    try fixture.helper("one", answering: "quit=1\n")
    try fixture.helper("two", answering: "username=ann\npassword=x\n")
    let filled = try fixture.git("fill", "url=https://example.org\n\n")
    #expect(filled.status != 0 && filled.errors.contains("quit"))
    let asked = fixture.calls()
    let chain = fixture.chain("https://example.org")
    let error = #expect(throws: ConnectionFailure.self) { _ = try chain.next() }
    #expect(error?.message == "credential helper \"one\" wants nobody else to be asked")
    #expect(fixture.calls() == asked)
    try fixture.helper("one", answering: "quit=true\nusername=ann\npassword=x\n")
    #expect(try fixture.chain("https://example.org").next()?.username == "ann")
  }

  @Test(
    "Helpers are asked on after a refusal, each once, and the same credential is not sent twice")
  func afterRefusal() throws {
    let fixture = try CredentialFixture([
      ("credential.helper", "one"), ("credential.helper", "two"), ("credential.helper", "three"),
    ])
    try fixture.helper("one", answering: "username=ann\npassword=old\n")
    try fixture.helper("two", answering: "username=ann\npassword=old\n")
    try fixture.helper("three", answering: "username=bob\npassword=new\n")
    let chain = fixture.chain("https://example.org/a")
    #expect(try chain.next() == Credential(username: "ann", password: "old"))
    #expect(chain.source == "credential helper \"one\"")
    _ = fixture.calls()
    chain.reject()
    let erase = "protocol=https\nhost=example.org\nusername=ann\npassword=old\n"
    #expect(
      fixture.calls() == "one erase\n\(erase)two erase\n\(erase)three erase\n\(erase)")
    #expect(try chain.next() == Credential(username: "bob", password: "new"))
    #expect(fixture.calls().contains("three get\nprotocol=https\nhost=example.org\n"))
    chain.reject()
    #expect(try chain.next() == nil)
    #expect(try chain.next() == nil)
    #expect(
      chain.tried.filter { $0.contains("helper") } == [
        "credential helper \"one\": refused by the server",
        "credential helper \"two\": the same as one that was refused",
        "credential helper \"three\": refused by the server",
      ])
  }

  @Test(
    "What a helper says beside the credential goes back to the helpers; what has expired does not")
  func attributes() throws {
    let fixture = try CredentialFixture([
      ("credential.helper", "one"), ("credential.helper", "two"),
    ])
    try fixture.helper(
      "one", answering: "username=ann\npassword=x\npassword_expiry_utc=1799999999\n")
    try fixture.helper(
      "two",
      answering: "password=y\npassword_expiry_utc=1800000001\noauth_refresh_token=r\nhost=evil\n")
    let chain = fixture.chain("https://example.org/a")
    chain.challenges = ["Basic realm=\"x\""]
    #expect(try chain.next() == Credential(username: "ann", password: "y"))
    let begin = "protocol=https\nhost=example.org\n"
    #expect(
      fixture.calls() == "one get\n\(begin)wwwauth[]=Basic realm=\"x\"\n"
        + "two get\n\(begin)username=ann\nwwwauth[]=Basic realm=\"x\"\n")
    #expect(chain.tried.contains("credential helper \"one\": its password has expired"))
    chain.challenges = []
    chain.approve()
    #expect(
      fixture.calls().hasPrefix(
        "one store\n\(begin)username=ann\npassword=y\noauth_refresh_token=r\n"
          + "password_expiry_utc=1800000001\n"))
  }

  @Test("A helper is found in git's folders and by GIT_EXEC_PATH, and a missing one is said")
  func programs() throws {
    var fixture = try CredentialFixture([
      ("credential.helper", "nowhere"), ("credential.helper", "elsewhere"),
    ])
    _ = try fixture.folder.script(
      "git-credential-elsewhere", "echo username=ann; echo password=x")
    fixture.environment["GIT_EXEC_PATH"] = fixture.folder.path
    let chain = fixture.chain("https://example.org/a")
    #expect(try chain.next()?.username == "ann")
    let note = try #require(chain.tried.last { $0.contains("nowhere") })
    #expect(note.contains("cannot be run") && note.contains("not found"))
    fixture.set([("credential.helper", "\(fixture.folder("git-credential-elsewhere")) 'a b'")])
    #expect(try fixture.chain("https://example.org/a").next()?.username == "ann")
  }

  @Test("A helper's complaint is shown without the secrets in it")
  func complaints() throws {
    var fixture = try CredentialFixture([
      ("credential.helper", "!f() { echo \"bad $GIT_TOKEN\" >&2; exit 3; }; f"),
      ("credential.helper", "!TOKEN=hunter3 helper"), ("credential.helper", "one --token=hunter4"),
    ])
    try fixture.helper("one")
    fixture.environment["GIT_TOKEN"] = "hunter2"
    let provider = TestProvider(Credential(username: "p", password: "hunter2"))
    for chain in [
      fixture.chain("https://ann:hunter2@example.org/a"),
      fixture.chain("https://ann@example.org/a", provider: provider),
    ] {
      while try chain.next() != nil { chain.reject() }
      #expect(chain.tried.contains("credential helper \"!…\": it ended with status 3: bad …"))
      #expect(chain.tried.contains("credential helper \"one\": no password"))
      for text in chain.tried + ["\(chain)", "\(chain.known)"] {
        #expect(!text.contains("hunter"), "\(text)")
      }
    }
  }

  @Test("A helper that does not end is ended, one that prints without end too")
  func limits() throws {
    let fixture = try CredentialFixture([
      ("credential.helper", "!echo username=ann; exec sleep 1000; :"),
      ("credential.helper", "!yes username=; :"),
      ("credential.helper", "!echo username=bob; echo password=x; :"),
    ])
    let chain = fixture.chain(
      "https://example.org/a",
      limits: NetworkLimits(
        firstAnswer: .milliseconds(700), silence: .milliseconds(700), total: .milliseconds(700)))
    #expect(try chain.next() == Credential(username: "bob", password: "x"))
    #expect(
      chain.tried.filter { $0.contains("helper") } == [
        "credential helper \"!echo\": it was not done within 700 ms",
        "credential helper \"!yes\": it printed more than 65536 bytes",
      ])
  }

  @Test("What a helper leaves running is not waited for, nor ended")
  func daemons() throws {
    let fixture = try CredentialFixture([
      (
        "credential.helper",
        "!f() { sleep 1000 & echo $! > ~/pid; echo username=ann; echo password=x; }; f"
      )
    ])
    let chain = fixture.chain("https://example.org/a")
    #expect(try chain.next() == Credential(username: "ann", password: "x"))
    let text = try fixture.folder.text("pid").trimmingCharacters(in: .newlines)
    let daemon = try #require(pid_t(text))
    defer { kill(daemon, SIGKILL) }
    #expect(kill(daemon, 0) == 0)
  }

  @Test("A cancelled task ends a helper at once")
  func cancelled() throws {
    let cancellation = Cancellation()
    let fixture = try CredentialFixture([("credential.helper", "!exec sleep 1000; :")])
    let chain = fixture.chain("https://example.org/a", cancellation: cancellation)
    let thread = Thread { cancellation.cancel() }
    thread.start()
    let error = #expect(throws: ConnectionFailure.self) { _ = try chain.next() }
    #expect(error?.reason == .cancelled)
  }

  @Test("A helper has no terminal and no questions unless a person sits there")
  func terminal() throws {
    var fixture = try CredentialFixture([
      (
        "credential.helper",
        "!f() { echo username=$GIT_TERMINAL_PROMPT,$GCM_INTERACTIVE,$GIT_DIR;"
          + " if true 2>/dev/null </dev/tty; then echo password=tty; else echo password=none; fi; }; f"
      )
    ])
    fixture.environment["GIT_TERMINAL_PROMPT"] = nil
    fixture.environment["GIT_DIR"] = "/nonexistent"
    #expect(
      try fixture.chain("https://example.org").next()
        == Credential(username: "0,never,", password: "none"))
    #expect(
      try fixture.chain("https://example.org", isInteractive: true).next()?.username == ",,")
  }

  @Test("Line ends never reach a helper, carriage returns only where they are allowed")
  func lineEnds() throws {
    var fixture = try CredentialFixture([("credential.helper", "one")])
    try fixture.helper("one", answering: "username=ann\npassword=x\n")
    let chain = fixture.chain("https://example.org%0ahost=evil/a")
    #expect(throws: ConnectionFailure.self) { _ = try chain.next() }
    let returning = fixture.chain("https://an%0dn@example.org/a")
    #expect(try returning.next() == nil)
    #expect(returning.tried.contains { $0.contains("carriage return") })
    #expect(fixture.calls().isEmpty)
    fixture.set([("credential.helper", "one"), ("credential.protectprotocol", "false")])
    #expect(try fixture.chain("https://an%0dn@example.org/a").next() != nil)
    #expect(fixture.calls() == "one get\nprotocol=https\nhost=example.org\nusername=an\rn\n")
  }
}
