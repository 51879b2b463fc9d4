import Foundation
import MachineState
import SnapshotStore
import Summarizer
import SyncRepo
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite(
  "A remote that becomes public", .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
final class VisibilityTests: Sendable {
  let server: NginxServer
  let fixture: TransportFixture
  /// What somebody without a login finds, and how often was asked.
  let answer = Mutex<(AnonymousAccess, asked: Int)>((.closed("x"), 0))
  let clock = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

  init() throws {
    server = try #require(NginxServer.shared)
    fixture = try TransportFixture()
  }

  var context: HandoffContext {
    var context = HandoffContext(
      environment: server.environment().merging(["HOME": fixture.folder("home")]) { $1 },
      workingFolder: fixture.folder.path, program: "test", now: { self.clock.withLock { $0 } },
      pause: { _ in }, hostName: { "desk" },
      signs: { MachineSigns(boot: "", isShuttingDown: false) },
      summarize: { (_, _) async throws(SummarizerError) in throw .notInstalled })
    context.visibility = { _ in
      self.answer.withLock { answer in
        answer.asked += 1
        return answer.0
      }
    }
    return context
  }

  /// Writes a snapshot and pushes it.
  func push(_ digit: Int, _ found: AnonymousAccess? = nil) async throws {
    if let found { answer.withLock { $0.0 = found } }
    let settings = try await SettingsLoader(context).load()
    let repository = try await MachineRepository.open(context, settings: settings)
    let session = try #require(SessionID("5a9095d0-3924-4b4e-8cb1-7aa0c0825b3\(digit)"))
    try await repository.store.write(
      Snapshot(title: "Task \(digit)", updated: Date(), body: SnapshotBody(sections: [:])),
      as: SnapshotID(machine: try settings.requireMachine(), session: session))
    try await repository.deliver()
  }

  var remote: Int {
    get throws {
      try Git.run(in: fixture.remote, "ls-tree", "-r", "--name-only", "main")
        .split(separator: "\n").count
    }
  }

  func status() async throws -> MachineStatus {
    let settings = try await SettingsLoader(context).load()
    return try await MachineStatus.read(context, settings: settings, midnight: Date())
  }

  @Test(
    "It is asked daily; once anybody can read it, nothing is pushed until it is private, or accepted"
  )
  func becoming() async throws {
    let address = server.url(.basic, fixture.remote, user: NginxServer.login)
    func initialize(_ allowsPublic: Bool = false) async throws {
      _ = try await Initialization(context).run(
        remote: address, machine: nil, repo: nil, allowsPublic: allowsPublic, progress: { _ in })
    }
    try await initialize()
    try await push(0, .closed("x"))
    try await push(1, .readable("x"))
    #expect(answer.withLock { $0.asked } == 1)
    #expect(try remote == 2)

    clock.withLock { $0 += 86_400 }
    let error = await #expect(throws: SyncError.self) { try await push(2) }
    #expect(error?.message.contains("Anybody can read") == true)
    #expect(try remote == 2)
    #expect(try await status().clone.get().publicRemote == "x")
    #expect(try await status().clone.get().unpushed == 1)
    // Nobody could be asked: it stays so.
    await #expect(throws: SyncError.self) { try await push(3, .unknown("no network")) }
    #expect(try remote == 2)
    // It is private again, and that is seen at once.
    try await push(4, .closed("x"))
    #expect(try remote == 5)
    #expect(try await status().clone.get().publicRemote == nil)
    #expect(try await status().pushTrouble == nil)

    // What cannot be found out stops nothing.
    clock.withLock { $0 += 86_400 }
    try await push(5, .unknown("no network"))
    #expect(try remote == 6)
    clock.withLock { $0 += 86_400 }
    await #expect(throws: SyncError.self) { try await push(6, .readable("x")) }
    try await initialize(true)
    #expect(try await status().clone.get().publicRemote == nil)
    let asked = answer.withLock { $0.asked }
    try await push(7)
    #expect(try remote == 8 && answer.withLock { $0.asked } == asked)
  }

  @Test("Only what git advertises without a login counts, and only over ssh and https")
  func asking() async throws {
    for (place, address) in [
      ("open", server.url(.tls, fixture.remote)),
      ("closed", server.url(.basic, fixture.remote, user: NginxServer.login)),
      ("path", fixture.remote),
    ] {
      let repo = try await SyncRepository.clone(
        from: address, to: fixture.folder(place),
        configuration: TransportFixture.configuration("desk", server.environment()))
      switch (place, await repo.visibility()) {
      case ("open", .readable), ("closed", .closed), ("path", .unknown): break
      case (_, let answer): Issue.record("\(place): \(answer)")
      }
    }
  }
}
