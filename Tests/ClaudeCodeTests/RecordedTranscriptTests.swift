import Foundation
import Testing

@testable import ClaudeCode

/// Transcripts of the real program, slimmed to their user and assistant lines.
@Suite struct RecordedTranscriptTests {
  static func read(_ name: String) throws -> Conversation {
    try TranscriptReader().read(path: Fixture.path("transcripts/2.1.330-\(name).slim.jsonl"))
  }

  @Test func interruptSubagentAndCompaction() throws {
    let conversation = try Self.read("interactive-interrupt-subagent-compact")
    #expect(
      conversation.earlier.map { String($0.short.prefix(18)) } == [
        "P:hello there", "A:mock answer 12", "P:@slow 30", "P:@tools [{\"name\":",
        "A:Calling Agent.", "T:Agent=mock answe", "A:mock answer 16", "A:mock answer 17",
        "P:@tools [{\"name\":", "A:Calling Bash.", "T:Bash=Background ", "A:mock answer 19",
      ])
    #expect(
      conversation.events.map(\.short) == [
        "P:after compaction", "A:mock answer 22", "A:mock answer 23",
      ])
    #expect(conversation.compactSummary?.contains("\nmock answer 20\n") == true)
    #expect(conversation.sessionID == "44bfb04f-4c72-4bb3-9244-fc58935a150c")
    #expect(conversation.workingDirectory == "/home/dev/proj")
    #expect(conversation.gitBranch == "master")
    #expect(conversation.version == "2.1.330")
    #expect(conversation.startedAt == Timestamp.parse(Array("2026-11-22T11:08:22.914Z".utf8)[...]))
    #expect(conversation.updatedAt == Timestamp.parse(Array("2026-11-22T11:08:55.589Z".utf8)[...]))
    #expect(!conversation.reading.tornTail && conversation.reading.droppedLines == 0)
    #expect(conversation.reading.keptLines == 23)
    #expect(conversation.reading.skippedLines == 0)
  }

  @Test func toolsAndTheirResults() throws {
    let conversation = try Self.read("print-tools")
    let tools = conversation.events.compactMap { event in
      if case .tool(let use) = event.kind { use } else { nil as ToolUse? }
    }
    #expect(tools.map(\.name) == ["Bash", "Read", "Edit", "Write", "TodoWrite", "Bash"])
    #expect(tools.map(\.failed) == [false, false, false, false, true, true])
    #expect(tools[0].input == ["command": "echo hello; ls", "description": "List files"])
    #expect(tools[0].result == "hello\na.txt")
    #expect(
      tools[2].input == [
        "replace_all": "false", "file_path": "/home/dev/proj/a.txt", "old_string": "line one",
        "new_string": "line 1",
      ])
    #expect(
      tools[4].todos == [
        Todo(text: "fix auth", status: "in_progress"), Todo(text: "write tests", status: "pending"),
      ])
    #expect(tools[5].result == "Exit code 1")
    #expect(conversation.events.last?.short == "A:mock answer 9")
    #expect(conversation.earlier.isEmpty)
    #expect(conversation.compactSummary == nil)
  }

  @Test func bangCommandsAndRemindersAreNoPrompts() throws {
    let conversation = try Self.read("interactive-tasks-title-rename-bang")
    let prompts = conversation.events.map(\.short).filter { $0.hasPrefix("P:") }
    #expect(prompts.count == 3)
    #expect(prompts.first == "P:please fix the auth middleware")
    #expect(prompts.last == "P:@slow 8")
  }

  @Test(arguments: Fixture.transcripts)
  func everyPrefixIsRead(name: String) throws {
    let bytes = try Fixture.bytes(name)
    let folder = try ScratchFolder()
    let whole = try TranscriptReader().read(path: Fixture.path(name))
    for length in stride(from: 0, through: bytes.count, by: 37) {
      let path = try folder.write(bytes[..<length], to: "cut.jsonl")
      let cut = try TranscriptReader().read(path: path)
      let isAtLineEnd = length == 0 || bytes[length - 1] == 0x0A
      #expect(cut.reading.tornTail == !isAtLineEnd)
      #expect(cut.reading.bytes == length)
      #expect(cut.reading.skippedLines == 0)
      #expect(cut.events.count + cut.earlier.count <= whole.events.count + whole.earlier.count)
    }
  }
}
