import Foundation
import MachineState
import Platform
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Prompts that no answer follows")
struct PromptPassTests {
  /// A session with an answer on the remote, whose process runs; the push window is shut.
  func started() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "Looking at it.")
    try fixture.hook(
      "Stop", ["last_assistant_message": "Looking at it."], process: fixture.process())
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 1)
    return fixture
  }

  func inbox(_ fixture: KitFixture) throws -> Inbox {
    Inbox(try fixture.context().state(), session: fixture.session)
  }

  func commits(_ fixture: KitFixture) throws -> Int? {
    Int(try Git.run(in: fixture.remote, "rev-list", "--count", "main"))
  }

  /// What a command does that looks at tasks, with the network.
  func list(_ fixture: KitFixture) async throws {
    let settings = try await SettingsLoader(fixture.context()).load()
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(await list.refresh() == nil)
  }

  @Test("One that Esc has interrupted is on the remote a window later, and no model is asked")
  func interrupted() async throws {
    let fixture = try await started()
    let start = Int64(fixture.now.timeIntervalSince1970)
    fixture.advance(2_000)
    try fixture.say("Use the other library", nil)
    try fixture.prompt(process: fixture.process())
    // A pass that something else has asked for leaves it: the answer may still come.
    fixture.advance(100)
    try fixture.hook("SessionStart", ["source": "compact"], process: fixture.process())
    _ = try await fixture.work()
    #expect(try inbox(fixture).prompted == start + 2_000)
    let calls = fixture.modelCalls
    try fixture.say("And in the tests, too", nil)
    #expect(try fixture.remoteSnapshot()?.contains("And in the tests, too") == false)
    fixture.advance(300)
    let stamp = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("Use the other library") && file.contains("And in the tests, too"))
    #expect(file.contains("The last prompt has no answer yet.") && file.contains("Looking at it."))
    #expect(fixture.modelCalls == calls && file.contains("state: active"))
    #expect(try inbox(fixture).isEmpty && !inbox(fixture).hasTaken)
    #expect(stamp.patience == 300)
  }

  @Test("It is read only where the transcript has grown since the last snapshot")
  func nothingNew() async throws {
    let fixture = try await started()
    let before = try commits(fixture)
    try fixture.prompt()
    fixture.advance(300)
    // A reading would find another text of the same length.
    let path = fixture.transcript()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("Looking", with: "Peeking").write(
      toFile: path, atomically: true, encoding: .utf8)
    let stamp = try await fixture.work()
    #expect(try commits(fixture) == before && inbox(fixture).isEmpty)
    #expect(stamp.due == nil)
    // The summary's window is open by then, and still no model is asked.
    fixture.advance(2_000)
    try fixture.say("Another", nil)
    try fixture.prompt()
    fixture.advance(300)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Another") == true)
    #expect(fixture.modelCalls == 1)
  }

  @Test("A session's first prompt needs no answer either")
  func first() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.hook("SessionStart", ["source": "startup"], process: fixture.process())
    _ = try await fixture.work()
    try fixture.say("Fix the login", nil)
    try fixture.prompt()
    fixture.advance(300)
    let stamp = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("title: Fix the login") && file.contains("state: active"))
    #expect(fixture.modelCalls == 0 && stamp.due == nil)
  }

  @Test("status tells of it, with the time of its pass")
  func status() async throws {
    let fixture = try await started()
    fixture.advance(10)
    try fixture.say("Use the other library", nil)
    try fixture.prompt()
    let settings = try await SettingsLoader(fixture.context()).load()
    let state = try fixture.context().state()
    let id = try #require(SessionIDs.make(fixture.session))
    let session = try #require(
      SessionStatus(
        id, state, settings, ExclusionRules(fixture.context(), settings: settings),
        in: nil, now: fixture.now))
    #expect(session.waits == [.prompt] && session.due == fixture.now + 300)
  }

  @Test("Without a hook for prompts, the transcript of a session that runs tells")
  func reconciled() async throws {
    let fixture = try await started()
    fixture.advance(200)
    try fixture.say("Use the other library", nil)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("Use the other library") == false)
    fixture.advance(100)
    try await list(fixture)
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("Use the other library") && file.contains("state: active"))
    #expect(file.contains("The last prompt has no answer yet.") && fixture.modelCalls == 1)
    try fixture.say("Or not", nil)
    fixture.advance(400)
    try await list(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("Or not") == true)
    // Nothing is done twice.
    fixture.advance(5_000)
    let last = try commits(fixture)
    try await list(fixture)
    #expect(try commits(fixture) == last)
  }

  @Test("A session whose prompt a process looks after, or that is excluded, is left alone")
  func leftAlone() async throws {
    let fixture = try await started()
    func isThere() async throws -> Bool {
      try await list(fixture)
      return try fixture.remoteSnapshot()?.contains("Use the other library") == true
    }
    fixture.advance(400)
    try fixture.say("Use the other library", nil)
    try fixture.prompt()
    fixture.advance(60)
    let state = try fixture.context().state()
    guard let worker = try FileLock.tryAcquire(state.workerLock(of: fixture.session)) else {
      Issue.record("A worker is there.")
      return
    }
    #expect(try await !isThere())
    // It knows nothing of a prompt that no hook told of.
    try inbox(fixture).dropPrompt()
    try fixture.set("exclude", to: fixture.folder.path)
    #expect(try await !isThere())
    try fixture.set("exclude", to: nil)
    #expect(try await isThere())
    worker.release()
  }
}
