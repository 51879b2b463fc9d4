import Foundation
import Testing

@testable import ClaudeCode

/// What tools asked, and what a person said to it, in the forms of Claude Code's lines.
@Suite struct ToolDialogueTests {
  private func uses(_ script: TranscriptScript) throws -> [ToolUse] {
    try script.read().events.compactMap { event in
      if case .tool(let use) = event.kind { use } else { nil }
    }
  }

  private func result(
    _ script: inout TranscriptScript, of call: String, _ text: String, failed: Bool = false,
    details: Any? = nil
  ) {
    let block: [String: Any] = [
      "type": "tool_result", "tool_use_id": "toolu_" + call, "content": text, "is_error": failed,
    ]
    script.prompt("r" + call, [block], fields: details.map { ["toolUseResult": $0] } ?? [:])
  }

  private let refused =
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was "
    + "a file edit, the new_string was NOT written to the file). To tell you how to proceed, the "
    + "user said:\nUse a pull request.\n\nNote: The user's next message may contain a correction."

  @Test func `questions have choices, answers and notes`() throws {
    let question: [String: Any] = [
      "question": "Which store?", "header": "Store", "multiSelect": false,
      "options": [["label": "Redis", "description": "fast"], ["label": "Files"]],
    ]
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", tool: "AskUserQuestion", input: ["questions": [question]])
    result(
      &script, of: "a", "User has answered your questions: \"Which store?\"=\"Redis\".",
      details: [
        "answers": ["Which store?": "Redis"],
        "annotations": ["Which store?": ["notes": "only on port 7000"]],
      ])
    script.call("b", tool: "AskUserQuestion", input: ["questions": [question]])
    result(
      &script, of: "b",
      "User has answered your questions: \"Which store?\"=\"Files, \"flat\"\" user notes: in /var, "
        + "\"x\"=\"y\". You can now continue with the user's answers in mind.")
    script.call("c", tool: "AskUserQuestion", input: ["questions": [question]])
    let found = try uses(script).map(\.questions)
    #expect(found[0].first?.options == ["Redis: fast", "Files"])
    #expect(found[0].first?.answer == "Redis")
    #expect(found[0].first?.notes == "only on port 7000")
    #expect(found[1].first?.answer == "Files, \"flat\"")
    #expect(found[2].first?.answer == nil)
  }

  @Test func `any tool with a question and choices asks`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", tool: "mcp__ui__ask", input: ["message": "Go?", "choices": ["yes", "no"]])
    result(&script, of: "a", "no, wait for Ann")
    script.call("b", input: ["command": "ls", "message": "no question"])
    result(&script, of: "b", "x")
    let found = try uses(script).map(\.questions)
    #expect(
      found == [[.init(text: "Go?", options: ["yes", "no"], answer: "no, wait for Ann")], []])
  }

  @Test func `refusals keep the person's words`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", input: ["command": "git push --force"])
    result(&script, of: "a", refused, failed: true, details: "User rejected tool use")
    script.call("b", input: ["command": "false"])
    result(&script, of: "b", "Exit code 1", failed: true, details: "Error: Exit code 1")
    #expect(try uses(script).map(\.refusal) == ["Use a pull request.", nil])
  }

  @Test func `a plan is the one that was accepted`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", tool: "ExitPlanMode", input: ["plan": "# Mine\n1. x"])
    result(&script, of: "a", refused, failed: true)
    script.call("b", tool: "ExitPlanMode", input: ["plan": "# Mine\n1. x"])
    result(
      &script, of: "b",
      "User has approved your plan. You can now start coding.\n\n## Approved Plan:\n# Mine\n1. y")
    script.call("c", tool: "ExitPlanMode")
    result(&script, of: "c", "User has approved your plan.", details: ["plan": "# From a file"])
    let found = try uses(script)
    #expect(found.map(\.plan) == ["# Mine\n1. x", "# Mine\n1. y", "# From a file"])
    #expect(found.map(\.refusal) == ["Use a pull request.", nil, nil])
  }

  @Test func `shells and agents in the background end with their notification`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", input: ["command": "npm run dev", "run_in_background": true])
    result(&script, of: "a", "Command running in background with ID: b1x. Output is being written")
    script.call("b", input: ["command": "sleep 9", "run_in_background": true])
    result(&script, of: "b", "Command running in background with ID: b2x. Output is being written")
    script.call("c", tool: "Agent", input: ["description": "look", "prompt": "look"])
    result(&script, of: "c", "Async agent launched successfully.\nagentId: a77 (internal ID)")
    script.prompt(
      "n",
      "<task-notification>\n<task-id>a77</task-id>\n<tool-use-id>toolu_c</tool-use-id>\n"
        + "<status>completed</status>\n<summary>Agent \"look\" finished</summary>\n"
        + "<result>It is in a.swift.</result>\n</task-notification>",
      fields: ["promptSource": "system"])
    script.call("k", tool: "KillShell", input: ["shell_id": "b2x"])
    result(&script, of: "k", "Successfully killed shell: b2x")
    let found = try uses(script)
    #expect(
      found.map(\.background) == [
        .running, .stopped, .ended("Agent \"look\" finished"), nil,
      ])
    #expect(found[2].result == "It is in a.swift.")
  }

  @Test func `commands of the person have their output`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.prompt("i", "<bash-input>cat VERSION</bash-input>")
    script.prompt("o", "<bash-stdout>1.4.2</bash-stdout><bash-stderr>warned</bash-stderr>")
    let use = try uses(script).first
    #expect(use?.name == ToolUse.personsCommand)
    #expect(use?.input["command"] == "cat VERSION")
    #expect(use?.result == "1.4.2\nwarned")
  }

  @Test func `a command of one's own stands for its text`() throws {
    var script = TranscriptScript()
    script.prompt(
      "p", "<command-message>fix</command-message>\n<command-name>/fix</command-name>",
      parent: .none)
    script.prompt(
      "m", [["type": "text", "text": "Fix it without new packages."]], fields: ["isMeta": true])
    script.prompt("n", [["type": "text", "text": "not this"]], fields: ["isMeta": true])
    script.answer("a")
    #expect(
      try script.read().events.map(\.short) == ["P:/fix\n\nFix it without new packages.", "A:a"])
  }

  @Test func `the line says whose prompt it is`() throws {
    var script = TranscriptScript()
    script.prompt(
      "p", "<teammate-message is what I typed", parent: .none,
      fields: ["promptSource": "typed", "origin": ["kind": "human"]])
    script.prompt("q", "looks typed", fields: ["origin": ["kind": "channel"]])
    #expect(try script.read().events.map(\.short) == ["P:<teammate-message is what I typed"])
  }

  @Test func `a long result keeps its end`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", input: ["command": "make"])
    let lines = (0..<5_000).map { "line \($0)" }.joined(separator: "\n")
    result(&script, of: "a", lines + "\nFAIL: the last")
    let result = try #require(try uses(script).first?.result)
    #expect(result.hasPrefix("line 0\n") && result.hasSuffix("\nFAIL: the last"))
    #expect(result.utf8.count <= TranscriptLimits.standard.resultBytes)
  }

  @Test func `the summary of every compaction is kept`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.compact("1", after: "p")
    script.prompt("q")
    script.compact("2", after: "q")
    script.prompt("r")
    let conversation = try script.read()
    #expect(conversation.earlierSummaries.count == 1)
    #expect(conversation.compactSummary != nil)
  }

  private func notification(_ task: String, _ status: String, _ summary: String) -> String {
    "<task-notification>\n<task-id>\(task)</task-id>\n<status>\(status)</status>\n"
      + "<summary>\(summary)</summary>\n</task-notification>"
  }

  @Test func `a command in the background that failed has failed`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    for (name, status, summary) in [
      ("a", "failed", "Background command \"make\" failed with exit code 2"),
      ("b", "killed", "Background command \"x\" was killed"),
      ("c", "completed", "Background command \"y\" completed (exit code 0)"),
    ] {
      script.call(name, input: ["command": name, "run_in_background": true])
      result(&script, of: name, "Command running in background with ID: t\(name). Output: /x")
      script.prompt(
        "n\(name)", notification("t\(name)", status, summary), fields: ["promptSource": "system"])
    }
    let found = try uses(script)
    #expect(found.map(\.failed) == [true, false, false])
    #expect(found[0].result == "Background command \"make\" failed with exit code 2")
    #expect(found[1].background == .stopped)
    #expect(found[2].result == "Background command \"y\" completed (exit code 0)")
  }

  @Test func `a question that the person went on without waits no more`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", tool: "AskUserQuestion", input: ["question": "Redis?"])
    script.prompt("Use files.")
    script.call("b", tool: "ExitPlanMode", input: ["plan": "# Files"])
    #expect(try uses(script).map(\.refusal) == ["", nil])
    #expect(try uses(script).map(\.result) == ["", nil])
    script.prompt("Begin with the tests.")
    #expect(try uses(script).map(\.refusal) == ["", ""])
    script.call("c", tool: "ExitPlanMode", input: ["plan": "# Tests"])
    result(&script, of: "c", "User has approved your plan.")
    script.prompt("Go.")
    #expect(try uses(script).map(\.refusal) == ["", "", nil])
  }

  @Test func `a long output has its real end`() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.call("a", input: ["command": "make"])
    let lines = String(repeating: "compiling one more file of very many\n", count: 9_000)
    result(&script, of: "a", lines + "FAIL 3 tests")
    script.call("b", input: ["command": "make"])
    script.prompt(
      "r",
      [
        [
          "type": "tool_result", "tool_use_id": "toolu_b",
          "content": [["type": "text", "text": lines], ["type": "text", "text": "FAIL 4 tests"]],
        ]
      ])
    let found = try uses(script).map { $0.result ?? "" }
    #expect(found.map { String($0.suffix(12)) } == ["FAIL 3 tests", "FAIL 4 tests"])
    #expect(found.allSatisfy { $0.utf8.count <= TranscriptLimits.standard.resultBytes })
  }

  @Test func `a key that is cut in the middle is known for one behind the cut`() throws {
    let (begin, end) = ("-----BEGIN PRIV" + "ATE KEY-----", "-----END PRIV" + "ATE KEY-----")
    let body = Array(repeating: "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", count: 400)
      .joined(separator: "\n")
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    for (name, text) in [
      ("a", "key:\n\(begin)\n\(body)"), ("b", "\(begin)\nx\n\(end)\n\(body)"),
    ] {
      script.call(name, input: ["command": "cat key"])
      result(&script, of: name, text)
    }
    let found = try uses(script).map { $0.result ?? "" }
    #expect(found[0].contains("[…]\n\(begin)\nMII"))
    #expect(found[1].contains("[…]\nMII"))
  }
}
