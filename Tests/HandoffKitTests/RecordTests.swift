import ClaudeCode
import Foundation
import MachineState
import Summarizer
import Testing

@testable import HandoffKit

@Suite("The record of a session")
struct RecordTests {
  typealias Record = SessionRecord

  /// The time of the fixtures, which the version before this one has written.
  static let start = Date(timeIntervalSince1970: 1_800_000_000.25)
  static let names = [
    "answered", "begun", "compacted", "compaction-used", "continued", "done", "done-ended",
    "done-prompt", "done-reopened", "ended-kept", "ended-other", "ended-unreported",
    "failed-not-written",
    "failed-pushed-by-sync", "failed-waiting", "finished", "finished-waiting", "measured",
    "model-failed", "resumed", "waiting",
  ]

  static func at(_ seconds: TimeInterval) -> Date { start + seconds }

  static func bytes(_ name: String) throws -> Data {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try Data(contentsOf: folder.appendingPathComponent("records/\(name).json"))
  }

  func decode<Value: Decodable>(_ type: Value.Type = Record.self, _ data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return try decoder.decode(type, from: data)
  }

  func encode(_ record: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    return try encoder.encode(record)
  }

  func fixture(_ name: String) throws -> Record { try decode(Record.self, Self.bytes(name)) }

  @Test("Each state that the version before has written is read as what it means")
  func lives() throws {
    for name in ["begun", "answered", "waiting", "failed-waiting", "compacted", "resumed"] {
      #expect(try fixture(name).life == .open, "\(name)")
    }
    let ended = try fixture("ended-other")
    guard case .ended(let end) = ended.life else {
      Issue.record("It has ended.")
      return
    }
    #expect(end.reason == .other && end.at == Self.at(300) && end.isRemoteLogin)
    #expect(end.login == "2" && end.process == ended.process && end.process?.pid == 4711)
    #expect(end.signs.logins?["c3"] == .init(isClosing: true, isRemote: true))
    #expect(try fixture("ended-unreported").isLost && !ended.isLost)
    let kept = try fixture("ended-kept")
    #expect(
      kept.wishes.isKept && kept.wishes.notes.map(\.text) == ["Mind the gap.", "Zweite Notiz"])
    #expect(kept.life.end?.reason == .promptInputExit && kept.life.finishedAt == nil)
    let finished = try fixture("finished").life
    #expect(finished.finishedAt == Self.at(301) && finished.end?.reason == .clear)
    #expect(try fixture("finished-waiting").life == finished)
    #expect(try fixture("done").life == .done(at: Self.at(310), nil))
    #expect(try fixture("done-reopened").life == .done(at: Self.at(310), nil))
    #expect(try fixture("done").promptAtDone == nil)
    #expect(try fixture("done-prompt").promptAtDone == Self.at(50.25))
    let doneEnded = try fixture("done-ended").life
    #expect(doneEnded.finishedAt == Self.at(310) && doneEnded.end?.reason == .other)
    let continued = try fixture("continued").life
    #expect(continued.end?.continuedIn == "77aa3d10-2b4e-4f5a-9c8d-0123456789ab")
  }

  @Test("What has arrived, what waits, and what the last turn was are read, too")
  func parts() throws {
    #expect(try fixture("begun").delivery == .delivered(at: nil))
    #expect(try fixture("answered").delivery == .delivered(at: Self.at(64)))
    #expect(try fixture("waiting").delivery == .waiting(isUrgent: false, last: Self.at(64)))
    #expect(try fixture("failed-waiting").delivery == .waiting(isUrgent: true, last: Self.at(64)))
    #expect(try fixture("failed-pushed-by-sync").delivery == .delivered(at: Self.at(202)))
    #expect(try fixture("measured").transcriptSize == 4_123_456)
    #expect(try fixture("begun").transcriptSize == nil)
    let waiting = try fixture("finished-waiting")
    #expect(waiting.delivery.isWaiting && waiting.trouble?.hint == "Try again.")

    let answered = try fixture("answered")
    #expect(answered.lastAnswer == "Looked at “tokens.py”.\nIt is fixed.")
    #expect(answered.lastAnswerAt == Self.at(60) && answered.failure == nil)
    #expect(answered.summary?.title == "Fix the login" && answered.modelTry.at == Self.at(61))
    #expect(try fixture("begun").lastTurn == nil)
    for (name, isWritten) in [("failed-waiting", true), ("failed-not-written", false)] {
      let failed = try fixture(name)
      #expect(failed.failure?.word == "rate_limit" && failed.failure?.isWritten == isWritten)
      #expect(failed.lastAnswer == nil && failed.lastAnswerAt == Self.at(200))
    }
    #expect(try fixture("compacted").compaction?.pendingSince == Self.at(30))
    let used = try fixture("compaction-used").compaction
    #expect(used?.pendingSince == nil && used?.text.contains("Fix the login.") == true)
    #expect(try fixture("model-failed").modelTry.failure?.contains("usage limit") == true)
    #expect(
      try fixture("resumed").ancestor?.name == "laptop-77aa3d10-2b4e-4f5a-9c8d-0123456789ab")
  }

  @Test("The version before reads what this one writes, as far as its own members go")
  func versionBefore() throws {
    for name in Self.names {
      var old = try decode(LastVersionRecord.self, Self.bytes(name))
      let again = try decode(LastVersionRecord.self, encode(fixture(name)))
      // A task that is done is finished; the version before wrote the two one after the other.
      if name == "done-reopened" { old.finishedAt = old.doneAt }
      // What is not waiting is not urgent; that an error is not written yet stands beside the error.
      if !old.waitsForPush { old.isUrgent = nil }
      #expect(again == old, "\(name)")
    }
    for record in Self.all {
      let old = try decode(LastVersionRecord.self, encode(record))
      #expect(old.waitsForPush == record.delivery.isWaiting)
      #expect((old.end == nil) == (record.life.end == nil))
      #expect(old.finishedAt == record.life.finishedAt)
      #expect(old.end?.reason == record.life.end?.reason.rawValue)
    }
  }

  @Test("Members of a later version do no harm")
  func unknownMembers() throws {
    for name in Self.names {
      var text = String(decoding: try Self.bytes(name), as: UTF8.self)
      let known = try fixture(name)
      text = text.replacing("\"reason\":", with: "\"new\":{\"a\":[1,null]},\"reason\":")
      text = text.replacing("{\"created\":", with: "{\"base\":[{\"x\":true}],\"created\":")
      #expect(try decode(Record.self, Data(text.utf8)) == known, "\(name)")
    }
    let wrong = try decode(
      Record.self, Data(#"{"created":1,"finishedAt":2,"isUrgent":true,"compactedAt":3}"#.utf8))
    #expect(wrong.life == .done(at: Date(timeIntervalSince1970: 2), nil))
    #expect(wrong.delivery == .delivered(at: nil) && wrong.compaction == nil)
    #expect(throws: (any Error).self) { try decode(Record.self, Data("{}".utf8)) }
  }

  @Test("Each state is read back as it was written")
  func roundTrip() throws {
    #expect(Self.all.count == 168)
    for record in Self.all { #expect(try decode(Record.self, encode(record)) == record) }
  }

  /// A record of each mixture that can be written.
  static let all: [Record] = lives.flatMap { life in
    deliveries.flatMap { delivery in
      turns.map { turn in
        var record = Record(created: start, life: life)
        record.delivery = delivery
        record.lastTurn = turn
        record.compaction = .init(text: "Text", pendingSince: turn == nil ? start : nil)
        record.wishes.isKept = delivery.isWaiting
        record.transcriptSize = delivery.isWaiting ? 4_000_000_000 : nil
        return record
      }
    }
  }

  static let deliveries: [Record.Delivery] = [
    .delivered(at: nil), .delivered(at: at(9)), .waiting(isUrgent: false, last: at(8)),
    .waiting(isUrgent: true, last: nil),
  ]

  static var turns: [Record.Turn?] {
    var failure = Record.TurnFailure(kind: "overloaded", message: "529", at: at(5))
    let unwritten = failure
    failure.isWritten = true
    return [
      nil, .answer("One.", at: at(4)), .answer(nil, at: at(4)), .failure(failure),
      .failure(unwritten), .answer("", at: at(4)),
    ]
  }

  static func end(_ seconds: TimeInterval, _ reason: SessionEndReason = .other) -> Record.End {
    var end = Record.End(
      reason: reason, at: at(seconds), isRemoteLogin: false,
      signs: MachineSigns(boot: "a", isShuttingDown: false), login: "2")
    end.continuedIn = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
    return end
  }

  static var lives: [Record.Life] {
    var decided = end(20, .noHook)
    decided.undecidedUntil = nil
    return [
      .open, .ended(end(20)), .ended(decided), .done(at: at(30), nil), .done(at: at(30), decided),
      .finished(at: at(30), end(20)), .finished(at: at(30), decided),
    ]
  }

  @Test("A hook reopens only what has ended before it, and never a task that a person has done")
  func hearing() {
    for life in Self.lives {
      var straggler = Record(created: Self.start, life: life)
      straggler.hear(at: Self.at(19), now: Self.at(30))
      #expect(straggler.life == life && straggler.seenAt == Self.at(19))
      var later = Record(created: Self.start, life: life)
      later.hear(at: Self.at(21), now: Self.at(30))
      if case .done(let time, _) = life {
        #expect(later.life == .done(at: time, nil))
      } else {
        #expect(later.life == .open)
      }
    }
  }

  @Test("A task that is finished or done stays so when its session ends again")
  func endings() {
    let end = Self.end(40, .logout)
    for life in Self.lives {
      var record = Record(created: Self.start, life: life)
      record.end(end)
      #expect(record.life.end == end)
      #expect(record.life.finishedAt == life.finishedAt)
      record.markDone(at: Self.at(50))
      #expect(record.life == .done(at: Self.at(50), end))
      record.takeBackDone()
      #expect(record.life == .ended(end))
      record.finish(at: Self.at(60))
      #expect(record.life.finishedAt == Self.at(60) && record.life.end?.undecidedUntil == nil)
      record.finish(at: Self.at(70))
      #expect(record.life.finishedAt == Self.at(60))
      record.reopen()
      #expect(record.life == .open)
      record.markDone(at: Self.at(80))
      record.takeBackDone()
      #expect(record.life == .open)
    }
  }

  @Test("What is urgent stays so until it has arrived")
  func urgency() {
    var delivery = Record.Delivery.delivered(at: Self.at(1))
    delivery.wait()
    #expect(delivery == .waiting(isUrgent: false, last: Self.at(1)))
    delivery.wait(isUrgent: true)
    delivery.wait()
    #expect(delivery == .waiting(isUrgent: true, last: Self.at(1)))
    var record = Record(created: Self.start)
    record.delivery = delivery
    record.arrive(at: Self.at(2))
    record.delivery.wait()
    #expect(record.delivery == .waiting(isUrgent: false, last: Self.at(2)))
  }
}
