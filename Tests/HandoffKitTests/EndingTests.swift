import Foundation
import HookRelay
import MachineState
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Ends that are none, and ends that are")
struct EndingTests {
  static let next = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  func started() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."], process: fixture.process())
    _ = try await fixture.work()
    fixture.advance(400)
    return fixture
  }

  /// Ends the session as `/background` does.
  func sendToBackground(_ fixture: KitFixture, at time: Date? = nil) async throws {
    let stamp = (time ?? fixture.now).formatted(.iso8601)
    let path = "desk/.claude/projects/-home-ann-api/\(fixture.session).jsonl"
    let line = """
      {"type":"continued-in","timestamp":"\(stamp)","sessionId":"\(fixture.session)",\
      "continuedInSessionId":"\(Self.next)"}
      {"type":"last-prompt","lastPrompt":"Fix the login"}

      """
    try fixture.folder.write(try fixture.folder.text(path) + line, to: path)
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"], process: fixture.process())
    _ = try await fixture.work()
    fixture.advance(400)
  }

  /// A hook of the session that goes on, and its pass.
  func next(_ fixture: KitFixture, _ event: String, _ fields: [String: String]) async throws {
    try fixture.hook(
      event, fields, session: Self.next, process: event == "SessionEnd" ? nil : fixture.process())
    _ = try await fixture.work(session: Self.next)
    fixture.advance(400)
  }

  @Test("/background is no end: the snapshot stays until the session that goes on has its own")
  func background() async throws {
    let fixture = try await started()
    try await sendToBackground(fixture)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    // The forked session has no conversation of its own in its file before its first prompt.
    try await next(fixture, "SessionStart", ["source": "fork"])
    #expect(try fixture.remoteSnapshot(session: Self.next) == nil)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") == true)
    try fixture.say("Go on", "Two.", session: Self.next)
    try await next(fixture, "Stop", [:])
    let file = try #require(try fixture.remoteSnapshot(session: Self.next))
    #expect(file.contains("resumed_from: desk-\(fixture.session)"))
    let settings = try await SettingsLoader(fixture.context()).load()
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(try await list.tasks().map(\.sessionID) == [Self.next])
    try await next(fixture, "SessionEnd", ["reason": "prompt_input_exit"])
    #expect(try fixture.remoteSnapshot(session: Self.next) == nil)
    #expect(try fixture.remoteSnapshot() == nil)
    // A later pass over the first one brings nothing back.
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A background session that ends before its first prompt decides about the one before it")
  func backgroundUnused() async throws {
    let finished = try await started()
    try await sendToBackground(finished)
    try await next(finished, "SessionStart", ["source": "fork"])
    try await next(finished, "SessionEnd", ["reason": "prompt_input_exit"])
    #expect(try finished.remoteSnapshot() == nil)

    let killed = try await started()
    try await sendToBackground(killed)
    try await next(killed, "SessionStart", ["source": "fork"])
    killed.running.withLock { $0 = [:] }
    let settings = try await SettingsLoader(killed.context()).load()
    #expect(await (try TaskList.open(killed.context(), settings: settings)).refresh() == nil)
    #expect(try killed.remoteSnapshot()?.contains("state: interrupted") == true)
  }

  @Test("A background session of an earlier time says nothing about an exit after a resume")
  func backgroundLongAgo() async throws {
    let fixture = try await started()
    try await sendToBackground(fixture, at: fixture.now - 3_600)
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("Two terminals on one session do not fight: it ends with the second")
  func twoTerminals() async throws {
    for reason in ["prompt_input_exit", "clear", "other", "resume", "logout"] {
      let fixture = try await started()
      fixture.running.withLock { $0[5000] = 200 }
      try fixture.register(pid: 4711, start: 100)
      try fixture.register(pid: 5000, start: 200)
      try fixture.hook("SessionEnd", ["reason": reason], process: fixture.process())
      fixture.running.withLock { $0[4711] = nil }
      _ = try await fixture.work()
      #expect(try fixture.remoteSnapshot()?.contains("state: active") == true, "\(reason)")
      fixture.advance(400)
      try fixture.hook(
        "SessionEnd", ["reason": "prompt_input_exit"], process: fixture.process(5000))
      _ = try await fixture.work()
      #expect(try fixture.remoteSnapshot() == nil, "\(reason)")
    }
  }

  @Test("What a killed terminal left in the registry does not keep a session open")
  func staleEntry() async throws {
    let fixture = try await started()
    try fixture.register(pid: 5000, start: 200)
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"], process: fixture.process())
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A closed terminal of a login that is closed too is interrupted for good")
  func closedLogin() async throws {
    let fixture = try await started()
    fixture.signs.withLock { $0.logins = ["2": .init()] }
    try fixture.hook("SessionEnd", ["reason": "other"], login: "2", process: fixture.process())
    _ = try await fixture.work()
    fixture.signs.withLock { $0.logins = [:] }
    fixture.advance(60)
    let stamp = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(stamp.due == nil)
  }

  @Test("What has finished a task is not decided again, whatever becomes of the machine")
  func decidedOnce() async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": "other"], process: fixture.process())
    fixture.running.withLock { $0 = [:] }
    _ = try await fixture.work()
    fixture.advance(60)
    let stamp = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil && stamp.due == nil)
    // By the signs of now the end would have been that of the machine.
    fixture.signs.withLock { $0.boot = "boot-2" }
    fixture.advance(-90)
    try fixture.hook("Stop", process: fixture.process())
    fixture.advance(500)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
    // Nor by the end of a second terminal in which nothing was said.
    try fixture.hook("SessionEnd", ["reason": "other"], isRemoteLogin: true)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test(
    "Each reason that a program tells has its end on the remote",
    arguments: [
      ("prompt_input_exit", nil), ("clear", nil), ("resume", "interrupted"),
      ("logout", "interrupted"), ("bypass_permissions_disabled", "interrupted"),
      ("other", "interrupted"),
    ] as [(String, String?)])
  func reasons(reason: String, state: String?) async throws {
    let fixture = try await started()
    try fixture.hook("SessionEnd", ["reason": reason], process: fixture.process())
    _ = try await fixture.work()
    let file = try fixture.remoteSnapshot()
    #expect(state == nil ? file == nil : file?.contains("state: \(state ?? "")") == true)
  }

  @Test("Only the first session of a claude that handoff resume started carries the task on")
  func lineageOfOneProcess() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let mark = ["HANDOFF_RESUMED_FROM": "laptop-\(Self.next)"]
    let second = "0badc0de-2b4e-4f5a-9c8d-0123456789ab"
    try fixture.say("Carry on", "One.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work("desk", mark)
    try fixture.hook("SessionEnd", ["reason": "resume"], process: fixture.process())
    _ = try await fixture.work("desk", mark)
    fixture.advance(400)
    try fixture.say("Something else", "Two.", session: second)
    try fixture.hook("Stop", session: second, process: fixture.process())
    _ = try await fixture.work("desk", mark, session: second)
    #expect(try fixture.remoteSnapshot()?.contains("resumed_from: laptop-") == true)
    #expect(try fixture.remoteSnapshot(session: second)?.contains("resumed_from") == false)
  }
}
