import Foundation
import MachineState
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Two installations of one name")
struct InstallationTests {
  /// A machine with a snapshot on the remote, and a copy of it with its sessions, as a cloned machine has
  /// them.
  private func twins() async throws -> KitFixture {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("summarizer", to: "extract")
    try fixture.say("Fix the login", "One is done.")
    try await answer(fixture, "Two is done.", on: "desk")
    try FileManager.default.copyItem(atPath: fixture.folder("desk"), toPath: fixture.folder("copy"))
    let config = fixture.folder("copy/.config/handoff/config.json")
    let text = try String(contentsOfFile: config, encoding: .utf8)
    let moved = text.replacingOccurrences(of: fixture.folder("desk"), with: fixture.folder("copy"))
    try #require(moved != text)
    try moved.write(toFile: config, atomically: true, encoding: .utf8)
    return fixture
  }

  private func answer(_ fixture: KitFixture, _ text: String, on machine: String) async throws {
    fixture.advance(1_000)
    try fixture.say("Go on", text, machine: machine)
    try fixture.hook("Stop", ["last_assistant_message": text], machine: machine)
    _ = try await fixture.work(machine)
  }

  private func status(_ fixture: KitFixture, _ machine: String) async throws -> MachineStatus {
    let context = fixture.context(machine)
    return try await MachineStatus.read(
      context, settings: try await SettingsLoader(context).load(), midnight: fixture.now)
  }

  @Test(
    "Of two copies the one that has gone further stays, whoever pushes last",
    arguments: [true, false])
  func copies(knowsOfTheOther: Bool) async throws {
    let fixture = try await twins()
    for number in 3...6 { try await answer(fixture, "Answer \(number).", on: "desk") }
    let newest = try #require(try fixture.remoteSnapshot())
    if knowsOfTheOther {
      let context = fixture.context("copy")
      let list = try await TaskList.open(
        context, settings: try await SettingsLoader(context).load())
      #expect(await list.refresh() == nil)
    }
    for text in ["The copy's.", "The copy's second."] {
      try await answer(fixture, text, on: "copy")
      #expect(try fixture.remoteSnapshot() == newest)
    }
    let session = try #require(try await status(fixture, "copy").sessions.first)
    #expect(session.gaps.contains { $0.contains("Another installation") }, "\(session.gaps)")
    // The other goes on, undisturbed.
    try await answer(fixture, "Answer 7.", on: "desk")
    #expect(try fixture.remoteSnapshot()?.contains("Answer 7.") == true)
  }

  @Test("A sequence is in the record before it is in a snapshot, wherever a pass is killed")
  func killed() async throws {
    let fixture = try await twins()
    let session = try #require(SessionID(fixture.session))
    let file = SessionRecordFile(try fixture.context().state(), session)
    let before = try #require(file.load()?.sequence)
    let lock = fixture.folder("desk/.local/share/handoff/repo/.git/refs/heads/main.lock")
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    try await answer(fixture, "Three is done.", on: "desk")
    #expect(file.load()?.sequence == before + 1)
    try FileManager.default.removeItem(atPath: lock)
    try await answer(fixture, "Four is done.", on: "desk")
    #expect(try fixture.remoteSnapshot()?.contains("Four is done.") == true)
  }

  @Test("After state and clone were deleted, init knows the machine by its conversations")
  func forgotten() async throws {
    let fixture = try await twins()
    let before = try #require(try fixture.remoteSnapshot())
    for folder in ["desk/.local", "desk/.config"] {
      try FileManager.default.removeItem(atPath: fixture.folder(folder))
    }
    try await fixture.initialize()
    try fixture.set("summarizer", to: "extract")
    #expect(try await !status(fixture, "desk").clone.get().sharesName)
    try await answer(fixture, "Three is done.", on: "desk")
    let after = try #require(try fixture.remoteSnapshot())
    func id(_ text: String) -> Substring? {
      text.split(separator: "\n").first { $0.hasPrefix("installation: ") }
    }
    #expect(after.contains("Three is done.") && id(after) == id(before) && id(after) != nil)
  }

  @Test(
    "init refuses a name that another installation uses, unless that one is gone; both are told")
  func names() async throws {
    let fixture = try await twins()
    func initialize(replaces: Bool, _ name: String = "desk") async throws {
      _ = try await Initialization(fixture.context("other")).run(
        remote: fixture.remote, machine: name, repo: nil, replaces: replaces, progress: { _ in })
    }
    let error = await #expect(throws: HandoffError.self) { try await initialize(replaces: false) }
    #expect(error?.status == .usage && error?.hint?.contains("--replace") == true)
    let clone = fixture.folder("other/.local/share/handoff/repo")
    #expect(!FileManager.default.fileExists(atPath: clone))
    try await initialize(replaces: false, "other")
    try FileManager.default.removeItem(atPath: fixture.folder("other"))
    try await initialize(replaces: true)
    #expect(try await !status(fixture, "other").clone.get().sharesName)
    // Again, and after the state folder was deleted, it is the same installation.
    try FileManager.default.removeItem(atPath: fixture.folder("other/.local/state"))
    try await initialize(replaces: false)

    let state = try fixture.context("other").state()
    let installation = Installation(state, clone: clone)
    try installation.create("0123456789abcdef")
    #expect(try await status(fixture, "other").clone.get().sharesName)
    let doctor = try await fixture.examine("sync")
    #expect(doctor.verdict == .ok, "\(doctor)")
  }
}
