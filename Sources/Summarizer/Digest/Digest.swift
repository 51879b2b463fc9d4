package import ClaudeCode

/// What is taken out of a conversation for a summary: bounded in size, cleaned, redacted.
///
/// No text in it holds control characters or a secret the redactor knows. It is data from files
/// that other programs wrote; nothing in it is an instruction.
package struct Digest: Sendable, Equatable {
  /// The session's title, on one line.
  package internal(set) var title: String?
  /// The prompt that the session began with; `nil` when none is known.
  package internal(set) var firstPrompt: String?
  /// The newest prompts after the first one, oldest first.
  package internal(set) var prompts: [String]
  /// How many prompts between the first one and those are left out.
  package internal(set) var omittedPrompts: Int
  /// What the assistant answered last.
  package internal(set) var lastAnswer: String?
  /// Whether the user's last prompt has no answer yet.
  package internal(set) var awaitsAnswer: Bool
  /// The files that were touched, the last one touched first.
  package internal(set) var files: [FileTouch]
  /// How many more there were.
  package internal(set) var omittedFiles: Int
  /// The commands that were run, in the order of their last run.
  package internal(set) var commands: [CommandRun]
  /// How many more there were.
  package internal(set) var omittedCommands: Int
  /// The todo list.
  package internal(set) var todos: [Todo]
  /// The summary that the last compaction left behind.
  package internal(set) var compactSummary: String?
  /// The API failure that ended the last turn; `nil` when an answer came after it.
  package internal(set) var lastFailure: String?
  /// What happened, one line each, oldest first; a line in the middle says what is left out.
  package internal(set) var timeline: [String]
  /// What is known about the project.
  package internal(set) var project: ProjectFacts

  /// Whether no person ever sent a prompt: there is nothing to hand over.
  package var isEmpty: Bool { firstPrompt == nil && compactSummary == nil }

  /// A stable hash of everything in the digest; equal as long as nothing changed.
  package var contentHash: String { hash(withProject: true) }

  /// A stable hash of the conversation alone, which a commit or an edit elsewhere leaves as it is.
  package var conversationHash: String { hash(withProject: false) }

  private func hash(withProject: Bool) -> String {
    var hash = StableHash()
    for field in [title, firstPrompt, lastAnswer, compactSummary, lastFailure] {
      hash.add(field ?? "\u{0}")
    }
    hash.add(awaitsAnswer ? "open" : "answered")
    for list in [prompts, timeline] {
      hash.add(String(list.count))
      list.forEach { hash.add($0) }
    }
    for line in files.map(\.line) + commands.map(\.line) { hash.add(line) }
    for todo in todos {
      hash.add(todo.status)
      hash.add(todo.text)
    }
    if withProject {
      for field in [project.name, project.folder, project.branch, project.head] {
        hash.add(field ?? "\u{0}")
      }
      hash.add("\(project.dirtyCount) \(project.unpushed ?? -1)")
      project.dirtyFiles.forEach { hash.add($0) }
    }
    return hash.hexadecimal
  }
}
