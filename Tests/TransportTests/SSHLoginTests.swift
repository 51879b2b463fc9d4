import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("One login for the connections of a push", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHLoginTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  /// Pushes to a remote that has moved, and returns the logins that this took.
  private func loginsOfMovedPush(
    to daemon: SSHDaemon, _ environment: [String: String]
  ) async throws -> Int {
    let address = daemon.url(fixture.remote)
    let desk = try await fixture.clone("desk", from: address, environment)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let laptop = try await fixture.clone("laptop", from: address, environment)
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "two\n")])
    func logins() -> Int {
      (daemon.folder.read("log") ?? "").split(whereSeparator: \.isNewline).count {
        $0.contains("Accepted publickey")
      }
    }
    let before = logins()
    let moved = try await desk.synchronize([write("tasks/desk-1.md", "three\n")])
    #expect(moved.pushed && moved.received && moved.attempts == 1)
    try Git.expectSound(fixture.remote)
    return logins() - before
  }

  private func environment(_ daemon: SSHDaemon, more: String = "") throws -> [String: String] {
    var environment = try daemon.environment(more: more)
    try FileManager.default.createDirectory(
      atPath: fixture.folder("sockets"), withIntermediateDirectories: true)
    // Where the folder of the test has a long name the socket is in /tmp.
    environment["TMPDIR"] = fixture.folder("sockets")
    return environment
  }

  @Test("A remote that has moved takes one login, and nothing is left of it")
  func one() async throws {
    let daemon = try SSHDaemon(server)
    #expect(try await loginsOfMovedPush(to: daemon, environment(daemon)) == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.folder("sockets")).isEmpty)
  }

  @Test("A server that allows one session a login is logged in to twice")
  func oneSession() async throws {
    let daemon = try SSHDaemon(server, options: ["MaxSessions 1"])
    #expect(try await loginsOfMovedPush(to: daemon, environment(daemon)) == 2)
  }

  @Test("A folder with too long a name has no socket")
  func longName() async throws {
    let daemon = try SSHDaemon(server)
    var environment = try environment(daemon)
    let long = fixture.folder(String(repeating: "x", count: 90))
    try FileManager.default.createDirectory(atPath: long, withIntermediateDirectories: true)
    environment["XDG_RUNTIME_DIR"] = long
    environment["TMPDIR"] = "/nonexistent"
    // The last place is /tmp.
    #expect(try await loginsOfMovedPush(to: daemon, environment) == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: long).isEmpty)
  }

  @Test("A configuration that shares connections is left to itself, and is asked once")
  func own() async throws {
    let socket = "/tmp/h-\(UUID().uuidString.prefix(8))"
    let file = try server.clientConfiguration(
      more: "ControlMaster auto\nControlPath \(socket)\nControlPersist 600")
    let calls = fixture.folder("calls")
    let script = try fixture.script(
      "ssh", "echo \"$*\" >>'\(calls)'\nexec ssh -F '\(file)' \"$@\"")
    let environment = SSHServer.environment(["GIT_SSH_COMMAND": script])
    let address = server.url(fixture.remote)
    let desk = try await fixture.clone("desk", from: address, environment)
    for number in 1...3 {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "\(number)\n")])
    }
    let lines = (fixture.folder.read("calls") ?? "").split(separator: "\n")
    #expect(lines.count { $0.contains("-G") } == 1, "\(lines)")
    #expect(!lines.contains { $0.contains("ControlPath") }, "\(lines)")
    _ = try Program.run(
      "/usr/bin/ssh", ["-F", file, "-O", "exit", "work"], environment: environment)
  }

  @Test("A configuration that has changed is asked anew")
  func changed() async throws {
    let configuration = fixture.folder("client")
    let calls = fixture.folder("calls")
    let text = try String(contentsOfFile: server.clientConfiguration(), encoding: .utf8)
    try fixture.folder.write(text, to: "client")
    let script = try fixture.script(
      "ssh", "echo \"$*\" >>'\(calls)'\nexec ssh \"$@\"")
    let environment = SSHServer.environment([
      "GIT_SSH_COMMAND": "\(script) -F '\(configuration)'"
    ])
    let desk = try await fixture.clone("desk", from: server.url(fixture.remote), environment)
    func asked() -> Int {
      (fixture.folder.read("calls") ?? "").split(separator: "\n").count { $0.contains("-G") }
    }
    _ = try await desk.synchronize([write("tasks/desk-1.md", "1\n")])
    _ = try await desk.synchronize([write("tasks/desk-1.md", "2\n")])
    #expect(asked() == 1)
    try fixture.folder.write(text + "\n# more\n", to: "client")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "3\n")])
    #expect(asked() == 2)
  }

  @Test("Cancelling while ssh is asked for its configuration starts no connection")
  func cancelled() async throws {
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    let calls = fixture.folder("calls")
    let script = try fixture.script("ssh", "echo \"$1\" >>'\(calls)'\nexec sleep 600")
    let environment = SSHServer.environment(["GIT_SSH": script])
    try Git.run(in: seed.path, "remote", "set-url", "origin", "host:x.git")
    let repo = try await SyncRepository.open(
      at: seed.path, configuration: TransportFixture.configuration("seed", environment))
    let task = Task {
      try await syncError { _ = try await repo.synchronize([write("tasks/seed-1.md", "two\n")]) }
    }
    let fixture = fixture
    while fixture.folder.read("calls")?.contains("-G") != true {
      try await Task.sleep(for: .milliseconds(5))
    }
    task.cancel()
    #expect(try await task.value.kind == .cancelled)
    #expect(fixture.folder.read("calls") == "-G\n")
    #expect(try await repo.unpushedCount() == 1)
  }
}
