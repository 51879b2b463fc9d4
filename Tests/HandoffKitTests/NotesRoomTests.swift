import Foundation
import SnapshotSections
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The room that a person's words have in the notes")
struct NotesRoomTests {
  private static func notes(_ prompts: [String]) -> ChainNotes {
    var notes = ChainNotes()
    notes.add(prompts.map { OwnPrompt(text: $0, at: nil, isAnswered: true) }, on: "desk")
    return notes
  }

  @Test("Thirty constraints stay, and as many other wishes, in every language")
  func many() {
    let english = (1...30).map { "Never touch table \($0), not even its index." }
    let chinese = (1...30).map { "绝对不要改动第 \($0) 张表，它的索引也不要。" }
    for rules in [english, chinese] {
      let wishes = (1...30).map { "The field \($0) comes first." }
      let kept = Self.notes(["Build the form"] + rules + wishes).words.map(\.text)
      #expect(kept.count == 61, "\(kept)")
    }
  }

  @Test("Of too many words those go first that name no subject, then the oldest; the order stays")
  func room() {
    let wishes = (1...80).map { "The field \($0) of the form comes first here." }
    let prompts = ["Build the form"] + wishes.flatMap { [$0, "go on"] } + ["yes"]
    let kept = Self.notes(prompts).words.map(\.text)
    #expect(kept.first == "Build the form" && kept.last == wishes.last, "\(kept)")
    #expect(!kept.contains("go on") && !kept.contains("yes") && !kept.contains(wishes[0]))
    #expect(kept.reduce(0) { $0 + $1.count } > 2_000)
  }

  @Test("A session's work is made shorter before an older one's is left out")
  func work() throws {
    var notes = ChainNotes()
    for hop in 1...8 {
      var sections: [SnapshotSection: String] = [:]
      notes.write(into: &sections)
      let own = "- part \(hop) " + String(repeating: "is done ", count: 120)
      sections[.done] = [sections[.done], own].compactMap(\.self).joined(separator: "\n\n")
      let snapshot = Snapshot(
        title: "T", updated: Date(timeIntervalSince1970: 0), body: SnapshotBody(sections: sections))
      notes = ChainNotes(handedDownBy: snapshot, sections, machine: "desk")
    }
    #expect(notes.work.count == 8 && notes.earlier == 0)
    #expect(notes.work.allSatisfy { $0.text.hasPrefix("part ") }, "\(notes.work)")
    #expect(notes.work.reduce(0) { $0 + $1.text.count } <= 3_600)
    #expect(notes.work[7].text.count > notes.work[0].text.count)
  }

  @Test("What a compaction has made of the task stands in the snapshot and in the prompt")
  func compaction() async throws {
    let fixture = try KitFixture()
    for machine in ["desk", "laptop"] {
      try await fixture.initialize(machine)
      try fixture.set("summarizer", to: "extract", machine: machine)
    }
    try fixture.say("Never touch the replica of the ledger", "Understood.")
    try fixture.compact(
      "1. Primary Request and Intent:\n   Move it until 14 March.\n\n7. Pending Tasks:\n   - Rehearse it"
    )
    try fixture.say("Go on with the script", "The script is there.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("> Never touch the replica of the ledger\n> — you, desk, "), "\(file)")
    #expect(file.contains("Move it until 14 March."), "\(file)")

    let context = fixture.context("laptop")
    let list = try await TaskList.open(context, settings: SettingsLoader(context).load())
    #expect(await list.refresh() == nil)
    let task = try #require(try await list.tasks().first)
    let prompt = try Resumption(
      task, try await list.store.read(task), folder: nil, all: try await list.store.list(),
      machine: MachineName("laptop"), context: context
    ).prompt
    #expect(prompt.contains("Move it until 14 March."), "\(prompt)")
  }

  @Test("Who carries a task on loses no words that were said long before")
  func oldWords() async throws {
    let fixture = try KitFixture()
    for machine in ["desk", "laptop"] {
      try await fixture.initialize(machine)
      try fixture.set("summarizer", to: "extract", machine: machine)
    }
    try fixture.say("Repair the parser", "Half of it is done.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
    try fixture.say("Keep the comments.", "Yes.", machine: "laptop", session: other)
    fixture.advance(7_200)
    let context = fixture.context("laptop")
    let list = try await TaskList.open(context, settings: SettingsLoader(context).load())
    #expect(await list.refresh() == nil)
    let task = try #require(try await list.tasks().first)
    _ = try await list.claim(task, for: try #require(SessionIDs.make(other)), folder: nil)
    try fixture.hook("Stop", machine: "laptop", session: other, process: fixture.process())
    fixture.advance(400)
    _ = try await fixture.work("laptop", session: other)
    let file = try #require(try fixture.remoteSnapshot("laptop", session: other))
    #expect(file.contains("> Keep the comments."), "\(file)")
  }
}

extension KitFixture {
  /// Adds what a compaction leaves in the transcript.
  fileprivate func compact(_ summary: String) throws {
    let path = "desk/.claude/projects/-home-ann-api/\(session).jsonl"
    let old = folder.read(path) ?? ""
    let count = old.split(separator: "\n").count
    let boundary: [String: Any] = [
      "type": "system", "subtype": "compact_boundary", "uuid": "u\(count)", "sessionId": session,
      "logicalParentUuid": "u\(count - 1)", "parentUuid": NSNull(),
      "timestamp": now.formatted(.iso8601),
    ]
    let line: [String: Any] = [
      "type": "user", "uuid": "u\(count + 1)", "parentUuid": "u\(count)", "sessionId": session,
      "timestamp": now.formatted(.iso8601), "isCompactSummary": true,
      "message": ["role": "user", "content": summary],
    ]
    let lines = try [boundary, line].map { object in
      String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self) + "\n"
    }
    try folder.write(old + lines.joined(), to: path)
  }
}
