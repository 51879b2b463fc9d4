import ClaudeCode

extension ExtractSummarizer {
  /// What is open: the prompt without an answer, todos, failed commands, work left there.
  func nextSteps(_ digest: Digest) -> String {
    var lines: [String] = []
    if digest.awaitsAnswer, let last = digest.prompts.last ?? digest.firstPrompt {
      lines.append("Answer the last prompt: “\(last.oneLine(limit: 240))”")
    }
    let open = digest.todos.filter { !$0.isDone }
    lines += open.map { "[ ] \($0.text)" + ($0.status == "in_progress" ? " (begun)" : "") }
    for run in digest.commands.filter(\.failed).suffix(5).reversed() {
      let tail = run.failureTail.map { "\n" + MarkdownText.block($0, indent: "") } ?? ""
      lines.append("This command failed: \(MarkdownText.code(run.command))\(tail)")
    }
    if digest.project.dirtyCount > 0 || (digest.project.unpushed ?? 0) > 0 {
      lines.append("Push or copy what exists on that machine only, or work there.")
    }
    if lines.isEmpty, digest.lastAnswer != nil {
      lines.append("Nothing is known to be open; the last answer says where the work stands.")
    }
    return lines.map(MarkdownText.entry).joined(separator: "\n")
  }

  /// The files, those that were changed first, and what git calls changed.
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

  /// What a person can paste into a new session: facts in the user's words, no orders.
  func handoffPrompt(_ digest: Digest) -> String {
    guard !digest.isEmpty else { return "" }
    var parts = [opening(digest)]
    if let first = digest.firstPrompt {
      parts.append("The user's first prompt was:\n\n" + MarkdownText.quote(first, limit: 2_400))
    }
    let later = digest.prompts.suffix(6)
    if !later.isEmpty {
      let lines = later.map { MarkdownText.quote($0, limit: 900) }
      parts.append("Later prompts of the user, oldest first:\n\n" + lines.joined(separator: "\n\n"))
    }
    if let answer = digest.lastAnswer, !digest.awaitsAnswer {
      parts.append("The last answer was:\n\n" + MarkdownText.quote(answer, limit: 2_400))
    } else if digest.awaitsAnswer {
      parts.append("The last prompt had no answer yet.")
    }
    let open = digest.todos.filter { !$0.isDone }
    if !open.isEmpty {
      let lines = open.prefix(15).map { MarkdownText.entry($0.text) }
      parts.append("Open on the todo list:\n\n" + lines.joined(separator: "\n"))
    }
    let changed = digest.files.filter { !$0.isOnlyRead }.prefix(15)
    if !changed.isEmpty { parts.append("Files changed so far:\n\n" + list(Array(changed))) }
    if let run = digest.commands.last(where: \.failed) {
      parts.append("The command that failed last: \(MarkdownText.code(run.command))")
    }
    return parts.joined(separator: "\n\n")
  }

  private func opening(_ digest: Digest) -> String {
    let project = digest.project
    let name = project.name.map { " on \(MarkdownText.code($0))" } ?? ""
    let folder = project.folder.map { " in \(MarkdownText.code($0))" } ?? ""
    let sentences = ["This carries on an earlier session\(name)\(folder)."] + gitState(project)
    return sentences.joined(separator: " ")
  }
}
