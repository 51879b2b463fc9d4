import Foundation
import Summarizer
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The doctor over ssh", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct DoctorOverSSHTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  func examine(_ environment: [String: String], address: String? = nil) async throws
    -> [String: DoctorResult]
  {
    let context = HandoffContext(
      environment: environment.merging(["HOME": fixture.folder("home")]) { $1 },
      workingFolder: fixture.folder.path, program: "test", now: { Date() }, pause: { _ in },
      hostName: { "desk" }, signs: { MachineSigns(boot: "", isShuttingDown: false) },
      summarize: { (_, _) async throws(SummarizerError) in throw .notInstalled })
    let examination = DoctorExamination(context, remote: address ?? server.url(fixture.remote))
    var results: [String: DoctorResult] = [:]
    await DoctorRound(DoctorCheck.ofRemote, of: examination).run { results[$0.name] = $0 }
    return results
  }

  @Test("A key that may do all, one that may only read, a stranger's, an unknown host key")
  func verdicts() async throws {
    func failed(_ environment: [String: String], address: String? = nil) async throws -> [String] {
      let results = try await examine(environment, address: address)
      for result in results.values where result.verdict == .failed {
        #expect(!result.fixes.isEmpty, "\(result)")
      }
      return results.values.filter { $0.verdict == .failed }.map(\.name)
    }
    #expect(try await failed(try server.environment()) == [])
    #expect(try await failed(try server.environment(key: "id_readonly")) == ["write"])
    #expect(try await failed(try server.environment(key: "id_stranger")) == ["credential"])
    #expect(try await failed(try server.environment(knownHosts: "/dev/null")) == ["server"])
    let environment = try server.environment()
    #expect(try await failed(environment, address: server.url("/none.git")) == ["read"])
    let port = try SSHServer.freePort()
    #expect(try await failed(environment, address: "ssh://127.0.0.1:\(port)/x") == ["remote"])
  }
}
