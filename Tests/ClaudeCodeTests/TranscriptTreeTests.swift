import Foundation
import Testing

@testable import ClaudeCode

@Suite struct TranscriptTreeTests {
  @Test func aRewoundBranchIsLeftOut() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.prompt("dead")
    script.answer("dead answer")
    script.prompt("p2", parent: "a1")
    script.answer("a2")
    #expect(try script.read().events.map(\.short) == ["P:p1", "A:a1", "P:p2", "A:a2"])
  }

  @Test func aPromptThatEscEndedStays() throws {
    var script = TranscriptScript()
    script.prompt("first, stopped at once", parent: .none)
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.line("at", type: "attachment")
    script.prompt("stopped")
    script.line("at2", type: "attachment")
    script.prompt("something else", parent: "at")
    script.answer("a2")
    script.prompt("go on with the invoices")
    script.prompt("go on with the invoices in Polish", parent: "a2")
    script.answer("a3")
    let events = try script.read().events
    #expect(
      events.map(\.short) == [
        "P:first, stopped at once", "P:p1", "A:a1", "P:stopped", "P:something else", "A:a2",
        "P:go on with the invoices in Polish", "A:a3",
      ])
    #expect(events.map(\.isStopped).prefix(5) == [true, false, false, true, false])
  }

  @Test func whatWaitsInTheQueueHasBeenSaid() throws {
    var script = TranscriptScript()
    func queue(_ operation: String, _ content: String? = nil) {
      let text = content.map { #","content":"\#($0)""# } ?? ""
      script.raw(
        #"{"type":"queue-operation","operation":"\#(operation)","sessionId":"x"\#(text)}"#)
    }
    script.prompt("p", parent: .none)
    queue("enqueue", "taken beside")
    script.call("c")
    script.result("r", of: "c")
    queue("remove", "taken beside")
    script.line(
      "q", type: "attachment",
      fields: ["attachment": ["type": "queued_command", "prompt": "taken beside"]])
    queue("enqueue", "taken back")
    queue("popAll")
    queue("enqueue", "one")
    queue("enqueue", "two")
    queue("enqueue", "<task-notification>x</task-notification>")
    queue("dequeue")
    queue("dequeue")
    script.answer("a")
    for name in ["one", "two"] { script.prompt(name, fields: ["promptSource": "queued"]) }
    queue("enqueue", "never heard")
    script.answer("b")
    let events = try script.read().events
    #expect(
      events.map(\.short) == [
        "P:p", "T:Bash=r", "P:taken beside", "A:a", "P:one", "P:two", "P:never heard", "A:b",
      ])
    #expect(events.allSatisfy { !$0.isStopped })
  }

  @Test func aPromptBehindACompactionIsNoWordingOfOneBefore() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.answer("a")
    script.prompt("q", "Write the importer for invoices")
    script.compact("1", after: "q")
    script.prompt("r", "Write the importer for invoices!")
    let conversation = try script.read()
    #expect(conversation.earlier.map(\.short).last == "P:Write the importer for invoices")
    #expect(conversation.events.map(\.short) == ["P:Write the importer for invoices!"])
  }

  @Test func aPromptLeavesTheQueueWithoutWhatIsAroundIt() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    let text = "also this<system-reminder>x</system-reminder> "
    script.raw(#"{"type":"queue-operation","operation":"enqueue","content":"\#(text)"}"#)
    script.line(
      "q", type: "attachment",
      fields: ["attachment": ["type": "queued_command", "prompt": text]])
    script.answer("a")
    #expect(try script.read().events.map(\.short) == ["P:p", "P:also this", "A:a"])
  }

  @Test func attachmentsAndSystemLinesCarryTheChain() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.line("at", type: "attachment", fields: ["attachment": ["type": "skill_listing"]])
    script.line("pr", type: "progress")
    script.answer("a1")
    script.line("sy", type: "system", fields: ["subtype": "stop_hook_summary"])
    script.prompt("p2")
    script.line("end", type: "attachment")
    #expect(try script.read().events.map(\.short) == ["P:p1", "A:a1", "P:p2"])
  }

  @Test func bookkeepingAtTheEndDoesNotEndTheConversation() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.prompt("p2")
    script.answer("a2")
    script.prompt(
      "<system-reminder>named</system-reminder>", parent: "a2", fields: ["isMeta": true])
    script.line("late", type: "progress", parent: "p1")
    #expect(try script.read().events.map(\.short) == ["P:p1", "A:a1", "P:p2", "A:a2"])
  }

  @Test func parallelResultsArePutBack() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.answer("text", id: "m")
    script.call("c1", id: "m")
    script.call("c2", id: "m")
    script.call("c3", id: "m")
    script.result("r2", of: "c2", parent: "c2")
    script.result("r1", of: "c1", parent: "c1")
    script.result("r3", of: "c3", parent: "c3")
    script.answer("after", parent: "r1")
    let conversation = try script.read()
    #expect(
      conversation.events.map(\.short) == [
        "P:p", "A:text", "T:Bash=r1", "T:Bash=r2", "T:Bash=r3", "A:after",
      ])
  }

  @Test func aPromptBesideParallelResultsIsStillADeadBranch() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("c1", id: "m")
    script.call("c2", id: "m")
    script.prompt("dead", parent: "c1")
    script.result("r1", of: "c1", parent: "c1")
    script.result("r2", of: "c2", parent: "c2")
    #expect(try script.read().events.map(\.short) == ["P:p", "T:Bash=r1", "T:Bash=r2"])
  }

  @Test func sidechainsAndTeammatesAreOtherConversations() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("c", tool: "Task")
    script.prompt("side", parent: .none, fields: ["isSidechain": true, "cwd": "/else"])
    script.answer("side answer", fields: ["isSidechain": true])
    script.result("r", of: "c", parent: "c")
    script.answer("team", fields: ["teamName": "x", "cwd": "/team"])
    script.prompt("side 2", parent: .none, fields: ["isSidechain": true, "cwd": "/else"])
    let conversation = try script.read()
    #expect(conversation.events.map(\.short) == ["P:p", "T:Task=r"])
    #expect(conversation.workingDirectory == "/home/dev/proj")
  }

  @Test func aSidechainBelowTheLeafDoesNotHideIt() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("c", tool: "Task")
    script.prompt("side", fields: ["isSidechain": true])
    #expect(try script.read().events.map(\.short) == ["P:p", "T:Task"])
  }

  @Test func theNewestCompactionDivides() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.compact("1", after: "a1")
    script.prompt("p2")
    script.answer("a2")
    script.compact("2", after: "a2")
    script.prompt("<local-command-caveat>x</local-command-caveat>", fields: ["isMeta": true])
    script.prompt("p3")
    let conversation = try script.read()
    #expect(conversation.earlier.map(\.short) == ["P:p1", "A:a1", "P:p2", "A:a2"])
    #expect(conversation.events.map(\.short) == ["P:p3"])
    #expect(conversation.compactSummary == "summary 2")
  }

  @Test func aCompactionAtTheEndLeavesNoEvents() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.compact("1", after: "a1")
    let conversation = try script.read()
    #expect(conversation.earlier.map(\.short) == ["P:p1", "A:a1"])
    #expect(conversation.events.isEmpty)
    #expect(conversation.compactSummary == "summary 1")
  }

  @Test func aLostLogicalParentIsReplacedByTheLineBefore() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.compact("1", after: "gone")
    script.prompt("p2")
    let conversation = try script.read()
    #expect(conversation.earlier.map(\.short) == ["P:p1", "A:a1"])
    #expect(conversation.events.map(\.short) == ["P:p2"])
  }

  @Test func aCorruptLineDoesNotCutTheConversation() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.raw(#"{"type":"assistant","uuid":"a1","parentUuid":"p1","message":{"#)
    script.prompt("p2", parent: "a1")
    let conversation = try script.read()
    #expect(conversation.events.map(\.short) == ["P:p1", "P:p2"])
    #expect(conversation.reading.skippedLines == 1)
    #expect(!conversation.reading.tornTail)
  }

  @Test func cyclesEnd() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: "p3")
    script.prompt("p2", parent: "p1")
    script.prompt("p3", parent: "p2")
    #expect(try script.read().events.map(\.short) == ["P:p1", "P:p2", "P:p3"])
    var own = TranscriptScript()
    own.prompt("p", parent: "p")
    #expect(try own.read().events.map(\.short) == ["P:p"])
  }

  @Test func promptsThatWereQueued() throws {
    var script = TranscriptScript()
    func queued(_ prompt: Any, _ more: [String: Any] = [:]) -> [String: Any] {
      let own: [String: Any] = ["type": "queued_command", "prompt": prompt]
      return ["attachment": own.merging(more) { $1 }]
    }
    script.prompt("p", parent: .none)
    script.call("c")
    script.result("r", of: "c")
    script.line("q1", type: "attachment", fields: queued("also this", ["commandMode": "prompt"]))
    script.line("q2", type: "attachment", fields: queued([["type": "text", "text": "and that"]]))
    script.line(
      "q3", type: "attachment", fields: queued("<task-notification>x</task-notification>"))
    script.line("q4", type: "attachment", fields: queued("x", ["commandMode": "task-notification"]))
    script.line("q5", type: "attachment", fields: queued("x", ["origin": ["kind": "agent"]]))
    script.raw(
      #"{"type":"attachment","attachment":{"type":"queued_command","prompt":"without place"}}"#)
    script.answer("a")
    #expect(
      try script.read().events.map(\.short) == [
        "P:p", "T:Bash=r", "P:also this", "P:and that", "P:without place", "A:a",
      ])
  }
}

extension TranscriptScript {
  /// The two lines of a compaction.
  mutating func compact(_ name: String, after line: String) {
    self.line(
      "boundary" + name, type: "system", parent: .none,
      fields: ["subtype": "compact_boundary", "logicalParentUuid": line])
    prompt(
      "compact" + name, "summary " + name,
      fields: ["isCompactSummary": true, "isVisibleInTranscriptOnly": true])
  }
}
