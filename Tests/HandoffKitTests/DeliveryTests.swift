import Foundation
import MachineState
import Platform
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit
@testable import HookRelay

@Suite("The notes that a push leaves, whoever makes it")
struct DeliveryTests {
  static let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  /// A session with a snapshot on the remote, whose process runs.
  func started() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."], process: fixture.process())
    _ = try await fixture.work()
    fixture.advance(100)
    return fixture
  }

  func record(_ fixture: KitFixture, _ session: String? = nil) throws -> SessionRecord {
    let id = try #require(SessionID(session ?? fixture.session))
    return try #require(SessionRecordFile(try fixture.context().state(), id).load())
  }

  func removeRemote(_ fixture: KitFixture) throws {
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
  }

  @Test("A push that fails for the sake of another session is told of by all who ask")
  func failureForAnother() async throws {
    let fixture = try await started()
    try fixture.set("quiet_push", to: "0")
    fixture.running.withLock { $0 = [5000: 200] }
    try removeRemote(fixture)
    // Within the push window: the second session itself does not push.
    try fixture.say("Something else", "Three.", session: Self.other)
    try fixture.hook("Stop", session: Self.other, process: fixture.process(5000))
    let since = Int64(fixture.now.timeIntervalSince1970)
    let stamp = try await fixture.work(session: Self.other)
    #expect(stamp.due == since + 300)
    #expect(try fixture.events().last?.message.contains("no git repository") == true)

    let state = try fixture.context().state()
    let settings = try await SettingsLoader(fixture.context()).load()
    let status = try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now)
    #expect(status.pushTrouble?.message.contains("no git repository") == true)
    #expect(status.pushTrouble?.since == fixture.now)
    #expect(try status.clone.get().unpushed == 1)
    #expect(MachineStatus.pushTrouble(fixture.context()) == status.pushTrouble)
    let greeting = SessionGreeting(state: state, source: Array("startup".utf8), folder: nil)
    let line = greeting.line(now: since + 3_600) { _ in nil }
    #expect(line?.contains("pushes fail") == true)

    try FileManager.default.moveItem(atPath: fixture.folder("away"), toPath: fixture.remote)
    fixture.advance(300)
    _ = try await fixture.work(session: Self.other)
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(MachineStatus.pushTrouble(fixture.context()) == nil)
  }

  @Test(
    "A push for the sake of another session settles the own one only if that has arrived",
    arguments: [false, true])
  func ownMeanwhile(isChanged: Bool) async throws {
    let fixture = try await started()
    try fixture.set("quiet_push", to: "0")
    fixture.running.withLock { $0 = [5000: 200] }
    try fixture.say("Something else", "Three.", session: Self.other)
    try fixture.hook("Stop", session: Self.other, process: fixture.process(5000))
    let id = try #require(SessionID(Self.other))
    let file = SessionRecordFile(try fixture.context().state(), id)
    let branch = "remote.git/refs/heads/main"
    let before = try #require(fixture.folder.read(branch))
    var context = fixture.context()
    context.now = {
      // The remote has moved: what another process writes into the record now did not go along.
      if isChanged, fixture.folder.read(branch) != before, var record = file.load() {
        record.snapshotAt = fixture.now + 1
        try? file.save(record)
      }
      return fixture.now
    }
    _ = try await Worker(context, session: id).run()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(try record(fixture, Self.other).delivery.isWaiting == isChanged)
    let stamp = WindowStamp.read(try context.state().window(of: Self.other))
    let due = Int64(fixture.now.timeIntervalSince1970) + 200
    #expect(stamp.due == (isChanged ? due : nil))
  }

  @Test("A push for the sake of another session is made although the own one has nothing to push")
  func nothingOfItsOwn() async throws {
    let fixture = try await started()
    try fixture.say("Something else", "Three.", session: Self.other)
    try fixture.hook("Stop", session: Self.other, process: fixture.process())
    _ = try await fixture.work(session: Self.other)
    fixture.advance(1)
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"], session: Self.other)
    _ = try await fixture.work(session: Self.other)
    fixture.running.withLock { $0 = [:] }
    // A straggler of the finished session, which brings nothing back.
    fixture.advance(-1)
    try fixture.hook("Stop", session: Self.other)
    fixture.advance(1)
    _ = try await fixture.work(session: Self.other)
    #expect(try fixture.remoteSnapshot(session: Self.other) == nil)
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(try record(fixture).delivery == .delivered(at: fixture.now))
  }

  @Test("An API failure that handoff sync has pushed is neither urgent nor waiting")
  func failurePushedBySync() async throws {
    let fixture = try await started()
    try fixture.hook("StopFailure", ["error": "rate_limit", "last_assistant_message": "429"])
    let settings = try await SettingsLoader(fixture.context()).load()
    _ = try await Synchronization(fixture.context(), settings: settings).run { _ in }
    #expect(try fixture.remoteSnapshot()?.contains("`rate_limit`") == true)
    var known = try record(fixture)
    #expect(known.delivery == .delivered(at: fixture.now) && known.failure?.isWritten == true)
    // The next answer waits for its window like any other.
    fixture.advance(60)
    try fixture.say("Go on", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    let stamp = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == false)
    #expect(stamp.opens == Int64(fixture.now.timeIntervalSince1970) + 240)
    #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 30)
    known = try record(fixture)
    #expect(known.delivery == .waiting(isUrgent: false, last: fixture.now - 60))
  }

  @Test("What is written while a push is under way has not arrived with it")
  func writtenMeanwhile() async throws {
    let fixture = try await started()
    let settings = try await SettingsLoader(fixture.context()).load()
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    #expect(try record(fixture).delivery.isWaiting)
    let repository = try await MachineRepository.open(fixture.context(), settings: settings)
    let file = SessionRecordFile(
      try fixture.context().state(), try #require(SessionID(fixture.session)))
    // A pass of another process notes that it has written a newer snapshot.
    try await repository.deliver { _ in
      var record = file.load()
      record?.snapshotAt = fixture.now + 1
      if let record { try? file.save(record) }
    }
    #expect(try record(fixture).delivery.isWaiting && record(fixture).snapshotAt == fixture.now + 1)
    try await repository.deliver()
    #expect(try record(fixture).delivery == .delivered(at: fixture.now))
  }

  @Test("A push that brings other machines' tasks along tells the next session of them")
  func hints() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize("desk")
    let settings = try await fixture.initialize("laptop")
    try Git.run(in: fixture.folder.path, "init", "--quiet")
    try Git.run(
      in: fixture.folder.path, "remote", "add", "origin", "https://github.com/acme/api.git")
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work("desk")
    let laptop = fixture.context("laptop")
    try await MachineRepository.open(laptop, settings: settings).deliver()
    let state = try laptop.state()
    #expect(HintIndex.entry(of: "github.com/acme/api", in: state)?.machine == "desk")
    let now = Int64(fixture.now.timeIntervalSince1970)
    #expect(SyncClock(.push, in: state).last == now && SyncClock(.fetch, in: state).last == now)
  }

  @Test(
    "While secrets cannot be masked nothing goes to a model or to the remote, and status says so")
  func brokenRedaction() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    var context = fixture.context()
    context.redactionWorks = { false }
    let id = try #require(SessionIDs.make(fixture.session))
    _ = try await Worker(context, session: id).run()
    #expect(try fixture.remoteSnapshot() == nil && fixture.modelCalls == 0)
    let pass = try SessionPass(context, settings: settings, session: id)
    await #expect(throws: HandoffError.self) { _ = try await pass.preview() }
    let status = try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now)
    #expect(
      status.sessions.first?.trouble?.message.contains("redaction of secrets") == true)
    fixture.advance(400)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != nil)
  }

  @Test(
    "A rule of one's own may fit the texts that the built-in rules are tested with",
    arguments: [
      ("redact", "email=\\S+@\\S+"), ("redact", "sha=[0-9a-f]{40}"),
      ("redact_allow", "AKIAIOSFODNN7EXAMPLE"),
    ])
  func ownRules(name: String, rules: String) async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set(name, to: rules)
    try fixture.say("Ask ann@example.org about the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    let snapshot = try #require(try fixture.remoteSnapshot())
    #expect(snapshot.contains("ann@example.org") == !rules.hasPrefix("email"))
  }
}
