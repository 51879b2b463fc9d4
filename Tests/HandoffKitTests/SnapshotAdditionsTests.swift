import Foundation
import SnapshotSections
import SnapshotStore
import Summarizer
import Testing

@testable import HandoffKit

@Suite("What stands around a summary")
struct SnapshotAdditionsTests {
  static let summary: [SnapshotSection: String] = Dictionary(
    uniqueKeysWithValues: SnapshotSection.allCases.map { ($0, "About \($0.heading).\n\n- More") })

  static func additions(_ mask: Int) -> SnapshotAdditions {
    var additions = SnapshotAdditions()
    if mask & 1 != 0 { additions.notes = ["Mind the gap.", "认证 - The user's note: twice"] }
    if mask & 2 != 0 {
      additions.failure = SnapshotAdditions.failure(
        .init(kind: "rate_limit", message: "Slow\n\ndown", at: Date(timeIntervalSince1970: 0)))
    }
    if mask & 4 != 0 {
      additions.news = .init(since: "2026-04-17T09:12:03Z", text: "- Ran tests\n\nAsked last: “x”")
    }
    if mask & 8 != 0 {
      additions.facts = [.done: "- `swift build`", .handoffPrompt: "From the transcript: x"]
      additions.questions = ["- **Waiting for you:** which?\n  - this\n  - that"]
    }
    return additions
  }

  @Test("It is taken out again as it was put in, and leaves the summary", arguments: 0..<16)
  func roundTrip(mask: Int) throws {
    let additions = Self.additions(mask)
    var sections = Self.summary
    additions.write(into: &sections)
    // As the file has it: cleaned, cut, written, and read again.
    let clean = Summary(title: "T", sections: sections, author: "haiku")
    for section in SnapshotSection.allCases { sections[section] = clean[section] }
    let snapshot = Snapshot(
      title: "T", updated: Date(timeIntervalSince1970: 0), body: SnapshotBody(sections: sections))
    let id = SnapshotID(
      machine: MachineName(making: "desk"),
      session: try #require(SessionIDs.make("5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b")))
    var read = try Snapshot(parsing: snapshot.serialized(as: id)).body.sections
    #expect(SnapshotAdditions(takenFrom: &read) == additions)
    #expect(read == Self.summary)
  }

  @Test("A code block that is cut off ends before what stands behind it")
  func fences() {
    var additions = SnapshotAdditions()
    additions.news = .init(since: "2026-04-17T09:12:03Z", text: "- Ran tests")
    let code = String(repeating: "let a = 1\n", count: 400)
    for (before, end) in [("```swift\n", "\n```"), ("- so:\n  ~~~~\n```\n", "\n  ~~~~")] {
      var sections: [SnapshotSection: String] = [.inProgress: before + code + "```\n"]
      additions.write(into: &sections)
      #expect(sections[.inProgress]?.contains("\(end)\n\n### Since this summary") == true)
      let saved = SavedSummary(
        Summary(title: "T", sections: [.done: before + code], author: "haiku"),
        at: Date(timeIntervalSince1970: 0), conversationHash: "")
      let extract = Summary(title: "T", sections: [.done: "- `make`"], author: "extract")
      let facts = TranscriptFacts(extract, beside: saved, words: [])
      #expect(facts.model[.done]?.hasSuffix(end) == true, "\(facts.model[.done] ?? "")")
    }
  }

  @Test("The lines of version 1 are understood")
  func version1() {
    var sections: [SnapshotSection: String] = [
      .inProgress: """
      The last turn ended with the error `overloaded` at 2027-01-15T08:35:00Z: Try later

      The parser.

      ### Since this summary (2027-01-15T08:00:00Z)

      - Ran the tests
      """,
      .nextSteps: "- The user's note: Tests first\n- The user's note: Then lunch\n\n1. Go on",
      .done: "- The user's note: is not one here",
    ]
    let additions = SnapshotAdditions(takenFrom: &sections)
    #expect(additions.notes == ["Tests first", "Then lunch"])
    #expect(additions.failure?.contains("`overloaded`") == true)
    #expect(additions.news == .init(since: "2027-01-15T08:00:00Z", text: "- Ran the tests"))
    #expect(
      sections == [
        .inProgress: "The parser.", .nextSteps: "1. Go on",
        .done: "- The user's note: is not one here",
      ])
  }

  @Test("A lost summary comes back from the snapshot without what stood around it")
  func recovery() throws {
    var sections = Self.summary
    Self.additions(15).write(into: &sections)
    var notes = ChainNotes()
    notes.words = [.init(text: "Do it", machine: "desk")]
    notes.work = [.init(machine: "desk", text: "begun")]
    notes.write(into: &sections)
    var snapshot = Snapshot(
      title: "T", updated: Date(timeIntervalSince1970: 9), body: SnapshotBody(sections: sections))
    snapshot.summaryBy = "haiku"
    snapshot.summarized = Date(timeIntervalSince1970: 5)
    snapshot.resumedFrom = "desk-x"
    var record = SessionRecord(created: Date(timeIntervalSince1970: 0))
    record.recover(from: snapshot)
    #expect(
      record.wishes.notes.map(\.text) == Self.additions(7).notes
        && record.ancestor?.name == "desk-x")
    for section in SnapshotSection.allCases where section != .files {
      #expect(record.summary?[section] == Self.summary[section])
    }
    // The extract is made anew, and is never kept as a model's.
    snapshot.summaryBy = ExtractSummarizer.author
    record.summary = nil
    record.recover(from: snapshot)
    #expect(record.summary == nil)
  }
}
