import Foundation
import MachineState
import Platform
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

/// What a machine has taken in hand and not brought to its end is found again.
@Suite("Nothing is lost where a pass does not come to its end")
struct RecoveryTests {
  private func started() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    fixture.advance(1_000)
    try fixture.say("And the logout", "Two is done.")
    return fixture
  }

  private func state(_ fixture: KitFixture) throws -> StateFolder { try fixture.context().state() }

  private func record(_ fixture: KitFixture) throws -> SessionRecord {
    let session = try #require(SessionID(fixture.session))
    return try #require(SessionRecordFile(try state(fixture), session).load())
  }

  private func synchronize(_ fixture: KitFixture) async throws -> [String] {
    let context = fixture.context()
    let troubles = Mutex<[String]>([])
    _ = try await Synchronization(context, settings: try await SettingsLoader(context).load()).run(
      progress: { _ in }, trouble: { trouble in troubles.withLock { $0.append(trouble.message) } })
    return troubles.withLock { $0 }
  }

  /// Leaves what a pass leaves that is killed once it has saved the notes.
  private func kill(_ fixture: KitFixture, afterCommit: Bool) async throws {
    try fixture.hook("Stop", ["last_assistant_message": "Two is done."])
    let before = try record(fixture)
    if afterCommit {
      try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
      _ = try await fixture.work()
      try FileManager.default.moveItem(atPath: fixture.remote + ".away", toPath: fixture.remote)
      PushTrouble.clear(try state(fixture))
    }
    var taken = before
    taken.turns.add()
    taken.lastTurn = .answer("Two is done.", at: fixture.now)
    taken.unsettledSince = fixture.now
    let session = try #require(SessionID(fixture.session))
    try SessionRecordFile(try state(fixture), session).save(taken)
    WatchList(try state(fixture)).note(session, taken)
    let settings = try await SettingsLoader(fixture.context()).load()
    let debounce = Debounce(settings, try state(fixture), now: fixture.now)
    try debounce.stamp(debounce.agenda(of: taken)).write(
      to: try state(fixture).window(of: fixture.session))
    let inbox = Inbox(try state(fixture), session: fixture.session)
    _ = inbox.take()
    inbox.dropTaken()
  }

  @Test("A pass saves what it has taken, and that it owes the rest, before it begins")
  func saves() async throws {
    let fixture = try await started()
    let seen = Mutex<Bool>(false)
    fixture.model.withLock { script in
      script.whileAnswering = {
        let record = try? self.record(fixture)
        let due = (try? self.state(fixture)).map {
          WindowStamp.read($0.window(of: fixture.session)).due
        }
        seen.withLock { $0 = record?.unsettledSince != nil && due != nil }
      }
    }
    fixture.advance(2_000)
    try fixture.hook("Stop")
    _ = try await fixture.work()
    #expect(seen.withLock { $0 } && fixture.modelCalls == 2)
    #expect(try record(fixture).unsettledSince == nil)
  }

  @Test(
    "Killed before the commit or behind it: status tells, and sync, list, or another worker finishes it",
    arguments: [false, true], ["sync", "list", "worker"])
  func killed(afterCommit: Bool, by way: String) async throws {
    let fixture = try await started()
    try await kill(fixture, afterCommit: afterCommit)
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == false)
    let context = fixture.context()
    let settings = try await SettingsLoader(context).load()
    let session = try #require(SessionID(fixture.session))
    let status = SessionStatus(
      session, try state(fixture), settings,
      ExclusionRules(fixture.context(), settings: settings), in: nil, now: fixture.now)
    #expect(try #require(status).waits.contains(.answer))
    fixture.advance(100)
    switch way {
    case "sync": #expect(try await synchronize(fixture).isEmpty)
    case "list": #expect(try await TaskList.open(context, settings: settings).refresh() == nil)
    default:
      let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
      try fixture.say("Something else", "Yes.", session: other)
      try fixture.hook("Stop", session: other)
      _ = try await fixture.work(session: other)
    }
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == true)
    #expect(try record(fixture).unsettledSince == nil)
    #expect(!(try record(fixture).delivery.isWaiting))
  }

  @Test("A clone that could not be written for a moment: the next look finishes it")
  func unwritable() async throws {
    let fixture = try await started()
    let objects = fixture.folder("desk/.local/share/handoff/repo/.git/refs/heads")
    try #require(FileManager.default.fileExists(atPath: objects))
    try fixture.hook("Stop")
    let lock = objects + "/main.lock"
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    _ = try await fixture.work()
    #expect(try record(fixture).trouble != nil && record(fixture).unsettledSince != nil)
    try FileManager.default.removeItem(atPath: lock)
    fixture.advance(400)
    let context = fixture.context()
    let settings = try await SettingsLoader(context).load()
    #expect(try await TaskList.open(context, settings: settings).refresh() == nil)
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == true)
    #expect(try record(fixture).trouble == nil)
  }

  @Test("A clone that is made anew gets what had not reached the remote")
  func cloneLost() async throws {
    let fixture = try await started()
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    try FileManager.default.moveItem(atPath: fixture.remote + ".away", toPath: fixture.remote)
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.local/share/handoff/repo"))
    try await fixture.initialize()
    #expect(try await synchronize(fixture).isEmpty)
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == true)
  }

  @Test("What is not on the remote has not arrived, whatever else was pushed")
  func arrival() async throws {
    let fixture = try await started()
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.local/share/handoff/repo"))
    try Git.bare(at: fixture.remote)
    try await fixture.initialize()
    let context = fixture.context()
    let settings = try await SettingsLoader(context).load()
    let list = try await TaskList.open(context, settings: settings)
    #expect(await list.push() == nil)
    #expect(try record(fixture).delivery.isWaiting && record(fixture).unsettledSince != nil)
    #expect(try await synchronize(fixture).isEmpty)
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == true)
    #expect(!(try record(fixture).delivery.isWaiting))
  }

  @Test("Commits that no session waits for are pushed by whoever looks next")
  func leftBehind() async throws {
    let fixture = try await started()
    try fixture.hook("Stop")
    _ = try await fixture.work()
    let context = fixture.context()
    let settings = try await SettingsLoader(context).load()
    let store = try await TaskList.open(context, settings: settings).store
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
    try await store.remove(try await store.list())
    try FileManager.default.moveItem(atPath: fixture.remote + ".away", toPath: fixture.remote)
    #expect(try fixture.remoteSnapshot() != nil)
    fixture.advance(400)
    #expect(try await TaskList.open(context, settings: settings).refresh() == nil)
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("Temporary files of killed writers go after a day, and nothing else")
  func leftovers() async throws {
    let fixture = try await started()
    let state = try state(fixture).path
    let clone = fixture.folder("desk/.local/share/handoff/repo")
    let kept = [
      "\(state)/inbox/\(fixture.session)/Stop.taken.tmp", "\(clone)/tasks/mine.md",
      "\(clone)/.git/objects/pack/pack-1.keep",
    ]
    let gone = [
      "\(state)/first-seen.1-2.tmp", "\(state)/sessions/x.json.1-2.tmp",
      "\(clone)/tasks/x.md.1-2.tmp",
      "\(clone)/.git/handoff.followed.1-2.tmp", "\(clone)/.git/objects/pack/pack_git2_a1",
      "\(clone)/.git/objects/ab/tmp_obj_x", "\(clone).1-2.partial/.git/HEAD",
    ]
    for path in kept + gone {
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(atPath: path, contents: Data())
    }
    func age(_ seconds: TimeInterval) throws {
      for path in kept + gone + ["\(clone).1-2.partial"] {
        try FileManager.default.setAttributes(
          [.modificationDate: fixture.now.addingTimeInterval(-seconds)], ofItemAtPath: path)
      }
    }
    func look() {
      LeftoverFiles.remove(
        in: StateFolder(path: state), clone: clone, now: Int64(fixture.now.timeIntervalSince1970))
    }
    try age(80_000)
    look()
    #expect((kept + gone).allSatisfy { FileManager.default.fileExists(atPath: $0) })
    try age(90_000)
    look()
    #expect(kept.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    #expect(gone.filter { FileManager.default.fileExists(atPath: $0) } == [])
  }

  @Test("A pass that hangs is named, and the others' work goes on")
  func hung() async throws {
    let fixture = try await started()
    let lock = try FileLock.tryAcquire(try state(fixture).passLock(of: fixture.session))
    try fixture.hook("Stop")
    let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
    try fixture.say("Something else", "Yes.", session: other)
    try fixture.hook("Stop", session: other)
    var context = fixture.context()
    context.patience = .milliseconds(20)
    var troubles: [String] = []
    _ = try await Synchronization(context, settings: try await SettingsLoader(context).load()).run(
      progress: { _ in }, trouble: { troubles.append($0.message) })
    #expect(troubles.count == 1)
    #expect(troubles.first?.contains("process \(getpid()),") == true, "\(troubles)")
    #expect(try fixture.remoteSnapshot(session: other) != nil)
    _ = consume lock
  }

  @Test("An end that was noted by a clock an hour ahead does not mute the session")
  func clockAhead() async throws {
    let fixture = try await started()
    fixture.advance(3_600)
    try fixture.hook("SessionEnd", ["reason": "other"])
    _ = try await fixture.work()
    fixture.advance(-3_590)
    try fixture.hook("SessionStart", ["source": "resume"])
    try fixture.say("Go on", "Three is done.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    fixture.advance(400)
    _ = try await synchronize(fixture)
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("state: active") && file.contains("> Go on"), "\(file)")
  }
}
