import Foundation
import HookRelay
import MachineState
import Platform
import SnapshotStore
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("StopFailure, PostCompact, and SessionStart")
struct SignalTests {
  static let compaction = """
    <analysis>
    The token is ghp_\("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8").
    </analysis>

    <summary>
    1. Primary Request and Intent:
       Fix the login, without touching the API; the token is ghp_\("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8").

    2. Key Technical Concepts:
       - JWT

    **4. Errors and fixes:** none

    6. All user messages:
       - "hello"

    7. Pending Tasks:
       - Write the test

    8. Current Work:
       Reading tokens.py.

    ### 9. Optional Next Step:
       Run the tests.
    </summary>
    """

  @Test("An API error is pushed at once, says so, and no model is asked")
  func failure() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    fixture.advance(2_000)
    try fixture.say("Go on", "Two.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    let calls = fixture.modelCalls
    // Within the push window.
    fixture.advance(100)
    try fixture.say("And now the tests", "")
    try fixture.hook(
      "StopFailure", ["error": "rate_limit", "last_assistant_message": "API Error: 429 slow down"])
    var stamp = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(
      file.contains("The last turn ended with the error `rate_limit` at 2027-01-15T08:35:00Z"))
    #expect(file.contains("429 slow down") && file.contains("And now the tests"))
    #expect(!file.contains("Last answer: API Error"))
    #expect(fixture.modelCalls == calls)
    // Nor when the summary's window opens before the failure is old enough.
    fixture.advance(1_700)
    stamp = try await fixture.work()
    #expect(fixture.modelCalls == calls)
    #expect(stamp.due == stamp.opens)
    // The next answer ends it.
    fixture.advance(300)
    try fixture.say("Again", "Three.")
    try fixture.hook("Stop", ["last_assistant_message": "Three."])
    _ = try await fixture.work()
    #expect(fixture.modelCalls == calls + 1)
    #expect(try fixture.remoteSnapshot()?.contains("rate_limit") == false)
  }

  @Test("An API error that comes while a summary is made is pushed at once all the same")
  func failureMeanwhile() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    fixture.model.withLock { script in
      script.whileAnswering = {
        fixture.advance(1)
        try? fixture.hook("StopFailure", ["error": "overloaded", "last_assistant_message": "529"])
        fixture.advance(10)
      }
    }
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("overloaded") == false)
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("overloaded") == true)
  }

  @Test("The first turn of a session may fail, and an answer that grew too long is no reason")
  func failureKinds() async throws {
    for (kind, calls) in [
      ("overloaded", 0), ("authentication_failed", 0), ("server_error", 0), ("`x\n# y", 0),
      ("max_output_tokens", 1),
    ] {
      let fixture = try KitFixture()
      try await fixture.initialize()
      try fixture.say("Fix the login", "One.")
      try fixture.hook("StopFailure", ["error": kind, "last_assistant_message": "# Boom\n## Bad"])
      let stamp = try await fixture.work()
      #expect(fixture.modelCalls == calls, "\(kind)")
      let file = try #require(try fixture.remoteSnapshot())
      #expect(
        file.contains("The last turn ended with the error `") && file.contains("# Boom ## Bad"))
      #expect(!file.contains("\n# y") && !file.contains("summary_error"))
      if calls == 0 {
        #expect(file.contains("summary_by: extract"))
        #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 1_800)
      }
    }
  }

  @Test("The summary of /compact is the session's, and no model is asked before the window is over")
  func compaction() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("PostCompact", ["compact_summary": Self.compaction])
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(fixture.modelCalls == 0)
    #expect(file.contains("summary_by: compact\n"))
    #expect(file.contains("Z\n\nFix the login, without touching the API"))
    #expect(file.contains("## In progress\n\nReading tokens.py."))
    #expect(file.contains("Write the test") && file.contains("Run the tests."))
    #expect(!file.contains("<analysis>") && !file.contains("a1B2c3D4"))
    fixture.advance(400)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    let stamp = try await fixture.work()
    #expect(fixture.modelCalls == 0)
    #expect(try fixture.remoteSnapshot()?.contains("Since this summary") == true)
    #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 1_400)
    fixture.advance(1_400)
    _ = try await fixture.work()
    #expect(fixture.modelCalls == 1)
    #expect(try fixture.remoteSnapshot()?.contains("summary_by: haiku") == true)
  }

  @Test("A compaction's text of any form gives a whole snapshot")
  func anyCompaction() async throws {
    let long = String(repeating: "1. Current work: x\n# A\n```\n", count: 20_000)
    for text in ["", "mock answer 20", "<summary>", "</summary><summary></analysis>", long] {
      let fixture = try KitFixture()
      try await fixture.initialize()
      try fixture.say("Fix the login", "One.")
      try fixture.hook("PostCompact", ["compact_summary": text])
      _ = try await fixture.work()
      let file = try #require(try fixture.remoteSnapshot())
      #expect(file.contains("summary_by: compact\n") && file.utf8.count < 80_000)
      let snapshot = try Snapshot(parsing: Array(file.utf8))
      for section in SnapshotBody.Section.allCases { #expect(!snapshot.body[section].isEmpty) }
    }
  }

  @Test("A session's start fetches, and tells the next one of other machines' tasks")
  func start() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize("desk")
    let laptop = fixture.context("laptop")
    try await fixture.initialize("laptop")
    // What a new clone has is fresh for a minute.
    fixture.advance(60)
    try Git.run(in: fixture.folder.path, "init", "--quiet")
    try Git.run(
      in: fixture.folder.path, "remote", "add", "origin", "https://github.com/acme/api.git")
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    _ = try await fixture.work("desk")

    let state = try laptop.state()
    #expect(HintIndex.entry(of: "github.com/acme/api", in: state) == nil)
    try fixture.hook("SessionStart", ["source": "startup"], machine: "laptop")
    _ = try await fixture.work("laptop")
    let entry = try #require(HintIndex.entry(of: "github.com/acme/api", in: state))
    #expect(entry.machine == "desk" && entry.count == 1 && entry.title == "Title 1")
    #expect(SyncClock(.fetch, in: state).last == Int64(fixture.now.timeIntervalSince1970))
    // One's own tasks are no news.
    let list = try await TaskList.open(
      fixture.context("desk"), settings: try await SettingsLoader(fixture.context("desk")).load())
    _ = try await list.numbered()
    #expect(!LocalFile.exists(try fixture.context("desk").state().hints))
    // Turned off, the next look at the list takes the index away.
    let off = fixture.context("laptop", ["HANDOFF_SESSION_HINT": "false"])
    _ = try await TaskList.open(off, settings: try await SettingsLoader(off).load()).numbered()
    #expect(!LocalFile.exists(state.hints))
  }

  @Test("A start asks no model, and makes no snapshot before a prompt")
  func startCostsNothing() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.hook("SessionStart", ["source": "startup"])
    _ = try await fixture.work()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("SessionStart", ["source": "resume"])
    let stamp = try await fixture.work()
    #expect(fixture.modelCalls == 0 && stamp.due == nil)
    #expect(try fixture.remoteSnapshot()?.contains("summary_by: extract") == true)
  }

  @Test("A fetch that fails behind a session's start is an event, and the start is none the worse")
  func startWithoutRemote() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.advance(60)
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    try fixture.hook("SessionStart", ["source": "startup"])
    let stamp = try await fixture.work()
    #expect(stamp.due == nil)
    #expect(try fixture.events().map(\.topic) == ["fetch"])
    #expect(PushTrouble.read(try fixture.context().state()) == nil)
  }

  @Test("Failing pushes are remembered from the first, and forgotten with a success")
  func pushes() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let state = try fixture.context().state()
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop")
    let start = Int64(fixture.now.timeIntervalSince1970)
    _ = try await fixture.work()
    fixture.advance(300)
    _ = try await fixture.work()
    #expect(PushTrouble.read(state)?.since == start)
    try FileManager.default.moveItem(atPath: fixture.folder("away"), toPath: fixture.remote)
    fixture.advance(300)
    _ = try await fixture.work()
    #expect(PushTrouble.read(state) == nil)
  }
}
