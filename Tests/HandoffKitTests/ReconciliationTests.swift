import Foundation
import HookRelay
import MachineState
import Platform
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Sessions that end without a word")
struct ReconciliationTests {
  static let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  /// A session with a snapshot on the remote, whose process runs.
  func started() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."], process: fixture.process())
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    fixture.advance(400)
    return fixture
  }

  /// What a command does first that looks at tasks, and then `list` with the network.
  @discardableResult
  func list(_ fixture: KitFixture) async throws -> [StoredSnapshot] {
    let settings = try await SettingsLoader(fixture.context()).load()
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(await list.refresh() == nil)
    return try await list.tasks()
  }

  func commits(_ fixture: KitFixture) throws -> String {
    try Git.run(in: fixture.remote, "rev-list", "--count", "main")
  }

  @Test("A session that was killed is marked by the next command, with what its transcript has")
  func killed() async throws {
    let fixture = try await started()
    try fixture.say("Also the logout", "Two, which no hook told of.")
    fixture.running.withLock { $0 = [:] }
    try await list(fixture)
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("state: interrupted") && file.contains("Two, which no hook told of."))
    #expect(file.contains("Model 1 on Task") && file.contains("Since this summary"))
    #expect(fixture.modelCalls == 1)
    // Nothing is done twice.
    let count = try commits(fixture)
    fixture.advance(5_000)
    try await list(fixture)
    #expect(try commits(fixture) == count)
  }

  @Test("It is also marked by a hook of another session, and both are pushed at once")
  func byAnotherSession() async throws {
    let fixture = try await started()
    let count = try commits(fixture)
    fixture.running.withLock { $0 = [5000: 200] }
    try fixture.say("Something else", "Three.", session: Self.other)
    try fixture.hook("Stop", session: Self.other, process: fixture.process(5000))
    _ = try await fixture.work(session: Self.other)
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(try fixture.remoteSnapshot(session: Self.other)?.contains("state: active") == true)
    #expect(Int(try commits(fixture)) == (Int(count) ?? 0) + 1)
  }

  @Test("A process that got the same number later is another one")
  func reusedNumber() async throws {
    let fixture = try await started()
    fixture.running.withLock { $0[4711] = 999 }
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
  }

  @Test("After a restart of the machine no process of before lives")
  func restarted() async throws {
    let fixture = try await started()
    fixture.signs.withLock { $0.boot = "boot-2" }
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
  }

  @Test("A process of another namespace or machine, and one that is not known, is not judged")
  func notJudged() async throws {
    for domain in ["linux:0123456789abcdef:pid:[4026532999]", "linux:fedcba:pid:[4026531836]"] {
      let fixture = try KitFixture()
      try await fixture.initialize()
      try fixture.say("Fix the login", "One.")
      let inside = ProcessIdentity(pid: 7, start: 3, boot: "boot-1", domain: domain)
      try fixture.hook("Stop", process: inside)
      _ = try await fixture.work()
      fixture.advance(90_000)
      fixture.signs.withLock { $0.boot = "boot-2" }
      try await list(fixture)
      #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    }
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    fixture.advance(90_000)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
  }

  @Test("A session that runs, or that another terminal has open, stays active")
  func alive() async throws {
    let fixture = try await started()
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    fixture.running.withLock { $0 = [5000: 200] }
    try fixture.register(pid: 5000, start: 200)
    fixture.advance(400)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    // From now on that one counts.
    fixture.running.withLock { $0 = [:] }
    fixture.advance(400)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
  }

  @Test("A session that a container may have open stays active, whatever became of it here")
  func openInContainer() async throws {
    let fixture = try await started()
    fixture.running.withLock { $0 = [:] }
    try fixture.register(pid: 7, start: 3, domain: "linux:0123456789abcdef:pid:[4026532999]")
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
  }

  @Test("An interrupted session that is resumed is active again, and keeps its date")
  func resumed() async throws {
    let fixture = try await started()
    fixture.running.withLock { $0 = [:] }
    try await list(fixture)
    fixture.running.withLock { $0 = [5000: 200] }
    fixture.advance(400)
    try fixture.hook("SessionStart", ["source": "resume"], process: fixture.process(5000))
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("state: active") && file.contains("created: 2027-01-15T08:00:00Z"))
  }

  @Test("Notes that no worker took are taken by the next command, and ask no model")
  func abandonedNotes() async throws {
    let fixture = try await started()
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."], process: fixture.process())
    // A worker that has just been started takes them itself.
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == false)
    fixture.advance(2_000)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == true)
    #expect(fixture.modelCalls == 1)
    // As long as a worker has its place, they are its own.
    try fixture.say("More", "Three.")
    try fixture.hook("Stop", process: fixture.process())
    fixture.advance(2_000)
    let state = try fixture.context().state()
    guard let worker = try FileLock.tryAcquire(state.workerLock(of: fixture.session)) else {
      Issue.record("A worker is there.")
      return
    }
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("Three.") == false)
    worker.release()
  }

  @Test("A worker that was killed in its grace period, or before its push, is made up for")
  func abandonedWork() async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": "other"], process: fixture.process())
    fixture.running.withLock { $0 = [:] }
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    fixture.advance(200)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot() == nil)

    let waiting = try await started()
    try SyncClock(.push, in: try waiting.context().state()).note(
      Int64(waiting.now.timeIntervalSince1970) - 10)
    try waiting.say("More", "Two.")
    try waiting.hook("Stop", ["last_assistant_message": "Two."], process: waiting.process())
    _ = try await waiting.work()
    #expect(try waiting.remoteSnapshot()?.contains("Two.") == false)
    waiting.advance(400)
    try await list(waiting)
    #expect(try waiting.remoteSnapshot()?.contains("Two.") == true)
    let settings = try await SettingsLoader(waiting.context()).load()
    let status = try await MachineStatus.read(
      waiting.context(), settings: settings, midnight: waiting.now)
    #expect(try status.clone.get().unpushed == 0)
    #expect(status.sessions.allSatisfy { !$0.waits.contains(.push) })
  }

  @Test("Without the state folder, a dead entry of the registry tells, or long silence")
  func deletedState() async throws {
    for (isRegistered, isAlive) in [(true, false), (true, true), (false, false)] {
      let fixture = try await started()
      let id = try #require(SessionIDs.make(fixture.session))
      try SessionMark(fixture.context(), session: id).keep(note: "Mind the gap.")
      _ = try await fixture.work()
      try fixture.say("Also the logout", "Two, which no hook told of.")
      try FileManager.default.removeItem(atPath: try fixture.context().state().path)
      try fixture.register(pid: 5000, start: 300, session: Self.other)
      if isRegistered { try fixture.register(pid: 4711, start: isAlive ? 100 : 55) }
      try FileManager.default.setAttributes(
        [.modificationDate: fixture.now], ofItemAtPath: fixture.transcript())
      try await list(fixture)
      let isMarked = isRegistered && !isAlive
      let file = try #require(try fixture.remoteSnapshot())
      #expect(file.contains("state: interrupted") == isMarked)
      #expect(file.contains("Two, which no hook told of.") == isMarked)
      #expect(file.contains("Model 1 on Task") && file.contains("summary_by: haiku"))
      #expect(file.contains("created: 2027-01-15T08:00:00Z"))
      #expect(file.ranges(of: "> Mind the gap.\n> — you, desk, ").count == 1)
      // A session that stands nowhere and has been silent for an hour is over too.
      fixture.advance(3_601)
      try await list(fixture)
      #expect(
        try fixture.remoteSnapshot()?.contains("state: interrupted") == (isMarked || !isRegistered))
    }
  }

  @Test("Without the state folder nothing is made of a session that left no transcript or registry")
  func nothingKnown() async throws {
    for removed in ["desk/.claude/projects", "desk/.claude/sessions"] {
      let fixture = try await started()
      try fixture.register(pid: 4711, start: 55)
      try FileManager.default.removeItem(atPath: fixture.folder(removed))
      try FileManager.default.removeItem(atPath: try fixture.context().state().path)
      fixture.advance(90_000)
      try await list(fixture)
      #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    }
  }

  @Test("With nothing amiss a command looks at nothing but the marks")
  func cheap() async throws {
    let fixture = try await started()
    let settings = try await SettingsLoader(fixture.context()).load()
    try await list(fixture)
    // A registry that could be read would say otherwise.
    try fixture.register(pid: 4711, start: 55)
    let repository = try await MachineRepository.open(fixture.context(), settings: settings)
    let reconciliation = try Reconciliation(fixture.context(), settings: settings)
    #expect(await reconciliation.run(in: repository).isEmpty)
  }
}
