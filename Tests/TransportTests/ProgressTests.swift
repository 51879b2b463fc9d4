import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Progress with a server")
struct ProgressTests {
  let fixture: TransportFixture
  let address: String
  let steps = Recorder<SyncProgress>()

  init() throws {
    fixture = try TransportFixture()
    address = try GitServer.shared.get().url(fixture.remote)
  }

  /// The phases, each once as long as it lasts.
  private var phases: [SyncProgress.Phase] {
    let phases = steps.all.map(\.phase)
    return phases.indices.filter { $0 == 0 || phases[$0] != phases[$0 - 1] }.map { phases[$0] }
  }

  private func files(_ name: String) -> [TreeChange] {
    (1...40).map { write("tasks/\(name)-\($0).md", "\(name) \($0)\n") }
  }

  @Test("A push counts its objects and bytes up to the last one")
  func push() async throws {
    let desk = try await fixture.clone("desk", from: address, SSHServer.environment())
    _ = try await desk.synchronize(files("desk"), progress: { [steps] in steps.add($0) })
    #expect(phases == [.connecting, .pushing], "\(phases)")
    let pushing = steps.all.filter { $0.phase == .pushing }
    let last = try #require(pushing.last)
    // Forty files, two trees and the commit.
    #expect(last.objects == 43 && last.totalObjects == 43 && last.bytes > 0, "\(last)")
    #expect(pushing.map(\.objects) == pushing.map(\.objects).sorted())
  }

  @Test("A remote that has moved: connect, receive, rebase, push")
  func race() async throws {
    let environment = SSHServer.environment()
    let desk = try await fixture.clone("desk", from: address, environment)
    let laptop = try await fixture.clone("laptop", from: address, environment)
    _ = try await laptop.synchronize(files("laptop"))
    let report = try await desk.synchronize(
      files("desk"), progress: { [steps] in steps.add($0) })
    #expect(report.pushed && report.received)
    #expect(phases == [.connecting, .receiving, .rebasing, .pushing], "\(phases)")
    let received = try #require(steps.all.last { $0.phase == .receiving })
    #expect(received.objects == 43 && received.bytes > 0, "\(received)")
    let sent = try #require(steps.all.last { $0.phase == .pushing })
    #expect(sent.objects == sent.totalObjects && sent.objects > 40 && sent.bytes > 0, "\(sent)")
  }
}
