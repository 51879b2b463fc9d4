import ClaudeCode

extension Digest {
  /// The digest as plain text, in named parts; what a model is given.
  ///
  /// It is at most as large as the limits' total, and holds no more than the digest itself does.
  package var text: String {
    var parts: [String] = []
    func part(_ name: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      parts.append("[\(name)]\n" + lines.joined(separator: "\n"))
    }
    part("session title", [title].compactMap { $0 })
    part("project", project.lines)
    part("first prompt of the user", [firstPrompt].compactMap { $0 })
    part("summary left by the last compaction", [compactSummary].compactMap { $0 })
    part("later prompts of the user\(Self.leftOut(omittedPrompts))", prompts.map { "- " + $0 })
    part("todo list", todos.map { "- [\($0.status)] \($0.text)" })
    part("files touched\(Self.leftOut(omittedFiles))", files.map { "- " + $0.line })
    part("commands run\(Self.leftOut(omittedCommands))", commands.map { "- " + $0.line })
    part("timeline", timeline)
    part("last answer of the assistant", [lastAnswer].compactMap { $0 })
    part("state", awaitsAnswer ? ["The user's last prompt has no answer yet."] : [])
    part("the last turn ended with an API failure", [lastFailure].compactMap { $0 })
    return parts.joined(separator: "\n\n")
  }

  private static func leftOut(_ count: Int) -> String {
    count > 0 ? ", \(count) more left out" : ""
  }
}

extension ProjectFacts {
  /// The facts that are known, one line each.
  var lines: [String] {
    var lines: [String] = []
    if let name { lines.append("name: \(name)") }
    if let folder { lines.append("folder: \(folder)") }
    if let branch { lines.append("branch: \(branch)") }
    if let head { lines.append("head commit: \(head)") }
    if dirtyCount > 0 { lines.append("uncommitted files: \(dirtyCount)") }
    lines += dirtyFiles.map { "- \($0)" }
    if dirtyCount > dirtyFiles.count, !dirtyFiles.isEmpty {
      lines.append("- and \(dirtyCount - dirtyFiles.count) more")
    }
    if let unpushed { lines.append("commits not pushed: \(unpushed)") }
    return lines
  }
}
