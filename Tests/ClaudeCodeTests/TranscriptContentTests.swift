import Foundation
import Testing

@testable import ClaudeCode

@Suite struct TranscriptContentTests {
  @Test func answersThinkingErrorsAndSyntheticText() throws {
    var script = TranscriptScript()
    script.prompt(
      "p", [["type": "text", "text": "look"], ["type": "image", "source": ["data": "A"]]])
    script.answer("t", [["type": "thinking", "thinking": "hmm", "signature": "x"]])
    script.answer("a", "plain text")
    script.answer(
      "e", [["type": "text", "text": "API Error: 529"]], fields: ["isApiErrorMessage": true])
    script.line(
      "s", type: "assistant",
      fields: [
        "message": ["model": "<synthetic>", "content": [["type": "text", "text": "No response."]]]
      ])
    script.answer("w", "  \n")
    #expect(
      try script.read().events.map(\.short) == [
        "P:look\n[image]", "A:plain text", "F:API Error: 529",
      ])
  }

  @Test func resultsOfManyForms() throws {
    let forms: [Any] = [
      "text", [["type": "text", "text": "a"], ["type": "image"], ["type": "text", "text": "b"]],
      [["type": "tool_reference"]], NSNull(), 7,
    ]
    var script = TranscriptScript()
    for (number, form) in forms.enumerated() {
      script.call("c\(number)")
      script.result("r\(number)", of: "c\(number)", form)
    }
    script.call("open")
    #expect(
      try script.read().events.map(\.short) == [
        "T:Bash=text", "T:Bash=a\n[image]\nb", "T:Bash=", "T:Bash=", "T:Bash=", "T:Bash",
      ])
  }

  @Test func textsAreCut() throws {
    let long = String(repeating: "漢", count: 1000)
    var script = TranscriptScript()
    script.prompt("p", long)
    script.call(
      "c", input: ["command": long, "n": 1.5, "flag": true, "list": [1], "nothing": NSNull()])
    script.result("r", of: "c", [["type": "text", "text": long]])
    script.answer("a", long)
    let limits = TranscriptLimits(textBytes: 30, inputBytes: 6, resultBytes: 9)
    let events = try script.read(limits).events
    let text = String(repeating: "漢", count: 10) + "…"
    #expect(events.map(\.short) == ["P:" + text, "T:Bash=漢漢漢…", "A:" + text])
    guard case .tool(let use) = events[1].kind else { return }
    #expect(use.input == ["command": "漢漢…", "n": "1.5", "flag": "true"])
  }

  @Test func titles() throws {
    var script = TranscriptScript()
    script.prompt("p")
    #expect(try script.read().title == nil)
    script.raw(#"{"type":"ai-title","aiTitle":"First","sessionId":"x"}"#)
    script.raw(#"{"type":"ai-title","aiTitle":"Gener\u0061ted"}"#)
    #expect(try script.read().title == "Generated")
    script.raw(#"{"type":"custom-title","customTitle":"Mine"}"#)
    script.raw(#"{"type":"ai-title","aiTitle":"Later"}"#)
    #expect(try script.read().title == "Mine")
    script.raw(#"{"type":"custom-title","customTitle":""}"#)
    #expect(try script.read().title == "Later")
  }

  @Test func theNewestFactsWin() throws {
    var script = TranscriptScript()
    script.prompt(
      "p", parent: .none, fields: ["cwd": "/old", "gitBranch": "old", "version": "2.0.72"])
    script.answer("a", fields: ["cwd": "/new \"x\"", "gitBranch": "new", "version": "2.1.330"])
    script.raw(#"{"type":"queue-operation","sessionId":"../x"}"#)
    let conversation = try script.read()
    #expect(conversation.workingDirectory == "/new \"x\"")
    #expect(conversation.gitBranch == "new")
    #expect(conversation.version == "2.1.330")
    #expect(conversation.sessionID == nil)
  }

  @Test func lastTodos() throws {
    func todos(_ texts: String...) -> [String: Any] {
      ["todos": texts.map { ["content": $0, "status": "completed", "activeForm": "x"] }]
    }
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    #expect(try script.read().lastTodos == [])
    script.call("c1", tool: "TodoWrite", input: todos("one", "two"))
    script.result("r1", of: "c1")
    script.compact("1", after: "r1")
    script.prompt("p2")
    let expected = ["one", "two"].map { Todo(text: $0, status: "completed") }
    #expect(try script.read().lastTodos == expected)
    script.call("c2", tool: "TodoWrite", input: todos("refused"))
    script.result("r2", of: "c2", failed: true)
    #expect(try script.read().lastTodos == expected)
    script.call("c3", tool: "TodoWrite", input: todos())
    script.result("r3", of: "c3")
    #expect(try script.read().lastTodos == [])
  }

  @Test func systemPromptsAndMetaLinesAreNoPrompts() throws {
    var script = TranscriptScript()
    script.prompt("m", parent: .none, fields: ["isMeta": true])
    script.prompt("v", fields: ["isVisibleInTranscriptOnly": true])
    script.prompt("s", fields: ["promptSource": "system"])
    script.prompt("typed", fields: ["promptSource": "typed", "origin": ["kind": "human"]])
    #expect(try script.read().events.map(\.short) == ["P:typed"])
  }

  @Test("What is left out of a transcript is in no prompt, answer, output or summary")
  func leavingOut() throws {
    var script = TranscriptScript()
    script.prompt("p1", "<pasted_content id=\"ae77\">\nFRAME\n</pasted_content id=\"ae77\">")
    script.answer("a1", "You said FRAME.")
    script.prompt("p2", "FRAME and mine")
    script.call("c1")
    script.result("r1", of: "c1", String(repeating: "x", count: 9_000) + "FRAME")
    let folder = try ScratchFolder()
    let path = try folder.write(script.text, to: "a.jsonl")
    let reader = TranscriptReader { text, isCut in
      text.replacingOccurrences(of: "FRAME", with: isCut ? "(cut)" : "")
    }
    let events = try reader.read(path: path).events.map(\.short)
    #expect(
      events.map { String($0.prefix(20)) } == [
        "A:You said (cut).", "P:and mine", "T:Bash=xxxxxxxxxxxxx",
      ])
  }
}
