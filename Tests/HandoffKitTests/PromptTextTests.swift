import Foundation
import Platform
import SnapshotSections
import Testing

@testable import HandoffKit

@Suite("What gives way in a prompt where there is too much")
struct PromptTextTests {
  private static func text(
    _ sections: [SnapshotSection: String], work: Int = 0, words: [String] = ["Repair it"]
  ) -> String {
    var notes = ChainNotes()
    notes.words = words.map { ChainNotes.Words(text: $0, machine: "desk") }
    notes.work = (0..<work).map {
      ChainNotes.Work(machine: "desk", text: "hop \($0) " + String(repeating: "w", count: 300))
    }
    let facts = PromptText.Facts(title: "T", machines: ("desk", "laptop"), id: "5a90")
    return PromptText(facts, notes, sections: sections, rest: "", isExtract: false).text
  }

  private static func columns(_ text: String) -> Int {
    text.split(separator: "\n").reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }

  private static let filler = String(repeating: "f", count: 900)

  @Test("Files first, then the older sessions' work, what was tried, what is in progress")
  func order() {
    let own = "- finished\n- Decided: an actor, not a lock\n- Tried, did not work: \(Self.filler)"
    let sections: [SnapshotSection: String] = [
      .done: own, .files: "- \(Self.filler)", .inProgress: "- progress \(Self.filler)",
      .nextSteps: "- next\n- **Waiting for you:** which name?", .handoffPrompt: "swift test",
    ]
    let all = Self.text(sections)
    for part in ["finished", "Files\n", "Tried, did not work: f", "progress f"] {
      #expect(all.contains(part), "\(part): \(all)")
    }
    let one = Self.text(sections, work: 3)
    #expect(!one.contains("Files\n") && one.contains("hop 0") && one.contains("progress f"))
    let two = Self.text(sections, work: 12)
    #expect(two.contains("Tried, did not work: f") && two.contains("progress f"), "\(two)")
    #expect(two.contains("hop 0 w") && two.contains("w…") && !two.contains(" more, handoff"))
    let many = Self.text(sections, work: 30)
    #expect(!many.contains("hop 0 ") && many.contains("hop 29 ") && many.contains(" more, handoff"))
    let large = sections.merging([.done: own + String(repeating: "\n- \(Self.filler)", count: 14)])
    {
      $1
    }
    let three = Self.text(large, work: 12)
    #expect(!three.contains("Tried") && three.contains("progress f"), "\(three)")
    for text in [one, two, many, three] {
      #expect(Self.columns(text) <= PromptText.limit)
      for part in [
        "> [desk] Repair it", "Decided: an actor, not a lock", "Open question to me: which name?",
        "Next\n- next", "Check: swift test",
      ] {
        #expect(text.contains(part), "\(part): \(text)")
      }
    }
  }

  @Test("What is in progress is cut at its end; a wide character counts two")
  func progress() {
    let wide = "- " + String(repeating: "字", count: 2_500)
    let text = Self.text([.inProgress: wide, .nextSteps: "- next"])
    #expect(text.contains("字…") && text.contains("- next"))
    #expect(Self.columns(text) <= PromptText.limit)
  }

  @Test("Notes of a record that knows no decisions are read")
  func older() throws {
    let notes = try JSONDecoder().decode(
      ChainNotes.self, from: Data(#"{"title":"T","words":[],"work":[],"earlier":2}"#.utf8))
    #expect(notes.title == "T" && notes.earlier == 2 && notes.decisions.isEmpty)
  }
}
