import Foundation
import HookRelay
import MachineState
import Platform
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("How this machine stands")
struct StatusTests {
  func status(_ fixture: KitFixture) async throws -> MachineStatus {
    let settings = try await SettingsLoader(fixture.context()).load()
    return try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now - 3_600)
  }

  @Test("A session's answer, snapshot, push and what waits are told, until its task is finished")
  func session() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let start = fixture.now
    #expect(try await status(fixture).sessions.isEmpty)
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    var session = try #require(try await status(fixture).sessions.first)
    #expect(session.lastAnswer == start && session.snapshotAt == start && session.pushedAt == start)
    #expect(session.textOnRemote == start)
    #expect(session.summaryBy == "haiku" && session.summarizedAt == start)
    #expect(session.waits.isEmpty && session.due == nil && session.folder == fixture.folder.path)

    fixture.advance(60)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    session = try #require(try await status(fixture).sessions.first)
    #expect(session.waits == [.answer] && !session.isAttended)
    _ = try await fixture.work()
    session = try #require(try await status(fixture).sessions.first)
    #expect(session.waits == [.push, .summary] && session.due == start + 90)
    #expect(session.snapshotAt == start + 60 && session.textOnRemote == start)
    let state = try fixture.context().state()
    let pipe = WakePipe.listen(state.wakePipe(of: fixture.session))
    #expect(try await status(fixture).sessions.first?.isAttended == true)
    close(pipe)

    try fixture.hook("StopFailure", ["error": "overloaded", "last_assistant_message": "529"])
    _ = try await fixture.work()
    session = try #require(try await status(fixture).sessions.first)
    #expect(session.failure == "overloaded" && session.waits == [.summary])
    #expect(session.textOnRemote == start + 60)
    fixture.advance(60)
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    #expect(try await status(fixture).sessions.isEmpty)
  }

  @Test("A session has the title of its snapshot, else what is known here; the clone may be away")
  func titles() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.hook("SessionStart", ["source": "startup"])
    _ = try await fixture.work()
    var session = try #require(try await status(fixture).sessions.first)
    #expect(session.title == fixture.folder.path.split(separator: "/").last.map(String.init))
    #expect(session.task == "5a90" && session.standing == .open)
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    session = try #require(try await status(fixture).sessions.first)
    #expect(session.title == "Title 1")
    let clone = try await SettingsLoader(fixture.context()).load().repo
    try FileManager.default.moveItem(atPath: clone, toPath: clone + "-away")
    let lost = try await status(fixture)
    #expect(lost.problem?.hint?.contains("handoff init") == true, "\(lost.clone)")
    session = try #require(lost.sessions.first)
    #expect(session.title == "Title 1" && session.task == "5a90")
    try FileManager.default.moveItem(atPath: clone + "-away", toPath: clone)
    try Git.run(in: clone, "remote", "remove", "origin")
    let alone = try await status(fixture)
    #expect(alone.problem != nil)
    #expect(try alone.clone.get().sharesName == false)
    try fixture.hook("SessionEnd", ["reason": "other"])
    _ = try await fixture.work()
    #expect(try await status(fixture).sessions.first?.standing == .ending)
  }

  @Test("The calls of the day, the pause, and pushes that fail")
  func machine() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.model.withLock { $0.failure = .notLoggedIn }
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    fixture.advance(60)
    let status = try await status(fixture)
    #expect(status.calls.calls == 1 && status.calls.failed == 1)
    #expect(try status.clone.get().unpushed == 1)
    #expect(status.modelStop?.until == fixture.now + 3_540)
    #expect(status.modelStop?.reason.contains("not logged in") == true)
    #expect(status.pushTrouble?.since == fixture.now - 60)
    #expect(status.pushTrouble?.message.contains("no git repository") == true)
    #expect(status.lastPush == nil && status.lastFetch != nil)
    let session = try #require(status.sessions.first)
    #expect(session.summaryError == "Claude Code is not logged in.")
    #expect(session.trouble?.hint != nil && session.textOnRemote == nil)
    // No claude is known to this test, so nothing new is missing.
    #expect(status.hooks?.registered == [] && status.hooks?.missing.count == 4)
    // Another day.
    let settings = try await SettingsLoader(fixture.context()).load()
    let tomorrow = try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now + 1)
    #expect(tomorrow.calls.calls == 0)
  }
}
