import Foundation
import MachineState
import Platform
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

/// A session of desk is open; other machines carry its task on.
@Suite("A session that is left behind hears of it")
struct TakeoverTests {
  let fixture: KitFixture
  let state: StateFolder
  let next = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  init() async throws {
    fixture = try KitFixture()
    for machine in ["desk", "laptop", "studio"] { try await fixture.initialize(machine) }
    state = try fixture.context().state()
    try fixture.say("Repair the parser", "Half of it is done.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    fixture.advance(1)
  }

  private func list(_ machine: String = "desk") async throws -> TaskList {
    let context = fixture.context(machine)
    let list = try await TaskList.open(context, settings: try await SettingsLoader(context).load())
    #expect(await list.refresh() == nil)
    return list
  }

  /// Takes the task over on another machine.
  @discardableResult
  private func claim(_ machine: String = "laptop", as session: String? = nil) async throws -> Claim
  {
    let list = try await list(machine)
    return try await list.claim(
      try await list.find("desk-\(fixture.session)"),
      for: try #require(SessionID(session ?? next)), folder: nil)
  }

  /// Writes an answer of a session that carries the task on.
  private func answer(_ machine: String = "laptop", turns: Int) async throws {
    let list = try await list(machine)
    let id = SnapshotID(
      machine: MachineName(making: machine), session: try #require(SessionID(next)))
    var snapshot = try #require(try await list.store.read(id))
    snapshot.state = .active
    snapshot.turns = turns
    try await list.store.write(snapshot, as: id)
    #expect(await list.push() == nil)
  }

  private var path: String { "\(state.claimed)/\(fixture.session)" }

  /// The text that waits for desk's next prompt.
  private func waiting() async throws -> String? {
    _ = try await list()
    guard let bytes = try? LocalFile.read(path) else { return nil }
    let line = bytes.prefix { $0 != 0x0A }
    let object = try JSONSerialization.jsonObject(with: Data(line))
    return (object as? [String: String])?["systemMessage"]
  }

  /// Does what the hook of the next prompt does.
  private func tell() throws { try LocalFile.moveFile(path, to: path + ".told") }

  @Test("Whoever fetches leaves one line for the next prompt, and none after that was read")
  func told() async throws {
    #expect(try await waiting() == nil)
    try await claim()
    let time = PlainLine.localTime(1_800_000_001, now: 1_800_000_001)
    let rest = "Going on here makes a fork; both are kept. See: handoff list"
    #expect(
      try await waiting()
        == "handoff: laptop took this task over at \(time) (no answer yet). \(rest)")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try await answer(turns: 1)
    #expect(
      try await waiting()
        == "handoff: laptop took this task over at \(time) (1 answer since). \(rest)")
    try tell()
    try await answer(turns: 2)
    #expect(try await waiting() == nil)
    // Another one that takes it over is another piece of news.
    fixture.advance(86_400)
    let other = "88aa3d10-2b4e-4f5a-9c8d-0123456789ab"
    try await claim("studio", as: other)
    let later = PlainLine.localTime(1_800_086_401, now: 1_800_086_401)
    let message = try #require(try await waiting())
    #expect(message.contains("studio took this task over at \(later) ("))
    try tell()
    #expect(try await waiting() == nil)
    #expect(TakeoverNote.told(in: state, to: fixture.session) == ["laptop", "studio"])
  }

  @Test("A claim that gets the name of its session is no other piece of news")
  func renamed() async throws {
    let claim = try await claim()
    #expect(try await waiting() != nil)
    try tell()
    let laptop = try await list("laptop")
    _ = try await laptop.claim(
      try await laptop.find("desk-\(fixture.session)"),
      for: try #require(SessionIDs.make("99aa3d10-2b4e-4f5a-9c8d-0123456789ab")), folder: nil)
    try await list("laptop").release(claim)
    #expect(try await waiting() == nil)
    #expect(TakeoverNote.told(in: state, to: fixture.session) == ["laptop"])
  }

  @Test("Of a session that was there before, and took the task over by a word, no time is told")
  func running() async throws {
    let id = try #require(SessionIDs.make("99aa3d10-2b4e-4f5a-9c8d-0123456789ab"))
    try fixture.say("Something else", "Yes.", machine: "laptop", session: id.rawValue)
    try fixture.hook("Stop", machine: "laptop", session: id.rawValue)
    _ = try await fixture.work("laptop", session: id.rawValue)
    fixture.advance(400)
    try fixture.say("More", "Done.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    fixture.advance(10)
    let laptop = try await list("laptop")
    _ = try await laptop.takeOver(try await laptop.find("desk-\(fixture.session)"), in: id)
    #expect(
      try await waiting()
        == "handoff: laptop took this task over. Going on here makes a fork; both are kept. "
        + "See: handoff list")
  }

  @Test("What was given back, or finished, before the next prompt is not told")
  func withdrawn() async throws {
    let claim = try await claim()
    #expect(try await waiting() != nil)
    try await list("laptop").release(claim)
    #expect(try await waiting() == nil)
    try await self.claim()
    #expect(try await waiting() != nil)
    let laptop = try await list("laptop")
    #expect(try await laptop.finish(try await laptop.find("laptop-\(next)")) == nil)
    #expect(try await waiting() == nil)
    #expect(LocalFile.names(in: state.claimed).isEmpty)
  }

  @Test("A claim that nobody has followed up for a day is not told")
  func stale() async throws {
    try await claim()
    #expect(try await waiting() != nil)
    fixture.advance(86_401)
    #expect(try await waiting() == nil)
  }

  @Test("A session that has ended, or took the task back itself, is told nothing")
  func notConcerned() async throws {
    try await claim()
    let id = try #require(SessionID(fixture.session))
    let desk = try await list()
    _ = try await desk.takeOver(try await desk.find("laptop-\(next)"), in: id)
    #expect(try await waiting() == nil)
    try await claim("studio", as: "88aa3d10-2b4e-4f5a-9c8d-0123456789ab")
    #expect(try await waiting()?.contains("studio") == true)
    fixture.running.withLock { $0[4711] = nil }
    // The first look finds that it has ended.
    _ = try await list()
    #expect(try await waiting() == nil)
  }

  @Test(
    "A prompt has the worker fetch, and neither makes a snapshot nor takes the answer that waits")
  func prompt() async throws {
    try await claim()
    let fresh = "99aa3d10-2b4e-4f5a-9c8d-0123456789ab"
    fixture.advance(100)
    try fixture.say("First words", "", session: fresh)
    try fixture.hook("UserPromptSubmit", session: fresh)
    _ = try await fixture.work(session: fresh)
    #expect(LocalFile.exists(path), "it has fetched")
    #expect(try fixture.remoteSnapshot(session: fresh) == nil)
    #expect(Inbox(state, session: fresh).events.isEmpty)
    #expect(SyncClock(.fetch, in: state).last == Int64(fixture.now.timeIntervalSince1970))

    // Within the push window of the answer in `init`.
    try fixture.say("More", "Done.")
    try fixture.hook("Stop", process: fixture.process())
    let before = LocalFile.beginning(state.window(of: fixture.session))
    let heard = Date(timeIntervalSince1970: fixture.now.timeIntervalSince1970)
    try FileManager.default.setAttributes(
      [.modificationDate: heard], ofItemAtPath: "\(state.inbox(of: fixture.session))/Stop")
    fixture.advance(10)
    try fixture.hook("UserPromptSubmit")
    _ = try await fixture.work()
    #expect(Inbox(state, session: fixture.session).events == ["Stop"])
    #expect(LocalFile.beginning(state.window(of: fixture.session)) == before)
    // What else has happened is not held up by it.
    try fixture.hook("UserPromptSubmit")
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"], process: fixture.process())
    _ = try await fixture.work()
    #expect(Inbox(state, session: fixture.session).events.isEmpty)
    #expect(try fixture.remoteSnapshot()?.contains("state: active") != true)
  }

  @Test("Without a remote a prompt costs a line of the log, and nothing else")
  func away() async throws {
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    fixture.advance(100)
    let before = try fixture.events()
    try fixture.hook("UserPromptSubmit")
    _ = try await fixture.work()
    #expect(try fixture.events().dropFirst(before.count).map(\.topic) == ["fetch"])
    #expect(Inbox(state, session: fixture.session).events.isEmpty)
  }
}
