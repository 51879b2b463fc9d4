import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite("Several writers at once over ssh", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHRaceTests {
  @Test("Eight processes with 25 commits each lose none")
  func eightProcesses() async throws {
    let server = try #require(SSHServer.shared)
    let fixture = try TransportFixture()
    let socket = "/tmp/h-\(UUID().uuidString.prefix(8))"
    let file = try server.clientConfiguration(
      more: "ControlMaster auto\nControlPath \(socket)\nControlPersist 600")
    let environment = SSHServer.environment(["GIT_SSH_COMMAND": "ssh -F '\(file)'"])
    defer {
      _ = try? Program.run(
        "/usr/bin/ssh", ["-F", file, "-O", "exit", "work"], environment: environment)
    }
    let names = (1...8).map { "writer\($0)" }
    for name in names {
      _ = try await fixture.clone(name, from: server.url(fixture.remote), environment)
    }
    try await fixture.runWriters(names, commits: 25, environment)
  }
}

@Suite(
  "Several writers at once over https",
  .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct HTTPRaceTests {
  @Test("Eight processes with 25 commits each lose none")
  func eightProcesses() async throws {
    let server = try #require(NginxServer.shared)
    let fixture = try TransportFixture()
    let environment = server.environment()
    let names = (1...8).map { "writer\($0)" }
    for name in names {
      _ = try await fixture.clone(name, from: server.url(.tls, fixture.remote), environment)
    }
    try await fixture.runWriters(names, commits: 25, environment)
  }
}
