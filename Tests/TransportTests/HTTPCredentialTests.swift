import Foundation
import SyncRepo
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
      server.url(.basic, fixture.remote), environment(["HANDOFF_TOKEN": "hunter3"]))
    #expect(error.kind == .authenticationFailed)
    let words = "URL: no password; HANDOFF_TOKEN: refused by the server; netrc: refused by the "
    #expect(error.description.contains(words), "\(error)")
    #expect(!"\(error) \(error.hint ?? "")".contains("hunter"))
  }
}
