import Foundation
import MachineState
import Platform
import SnapshotStore
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Pauses")
struct PauseTests {
  @Test("Lengths of time are read as people type them")
  func lengths() {
    #expect(Pause.length("2h") == 7_200 && Pause.length("90m") == 5_400)
    #expect(Pause.length("1h30m") == 5_400 && Pause.length("1d") == 86_400)
    #expect(Pause.length("52w") == 31_449_600)
    for text in ["", "2", "h", "2 h", "-1h", "0m", "53w", "2y", "99999999999999999999h", "1h5"] {
      #expect(Pause.length(text) == nil, "\(text)")
    }
  }

  func answer(_ fixture: KitFixture, _ text: String) async throws {
    fixture.advance(3_000)
    try fixture.say("Go on", text)
    try fixture.hook("Stop", ["last_assistant_message": text], process: fixture.process())
    _ = try await fixture.work()
  }

  @Test(
    "While it lasts there is no snapshot and no model; the first answer afterwards has all of it",
    arguments: ["machine", "project", "remote", "session"])
  func lasting(_ kind: String) async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    if kind == "remote" {
      try Git.run(in: fixture.folder.path, "init", "--quiet")
      try Git.run(in: fixture.folder.path, "remote", "add", "origin", "git@github.com:acme/api")
    }
    let context = fixture.context()
    let pauses = try Pauses(context)
    let scope: Pause.Scope =
      switch kind {
      case "machine": .machine
      case "session": try .init(session: fixture.session, context)
      default: pauses.projectHere
      }
    if kind == "remote" { #expect(scope == .project(key: "github.com/acme/api")) }
    _ = try pauses.begin(scope, for: 7_200)
    try await answer(fixture, "One.")
    try await answer(fixture, "Two.")
    #expect(try fixture.remoteSnapshot() == nil && fixture.modelCalls == 0)
    let settings = try await SettingsLoader(context).load()
    let status = try await MachineStatus.read(context, settings: settings, midnight: fixture.now)
    #expect(status.sessions.first?.exclusion == .paused(scope))
    #expect(status.pauses.map(\.scope) == [scope])
    // Its time is over.
    try await answer(fixture, "Three.")
    #expect(pauses.current.isEmpty)
    let snapshot = try #require(try fixture.remoteSnapshot())
    #expect(snapshot.contains("Model 1 on"))
    #expect(fixture.model.withLock { $0.digest }.contains("One."))
  }

  @Test("A pause is for its own project, session or folder alone")
  func scopes() async throws {
    let fixture = try KitFixture()
    var context = fixture.context()
    let settings = try await SettingsLoader(context).load()
    let pauses = try Pauses(context)
    func isPaused(_ folder: String, _ session: String = "") -> Bool {
      let rules = ExclusionRules(context, settings: settings)
      return rules.exclusion(of: [.init(folder: folder)], session: SessionID(session)) != nil
    }
    try fixture.folder.write("", to: "desk/a/in/x")
    context.workingFolder = fixture.folder("desk/a")
    _ = try pauses.begin(try Pauses(context).projectHere, for: nil)
    #expect(isPaused(fixture.folder("desk/a")) && isPaused(fixture.folder("desk/a/in")))
    #expect(!isPaused(fixture.folder("desk/ab")) && !isPaused(fixture.folder("desk")))
    #expect(try pauses.end(try Pauses(context).projectHere))
    #expect(try !pauses.end(.machine) && !isPaused(fixture.folder("desk/a")))
    _ = try pauses.begin(.session(id: fixture.session), for: nil)
    #expect(isPaused("/x", fixture.session))
    #expect(!isPaused("/x", "6a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"))
    // Begun again, it has the new end.
    _ = try pauses.begin(.session(id: fixture.session), for: 60)
    #expect(pauses.current.count == 1)
    fixture.advance(61)
    #expect(!isPaused("/x", fixture.session))
    // What cannot be read counts as a pause of everything.
    try fixture.folder.write("[{", to: "desk/.local/state/handoff/pauses")
    #expect(isPaused("/x"))
    #expect(try pauses.end(.machine) && !isPaused("/x"))
  }

  @Test(
    "A snapshot that waits for its push is pushed in a pause, and an end in it is settled after it")
  func before() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("quiet_push", to: "0")
    try await answer(fixture, "One.")
    fixture.advance(60)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == false)
    let pauses = try Pauses(fixture.context())
    _ = try pauses.begin(.machine, for: nil)
    fixture.advance(60)
    try fixture.say("More", "Three.")
    try fixture.hook("Stop", ["last_assistant_message": "Three."])
    let stamp = try await fixture.work()
    #expect(stamp.due != nil)
    fixture.advance(300)
    _ = try await fixture.work()
    let pushed = try #require(try fixture.remoteSnapshot())
    #expect(pushed.contains("Two.") && !pushed.contains("Three."))

    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == pushed)
    #expect(try pauses.end(.machine))
    fixture.advance(100)
    let settings = try await SettingsLoader(fixture.context()).load()
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(try await list.store.list().isEmpty)
  }
}
