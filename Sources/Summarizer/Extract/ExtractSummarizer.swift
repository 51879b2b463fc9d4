import ClaudeCode

/// Makes a summary from a digest alone: no model, the same result every time.
package struct ExtractSummarizer: Sendable {
  /// The name of this author in a snapshot.
  package static let author = "extract"

  /// Makes a summarizer; it has no state.
  package init() {}

  /// Returns what the digest says, ordered by section.
  ///
  /// - Parameter digest: What was taken out of the conversation.
  /// - Returns: A summary with every section, written by `extract`.
  package func summarize(_ digest: Digest) -> Summary {
    let sections: [Section: String] = [
      .task: task(digest), .done: done(digest), .inProgress: inProgress(digest),
      .nextSteps: nextSteps(digest), .files: files(digest), .handoffPrompt: handoffPrompt(digest),
    ]
    return Summary(title: title(digest), sections: sections, author: Self.author)
  }

  /// The conversation's title, else the first prompt's first line, else the project.
  func title(_ digest: Digest) -> String {
    let candidates = [digest.title, digest.firstPrompt, digest.prompts.first]
    let title = candidates.lazy.compactMap { $0 }.map(TitleLine.make).first { !$0.isEmpty }
    return title ?? digest.project.name.map { "Session in \($0)" } ?? "Untitled session"
  }

  private func task(_ digest: Digest) -> String {
    var parts: [String] = []
    if let first = digest.firstPrompt {
      parts.append("Asked first:\n\n" + MarkdownText.quote(first, limit: 3_000))
    }
    if let last = digest.prompts.last {
      parts.append("Asked last:\n\n" + MarkdownText.quote(last, limit: 1_800))
    }
    let between = digest.prompts.dropLast()
    if !between.isEmpty {
      let omitted = digest.omittedPrompts > 0 ? " (\(digest.omittedPrompts) more left out)" : ""
      let lines = between.suffix(10).map { MarkdownText.entry($0.oneLine(limit: 240)) }
      parts.append("Asked in between\(omitted):\n\n" + lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private func done(_ digest: Digest) -> String {
    var parts: [String] = []
    let finished = digest.todos.filter(\.isDone)
    if !finished.isEmpty {
      parts.append(finished.map { MarkdownText.entry("[x] \($0.text)") }.joined(separator: "\n"))
    }
    if let summary = digest.compactSummary {
      parts.append(
        "Summary at the last compaction:\n\n" + MarkdownText.quote(summary, limit: 4_000))
    }
    let changed = digest.files.filter { !$0.isOnlyRead }
    if !changed.isEmpty {
      parts.append("Files changed: \(changed.count + digest.omittedFiles) (see Files).")
    }
    let passed = digest.commands.filter { !$0.failed }.suffix(8)
    if !passed.isEmpty {
      let lines = passed.map { MarkdownText.entry(MarkdownText.code($0.command)) }
      parts.append("Commands that succeeded last:\n\n" + lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private func inProgress(_ digest: Digest) -> String {
    var parts: [String] = []
    let current = digest.todos.filter { $0.status == "in_progress" }
    if !current.isEmpty {
      parts.append(current.map { MarkdownText.entry($0.text) }.joined(separator: "\n"))
    }
    if digest.awaitsAnswer { parts.append("The last prompt has no answer yet.") }
    if let answer = digest.lastAnswer {
      parts.append("Answered last:\n\n" + MarkdownText.quote(answer, limit: 4_000))
    }
    if let failure = digest.lastFailure {
      parts.append("The last turn ended with an API failure: \(MarkdownText.code(failure))")
    }
    let state = gitState(digest.project)
    if !state.isEmpty { parts.append(state.map(MarkdownText.entry).joined(separator: "\n")) }
    return parts.joined(separator: "\n\n")
  }

  /// What git says, one sentence each.
  func gitState(_ project: ProjectFacts) -> [String] {
    var lines: [String] = []
    let head = project.head.map { "commit \(MarkdownText.code(String($0.prefix(12))))" }
    let branch = project.branch.map { "branch \(MarkdownText.code($0))" }
    let place = [branch, head].compactMap { $0 }.joined(separator: " at ")
    if !place.isEmpty { lines.append("Git: \(place).") }
    if project.dirtyCount > 0 {
      lines.append("Uncommitted files: \(project.dirtyCount); they exist on that machine only.")
    }
    if let unpushed = project.unpushed, unpushed > 0 {
      lines.append("Commits not pushed: \(unpushed); they exist on that machine only.")
    }
    return lines
  }
}
