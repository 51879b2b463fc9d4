import Foundation
import HookRelay
import MachineState
import Platform
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("What model calls may cost")
struct CostTests {
  /// A new answer, and the worker behind it.
  func turn(
    _ fixture: KitFixture, _ text: String, _ extra: [String: String] = [:]
  ) async throws -> WindowStamp {
    try fixture.say("Go on with \(text)", text)
    try fixture.hook("Stop", ["last_assistant_message": text])
    return try await fixture.work("desk", extra)
  }

  @Test("The call that asks for an answer once more counts like the first")
  func repairs() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let extra = ["HANDOFF_MAX_SUMMARIES_PER_HOUR": "3", "HANDOFF_SNAPSHOT_INTERVAL": "0"]
    let context = fixture.context("desk", extra)
    let limits = ModelLimits(
      try context.state(), try await SettingsLoader(context).load())
    for isFree in [true, false] {
      let call = try #require(
        try limits.begin(session: fixture.session, model: "haiku", now: fixture.now))
      #expect(limits.allowsAnother(now: fixture.now) == isFree)
      limits.end(call, .noSummary("it declines"), now: fixture.now)
    }
    #expect(try limits.begin(session: "s", model: "haiku", now: fixture.now) == nil)
  }

  @Test("The caps per hour and per day hold, over sessions, and the file says why")
  func caps() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    let extra = [
      "HANDOFF_MAX_SUMMARIES_PER_HOUR": "2", "HANDOFF_MAX_SUMMARIES_PER_DAY": "3",
      "HANDOFF_SNAPSHOT_INTERVAL": "0", "HANDOFF_PUSH_INTERVAL": "0",
    ]
    let start = fixture.now
    for number in 1...3 {
      _ = try await turn(fixture, "Answer \(number)", extra)
      fixture.advance(60)
    }
    #expect(fixture.modelCalls == 2)
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("Answer 3") && file.contains("summary_by: haiku"))
    #expect(file.contains("summary_error: The cap of 2 model summaries an hour is reached"))
    // The worker looks again when the first of the two is an hour old, and then asks.
    let stamp = try await turn(fixture, "Answer 4", extra)
    #expect(stamp.due == Int64(start.timeIntervalSince1970) + 3_600)
    fixture.advance(3_600 - 180)
    _ = try await fixture.work("desk", extra)
    #expect(fixture.modelCalls == 3)
    #expect(try fixture.remoteSnapshot()?.contains("summary_error") == false)
    // The cap of the day; even by hand.
    fixture.advance(7_200)
    _ = try await turn(fixture, "Answer 5", extra)
    let settings = try await SettingsLoader(fixture.context("desk", extra)).load()
    let id = try #require(SessionIDs.make(fixture.session))
    _ = try await SessionPass(fixture.context("desk", extra), settings: settings, session: id)
      .run(for: .person(isForced: true))
    #expect(fixture.modelCalls == 3)
    #expect(try fixture.remoteSnapshot()?.contains("3 model summaries a day") == true)
    fixture.advance(86_400)
    _ = try await fixture.work("desk", extra)
    #expect(fixture.modelCalls == 4)
  }

  @Test("A cap of 0 turns models off")
  func noModel() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    _ = try await turn(fixture, "One", ["HANDOFF_MAX_SUMMARIES_PER_DAY": "0"])
    #expect(fixture.modelCalls == 0)
    #expect(try fixture.remoteSnapshot()?.contains("summary_by: extract") == true)
  }

  @Test("Without a program there is no call, so none is counted, and no cap is reached")
  func noProgram() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.model.withLock { $0.failure = .notInstalled }
    let extra = ["HANDOFF_MAX_SUMMARIES_PER_HOUR": "1", "HANDOFF_SNAPSHOT_INTERVAL": "0"]
    for number in 1...3 {
      _ = try await turn(fixture, "Answer \(number)", extra)
      fixture.advance(300)
    }
    #expect(try fixture.remoteSnapshot()?.contains("summary_error") == false)
    let total = ModelLedger(try fixture.context().state()).total(from: 0, to: Int64.max)
    #expect(total.calls == 0 && total.failed == 0)
  }

  @Test("A failing model is asked again after 1, 2, 4 … 60 minutes, and a success ends that")
  func pause() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("quiet_push", to: "0")
    fixture.model.withLock { $0.failure = .overloaded }
    var stamp = try await turn(fixture, "One")
    var calls = 1
    for minutes in [1, 2, 4, 8, 16, 32, 60, 60] {
      #expect(fixture.modelCalls == calls)
      let due = Int64(fixture.now.timeIntervalSince1970) + Int64(minutes * 60)
      // Not before the push window opens either, which the first minutes are shorter than.
      #expect(stamp.due == (minutes < 5 ? stamp.opens : due), "\(minutes)")
      fixture.advance(TimeInterval(minutes * 60 - 1))
      _ = try await turn(fixture, "At \(minutes) \(calls)")
      #expect(fixture.modelCalls == calls)
      fixture.advance(1)
      stamp = try await fixture.work()
      calls += 1
    }
    fixture.model.withLock { $0.failure = nil }
    fixture.advance(3_600)
    _ = try await fixture.work()
    #expect(fixture.modelCalls == calls + 1)
    #expect(try fixture.remoteSnapshot()?.contains("summary_by: haiku") == true)
    let state = try fixture.context().state()
    #expect(ModelPause.load(state, now: fixture.now) == nil)
    // Now the session's own window holds again.
    fixture.advance(300)
    stamp = try await turn(fixture, "Later")
    #expect(fixture.modelCalls == calls + 1)
    #expect(stamp.due == Int64(fixture.now.timeIntervalSince1970) + 1_500)
  }

  @Test("A missing login is not tried again for an hour, a bad conversation holds up no other")
  func kinds() throws {
    let fixture = try KitFixture()
    let state = try fixture.context().state()
    try state.create()
    let now = fixture.now
    for error in [SummarizerError.tooLong, .cancelled, .notInstalled] {
      ModelPause.note(error, state, now: now)
      #expect(ModelPause.load(state, now: now) == nil)
    }
    ModelPause.note(.notLoggedIn, state, now: now)
    #expect(ModelPause.load(state, now: now)?.until == now + 3_600)
    // The clock was set back.
    #expect(ModelPause.load(state, now: now - 1) == nil)
    for text in ["", "{", "{\"failures\":1}"] {
      try LocalFile.write(Array(text.utf8), to: state.path + "/model-pause.json")
      #expect(ModelPause.load(state, now: now) == nil)
    }
    for number in 1...200 {
      ModelPause.note(.timedOut(1), state, now: now)
      #expect(ModelPause.load(state, now: now)?.failures == min(number, 100))
    }
    #expect(ModelPause.load(state, now: now)?.until == now + 3_600)
  }

  @Test("The ledger sums up tokens and cost, whatever stands in it, and stays small")
  func ledger() async throws {
    let fixture = try KitFixture()
    let state = try fixture.context().state()
    try state.create()
    let limits = ModelLimits(state, Settings(repo: "/x", file: "/y"))
    let now = fixture.now
    let first = try #require(
      try limits.begin(session: fixture.session, model: "haiku", now: now - 100))
    limits.end(
      first,
      ModelUsage(
        model: "claude-haiku-5-5", inputTokens: 100, outputTokens: 20, cacheReadTokens: 3,
        cacheCreationTokens: 4, costUSD: 0.25), now: now - 90)
    let second = try #require(try limits.begin(session: fixture.session, model: "x", now: now - 50))
    limits.end(second, .rateLimited, now: now - 40)
    _ = try limits.begin(session: fixture.session, model: "killed", now: now - 30)
    try LocalFile.append(
      Array(
        """
        not json
        {"call":"x","time":9e99,"outcome":"ok"}
        {"call":"x","time":\(Int64(now.timeIntervalSince1970)),"outcome":"ok","costUSD":-5,\
        "inputTokens":\(Int.max),"outputTokens":-7}
        {"call":"future","time":99999999999,"outcome":"started"}

        """.utf8), to: state.path + "/model-calls.jsonl")
    let seconds = Int64(now.timeIntervalSince1970)
    let total = ModelLedger(state).total(from: seconds - 1_000, to: seconds)
    #expect(total.calls == 3 && total.failed == 1)
    #expect(total.inputTokens == 1_000_000_107 && total.outputTokens == 20)
    #expect(total.costUSD == 0.25)
    #expect(ModelLedger(state).total(from: seconds - 60, to: seconds).calls == 2)
    let ledger = ModelLedger(state)
    for _ in 0..<3_000 {
      var line = ModelLedger.Line(call: UUID().uuidString, time: seconds, outcome: "started")
      line.session = fixture.session
      try ledger.add(line)
    }
    let file = try #require(LocalFile.information(state.path + "/model-calls.jsonl"))
    #expect(file.size <= ModelLedger.sizeLimit && file.mode == 0o600)
  }
}
