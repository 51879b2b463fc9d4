import ClaudeCode

@testable import Summarizer

/// Conversations built by hand.
enum ConversationSamples {
  static let home = "/home/dev"

  static func tool(
    _ name: String, _ input: [String: String], result: String? = "ok", failed: Bool = false,
    todos: [Todo] = []
  ) -> Conversation.Event {
    let id = name + (input.values.sorted().first ?? "")
    return Conversation.Event(
      kind: .tool(
        ToolUse(
          id: id, name: name, input: input, todos: todos, result: result, failed: failed)))
  }

  static func prompt(_ text: String) -> Conversation.Event {
    Conversation.Event(kind: .prompt(text))
  }
  static func answer(_ text: String) -> Conversation.Event {
    Conversation.Event(kind: .answer(text))
  }
  static func failure(_ text: String) -> Conversation.Event {
    Conversation.Event(kind: .failure(text))
  }

  /// A session that fixes a bug, in the middle of it.
  static let fix = Conversation(
    title: "Fix the auth middleware bug", workingDirectory: "/home/dev/src/api",
    gitBranch: "fix/auth",
    events: [
      prompt("Fix the login. Don't touch the database schema!"),
      tool("Read", ["file_path": "/home/dev/src/api/Sources/Auth.swift"]),
      tool("Edit", ["file_path": "/home/dev/src/api/Sources/Auth.swift"]),
      tool("Edit", ["file_path": "/home/dev/src/api/Sources/Auth.swift"]),
      tool(
        "Write", ["file_path": "/home/dev/src/api/Tests/AuthTests.swift"],
        result: "File created successfully at: /home/dev/src/api/Tests/AuthTests.swift"),
      tool("Edit", ["file_path": "/home/dev/src/api/Broken.swift"], failed: true),
      tool("Read", ["file_path": "/home/dev/notes.md"]),
      tool("Bash", ["command": "swift build", "description": "Build"]),
      tool(
        "Bash", ["command": "swift test"], result: "line 1\nerror: expected 401, got 500",
        failed: true),
      tool("Bash", ["command": "rm -f old.txt && git rm Legacy.swift"]),
      answer("The test still fails with 500."),
      prompt("Then look at the error handler."),
      tool("NotebookEdit", ["notebook_path": "/etc/x.ipynb"]),
      answer("The error handler swallows the error."),
    ])

  static let facts = ProjectFacts(
    name: "acme/api", folder: "~/src/api", branch: "fix/auth",
    head: "1f2e3d4c5b6a79880716253443526170aabbccdd",
    dirtyFiles: ["modified Sources/Auth.swift", "added Tests/AuthTests.swift"], dirtyCount: 3,
    unpushed: 1)

  static func digest(
    _ conversation: Conversation = fix, todos: [Todo] = [], lastAnswer: String? = nil,
    project: ProjectFacts = facts, limits: Digest.Limits = .standard
  ) -> Digest {
    Digest(
      conversation: conversation, todos: todos, lastAnswer: lastAnswer, project: project,
      home: home,
      limits: limits)
  }
}
