import Foundation
import SyncRepo
import TestSupport
import Testing

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
