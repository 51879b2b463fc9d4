import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite(
  "The keys by which an ssh server is known", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHHostKeyTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  private func line(_ type: String, host: String = "HOST") throws -> String {
    "\(host) \(try SSHServer.publicKey(server.folder("host_\(type)")))"
  }

  @Test("A server that has one key only, of each type", arguments: ["ed25519", "ecdsa", "rsa"])
  func oneKey(type: String) async throws {
    let daemon = try SSHDaemon(server, hostKeys: [type])
    let environment = try daemon.environment(knownHosts: [line(type)])
    try await fixture.roundTrip(daemon.url(fixture.remote), environment)
  }

  @Test("A server that has all, of which the rsa key alone is known")
  func knownByRSA() async throws {
    let daemon = try SSHDaemon(server, hostKeys: ["ed25519", "ecdsa", "rsa"])
    _ = try await fixture.clone(
      "desk", from: daemon.url(fixture.remote), daemon.environment(knownHosts: [line("rsa")]))
  }

  @Test("Hashed, wildcard and list entries, comments, lines that are none, no line end")
  func forms() async throws {
    let daemon = try SSHDaemon(server)
    let key = try SSHServer.publicKey(server.folder("host_ed25519"))
    try daemon.folder.write("[127.0.0.1]:\(daemon.port) \(key)\n", to: "hashed")
    try SSHServer.keygen(["-q", "-H", "-f", daemon.folder("hashed")])
    let hashed = try daemon.folder.text("hashed").trimmingCharacters(in: .newlines)
    #expect(hashed.hasPrefix("|1|"))
    for (number, lines) in [
      [hashed], ["[127.0.0.*]:\(daemon.port) \(key)"], ["other.invalid,HOST \(key) a comment"],
      ["# a comment", "", "this is no line at all", "HOST ssh-what AAAA", "HOST \(key)"],
    ].enumerated() {
      _ = try await fixture.clone(
        "desk\(number)", from: daemon.url(fixture.remote), daemon.environment(knownHosts: lines))
    }
    // An entry for the standard port says nothing about another one.
    let other = try await fixture.cloneError(
      daemon.url(fixture.remote), daemon.environment(knownHosts: [line("rsa", host: "127.0.0.1")]))
    #expect(other.kind == .hostKeyUnknown, "\(other)")
  }

  @Test("A key that is revoked is refused, although it is known too")
  func revoked() async throws {
    let daemon = try SSHDaemon(server)
    let error = try await fixture.cloneError(
      daemon.url(fixture.remote),
      daemon.environment(knownHosts: [line("ed25519", host: "@revoked *"), line("ed25519")]))
    #expect(error.kind == .hostKeyChanged, "\(error)")
    #expect(error.description.contains("revoked") && error.hint?.contains("grep @revoked") == true)
    #expect(error.hint?.contains("ssh-keygen -R") == false)
  }

  @Test("A host certificate of an authority that is known; of another one it is unknown")
  func certificate() async throws {
    for name in ["ca", "other"] { try SSHServer.makeKey(fixture.folder(name), "ed25519") }
    let key = fixture.folder("host")
    try SSHServer.makeKey(key, "ed25519")
    try SSHServer.keygen([
      "-q", "-s", fixture.folder("ca"), "-I", "host", "-h", "-n", "127.0.0.1", key + ".pub",
    ])
    let daemon = try SSHDaemon(
      server, hostKeys: [], options: ["HostKey \(key)", "HostCertificate \(key)-cert.pub"])
    let authority = try SSHServer.publicKey(fixture.folder("ca"))
    try await fixture.roundTrip(
      daemon.url(fixture.remote),
      daemon.environment(knownHosts: ["@cert-authority HOST \(authority)"]))
    let other = try SSHServer.publicKey(fixture.folder("other"))
    let error = try await fixture.cloneError(
      daemon.url(fixture.remote), daemon.environment(knownHosts: ["@cert-authority HOST \(other)"]))
    #expect(error.kind == .hostKeyUnknown, "\(error)")
  }
}
