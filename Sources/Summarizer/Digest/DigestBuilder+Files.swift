import ClaudeCode

extension DigestBuilder {
  /// The files that tools touched, the last one first, with the number left out.
  func files() -> (kept: [FileTouch], omitted: Int) {
    var touched: [String: FileTouch] = [:]
    var order: [String: Int] = [:]
    for (number, event) in events.enumerated() {
      guard case .tool(let use) = event.kind, !use.failed else { continue }
      for (path, action) in touches(of: use) {
        touched[path, default: FileTouch(path: path, actions: [:])].actions[action, default: 0] += 1
        order[path] = number
      }
    }
    // A file that was changed matters more than one that was only read.
    let sorted = touched.values.sorted { left, right in
      if left.isOnlyRead != right.isOnlyRead { return right.isOnlyRead }
      let (first, second) = (order[left.path] ?? 0, order[right.path] ?? 0)
      return first == second ? left.path < right.path : first > second
    }
    var budget = limits.share(8)
    let kept = sorted.prefix(limits.files).compactMap { touch -> FileTouch? in
      let entry = FileTouch(path: line(touch.path, limit: 300), actions: touch.actions)
      budget -= entry.line.utf8.count + 3
      return budget > 0 ? entry : nil
    }
    return (kept, sorted.count - kept.count)
  }

  /// What one tool call did to which files.
  private func touches(of use: ToolUse) -> [(String, FileTouch.Action)] {
    guard use.name != "Bash" else { return removals(in: use).map { ($0, .deleted) } }
    let given = use.input["file_path"] ?? use.input["notebook_path"] ?? use.input["path"]
    guard let given, !given.isEmpty, let action = action(of: use) else { return [] }
    return [(paths.shortened(given), action)]
  }

  private func action(of use: ToolUse) -> FileTouch.Action? {
    switch use.name {
    case "Read", "NotebookRead": .read
    case "Edit", "MultiEdit", "Update": .edited
    // Claude Code's own words for a file that was not there before.
    case "Write": use.result?.hasPrefix("File created") == true ? .created : .written
    case "NotebookEdit": .notebookEdited
    default: nil
    }
  }

  /// The files that a plain `rm`, without patterns or variables, removed.
  private func removals(in use: ToolUse) -> [String] {
    guard let command = use.input["command"], command.utf8.count < 4_096, use.result != nil else {
      return []
    }
    let parts = command.replacing("&&", with: "\n").split { $0.isNewline || $0 == ";" }
    return parts.flatMap { part -> [String] in
      var words = part.split(whereSeparator: \.isWhitespace)
      if words.first == "git" { words.removeFirst() }
      guard words.first == "rm", !words.contains("--cached") else { return [] }
      return words.dropFirst().filter { word in
        !word.hasPrefix("-")
          && word.allSatisfy { $0.isLetter || $0.isNumber || "/._-+@~".contains($0) }
      }.map { paths.shortened(String($0)) }
    }
  }
}
