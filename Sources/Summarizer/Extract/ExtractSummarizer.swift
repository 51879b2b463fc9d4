internal import ClaudeCode

/// Makes a summary from a digest alone: no model, the same result every time.
package struct ExtractSummarizer: Sendable {
  /// The name of this author in a snapshot.
  package static let author = "extract"

  /// Makes a summarizer; it has no state.
  package init() {}

  /// Returns the contents of the digest, ordered by section.
  ///
  /// - Parameters:
  ///   - digest: The digest of the conversation.
  ///   - title: The title where it is known; otherwise the one that the digest alone leads to.
  /// - Returns: A summary with every section, written by `extract`.
  package func summarize(_ digest: Digest, title: String? = nil) -> Summary {
    let sections: [Section: String] = [
      .task: task(digest), .done: done(digest), .inProgress: inProgress(digest),
      .nextSteps: nextSteps(digest), .files: files(digest), .handoffPrompt: handoffPrompt(digest),
    ]
    return Summary(
      title: title ?? self.title(digest), sections: sections, author: Self.author)
  }

  /// Returns the title that the digest alone leads to.
  func title(_ digest: Digest) -> String { TitleChoice(digest).text }

  private func task(_ digest: Digest) -> String { words(digest) }

  private func done(_ digest: Digest) -> String {
    var parts: [String] = []
    func list(_ lines: [String]) {
      if !lines.isEmpty { parts.append(lines.map(MarkdownText.entry).joined(separator: "\n")) }
    }
    list(digest.todos.filter(\.isDone).map { "[x] \($0.text)" })
    list(digest.pullRequests.map { "Pull request: \($0)" })
    list(happened(digest))
    let compactions = Self.compactions(of: digest)
    if let newest = compactions.first, !newest.done.isEmpty {
      parts.append("Summary at the last compaction:\n\n\(newest.done)")
    }
    for older in compactions.dropFirst() {
      parts.append("Summary at an earlier compaction:\n\n\(older.done)")
    }
    let mended = digest.commands.filter { $0.mending != nil && !$0.identity.isLooking }.suffix(8)
    list(
      mended.map { run in
        let how = run.mending == .said ? " (said, not seen)" : ""
        return "\(MarkdownText.code(run.command)) failed, then mended\(how)"
      })
    let passed = digest.commands
      .filter { $0.isDone && !$0.identity.isLooking }.suffix(12)
    if !passed.isEmpty {
      let lines = passed.map { run in
        let outcome = run.outcome.isEmpty ? "" : ": \(MarkdownText.code(run.outcome))"
        return MarkdownText.entry(MarkdownText.code(run.command) + outcome)
      }
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
      parts.append("Answered last:\n\n" + MarkdownText.plain(answer, limit: 10_000))
    }
    if let failure = digest.lastFailure {
      parts.append("The last turn ended with an API failure: \(MarkdownText.code(failure))")
    }
    if let work = Self.compactions(of: digest).first?.inProgress, !work.isEmpty {
      parts.append("At the last compaction:\n\n\(work)")
    }
    var state = digest.running.map { "Still running there: \(MarkdownText.code($0))" }
    if let verification = digest.verification { state.append(verification) }
    state += gitState(digest.project)
    if let left = leftOut(digest) { state.append(left) }
    if !state.isEmpty { parts.append(state.map(MarkdownText.entry).joined(separator: "\n")) }
    return parts.joined(separator: "\n\n")
  }

  /// Returns the state of the repository, one sentence each.
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

extension ExtractSummarizer {
  /// Returns everything that is open: the prompt without an answer, todos, failed commands, work
  /// left there.
  func nextSteps(_ digest: Digest) -> String {
    var lines = pending(digest)
    let open = digest.todos.filter { !$0.isDone }
    lines += open.map { "[ ] \($0.text)" + ($0.status == "in_progress" ? " (begun)" : "") }
    for run in digest.commands.filter(\.isOpen).suffix(8).reversed() {
      let tail = run.failureTail.map { "\n" + MarkdownText.block($0, indent: "") } ?? ""
      let what = run.failed ? "This command failed" : "The output of this command tells a failure"
      lines.append("\(what): \(MarkdownText.code(run.command))\(tail)")
    }
    if let steps = Self.compactions(of: digest).first?.nextSteps, !steps.isEmpty {
      lines.append("Open at the last compaction:\n\(steps)")
    }
    if digest.project.dirtyCount > 0 || (digest.project.unpushed ?? 0) > 0 {
      lines.append("Push or copy what exists on that machine only, or work there.")
    }
    if lines.isEmpty, digest.lastAnswer != nil {
      lines.append("Nothing is known to be open; the last answer says where the work stands.")
    }
    return lines.map(MarkdownText.entry).joined(separator: "\n")
  }

  /// Returns the files, those that were changed first, and the files that git calls changed.
  func files(_ digest: Digest) -> String {
    var parts: [String] = []
    let changed = digest.files.filter { !$0.isOnlyRead }
    let read = digest.files.filter(\.isOnlyRead)
    if !changed.isEmpty { parts.append(list(changed)) }
    if !read.isEmpty { parts.append("Only read:\n\n" + list(Array(read.prefix(20)))) }
    if digest.omittedFiles > 0 { parts.append("Further files left out: \(digest.omittedFiles).") }
    if !digest.project.dirtyFiles.isEmpty {
      let lines = digest.project.dirtyFiles.map { MarkdownText.entry(MarkdownText.code($0)) }
      let count = digest.project.dirtyCount
      parts.append("Uncommitted (\(count)):\n\n" + lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private func list(_ files: [FileTouch]) -> String {
    files.map { MarkdownText.entry("\(MarkdownText.code($0.path)): \($0.description)") }
      .joined(separator: "\n")
  }

  /// Returns what the other sections do not say: what it is, and how to check the work.
  func handoffPrompt(_ digest: Digest) -> String {
    guard !digest.isEmpty else { return "" }
    var lines = [opening(digest)]
    if digest.awaitsAnswer { lines.append("Begin with the last prompt, which had no answer yet.") }
    if let check = digest.commands.last(where: \.identity.isCheck) {
      lines.append("How to check the work: \(MarkdownText.code(check.command))")
    }
    return lines.joined(separator: "\n\n")
  }

  private func opening(_ digest: Digest) -> String {
    let project = digest.project
    let name = project.name.map { " on \(MarkdownText.code($0))" } ?? ""
    let folder = project.folder.map { " in \(MarkdownText.code($0))" } ?? ""
    return "This carries on an earlier session\(name)\(folder)."
  }
}
