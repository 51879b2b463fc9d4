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

  /// The obstacle that a look at an address meets; `nil` for none.
  private func obstacle(
    _ address: String, _ environment: [String: String]
  ) async throws -> SetupObstacle? {
    let initialization = Initialization(context(environment))
    do {
      let prospect = try await initialization.look(
        at: address, Initialization.Leave(), try await initialization.settings())
      #expect(prospect.mayWrite && !prospect.isPrivate)
      prospect.discard()
      return nil
    } catch let obstacle as SetupObstacle {
      return obstacle
    }
  }

  @Test("A look tells what is wrong with an address, and leaves nothing behind")
  func looks() async throws {
    let address = try GitServer.shared.get().url(fixture.remote)
    guard case .isPublic = try await obstacle(address, SSHServer.environment()) else {
      Issue.record("Anybody may read it.")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("home")))
  }

  @Test(
    "A look over ssh: read only, nothing there, and what may have been meant",
    .enabled(if: SSHServer.isAvailable, "needs sshd"))
  func looksOverSSH() async throws {
    let server = try #require(SSHServer.shared)
    let address = server.url(fixture.remote)
    let environment = try server.environment()
    #expect(try await obstacle(address, environment) == nil)
    guard case .readOnly = try await obstacle(address, try server.environment(key: "id_readonly"))
    else {
      Issue.record("It may only read.")
      return
    }
    let tasks = fixture.folder("tasks.git")
    try Git.bare(at: tasks)
    let typed = server.url(fixture.folder("taks.git"))
    guard case .unreadable(let error) = try await obstacle(typed, environment) else {
      Issue.record("Nothing is there.")
      return
    }
    let initialization = Initialization(context(environment))
    let settings = try await initialization.settings()
    #expect(initialization.isMissing(error, at: typed))
    #expect(await initialization.similar(to: typed, settings) == server.url(tasks))
    #expect(await initialization.similar(to: server.url(fixture.folder("x.git")), settings) == nil)
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("home/.local/share")))
  }
}
