import Foundation
import MachineState
import Platform
import SnapshotStore
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("A person's words about a task: notes, its title, pins")
struct WordsTests {
  static let next = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
  static let secret = "ghp_0123456789abcdefghijABCDEFGHIJ0123456789"
  let fixture: KitFixture

  init() async throws {
    fixture = try KitFixture()
    for machine in ["desk", "laptop"] { try await fixture.initialize(machine) }
    try fixture.say("Repair the parser", "Half of it is done.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
  }

  private func list(_ machine: String = "desk") async throws -> TaskList {
    let context = fixture.context(machine)
    let list = try await TaskList.open(
      context, settings: try await SettingsLoader(context).load())
    #expect(await list.refresh() == nil)
    return list
  }

  private func only(_ machine: String = "desk") async throws -> (TaskList, StoredSnapshot) {
    let list = try await list(machine)
    return (list, try #require(try await list.tasks().first))
  }

  private func rename(_ title: String) async throws -> String {
    let (list, task) = try await only()
    let renamed = try await list.rename(task, to: title)
    #expect(renamed.trouble == nil)
    return renamed.title
  }

  private func note(_ text: String) async throws {
    let (list, task) = try await only()
    #expect(try await list.note(text, on: task) == nil)
  }

  private func answer(_ prompt: String) async throws {
    fixture.advance(2_000)
    try fixture.say(prompt, "Done so.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
  }

  private func file() throws -> String { try #require(try fixture.remoteSnapshot()) }

  @Test("A title stays with a model and without one, until Claude Code has a newer one")
  func titles() async throws {
    #expect(try await rename("Comments survive the parser") == "Comments survive the parser")
    let commits = try Git.run(in: fixture.remote, "rev-list", "--count", "main")
    #expect(try file().contains("\ntitle: Comments survive the parser\ntitle_by: person\n"))
    #expect(try file().contains("\n# Comments survive the parser\n"))
    try await answer("Now the rest")
    #expect(fixture.modelCalls == 2)
    #expect(try file().contains("\ntitle: Comments survive the parser\ntitle_by: person\n"))
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") != commits)
    // A title that the session has had all the time is the older one.
    let path = fixture.transcript()
    func entitle(_ title: String) throws {
      let line = #"{"type":"custom-title","customTitle":"\#(title)","sessionId":"x"}"# + "\n"
      let old = try String(contentsOfFile: path, encoding: .utf8)
      try (old + line).write(toFile: path, atomically: true, encoding: .utf8)
    }
    try entitle("Mine")
    try await answer("And that")
    #expect(try file().contains("\ntitle: Mine\n") && !file().contains("title_by"))
    #expect(try await rename("Mine again") == "Mine again")
    try await answer("More")
    #expect(try file().contains("\ntitle: Mine again\n"))
    try entitle("Newest")
    try await answer("Even more")
    #expect(try file().contains("\ntitle: Newest\n"))
  }

  @Test("A title is one line of at most 60 columns, without secrets; one without words is refused")
  func oneLine() async throws {
    let title = try await rename("  ## Fix \(Self.secret)\u{1B}[31m now\nand more")
    #expect(title.hasPrefix("Fix [") && !title.contains("more"), "\(title)")
    #expect(!(try file().contains(Self.secret)))
    let wide = try await rename(String(repeating: "标题", count: 40))
    #expect(DisplayWidth.columns(of: wide) <= 60)
    let (list, task) = try await only()
    for text in ["", " \n ", "…"] {
      await #expect(throws: HandoffError.self) { try await list.rename(task, to: text) }
    }
    await #expect(throws: HandoffError.self) { try await list.note(" ", on: task) }
    let long = String(repeating: "x", count: 2_001)
    await #expect(throws: HandoffError.self) { try await list.note(long, on: task) }
    #expect(try !file().contains("a note"))
  }

  @Test("Notes are dated quotes of the person that add up, once each, with secrets masked")
  func notes() async throws {
    try await note("Ask Mia\nbefore the release")
    #expect(
      try file().contains(
        """
        > Ask Mia before the release
        > — you, desk, 2027-01-15T08:00Z, a note
        """))
    fixture.advance(60)
    try await note("Key: \(Self.secret)")
    let before = try file()
    #expect(before.contains("08:01Z, a note") && !before.contains(Self.secret), "\(before)")
    for prompt in ["Now the rest", "And that"] { try await answer(prompt) }
    let text = try file()
    #expect(text.ranges(of: ", a note\n").count == 2 && !text.contains(Self.secret), "\(text)")
    #expect(text.contains("> Now the rest\n"))
    // Whoever carries it on hands them on.
    let (list, task) = try await only("laptop")
    _ = try await list.claim(task, for: try #require(SessionID(Self.next)), folder: nil)
    fixture.advance(60)
    try fixture.say("Go on here", "Yes.", machine: "laptop", session: Self.next)
    try fixture.hook("Stop", machine: "laptop", session: Self.next)
    _ = try await fixture.work("laptop", session: Self.next)
    let heir = try #require(try fixture.remoteSnapshot("laptop", session: Self.next))
    #expect(
      heir.ranges(of: ", a note\n").count == 2 && heir.contains("desk, 2027-01-15T08:00Z, a note"))
  }

  @Test("Another machine's task is refused with what to type, and goes on with its title")
  func foreign() async throws {
    _ = try await rename("Comments survive")
    let (list, task) = try await only("laptop")
    #expect(task.header?.title == "Comments survive")
    let refusal = await #expect(throws: HandoffError.self) {
      try await list.rename(task, to: "Mine")
    }
    #expect(refusal?.message == "“Comments survive” is on desk, and only desk can change it.")
    #expect(refusal?.hint == "Go on with it here first: handoff resume 5a90")
    await #expect(throws: HandoffError.self) { try await list.note("Mine", on: task) }
    _ = try await list.claim(task, for: try #require(SessionID(Self.next)), folder: nil)
    // What was taken over is not this machine's any more.
    let (own, old) = (try await self.list(), task)
    await #expect(throws: HandoffError.self) { try await own.note("Too late", on: old) }
    fixture.advance(60)
    try fixture.say("Now the emitter", "Yes.", machine: "laptop", session: Self.next)
    try fixture.hook("Stop", machine: "laptop", session: Self.next)
    _ = try await fixture.work("laptop", session: Self.next)
    let heir = try #require(try fixture.remoteSnapshot("laptop", session: Self.next))
    #expect(heir.contains("\ntitle: Comments survive\n"))
  }

  @Test("What was only taken over and then noted on outlives a session without an answer")
  func unused() async throws {
    let (list, task) = try await only("laptop")
    let next = try #require(SessionID(Self.next))
    _ = try await list.claim(task, for: next, folder: nil)
    let mine = try #require(try await list.listed().tasks.first?.newest)
    #expect(try await list.note("Ask Mia", on: mine) == nil)
    #expect(try await list.rename(mine, to: "Ask Mia first").trouble == nil)
    for (event, fields) in [
      ("SessionStart", ["source": "startup"]), ("SessionEnd", ["reason": "prompt_input_exit"]),
    ] {
      fixture.advance(1)
      try fixture.hook(event, fields, machine: "laptop", session: Self.next)
      _ = try await fixture.work("laptop", session: Self.next)
    }
    fixture.advance(600)
    _ = try await fixture.work("laptop", session: Self.next)
    let kept = try #require(try fixture.remoteSnapshot("laptop", session: Self.next))
    #expect(kept.contains("> Ask Mia\n") && kept.contains("\ntitle: Ask Mia first\n"), "\(kept)")
    #expect(try fixture.remoteSnapshot() != nil)
  }

  @Test("Where the state folder was lost, the snapshot still has them")
  func lost() async throws {
    _ = try await rename("Comments survive")
    try await note("Ask Mia")
    try FileManager.default.removeItem(atPath: try fixture.context().state().path)
    try await answer("Now the rest")
    #expect(try file().contains("\ntitle: Comments survive\n"))
    #expect(try file().contains("> Ask Mia\n> — you, desk, 2027-01-15T08:00Z, a note\n"))
  }

  @Test("Without the remote they are written here, and wait")
  func offline() async throws {
    let (list, task) = try await only()
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    #expect(try await list.note("Ask Mia", on: task) != nil)
    #expect(try await list.listed().tasks.first?.isWaiting == true)
    try FileManager.default.moveItem(atPath: fixture.folder("away"), toPath: fixture.remote)
    #expect(await list.push() == nil)
    #expect(try file().contains("> Ask Mia\n"))
    #expect(try await list.listed().tasks.first?.isWaiting == false)
  }

  @Test("Pinned tasks come first, through all hops, and only here")
  func pins() async throws {
    let other = "11111111-3924-4b4e-8cb1-7aa0c0825b3b"
    fixture.advance(60)
    try fixture.say("Another one", "Yes.", session: other)
    try fixture.hook("Stop", session: other)
    _ = try await fixture.work(session: other)
    func order(_ machine: String = "desk") async throws -> [String] {
      try await list(machine).listed().tasks.map { ($0.isPinned ? "*" : "") + $0.shortID }
    }
    fixture.advance(400)
    _ = await (try list()).push()
    #expect(try await order() == ["1111", "5a90"])
    let (found, _) = try await list().findWhole("5a90")
    try await list().pin(found)
    try await list().pin(found)
    #expect(try await order() == ["*5a90", "1111"])
    #expect(try await order("laptop") == ["1111", "5a90"])
    #expect(try await list().find("1").name == "desk-\(fixture.session)")
    let laptop = try await list("laptop")
    _ = try await laptop.claim(
      try await laptop.find("5a90"), for: try #require(SessionID(Self.next)), folder: nil)
    #expect(try await order() == ["*5a90", "1111"])
    let (tip, task) = try await list().findWhole("desk-\(fixture.session)")
    #expect(tip.name == "laptop-\(Self.next)" && task?.isPinned == true)
    for isPinned in [true, false] {
      let wasPinned = try await list().unpin(tip)
      #expect(wasPinned == isPinned)
    }
    #expect(try await order().allSatisfy { !$0.hasPrefix("*") })
  }
}
