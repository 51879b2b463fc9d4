import Foundation
import SnapshotSections
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("A model adds to what a transcript says, and replaces nothing")
struct ModelBesideFactsTests {
  private static let prompts = [
    "Repair the login, users are logged out when the token is refreshed",
    "Never touch the retry policy in client.swift.", "Not a lock, take an actor for it.",
  ]
  private static let answer = "The store is an actor now; two call sites are left."

  private func snapshot(
    _ summarizer: String, _ sections: [Section: String]? = nil, steps: Int = 1
  ) async throws -> String {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("summarizer", to: summarizer)
    fixture.model.withLock { $0.sections = sections }
    for prompt in Self.prompts { try fixture.say(prompt, Self.answer) }
    try fixture.hook("Stop", ["last_assistant_message": Self.answer], process: fixture.process())
    _ = try await fixture.work()
    return try #require(try fixture.remoteSnapshot())
  }

  /// The lines of the body.
  private static func lines(_ file: String) -> [String] {
    let body = file.components(separatedBy: "\n---\n").dropFirst().joined(separator: "\n---\n")
    return body.split(separator: "\n").map(String.init)
  }

  @Test("An answer that says nothing loses nothing")
  func empty() async throws {
    let alone = try await snapshot("extract")
    let beside = try await snapshot("claude", [:])
    #expect(beside.contains("summary_by: haiku"))
    // The project's name is that of the folder, which each has of its own.
    for line in Self.lines(alone) where !line.hasPrefix("# ") && !line.contains("handoff-test-") {
      #expect(beside.contains(line), "\(line): \(beside)")
    }
  }

  @Test("The person's words come first, and what both say stands once")
  func beside() async throws {
    let file = try await snapshot(
      "claude",
      [
        .task:
          "The race in the refresh has to go.\n\n> Never touch the retry policy in client.swift.",
        .done: "- Decided: an actor, a lock deadlocks.",
        .inProgress: "Two call sites: Session and Proxy.",
        .nextSteps: "- **Waiting for you:** log out at once?\n1. Change Session.",
        .handoffPrompt: "Verify: the tests pass ten times.",
      ])
    let lines = Self.lines(file)
    let first = try #require(lines.firstIndex(of: "> \(Self.prompts[0])"))
    let model = try #require(lines.firstIndex(of: "The race in the refresh has to go."))
    #expect(first < model)
    for text in Self.prompts + [Self.answer] {
      #expect(file.components(separatedBy: text).count == 2, "\(text): \(file)")
    }
    let steps = try #require(lines.firstIndex(of: "## Next steps"))
    #expect(lines[steps + 1] == "- **Waiting for you:** log out at once?")
    #expect(file.contains("- Decided: an actor, a lock deadlocks."))
    #expect(file.contains("From the transcript:\n\n"))
  }

  @Test("The heading of the plan that was accepted is the title, where no prompt has a subject")
  func plan() async throws {
    for (result, title) in [
      ("User has approved your plan.", "Retry queue for webhooks"),
      ("The user doesn't want to proceed with this tool use.", "ok, do it"),
    ] {
      let fixture = try KitFixture()
      try await fixture.initialize()
      try fixture.set("summarizer", to: "extract")
      let call: [String: Any] = [
        "type": "tool_use", "id": "p", "name": "ExitPlanMode",
        "input": ["plan": "# Plan: Retry queue for webhooks\n\n1. A table."],
      ]
      let answer: [String: Any] = [
        "type": "tool_result", "tool_use_id": "p", "content": result,
        "is_error": !result.hasPrefix("User has"),
      ]
      let messages: [(String, Any)] = [
        ("user", "ok, do it"), ("assistant", [call]), ("user", [answer]), ("assistant", "Begun."),
      ]
      let lines = try messages.enumerated().map { number, message in
        let line: [String: Any] = [
          "type": message.0, "uuid": "u\(number)", "sessionId": fixture.session, "cwd": "/p",
          "parentUuid": number == 0 ? NSNull() : "u\(number - 1)" as Any, "isSidechain": false,
          "timestamp": fixture.now.formatted(.iso8601),
          "message": ["role": message.0, "content": message.1],
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self)
      }
      try fixture.folder.write(
        lines.joined(separator: "\n") + "\n",
        to: "desk/.claude/projects/-home-ann-api/\(fixture.session).jsonl")
      try fixture.hook("Stop", ["last_assistant_message": "Begun."], process: fixture.process())
      _ = try await fixture.work()
      let file = try #require(try fixture.remoteSnapshot())
      #expect(
        file.contains("\ntitle: \(title)\n") || file.contains("\ntitle: '\(title)'\n"), "\(file)")
    }
  }

  @Test("What a model says of a file stands behind the line that tells of it")
  func files() {
    let extract = Summary(
      title: "T", sections: [.files: "- `a/Token.swift`: edited\n- `b.md`: read"], author: "extract"
    )
    let answer = Summary(
      title: "T",
      sections: [.files: "- `Token.swift`: the actor\n- `c.md`: the notes\n- `b.md`"],
      author: "haiku")
    let saved = SavedSummary(answer, at: Date(timeIntervalSince1970: 0), conversationHash: "")
    let facts = TranscriptFacts(extract, beside: saved, words: [])
    #expect(
      facts.files
        == "- `a/Token.swift`: edited — the actor\n- `b.md`: read\n\n- `c.md`: the notes")
  }

  @Test("A question of the transcript comes first, and is not asked twice")
  func questions() {
    let extract = Summary(
      title: "T",
      sections: [
        .nextSteps:
          "- **Waiting for you:** Which database should be used?\n  - SQLite\n  - Postgres\n- [ ] docs"
      ], author: "extract")
    let answer = Summary(
      title: "T",
      sections: [
        .nextSteps:
          "- **Waiting for you:** which database to use\n- **Waiting for you:** the name of the release?\n1. Go"
      ], author: "haiku")
    let saved = SavedSummary(answer, at: Date(timeIntervalSince1970: 0), conversationHash: "")
    let facts = TranscriptFacts(extract, beside: saved, words: [])
    #expect(facts.questions.count == 1 && facts.questions[0].hasSuffix("  - Postgres"))
    #expect(facts.model[.nextSteps] == "- **Waiting for you:** the name of the release?\n1. Go")
    #expect(facts.facts[.nextSteps] == "- [ ] docs")
  }

  @Test(
    "Prompts that the notes have no room for are quoted, too", arguments: ["extract", "claude"])
  func others(summarizer: String) async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("summarizer", to: summarizer)
    for number in 0..<14 {
      try fixture.say("Step number \(number) concerns file \(number * 7).", "Done.")
    }
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    let task = try #require(file.components(separatedBy: "## Task").last)
      .components(separatedBy: "## Done")[0]
    for number in 0..<14 {
      let count = task.components(separatedBy: "> Step number \(number) concerns").count
      #expect(count == 2, "\(number): \(task)")
    }
  }

  @Test("The summary before goes into the next call, marked as such")
  func before() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("summarizer", to: "claude")
    for number in 1...2 {
      try fixture.say("Do part \(number) of the parser", "Part \(number) is done.")
      try fixture.hook("Stop", process: fixture.process())
      _ = try await fixture.work()
      fixture.advance(2_000)
    }
    let digest = fixture.model.withLock { $0.digest }
    #expect(fixture.modelCalls == 2)
    #expect(
      digest.contains(
        """
        [summary written before; whatever differs below is newer]
        [2027-01-15T08:00:00Z]
        ## Task
        Model 1 on Task
        """), "\(digest)")
  }
}
