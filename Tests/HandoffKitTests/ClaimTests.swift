import Foundation
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

/// Two machines: a task begins on desk, and laptop takes it over.
@Suite("Claims: a task is taken over before the work, and given back where there was none")
struct ClaimTests {
  let fixture: KitFixture
  let next = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
  static let frame = """
    [handoff/1 task=5a90 from=desk at=0123456789abcdef]
    Task: Repair the parser
    [/handoff/1 at=0123456789abcdef]
    """

  init() async throws {
    fixture = try KitFixture()
    try await fixture.initialize()
    try await fixture.initialize("laptop")
    try fixture.say("Repair the parser", "Half of it is done.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
  }

  private var parent: String { "desk-\(fixture.session)" }

  private func list(_ machine: String = "laptop") async throws -> TaskList {
    let context = fixture.context(machine)
    let list = try await TaskList.open(
      context, settings: try await SettingsLoader(context).load())
    #expect(await list.refresh() == nil)
    return list
  }

  private func claim(agent: String? = nil) async throws -> Claim {
    let tasks = try await list()
    // What is said in the session comes later.
    defer { fixture.advance(1) }
    return try await tasks.claim(
      try await tasks.find(parent), for: try #require(SessionID(next)), folder: nil, agent: agent)
  }

  /// Runs hooks and a pass of the session that took the task over.
  private func hear(_ events: (name: String, fields: [String: String])...) async throws {
    for event in events {
      fixture.advance(1)
      try fixture.hook(
        event.name, event.fields, machine: "laptop", session: next, process: fixture.process())
    }
    fixture.advance(400)
    _ = try await fixture.work("laptop", session: next)
  }

  private func names(_ machine: String = "laptop") async throws -> [String] {
    try await list(machine).tasks().map(\.name)
  }

  private func own() throws -> String? {
    try fixture.remoteSnapshot("laptop", session: next)
  }

  @Test("A claim is on the remote before the work, with the parent's text, and hides the parent")
  func claimed() async throws {
    let tasks = try await list()
    let task = try await tasks.find(parent)
    let claim = try await claim(agent: "codex")
    #expect(claim.trouble == nil && claim.session.rawValue == next)
    let listed = try await list("desk").tasks()
    let header = try #require(listed.first?.header)
    #expect(listed.map(\.name) == ["laptop-\(next)"])
    #expect(header.state == .claimed && header.turns == 0 && header.agent == "codex")
    #expect(header.resumedFrom == parent && header.resumedAt == task.blob)
    #expect(header.base == task.header?.turns && header.base == 1)
    #expect(header.task == fixture.session && header.title == task.header?.title)
    let texts = try await (tasks.store.read(task)?.body, list().store.read(listed[0])?.body)
    #expect(texts.0 == texts.1)
  }

  @Test("An exit before any answer gives the task back as it was", arguments: [true, false])
  func unused(hasAnsweredFrame: Bool) async throws {
    let before = try fixture.remoteSnapshot()
    _ = try await claim()
    try await hear(("SessionStart", ["source": "startup"]))
    #expect(try own()?.contains("state: claimed") == true)
    if hasAnsweredFrame {
      try fixture.say(Self.frame, "It stands at …", machine: "laptop", session: next)
      try await hear(("Stop", ["last_assistant_message": "It stands at …"]))
      #expect(try own()?.contains("state: claimed") == true)
      #expect(try own()?.contains("turns: 0") == true)
    }
    try await hear(("SessionEnd", ["reason": "prompt_input_exit"]))
    #expect(try own() == nil)
    #expect(try fixture.remoteSnapshot() == before)
    #expect(try await names() == [parent])
    // A straggler brings nothing back, and finishes nothing.
    _ = try await fixture.work("laptop", session: next)
    #expect(try await names("desk") == [parent])
  }

  @Test("A claim whose process was killed is given back")
  func killed() async throws {
    _ = try await claim()
    try await hear(("SessionStart", ["source": "startup"]))
    fixture.running.withLock { $0[4711] = nil }
    _ = try await list()
    #expect(try await list().push() == nil)
    #expect(try own() == nil)
    #expect(try await names("desk") == [parent])
  }

  @Test("An answer to a prompt of the person's own is work: the exit finishes both")
  func used() async throws {
    _ = try await claim()
    try fixture.say(Self.frame, "It stands at …", machine: "laptop", session: next)
    try fixture.say("Do the rest", "Done.", machine: "laptop", session: next)
    try await hear(("Stop", ["last_assistant_message": "Done."]))
    #expect(try own()?.contains("state: active") == true)
    #expect(try own()?.contains("turns: 1") == true)
    #expect(try await names("desk") == ["laptop-\(next)"])
    try await hear(("SessionEnd", ["reason": "prompt_input_exit"]))
    #expect(try await names("desk").isEmpty)
    #expect(try await list().store.list().isEmpty)
  }

  @Test("What the other machine did since is a fork, and finishing one side leaves the other")
  func fork() async throws {
    _ = try await claim()
    try fixture.say("Do the rest", "Done.", machine: "laptop", session: next)
    try await hear(("Stop", ["last_assistant_message": "Done."]))
    try fixture.say("And another thing", "Yes.")
    try fixture.hook("Stop", process: fixture.process())
    fixture.advance(400)
    _ = try await fixture.work()
    #expect(Set(try await names()) == [parent, "laptop-\(next)"])
    try await hear(("SessionEnd", ["reason": "prompt_input_exit"]))
    #expect(try await names() == [parent])
    #expect(try fixture.remoteSnapshot()?.contains("another thing") == true)
  }

  @Test("What is written again without an answer is no news, whatever its time")
  func noNews() async throws {
    _ = try await claim()
    fixture.advance(4_000)
    try fixture.hook("SessionEnd", ["reason": "logout"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    #expect(try await names() == ["laptop-\(next)"])
  }

  @Test("The end of a session in the middle of a chain brings nothing older back")
  func middle() async throws {
    _ = try await claim()
    try fixture.say("Do the rest", "Done.", machine: "laptop", session: next)
    try await hear(("Stop", ["last_assistant_message": "Done."]))
    try await fixture.initialize("studio")
    let tasks = try await list("studio")
    let third = try #require(SessionID("99990000-2b4e-4f5a-9c8d-0123456789ab"))
    _ = try await tasks.claim(
      try await tasks.find("laptop-\(next)"), for: third, folder: nil)
    try await hear(("SessionEnd", ["reason": "prompt_input_exit"]))
    #expect(try await names("desk") == ["studio-\(third)"])
    #expect(try await list().store.list().count == 1)
  }

  @Test("A session that could not be given the claim's id takes its place")
  func placeholder() async throws {
    let claim = try await claim()
    let actual = "88880000-2b4e-4f5a-9c8d-0123456789ab"
    let environment = [HandoffContext.claimVariable: claim.session.rawValue]
    try fixture.hook(
      "SessionStart", ["source": "startup"], machine: "laptop", session: actual,
      process: fixture.process())
    _ = try await fixture.work("laptop", environment, session: actual)
    #expect(try await names("desk") == ["laptop-\(actual)"])
    #expect(try await list("desk").store.list().count == 2)
    // The program's next session carries nothing on.
    let after = "99990000-2b4e-4f5a-9c8d-0123456789ab"
    try fixture.say("Something else", "Yes.", machine: "laptop", session: after)
    fixture.advance(400)
    try fixture.hook("Stop", machine: "laptop", session: after, process: fixture.process())
    _ = try await fixture.work("laptop", environment, session: after)
    #expect(try fixture.remoteSnapshot("laptop", session: after)?.contains("resumed_from") == false)
  }

  @Test("Without the remote the claim stands here, and goes with the next push")
  func offline() async throws {
    let tasks = try await list()
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
    let claim = try await tasks.claim(
      try await tasks.find(parent), for: try #require(SessionID(next)), folder: nil)
    #expect(claim.trouble != nil)
    #expect(try await tasks.tasks().map(\.name) == ["laptop-\(next)"])
    try FileManager.default.moveItem(atPath: fixture.remote + ".away", toPath: fixture.remote)
    #expect(try await list().push() == nil)
    #expect(try await names("desk") == ["laptop-\(next)"])
  }

  @Test("A task whose session could not be started is given back")
  func notStarted() async throws {
    let claim = try await claim()
    try await list().release(claim)
    #expect(try own() == nil)
    #expect(try await names("desk") == [parent])
  }

  @Test("Inside a session: the words that take a task over are no work of its own")
  func inside() async throws {
    try fixture.say("continue 1", "It stands at …", machine: "laptop", session: next)
    let tasks = try await list()
    fixture.advance(1)
    let claim = try await tasks.takeOver(
      try await tasks.find(parent), in: try #require(SessionID(next)))
    #expect(claim.trouble == nil)
    #expect(try await names("desk") == ["laptop-\(next)"])
    try await hear(("Stop", ["last_assistant_message": "It stands at …"]))
    #expect(try own()?.contains("state: claimed") == true)
    try await hear(("SessionEnd", ["reason": "prompt_input_exit"]))
    #expect(try await names("desk") == [parent])
  }

  @Test(
    "Coming home: the first session takes over what went on elsewhere, and is the one that is shown"
  )
  func home() async throws {
    _ = try await claim()
    let tasks = try await list("desk")
    _ = try await tasks.takeOver(
      try await tasks.find("laptop-\(next)"), in: try #require(SessionID(fixture.session)))
    #expect(try await names() == [parent])
    let task = try #require(try await list().tasks().first)
    #expect(task.header?.task == fixture.session && task.header?.resumedFrom == "laptop-\(next)")
    _ = try await list("desk").finish(task)
    #expect(try await list().store.list().isEmpty)
  }
}
