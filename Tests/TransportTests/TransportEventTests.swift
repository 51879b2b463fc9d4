import Foundation
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("Events about connections")
struct TransportEventTests {
  let fixture: TransportFixture
  let log = EventLog()

  init() throws { fixture = try TransportFixture() }

  /// Tries to clone, and leaves what happens to the log.
  private func tryToClone(_ address: String, _ environment: [String: String]) async throws {
    var configuration = TransportFixture.configuration("desk", environment)
    configuration.events = { [log] event in log.add(event) }
    _ = try await syncError { [configuration] in
      _ = try await SyncRepository.clone(
        from: address, to: fixture.folder("desk"), configuration: configuration)
    }
  }

  @Test("The ssh program, the host and our own arguments; no word of the user's line")
  func ssh() async throws {
    let script = try fixture.script("stub", "exit 9")
    let line = "TOKEN=hunter2 '\(script)' -o hunter3"
    try await tryToClone(
      "ssh://ann:hunter4@host:2222/a%20b.git",
      SSHServer.environment(["GIT_SSH_COMMAND": line, "GIT_SSH_VARIANT": "ssh"]))
    let started = try #require(log.events(.programStarted).first)
    #expect(log.events(.programStarted).count == 1)
    #expect(
      started.details == [
        .program: "GIT_SSH_COMMAND", .address: "ann@host",
        .arguments: "-o BatchMode=yes -p 2222 ann@host 'git-upload-pack '\\''/a b.git'\\'''",
      ])
    try log.expectWithout("hunter")
  }

  @Test("The proxy program of git://, and the host")
  func gitProxy() async throws {
    let script = try fixture.script("stub", "exit 9")
    try await tryToClone(
      "git://host:77/x.git", SSHServer.environment(["GIT_PROXY_COMMAND": script]))
    #expect(
      log.events(.programStarted).map(\.details) == [[.program: script, .address: "host:77"]])
  }

  @Test(
    "Redirects, without passwords and queries", .enabled(if: NginxServer.isAvailable))
  func redirects() async throws {
    let server = try #require(NginxServer.shared)
    let probe = HTTPProbe(environment: server.environment())
    let address = server.url(.tls, "/away" + fixture.remote, user: "ann:hunter2")
    let facts = try probe.ask(address)
    let redirected = try #require(probe.log.events(.redirected).first)
    #expect(redirected.details[.address] == "\(try #require(facts.finalAddress))/info/refs")
    try probe.log.expectWithout("hunter")
  }

  @Test(
    "A proxy, once for each remote, without its password",
    .enabled(if: NginxServer.isAvailable && ProxyServer.isAvailable))
  func proxy() throws {
    let server = try #require(NginxServer.shared)
    let proxy = try #require(ProxyServer.shared)
    let probe = HTTPProbe(
      environment: server.environment(["https_proxy": "http://\(proxy.address)"]))
    _ = try probe.ask(server.url(.tls, fixture.remote))
    #expect(
      probe.log.events(.proxyUsed).map { $0.details[.address] } == [
        "http://127.0.0.1:\(proxy.port)"
      ])
    try probe.log.expectWithout("pass")
  }

  @Test(
    "The passwords of a remote: refused, missing, accepted", .enabled(if: NginxServer.isAvailable))
  func passwords() async throws {
    let server = try #require(NginxServer.shared)
    try fixture.folder.write(
      "machine localhost login \(NginxServer.user) password \"\(NginxServer.password)\"\n",
      to: ".netrc")
    var configuration = TransportFixture.configuration(
      "desk", server.environment(["HOME": fixture.folder.path]),
      credentials: TestProvider(Credential(username: "ann", password: "hunter2")))
    configuration.events = { [log] event in log.add(event) }
    _ = try await SyncRepository.clone(
      from: server.url(.basic, fixture.remote), to: fixture.folder("desk"),
      configuration: configuration)
    let told = log.events.map { "\($0.kind.rawValue), \($0.details[.source] ?? "")" }
    #expect(
      told == [
        "credentialMissing, URL", "credentialFound, keychain", "credentialRefused, keychain",
        "credentialFound, netrc", "credentialAccepted, netrc",
      ])
    try log.expectWithout("hunter")
    try log.expectWithout(NginxServer.password)
  }
}
