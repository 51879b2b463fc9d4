import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite(
  "Passwords of git's sources against a server",
  .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct HTTPCredentialTests {
  let server: NginxServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  private var netrc: String {
    "machine localhost login \(NginxServer.user) password \"\(NginxServer.password)\"\n"
  }

  private func environment(_ more: [String: String]) -> [String: String] {
    server.environment(["HOME": fixture.folder.path]).merging(more) { $1 }
  }

  @Test("A password of netrc carries clone, fetch and push")
  func netrcFile() async throws {
    try fixture.folder.write(netrc, to: ".netrc")
    try await fixture.roundTrip(server.url(.basic, fixture.remote), environment([:]))
  }

  @Test("What an askpass program answers is stored, and used without it; what is refused goes away")
  func stored() async throws {
    let asked = fixture.folder("asked")
    let ask = try fixture.folder.script(
      "ask",
      """
      echo "$1" >> '\(asked)'
      case $1 in User*) echo '\(NginxServer.user)' ;; *) echo '\(NginxServer.password)' ;; esac
      """)
    let url = server.url(.basic, fixture.remote)
    let asking = environment(["GIT_ASKPASS": ask])
    let desk = try await fixture.clone("desk", from: url, asking)
    let host = "https://localhost:\(server.port(.basic))"
    let user = "https://\(NginxServer.user)@localhost:\(server.port(.basic))"
    #expect(
      fixture.folder.read("asked") == "Username for '\(host)': \nPassword for '\(user)': \n")
    try Git.run(in: desk.path, "config", "credential.helper", "store")
    try await desk.commit([write("tasks/desk-1.md", "one\n")], message: "One")
    #expect(try await desk.synchronize().pushed)
    let stored = try fixture.folder.text(".git-credentials")
    #expect(stored.hasPrefix("https://\(NginxServer.user):"))
    // From now on nobody is asked.
    try FileManager.default.removeItem(atPath: asked)
    let again = try await SyncRepository.open(
      at: desk.path, configuration: TransportFixture.configuration("desk", asking))
    #expect(try await again.synchronize([write("tasks/desk-1.md", "two\n")]).pushed)
    #expect(fixture.folder.read("asked") == nil)
    // A password that has changed is erased, and the next source asked.
    try fixture.folder.write(
      stored.replacing(NginxServer.user, with: "old"), to: ".git-credentials")
    let third = try await SyncRepository.open(
      at: desk.path, configuration: TransportFixture.configuration("desk", asking))
    #expect(try await third.synchronize([write("tasks/desk-1.md", "three\n")]).pushed)
    #expect(try fixture.folder.text(".git-credentials") == stored)
  }

  @Test("Without a password the error says what was asked, in order, and no secret")
  func nothing() async throws {
    try fixture.folder.write("machine localhost login ann password hunter2", to: ".netrc")
    let error = try await fixture.cloneError(
      server.url(.basic, fixture.remote), environment(["HANDOFF_TOKEN": "hunter3"]),
      credentials: TestProvider(Credential(username: "ann", password: "hunter4")))
    #expect(error.kind == .authenticationFailed)
    let words = "URL: no password; keychain: refused by the server; netrc: refused by the server"
    #expect(error.description.contains(words), "\(error)")
    #expect(!"\(error) \(error.hint ?? "")".contains("hunter"))
  }

  /// A provider that answers with a password when a test lets it.
  private struct GatedProvider: CredentialProvider {
    let credential: Credential
    let wasAsked = Gate()
    let mayAnswer = Gate()

    func credential(for request: CredentialRequest) async -> Credential? {
      wasAsked.open()
      await mayAnswer.wait()
      return credential
    }
  }

  @Test("Two repositories in one process have passwords of their own; one that waits holds up none")
  func twoProviders() async throws {
    let address = server.url(.basic, fixture.remote)
    let login = Credential(username: NginxServer.user, password: NginxServer.password)
    let slow = GatedProvider(credential: login)
    let (fixture, environment) = (fixture, environment([:]))
    let waiting = Task {
      try await fixture.clone("slow", from: address, environment, credentials: slow)
    }
    await slow.wasAsked.wait()
    // The first one waits for its keychain, and the others are done meanwhile.
    let quick = TestProvider(login)
    let desk = try await fixture.clone("desk", from: address, environment, credentials: quick)
    #expect(try await desk.synchronize([write("tasks/desk-1.md", "one\n")]).pushed)
    let wrong = TestProvider(Credential(username: "ann", password: "hunter2"))
    let error = try await fixture.cloneError(address, environment, credentials: wrong)
    #expect(error.kind == .authenticationFailed && !error.description.contains("hunter2"))
    #expect(quick.heard.contains("approve \(login)") && wrong.heard.contains("reject ann:…"))
    #expect(!quick.heard.contains { $0.hasPrefix("reject") })
    slow.mayAnswer.open()
    let late = try await waiting.value
    _ = try await late.fetch()
    #expect(try await late.synchronize([write("tasks/slow-1.md", "two\n")]).pushed)
  }

  @Test("A cancelled task does not wait for a provider")
  func cancelled() async throws {
    let provider = GatedProvider(credential: Credential(username: "ann", password: "x"))
    let address = server.url(.basic, fixture.remote)
    let (fixture, environment) = (fixture, environment([:]))
    let waiting = Task {
      try await fixture.cloneError(address, environment, credentials: provider)
    }
    await provider.wasAsked.wait()
    waiting.cancel()
    #expect(try await waiting.value.kind == .cancelled)
    provider.mayAnswer.open()
  }
}
