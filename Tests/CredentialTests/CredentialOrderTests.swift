import Foundation
import Git2
import Processes
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("The order of all sources, each once")
struct CredentialOrderTests {
  private func everything() throws -> CredentialFixture {
    var fixture = try CredentialFixture([("credential.helper", "one")])
    try fixture.helper("one", answering: "username=ann\npassword=helper\n")
    try fixture.folder.write("machine example.org login ann password netrc", to: ".netrc")
    fixture.environment["GIT_TERMINAL_PROMPT"] = nil
    return fixture
  }

  @Test("URL, provider, netrc, helpers, askpass; each hears what became of its own")
  func order() throws {
    var fixture = try everything()
    fixture.environment["GIT_ASKPASS"] = try fixture.folder.script("ask", "echo asked")
    let provider = TestProvider(Credential(username: "p", password: "provided"))
    let chain = fixture.chain("https://ann:url@Example.org/a", provider: provider)
    var found: [String] = []
    var told: [String] = []
    while let credential = try chain.next() {
      found.append("\(chain.source ?? "none"): \(credential.username) \(credential.password)")
      _ = fixture.calls()
      chain.approve()
      told.append(fixture.calls().isEmpty ? "kept" : "stored")
      chain.reject()
      told.append(fixture.calls().isEmpty ? "kept" : "erased")
    }
    #expect(
      found == [
        "URL: ann url", "keychain: p provided", "netrc: ann netrc",
        "credential helper \"one\": ann helper", "askpass: ann asked",
      ])
    #expect(
      told == ["stored", "erased", "kept", "kept", "kept", "kept", "stored", "erased"]
        + ["stored", "erased"])
    #expect(
      chain.tried == [
        "URL: refused by the server", "keychain: refused by the server",
        "netrc: refused by the server",
        "credential helper \"one\": refused by the server", "askpass: refused by the server",
      ])
    let heard = provider.heard
    #expect(heard.count == 3 && heard.suffix(2) == ["approve p:…", "reject p:…"])
    #expect(heard[0].contains("\"example.org\""))
  }

  @Test("What is not there is said")
  func nothing() throws {
    var fixture = try CredentialFixture()
    fixture.environment["GIT_TERMINAL_PROMPT"] = nil
    let chain = fixture.chain("https://ann@example.org/a", provider: TestProvider(nil))
    #expect(try chain.next() == nil)
    #expect(
      chain.tried == [
        "URL: no password", "keychain: no password", "netrc: no file", "askpass: none set",
        "terminal: not asked, nobody is there",
      ])
    try fixture.folder.write("machine other.org login a password b", to: ".netrc")
    let other = fixture.chain("https://example.org:8443/a")
    #expect(try other.next() == nil)
    #expect(other.tried[1] == "netrc: no entry for example.org")
  }

  @Test("No variable but git's own holds a password, whatever its name is")
  func variables() throws {
    var fixture = try CredentialFixture()
    fixture.environment["GIT_TERMINAL_PROMPT"] = nil
    let names = ["HANDOFF_TOKEN", "GITHUB_TOKEN", "GH_TOKEN", "GIT_TOKEN", "TOKEN", "PASSWORD"]
    for name in names { fixture.environment[name] = "token" }
    #expect(try fixture.chain("https://ann@localhost/a").next() == nil)
  }

  @Test("netrc is found by NETRC too, and its machine has no port")
  func netrc() throws {
    var fixture = try CredentialFixture()
    try fixture.folder.write("machine ::1 login ann password x", to: "own")
    fixture.environment["NETRC"] = "~/own"
    #expect(try fixture.chain("https://[::1]:8443/a").next()?.password == "x")
    fixture.environment["NETRC"] = fixture.folder.path
    let chain = fixture.chain("https://[::1]:8443/a")
    #expect(try chain.next() == nil)
    #expect(chain.tried.contains("netrc: it is not a regular file"))
  }

  @Test(
    "An address without a host, or for another protocol, has no passwords",
    arguments: [
      "http://x@127.0.0.1:1@example.org/a", "http://127.0.0.1%2F.example.org/a",
      "http://localhost:1%40example.org/a", "https://exa mple.org/a", "https://a%00b/c",
      "", "https://", "https:///a", "file:///a", "ssh://ann:x@host/a", "host:a", "://x",
    ])
  func addresses(url: String) throws {
    let chain = try everything().chain(url)
    let error = #expect(throws: ConnectionFailure.self) { _ = try chain.next() }
    #expect(error?.reason == .addressInvalid)
  }

  @Test("Prompts read as git's, by askpass", arguments: [false, true])
  func askpass(usesPath: Bool) throws {
    for url in [
      "https://example.org:8443/a.git", "https://a%40b@example.org/a%20b", "http://[::1]/x",
    ] {
      var fixture = try CredentialFixture(
        usesPath ? [("credential.usehttppath", "true")] : [])
      fixture.environment["GIT_ASKPASS"] = try fixture.folder.script(
        "ask", "echo \"$1\" >> '\(fixture.folder("calls"))'; printf 'an n\\r\\nsecond\\n'")
      let filled = try fixture.git("fill", "url=\(url)\n\n")
      let asked = fixture.calls()
      let credential = try #require(try fixture.chain(url).next())
      #expect(fixture.calls() == asked)
      #expect(asked.contains("Password for '"))
      #expect(
        filled.output.hasSuffix(
          "username=\(credential.username)\npassword=\(credential.password)\n"))
    }
  }

  @Test("GIT_ASKPASS, then core.askPass, then SSH_ASKPASS, which needs a person")
  func askpassPrograms() throws {
    var fixture = try CredentialFixture()
    for name in ["git", "core", "ssh"] {
      _ = try fixture.folder.script("ask-\(name)", "echo \(name)")
    }
    func password(isInteractive: Bool = false, core: Bool = true) throws -> String? {
      try fixture.chain(
        "https://ann@example.org", askPass: core ? fixture.folder("ask-core") : nil,
        isInteractive: isInteractive
      ).next()?.password
    }
    fixture.environment["SSH_ASKPASS"] = fixture.folder("ask-ssh")
    #expect(try password() == "core")
    #expect(try password(core: false) == nil)
    #expect(try password(isInteractive: true, core: false) == "ssh")
    fixture.environment["GIT_ASKPASS"] = fixture.folder("ask-git")
    #expect(try password() == "git")
    fixture.environment["GIT_ASKPASS"] = ""
    #expect(try password() == nil)
    for (script, note) in [
      ("/nonexistent", "cannot run"), (try fixture.folder.script("fails", "exit 1"), "no answer"),
    ] {
      fixture.environment["GIT_ASKPASS"] = script
      let chain = fixture.chain("https://ann@example.org")
      #expect(try chain.next() == nil)
      #expect(chain.tried.contains { $0.hasPrefix("askpass (GIT_ASKPASS): ") && $0.contains(note) })
    }
  }

  @Test("A person is asked at the terminal last, and only where one sits there")
  func terminal() throws {
    var fixture = try CredentialFixture([("credential.helper", "one")])
    try fixture.helper("one")
    fixture.environment["GIT_TERMINAL_PROMPT"] = nil
    let terminal = ScriptedTerminal(["ann", "x"])
    let chain = fixture.chain(
      "https://example.org/a", isInteractive: true, terminal: terminal)
    #expect(try chain.next() == Credential(username: "ann", password: "x"))
    #expect(chain.source == "terminal")
    #expect(
      terminal.prompts == [
        "Username for 'https://example.org': ", "Password for 'https://ann@example.org': (secret)",
      ])
    chain.approve()
    #expect(
      fixture.calls().hasSuffix(
        "one store\nprotocol=https\nhost=example.org\n"
          + "username=ann\npassword=x\n"))
    let silent = fixture.chain(
      "https://example.org/a", isInteractive: true, terminal: ScriptedTerminal(["ann", nil]))
    #expect(try silent.next() == nil)
    #expect(silent.tried.last == "terminal: no answer")
    fixture.environment["GIT_TERMINAL_PROMPT"] = "0"
    let off = fixture.chain("https://example.org/a", isInteractive: true)
    #expect(try off.next() == nil)
    #expect(off.tried.last == "terminal: switched off by GIT_TERMINAL_PROMPT")
    fixture.set([("credential.interactive", "false")])
    fixture.environment["GIT_TERMINAL_PROMPT"] = nil
    let never = fixture.chain("https://example.org/a", isInteractive: true)
    #expect(try never.next() == nil)
    #expect(never.tried.last == "askpass, terminal: switched off by credential.interactive")
  }

  @Test("Whatever a helper answers does no harm, and no secret is told")
  func fuzz() throws {
    let pieces = [
      "username=", "password=", "quit=", "hunter2", "1", "=", "\n", "\r", "\u{0}", "é",
      "password_expiry_utc=", "99999999999999999999", "url=https://evil/", "host=evil", "[]",
      "capability[]=authtype", "authtype=Bearer", "continue=1", "ephemeral=1",
    ]
    var random = SeededGenerator(for: "answers of credential helpers")
    for _ in 0..<3_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<24, using: &random) {
        bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<10, using: &random) == 0 {
          bytes.append(.random(in: 0...255, using: &random))
        }
      }
      var record = CredentialRecord(scheme: "https", host: "example.org")
      _ = record.read(bytes)
      #expect(
        record.host == "example.org" && record.scheme == "https" && record.path == nil,
        "seed \(random.seed)")
      for value in [record.username, record.password, record.refreshToken] {
        #expect(value?.utf8.contains { $0 == 0 || $0 == 0x0A } != true)
      }
      record.username = "ann"
      var shown = "\(record) \([record.credential]) \(String(reflecting: record))"
      dump([record], to: &shown)
      dump(record.credential, to: &shown)
      #expect(!shown.contains("hunter2"), "seed \(random.seed)")
      _ = try? record.lines(protects: true)
    }
  }

  @Test("The list of what was tried is bounded")
  func bounded() throws {
    let fixture = try CredentialFixture(
      Array(repeating: ("credential.helper", "!exit 1;"), count: 60))
    let chain = fixture.chain("https://example.org/a")
    #expect(try chain.next() == nil)
    #expect(chain.tried.count == 40 && chain.tried.allSatisfy { $0.count <= 240 })
  }
}
