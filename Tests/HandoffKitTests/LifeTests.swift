import Foundation
import HookRelay
import MachineState
import Platform
import SyncRepo
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The life of a snapshot")
struct LifeTests {
  func started() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != nil)
    fixture.advance(1)
    return fixture
  }

  @Test("An exit removes it at once, whatever the push window says")
  func exit() async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A pass after the end, without a note, brings nothing back")
  func noResurrection() async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    _ = try await fixture.work()
    let settings = try await SettingsLoader(fixture.context()).load()
    _ = try await Synchronization(fixture.context(), settings: settings).run { _ in }
    #expect(try fixture.remoteSnapshot() == nil)
    #expect(
      try await MachineStatus.read(
        fixture.context(), settings: settings, midnight: fixture.now
      ).sessions.isEmpty)
  }

  @Test("An exit while the summary is being made leaves no snapshot")
  func exitWhileSummarising() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    fixture.model.withLock { script in
      script.whileAnswering = {
        fixture.advance(1)
        try? fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
      }
    }
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 1)
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A straggling Stop from before the end brings nothing back; a later one does")
  func stragglers() async throws {
    let fixture = try await started()
    fixture.advance(10)
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    fixture.advance(-5)
    try fixture.hook("Stop")
    fixture.advance(5)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
    // claude --resume of the finished session.
    let created = fixture.now
    fixture.advance(500)
    try fixture.hook("SessionStart", ["source": "resume"])
    try fixture.say("Go on", "Two.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("state: active"))
    #expect(file.contains("created: 2027-01-15T08:00:00Z") && created < fixture.now)
  }

  @Test("A closed terminal is interrupted first, and finished when the machine still runs later")
  func closedTerminal() async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": "other"])
    let stamp = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 60)
    fixture.advance(60)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A machine that went down keeps it, interrupted")
  func machineDown() async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": "other"])
    _ = try await fixture.work()
    fixture.signs.withLock { $0.boot = "boot-2" }
    fixture.advance(600)
    let stamp = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(stamp.due == nil)
  }

  @Test("claude -p is left alone unless it is asked for; empty sessions never appear")
  func notForUs() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Summarise", "Yes.")
    try fixture.hook("Stop", entryPoint: "sdk-cli")
    _ = try await fixture.work()
    #expect(try Git.run(in: fixture.remote, "for-each-ref").isEmpty)
    try fixture.hook("Stop", entryPoint: "sdk-cli")
    _ = try await fixture.work("desk", ["HANDOFF_INCLUDE_PRINT_SESSIONS": "true"])
    #expect(try fixture.remoteSnapshot() != nil)

    let empty = try KitFixture()
    try await empty.initialize()
    try empty.hook("SessionStart", ["source": "startup"])
    try empty.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await empty.work()
    #expect(try Git.run(in: empty.remote, "for-each-ref").isEmpty)
    #expect(try empty.events().isEmpty)
  }

  @Test("A remote that is gone keeps the snapshot here, says so, and is tried again")
  func remoteGone() async throws {
    let fixture = try await started()
    fixture.advance(400)
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    let stamp = try await fixture.work()
    #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 300)
    let settings = try await SettingsLoader(fixture.context()).load()
    let status = try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now)
    #expect(try status.clone.get().unpushed == 1)
    #expect(status.sessions.first?.trouble?.message.contains("no git repository") == true)
    #expect(try fixture.events().last?.level == "error")
    try FileManager.default.moveItem(atPath: fixture.folder("away"), toPath: fixture.remote)
    fixture.advance(300)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == true)
  }

  @Test("A transcript that is missing or a folder is an event, and earlier snapshots stay")
  func badTranscripts() async throws {
    let fixture = try await started()
    let before = try fixture.remoteSnapshot()
    fixture.advance(400)
    for path in [fixture.folder("nowhere.jsonl"), fixture.folder.path] {
      try FileManager.default.createDirectory(
        atPath: fixture.folder("desk/.claude/away"), withIntermediateDirectories: true)
      try? FileManager.default.moveItem(
        atPath: fixture.folder("desk/.claude/projects"),
        toPath: fixture.folder("desk/.claude/away/projects"))
      try fixture.hook("Stop", ["transcript_path": path])
      let stamp = try await fixture.work()
      #expect(stamp.due == nil)
      #expect(try fixture.remoteSnapshot() == before)
    }
    #expect(try fixture.events().filter { $0.level == "error" }.count == 2)
  }

  @Test("A note that is not JSON is an event, and does no harm")
  func badNote() async throws {
    let fixture = try await started()
    let before = try fixture.remoteSnapshot()
    for text in ["", "{", "null", "{\"session_id\":\"../../x\",\"hook_event_name\":\"Stop\"}"] {
      let note = HookNote(
        received: 1, entryPoint: "cli", isRemoteLogin: false, input: Array(text.utf8))
      try Inbox(try fixture.context().state(), session: fixture.session).leave(note, event: "Stop")
      _ = try await fixture.work()
    }
    #expect(try fixture.remoteSnapshot() == before)
    #expect(try fixture.events().filter { $0.topic == "hook" }.count == 4)
  }

  @Test("A full disk, or a clone that cannot be written, is an event and loses nothing")
  func unwritable() async throws {
    let fixture = try await started()
    let before = try fixture.remoteSnapshot()
    let settings = try await SettingsLoader(fixture.context()).load()
    let objects = settings.repo + "/.git/objects"
    try FileManager.default.moveItem(atPath: objects, toPath: objects + "-away")
    try Data().write(to: URL(fileURLWithPath: objects))
    fixture.advance(400)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    #expect(try fixture.events().last?.level == "error")
    try FileManager.default.removeItem(atPath: objects)
    try FileManager.default.moveItem(atPath: objects + "-away", toPath: objects)
    #expect(try fixture.remoteSnapshot() == before)
    fixture.advance(400)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == true)
  }

  @Test("Without init a hook is an event with the way out")
  func notSetUp() async throws {
    let fixture = try KitFixture()
    try fixture.say("Fix", "One.")
    try fixture.hook("Stop")
    let stamp = try await fixture.work()
    #expect(stamp.due == nil)
    #expect(try fixture.events().last?.hint?.contains("handoff init") == true)
    // The note was not taken, so the waiting process must hear that it failed, and pause.
    let id = try #require(SessionIDs.make(fixture.session))
    #expect(try await Worker(fixture.context(), session: id).run() == false)
    #expect(Inbox.sessions(try fixture.context().state()) == [fixture.session])
  }

  @Test("The summary that /compact made is used where no model is")
  func compaction() async throws {
    let fixture = try await started()
    fixture.advance(400)
    try fixture.hook("PostCompact", ["compact_summary": "We agreed on tokens."])
    _ = try await fixture.work("desk", ["HANDOFF_SUMMARIZER": "extract"])
    #expect(try fixture.remoteSnapshot()?.contains("We agreed on tokens.") == true)
  }
}
