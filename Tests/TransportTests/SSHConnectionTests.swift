import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Synchronising over ssh", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHConnectionTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  @Test("A URL with a port, and every other form of the address")
  func addresses() async throws {
    let environment = try server.environment()
    let path = fixture.remote
    try await fixture.roundTrip(server.url(path), environment)
    let encoded = path.replacing(" ", with: "%20").replacing("'", with: "%27")
    for (number, address) in [
      "git+ssh://\(server.user)@127.0.0.1:\(server.port)\(encoded)",
      "ssh+git://127.0.0.1:\(server.port)\(path)", "work:\(path)", "\(server.user)@work:\(path)",
      "[127.0.0.1:\(server.port)]:\(path)", "[\(server.user)@127.0.0.1:\(server.port)]:\(path)",
      "ssh://work\(path)",
    ].enumerated() {
      let clone = try await fixture.clone("clone\(number)", from: address, environment)
      #expect(try await clone.synchronize([write("tasks/clone\(number)-1.md", "x\n")]).pushed)
    }
    try Git.expectSound(path)
  }

  @Test("A renamed branch is followed, and a history made one commit")
  func moves() async throws {
    try await fixture.moves(server.url(fixture.remote), server.environment())
  }

  @Test("A path below the home on the server")
  func home() async throws {
    let name = "handoff-test-\(UUID().uuidString.prefix(8)).git"
    let home = NSHomeDirectoryForUser(server.user) ?? NSHomeDirectory()
    try Git.bare(at: "\(home)/\(name)")
    defer { try? FileManager.default.removeItem(atPath: "\(home)/\(name)") }
    let environment = try server.environment()
    for (number, address) in [
      "ssh://work/~/\(name)", "ssh://work/~\(server.user)/\(name)", "work:~/\(name)",
      "work:\(name)",
    ].enumerated() {
      let clone = try await fixture.clone("clone\(number)", from: address, environment)
      // Only a shell on the server knows homes; git itself does, in git-upload-pack.
      _ = try await clone.synchronize([write("tasks/clone\(number)-1.md", "x\n")])
    }
    try Git.expectSound("\(home)/\(name)")
  }

  @Test("User keys of every type", arguments: ["id_ed25519", "id_ecdsa", "id_rsa"])
  func userKeys(key: String) async throws {
    try await fixture.roundTrip(server.url(fixture.remote), try server.environment(key: key))
  }

  @Test(
    "Host keys of every type", arguments: ["ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512"])
  func hostKeys(algorithm: String) async throws {
    let environment = try server.environment(more: "HostKeyAlgorithms \(algorithm)")
    try await fixture.roundTrip(server.url(fixture.remote), environment)
  }

  @Test("A jump host")
  func jumpHost() async throws {
    try await fixture.roundTrip("jumped:\(fixture.remote)", try server.environment())
  }

  @Test("A key that only an agent has, behind a passphrase")
  func agent() async throws {
    let socket = fixture.folder("agent")
    let agent = try LeashedProgram(
      "/usr/bin/ssh-agent -D -a '\(socket)'", log: fixture.folder("agent.log"),
      removing: fixture.folder("agent"))
    defer { withExtendedLifetime(agent) {} }
    for _ in 0..<200 where !FileManager.default.fileExists(atPath: socket) { usleep(10_000) }
    let askpass = try fixture.script("askpass", "echo 'open sesame'")
    let added = try Program.run(
      "/usr/bin/ssh-add", [server.folder("id_secret")],
      environment: SSHServer.environment([
        "SSH_AUTH_SOCK": socket, "SSH_ASKPASS": askpass, "SSH_ASKPASS_REQUIRE": "force",
      ]))
    #expect(added.status == 0, "\(added.errors)")
    var environment = try server.environment(
      key: "id_secret.pub", more: "IdentityAgent \(socket)")
    environment["SSH_AUTH_SOCK"] = socket
    try await fixture.roundTrip(server.url(fixture.remote), environment)
  }

  @Test("A clone and a quiet sync take one connection, a remote that has moved takes two")
  func connections() async throws {
    let file = try server.clientConfiguration()
    let log = fixture.folder("connections")
    let script = try fixture.script(
      "ssh", "[ \"$1\" = -G ] || echo x >>'\(log)'\nexec ssh -F '\(file)' \"$@\"")
    let environment = SSHServer.environment(["GIT_SSH_COMMAND": script])
    func count() -> Int {
      let lines = fixture.folder.read("connections")?.count { $0 == "x" } ?? 0
      try? FileManager.default.removeItem(atPath: log)
      return lines
    }
    let address = server.url(fixture.remote)
    let desk = try await fixture.clone("desk", from: address, environment)
    #expect(count() == 1)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(count() == 1)
    let laptop = try await fixture.clone("laptop", from: address, environment)
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "two\n")])
    _ = count()
    let moved = try await desk.synchronize([write("tasks/desk-1.md", "three\n")])
    #expect(moved.pushed && moved.received && moved.attempts == 1)
    #expect(count() == 2)
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "3")
  }

  @Test("A connection that OpenSSH shares does not hold ours open")
  func sharedConnection() async throws {
    let socket = "/tmp/h-\(UUID().uuidString.prefix(8))"
    let file = try server.clientConfiguration(
      more: "ControlMaster auto\nControlPath \(socket)\nControlPersist 600")
    let environment = SSHServer.environment(["GIT_SSH_COMMAND": "ssh -F '\(file)'"])
    try await fixture.roundTrip(server.url(fixture.remote), environment)
    let stopped = try Program.run(
      "/usr/bin/ssh", ["-F", file, "-O", "exit", "work"], environment: environment)
    #expect(stopped.status == 0, "\(stopped.errors)")
  }

  @Test("A large and long history arrives whole, in several rounds of negotiation")
  func large() async throws {
    let environment = try server.environment()
    let desk = try await fixture.clone("desk", from: server.url(fixture.remote), environment)
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try await desk.synchronize([.write(path: "tasks/desk-large.md", content: bytes)])
    let laptop = try await fixture.clone("laptop", from: server.url(fixture.remote), environment)
    #expect(try await laptop.read("tasks/desk-large.md", limit: 4 << 20) == bytes)
    for number in 1...120 {
      try Git.run(
        in: laptop.path, "commit", "--quiet", "--allow-empty", "-m", "By hand \(number)")
    }
    _ = try await desk.synchronize([write("tasks/desk-2.md", "two\n")])
    _ = try await laptop.synchronize()
    #expect(try await laptop.read("tasks/desk-2.md") == Array("two\n".utf8))
    try Git.expectSound(fixture.remote)
    try Git.expectSound(laptop.path)
  }

  @Test("A stale lock on the tracking reference does not make a push look failed")
  func staleTrackingLock() async throws {
    let environment = try server.environment()
    let desk = try await fixture.clone("desk", from: server.url(fixture.remote), environment)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try fixture.folder.write("", to: "desk/.git/refs/remotes/origin/main.lock")
    let report = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    #expect(report.pushed)
    #expect(try Git.run(in: fixture.remote, "show", "main:tasks/desk-1.md") == "two")
  }
}
