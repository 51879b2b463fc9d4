import Foundation
import HookRelay
import MachineState
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The windows between snapshots and pushes")
struct WindowTests {
  @Test("One model summary per session every 30 minutes, pushes every 5, and both have an end")
  func windows() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("quiet_push", to: "0")
    let start = Int64(fixture.now.timeIntervalSince1970)

    try fixture.say("Fix the login", "Looking at it.")
    try fixture.hook("Stop", ["last_assistant_message": "Looking at it."])
    var stamp = try await fixture.work()
    #expect(fixture.modelCalls == 1)
    #expect(stamp == WindowStamp(opens: start + 300, due: nil))
    #expect(try fixture.remoteSnapshot()?.contains("Model 1 on Task") == true)

    // Two minutes later: written here, not pushed before the push window opens.
    fixture.advance(120)
    try fixture.say("Also the logout", "Found the cause.")
    try fixture.hook("Stop", ["last_assistant_message": "Found the cause."])
    stamp = try await fixture.work()
    #expect(fixture.modelCalls == 1)
    #expect(stamp == WindowStamp(opens: start + 300, due: start + 300))
    #expect(try fixture.remoteSnapshot()?.contains("Found the cause.") == false)

    // The trailing edge: nothing else happened, and the last answer arrives.
    fixture.advance(180)
    stamp = try await fixture.work()
    let pushed = try #require(try fixture.remoteSnapshot())
    #expect(pushed.contains("Found the cause.") && pushed.contains("Model 1 on Task"))
    #expect(pushed.contains("Since this summary (2027-01-15T08:00:00Z)"))
    #expect(pushed.contains("summarized: 2027-01-15T08:00:00Z"))
    #expect(fixture.modelCalls == 1)
    #expect(stamp.due == start + 1_800)

    // The summary's own window ends: a model is asked about what was said since.
    fixture.advance(1_500)
    stamp = try await fixture.work()
    #expect(fixture.modelCalls == 2)
    #expect(try fixture.remoteSnapshot()?.contains("Model 2 on Task") == true)
    #expect(stamp.due == nil)
  }

  @Test("After half a minute of quiet the last answer is pushed, without a model, once a minute")
  func quiet() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let start = Int64(fixture.now.timeIntervalSince1970)
    func answer(_ text: String, session: String? = nil) throws {
      try fixture.say("Go on", text, session: session)
      try fixture.hook("Stop", ["last_assistant_message": text], session: session)
    }
    try answer("One.")
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 1)

    // A pass that comes too early writes, and says when it is time.
    fixture.advance(10)
    try answer("Two.")
    fixture.advance(5)
    var stamp = try await fixture.work()
    #expect(stamp.due == start + 40 && stamp.opens == start + 300)
    fixture.advance(25)
    stamp = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Two.") == true)
    #expect(fixture.modelCalls == 1)
    // It is a push like any other: the window begins with it.
    #expect(stamp.opens == start + 340)
    #expect(stamp.quiet == .init(length: 30, from: start + 100))

    // The next one waits for the minute, in this session and in others.
    let other = "0f9d7a52-18c4-4a53-9b7e-2a1f4f6f2c11"
    try answer("Three.")
    try answer("Beside.", session: other)
    #expect(try await fixture.work(session: other).due == start + 100)
    fixture.advance(30)
    #expect(try await fixture.work().due == start + 100)
    #expect(try fixture.remoteSnapshot()?.contains("Three.") == false)
    fixture.advance(30)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("Three.") == true)
    _ = try await fixture.work(session: other)
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "3")
  }

  @Test("A first answer is pushed at once, or when the minute of the push before it is over")
  func first() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let start = Int64(fixture.now.timeIntervalSince1970)
    let sessions = [
      "0f9d7a52-18c4-4a53-9b7e-2a1f4f6f2c11", "1f9d7a52-18c4-4a53-9b7e-2a1f4f6f2c11",
      "2f9d7a52-18c4-4a53-9b7e-2a1f4f6f2c11",
    ]
    try fixture.say("Go on", "Zero.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    // The push window is shut for four minutes and more.
    fixture.advance(10)
    for session in sessions {
      try fixture.hook("SessionStart", ["source": "startup"], session: session)
      _ = try await fixture.work(session: session)
      fixture.advance(10)
      try fixture.say("Go on", "One.", session: session)
      try fixture.hook("Stop", session: session)
      _ = try await fixture.work(session: session)
    }
    #expect(try fixture.remoteSnapshot(session: sessions[0])?.contains("One.") == true)
    #expect(try fixture.remoteSnapshot(session: sessions[1]) == nil)
    let state = try fixture.context().state()
    for session in sessions.dropFirst() {
      // The first one took the minute that began at 20.
      #expect(WindowStamp.read(state.window(of: session)).due == start + 80)
    }
    fixture.advance(TimeInterval(start + 80) - fixture.now.timeIntervalSince1970)
    _ = try await fixture.work(session: sessions[1])
    // One push takes all along.
    for session in sessions { #expect(try fixture.remoteSnapshot(session: session) != nil) }
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "3")
  }

  @Test("Nothing new is nothing asked: a model never sees the same conversation twice")
  func nothingNew() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "Done.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    let before = try fixture.remoteSnapshot()
    fixture.advance(7_200)
    try fixture.hook("Stop")
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 1)
    #expect(try fixture.remoteSnapshot() == before, "not even the time changes")
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "1")
  }

  @Test("Force skips both windows")
  func force() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    let id = try #require(SessionIDs.make(fixture.session))
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    fixture.advance(10)
    try fixture.say("And now", "Two.")
    let pass = try SessionPass(fixture.context(), settings: settings, session: id)
    _ = try await pass.run(for: .person(isForced: true))
    #expect(fixture.modelCalls == 2)
    #expect(try fixture.remoteSnapshot()?.contains("Model 2 on Task") == true)
    // Without it, the summary's window holds, and the snapshot is pushed all the same.
    fixture.advance(10)
    try fixture.say("Once more", "Three.")
    _ = try await pass.run(for: .person())
    #expect(fixture.modelCalls == 2)
    #expect(try fixture.remoteSnapshot()?.contains("Three.") == true)
  }

  @Test("The push window is the machine's: a second session waits for it")
  func machineWide() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("quiet_push", to: "0")
    try SyncClock(.push, in: try fixture.context().state()).note(
      Int64(fixture.now.timeIntervalSince1970) - 100)
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    let stamp = try await fixture.work()
    #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 200)
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A clock that was set back closes no window for good")
  func clockSetBack() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    fixture.advance(-86_400)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 2)
    #expect(try fixture.remoteSnapshot()?.contains("Model 2") == true)
  }

  @Test("A model that fails leaves the summary without one, and the file says so")
  func modelFails() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.model.withLock { $0.failure = .rateLimited }
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("summary_by: extract"))
    #expect(file.contains("summary_error: Claude's usage limit has been reached."))
    for section in ["Task", "Done", "In progress", "Next steps", "Files", "Handoff prompt"] {
      #expect(file.contains("\n## \(section)\n"))
    }
    #expect(try fixture.events().contains { $0.topic == "summary" && $0.level == "warning" })
    // It is not asked again before the pause after a failure is over.
    fixture.advance(59)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 1)
  }

  @Test("Without claude, auto is no failure; with summarizer = claude it is one")
  func noClaude() async throws {
    for (choice, isFailure) in [("auto", false), ("claude", true)] {
      let fixture = try KitFixture()
      try await fixture.initialize()
      fixture.model.withLock { $0.failure = .notInstalled }
      try fixture.say("Fix the login", "One.")
      try fixture.hook("Stop")
      _ = try await fixture.work("desk", ["HANDOFF_SUMMARIZER": choice])
      #expect(try fixture.remoteSnapshot()?.contains("summary_error") == isFailure)
    }
  }

  @Test("summarizer = extract asks no model")
  func extract() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work("desk", ["HANDOFF_SUMMARIZER": "extract"])
    #expect(fixture.modelCalls == 0)
    #expect(try fixture.remoteSnapshot()?.contains("summary_by: extract") == true)
  }

  @Test("A secret in a model's answer is not written either")
  func secretOfModel() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.model.withLock { $0.remark = " with glpat-" + "a1B2c3D4e5F6g7H8i9J0" }
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("Model 1 on Task") && !file.contains("a1B2c3D4"))
  }

  @Test("Secrets reach neither the file nor its front matter")
  func secrets() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize("desk", ["HANDOFF_SUMMARIZER": "extract"])
    let secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    try fixture.say("Use \(secret) to push", "I used \(secret).")
    try fixture.hook("Stop", ["last_assistant_message": "I used \(secret)."])
    _ = try await fixture.work("desk", ["HANDOFF_SUMMARIZER": "extract"])
    let file = try #require(try fixture.remoteSnapshot())
    #expect(!file.contains("a1B2c3D4") && file.contains("[redacted"))
  }
}
