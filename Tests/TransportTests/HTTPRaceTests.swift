import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite("Several writers at once over https", .enabled(if: NginxServer.isAvailable))
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
    let processes = try names.map { name in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.built("sync-writer"))
      process.arguments = [fixture.folder(name), name, "25"]
      process.environment = environment
      try process.run()
      return process
    }
    for process in processes {
      let status = try await onOwnThread {
        process.waitUntilExit()
        return process.terminationStatus
      }
      #expect(status == 0)
    }
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "200")
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "--merges", "main") == "0")
    let subjects = try Git.run(in: fixture.remote, "log", "--format=%s", "main")
      .split(separator: "\n").map(String.init)
    #expect(Set(subjects).count == 200)
    try Git.expectSound(fixture.remote)
    for name in names { try Git.expectClean(fixture.folder(name)) }
  }
}
