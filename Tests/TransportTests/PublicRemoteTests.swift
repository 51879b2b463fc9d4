import Foundation
import Summarizer
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Setting a machine up with a remote on the network")
struct PublicRemoteTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  func run(
    _ address: String, allowsPublic: Bool = false, _ environment: [String: String]
  ) async throws -> Initialization.Result {
    try await Initialization(context(environment)).run(
      remote: address, machine: nil, repo: nil, allowsPublic: allowsPublic, progress: { _ in })
  }

  func context(_ environment: [String: String]) -> HandoffContext {
    HandoffContext(
      environment: environment.merging(["HOME": fixture.folder("home")]) { $1 },
      workingFolder: fixture.folder.path, program: "test", now: { Date() }, pause: { _ in },
      hostName: { "desk" }, signs: { MachineSigns(boot: "", isShuttingDown: false) },
      summarize: { (_, _) async throws(SummarizerError) in throw .notInstalled })
  }

  @Test("One that anybody can read is refused, unless that is accepted")
  func readable() async throws {
    let address = try GitServer.shared.get().url(fixture.remote)
    let error = await #expect(throws: HandoffError.self) {
      _ = try await run(address, SSHServer.environment())
    }
    #expect(error?.message.contains("Anybody can read") == true)
    #expect(error?.hint?.contains("--allow-public") == true)
    // Nothing is left that a second try would stumble over.
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("home")))
    let result = try await run(address, allowsPublic: true, SSHServer.environment())
    #expect(!result.isAdopted && result.writeTrouble == nil && result.privacyTrouble == nil)
    // That is remembered for this remote, and otherwise an adopted clone is looked at as well.
    #expect(try await run(address, SSHServer.environment()).isAdopted)
    try ConfigurationFile(context(SSHServer.environment())).set("public_remote", to: "git://x/y")
    await #expect(throws: HandoffError.self) {
      _ = try await run(address, SSHServer.environment())
    }
  }

  @Test(
    "A login that may only read is told at once", .enabled(if: SSHServer.isAvailable, "needs sshd"))
  func readOnly() async throws {
    let server = try #require(SSHServer.shared)
    let address = server.url(fixture.remote)
    let result = try await run(address, try server.environment(key: "id_readonly"))
    #expect(result.writeTrouble?.kind == .notAllowed)
    #expect(result.privacyTrouble == "ssh does not tell who else has a login.")
    #expect(try await run(address, try server.environment()).writeTrouble == nil)
  }
}
