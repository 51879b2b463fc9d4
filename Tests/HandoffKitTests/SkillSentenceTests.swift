import Foundation
import HookRelay
import MachineState
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

/// What a person says about a session, and what becomes of its snapshot.
@Suite("Add, keep, done, back")
struct SkillSentenceTests {
  let fixture: KitFixture
  let settings: Settings
  let session: SessionID

  init() async throws {
    fixture = try KitFixture()
    settings = try await fixture.initialize()
    session = try #require(SessionID(fixture.session))
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != nil)
    fixture.advance(600)
  }

  var mark: SessionMark { SessionMark(fixture.context(), session: session) }

  func list() async throws -> TaskList {
    try await TaskList.open(fixture.context(), settings: settings)
  }

  func snapshot() async throws {
    let pass = try SessionPass(fixture.context(), settings: settings, session: session)
    _ = try await pass.run(for: .person(isForced: true))
  }

  /// The prompt “this is done”, `handoff done` in its turn, and the answer with its hook.
  func sayDone() async throws {
    try fixture.say("This is done", "(working)")
    fixture.advance(5)
    let finished = try await list().finish(session: session)
    #expect(finished.removed.count == 1 && finished.trouble == nil)
    #expect(try fixture.remoteSnapshot() == nil)
    fixture.advance(5)
    try fixture.hook("Stop", ["last_assistant_message": "(working)"])
    _ = try await fixture.work()
  }

  @Test("After “this is done” its own answer brings nothing back, nor does the end or a sync")
  func done() async throws {
    try await sayDone()
    #expect(try fixture.remoteSnapshot() == nil)
    fixture.advance(4_000)
    let stamp = try await fixture.work()
    #expect(stamp.due == nil)
    _ = try await Synchronization(fixture.context(), settings: settings).run { _ in }
    try fixture.hook("SessionEnd", ["reason": "logout"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A task that is done by its number stays away, too, though its session is open here")
  func doneByNumber() async throws {
    let list = try await list()
    #expect(try await list.finish(try await list.find("1")) == nil)
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    fixture.advance(600)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("The next prompt brings it back, with its date")
  func goingOn() async throws {
    try await sayDone()
    fixture.advance(600)
    try fixture.say("One more thing", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("state: active") && file.contains("created: 2027-01-15T08:00:00Z"))
  }

  @Test("Neither an old prompt nor a new one is taken for the other because the clock was set back")
  func clockSetBack() async throws {
    fixture.advance(86_400)
    try fixture.say("Tomorrow's prompt", "Two.")
    fixture.advance(-86_400)
    _ = try await list().finish(session: session)
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
    fixture.advance(-7_200)
    try fixture.say("One more thing", "Three.")
    try fixture.hook("Stop", ["last_assistant_message": "Three."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != nil)
  }

  @Test("A snapshot by hand and a restoration take “done” back")
  func takenBack() async throws {
    try await sayDone()
    try await snapshot()
    #expect(try fixture.remoteSnapshot() != nil)

    try await sayDone()
    let removed = try await list().findRemoved("desk-")
    #expect(try await list().restore(removed.map(\.removed)) == nil)
    try fixture.hook("Stop", ["last_assistant_message": "(working)"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != nil)
  }

  @Test("A session that finishes before its first snapshot gets none")
  func doneBeforeTheFirst() async throws {
    let other = try #require(SessionID("11111111-3924-4b4e-8cb1-7aa0c0825b3b"))
    let finished = try await list().finish(session: other)
    #expect(finished.removed.isEmpty && finished.trouble == nil)
    let record = SessionRecordFile(try fixture.context().state(), other).load()
    #expect(record?.life == .done(at: fixture.now, nil))
  }

  @Test("It finishes what the session carries on, though its own snapshot is not written yet")
  func lineage() async throws {
    let one = try #require(SessionID("11111111-3924-4b4e-8cb1-7aa0c0825b3b"))
    let name = "desk-\(fixture.session)"
    let tasks = try await list()
    _ = try await tasks.takeOver(try await tasks.find(name), in: one)
    let finished = try await list().finish(session: one)
    #expect(Set(finished.removed.map(\.name)) == [name, "desk-\(one)"])
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("What is kept outlives an exit and a closed terminal, until it is done")
  func kept() async throws {
    try mark.keep(note: "Tests\nfirst tomorrow")
    try await snapshot()
    fixture.advance(5)
    for reason in ["prompt_input_exit", "clear", "other"] {
      try fixture.hook("SessionEnd", ["reason": reason])
      let stamp = try await fixture.work()
      #expect(stamp.due == nil)
      fixture.advance(600)
      _ = try await fixture.work()
      let file = try #require(try fixture.remoteSnapshot(), "\(reason)")
      #expect(file.contains("state: interrupted"))
      #expect(file.contains("> Tests first tomorrow\n> — you, desk, "), "\(file)")
    }
    _ = try await list().finish(session: session)
    #expect(try fixture.remoteSnapshot() == nil)
    // What was kept and noted belongs to the task that is done.
    fixture.advance(600)
    try fixture.say("Another task", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains(", a note\n") == false)
    fixture.advance(5)
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A note is one line, redacted, bounded, and no heading")
  func note() async throws {
    try mark.keep(note: "## Done\nkey ghp_0123456789abcdefghijABCDEFGHIJ0123456789", isKept: false)
    try mark.keep(note: String(repeating: "x", count: 10_000), isKept: false)
    try mark.keep(note: " \u{1B}[31m ", isKept: false)
    for number in 0..<20 { try mark.keep(note: "note \(number)", isKept: false) }
    let notes = SessionRecordFile(try fixture.context().state(), session).load()?.wishes.notes
    #expect(notes?.count == 10 && notes?.last?.text == "note 19")
    try mark.keep(note: "## Done\nkey ghp_0123456789abcdefghijABCDEFGHIJ0123456789", isKept: false)
    try await snapshot()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("\n> ## Done key ") && !file.contains("ghp_0123456789"))
    #expect(file.components(separatedBy: "\n## Done\n").count == 2)
  }

  @Test("What was resumed inside the session counts more than what it was started with")
  func carriesOn() async throws {
    _ = try mark.carriesOn(.init(name: "laptop-2"), ChainNotes(), over: nil)
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work("desk", ["HANDOFF_RESUMED_FROM": "laptop-1"])
    fixture.advance(600)
    _ = try await fixture.work("desk", ["HANDOFF_RESUMED_FROM": "laptop-1"])
    #expect(try fixture.remoteSnapshot()?.contains("resumed_from: laptop-2") == true)
  }
}
