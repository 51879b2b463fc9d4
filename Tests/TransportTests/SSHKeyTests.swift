import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("The keys by which a user is known", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHKeyTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  /// An agent of a test's own, with the given keys in it.
  private func agent(_ keys: [String]) throws -> (socket: String, program: LeashedProgram) {
    let socket = fixture.folder("agent")
    let agent = try LeashedProgram(
      "/usr/bin/ssh-agent -D -a '\(socket)'", log: fixture.folder("agent.log"),
      removing: fixture.folder("agent"))
    for _ in 0..<500 {
      if FileManager.default.fileExists(atPath: socket) { break }
      usleep(10_000)
    }
    for key in keys {
      let added = try Program.run(
        "/usr/bin/ssh-add", ["-q", key],
        environment: SSHServer.environment(["SSH_AUTH_SOCK": socket]))
      #expect(added.status == 0, "\(added.errors)")
    }
    return (socket, agent)
  }

  @Test("A key of each type that only an agent has", arguments: ["ed25519", "ecdsa", "rsa"])
  func agentKeys(type: String) async throws {
    let (socket, program) = try agent([server.folder("id_\(type)")])
    defer { withExtendedLifetime(program) {} }
    let environment = try server.environment(
      key: "none", more: "IdentitiesOnly no\nIdentityAgent \(socket)")
    try await fixture.roundTrip(server.url(fixture.remote), environment)
  }

  @Test("An agent without keys, and one that is gone, end at once with what to do")
  func emptyAgent() async throws {
    let (socket, program) = try agent([])
    defer { withExtendedLifetime(program) {} }
    for path in [socket, fixture.folder("no-agent")] {
      let error = try await fixture.cloneError(
        server.url(fixture.remote),
        server.environment(key: "none", more: "IdentitiesOnly no\nIdentityAgent \(path)"))
      #expect(error.kind == .authenticationFailed, "\(error)")
      #expect(error.hint?.contains("ssh-add") == true)
    }
  }

  @Test("An agent with seven strangers before the right key: the hint names IdentitiesOnly")
  func manyKeys() async throws {
    let strangers = (1...7).map { fixture.folder("stranger\($0)") }
    for key in strangers { try SSHServer.makeKey(key, "ed25519") }
    let (socket, program) = try agent(strangers + [server.folder("id_ed25519")])
    defer { withExtendedLifetime(program) {} }
    let error = try await fixture.cloneError(
      server.url(fixture.remote),
      server.environment(key: "none", more: "IdentitiesOnly no\nIdentityAgent \(socket)"))
    #expect(error.kind == .authenticationFailed, "\(error)")
    #expect(error.hint?.contains("IdentitiesOnly") == true, "\(error)")
    _ = try await fixture.clone(
      "desk", from: server.url(fixture.remote),
      server.environment(key: "id_ed25519.pub", more: "IdentityAgent \(socket)"))
  }

  @Test("A user certificate; without it the same key is a stranger's")
  func certificate() async throws {
    let (authority, key) = (fixture.folder("ca"), fixture.folder("id"))
    for path in [authority, key] { try SSHServer.makeKey(path, "ed25519") }
    let daemon = try SSHDaemon(
      server, options: ["TrustedUserCAKeys \(authority).pub", "AuthorizedKeysFile none"])
    let more = "IdentityFile \(key)"
    let error = try await fixture.cloneError(
      daemon.url(fixture.remote), daemon.environment(key: "none", more: more))
    #expect(error.kind == .authenticationFailed, "\(error)")
    try SSHServer.keygen([
      "-q", "-s", authority, "-I", "user", "-n", server.user, key + ".pub",
    ])
    try await fixture.roundTrip(
      daemon.url(fixture.remote), daemon.environment(key: "none", more: more))
  }

  @Test("Another user's home on the server", .enabled(if: getuid() == 0, "needs root"))
  func otherUser() async throws {
    let user = "handoff\(UInt32.random(in: 1_000...999_999))"
    let base = fixture.folder("homes")
    try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
    // A password of “*” is none, where “!” would be a locked account, which sshd refuses.
    let added = try Program.run(
      "/usr/sbin/useradd", ["-m", "-p", "*", "-b", base, "-s", "/bin/sh", user],
      environment: SSHServer.environment())
    try #require(added.status == 0, "\(added.errors)")
    defer {
      _ = try? Program.run(
        "/usr/sbin/userdel", ["-r", user], environment: SSHServer.environment())
    }
    let repository = "\(base)/\(user)/tasks.git"
    try Git.bare(at: repository)
    _ = try Program.run(
      "/bin/chown", ["-R", user, repository], environment: SSHServer.environment())
    let environment = try server.environment()
    for (number, address) in [
      "ssh://\(user)@127.0.0.1:\(server.port)/~/tasks.git", "\(user)@work:tasks.git",
      "git+ssh://\(user)@work/~/tasks.git",
      "ssh+git://\(user)@work\(repository)", "\(user)@[127.0.0.1:\(server.port)]:~/tasks.git",
    ].enumerated() {
      let clone = try await fixture.clone("clone\(number)", from: address, environment)
      _ = try await clone.synchronize([write("tasks/clone\(number)-1.md", "x\n")])
    }
    let owners = try Program.run(
      "/usr/bin/find", [repository, "-not", "-user", user], environment: SSHServer.environment())
    #expect(owners.output.isEmpty, "\(owners.output)")
  }
}
