internal import ClaudeCode

extension DigestBuilder {
  /// Returns the files that tools touched, the last one first, with the number left out.
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
      budget -= entry.line.columns + 3
      return budget > 0 ? entry : nil
    }
    return (kept, sorted.count - kept.count)
  }

  /// Returns the files that one tool call touched, with what it did to them.
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

  /// Returns the files that a plain `rm`, without patterns or variables, removed.
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

/// A file that a session touched, with what was done to it.
struct FileTouch: Sendable, Equatable {
  /// A thing that was done to a file; later cases are stronger than earlier ones.
  enum Action: String, Sendable, Comparable, CaseIterable {
    case read, edited, written, created, deleted
    case notebookEdited = "notebook edited"

    static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The path: relative to the project's folder, else with `~`, else absolute.
  var path: String
  /// The number of times that each thing was done.
  var actions: [Action: Int]

  /// True if the file was only read.
  var isOnlyRead: Bool { actions.keys.allSatisfy { $0 == .read } }

  /// The actions in words, the strongest first: `created, edited 3 times, read`.
  var description: String {
    actions.sorted { $0.key > $1.key }
      .map { $0.value > 1 ? "\($0.key.rawValue) \($0.value) times" : $0.key.rawValue }
      .joined(separator: ", ")
  }

  /// The path with the actions, on one line.
  var line: String { "\(path): \(description)" }
}

/// Writes paths the way a reader on another machine can use them.
struct PathShortener {
  /// The project's folder as an absolute path without a slash at its end.
  private let project: String?
  /// The home folder, in the same form.
  private let home: String?

  /// Makes a shortener.
  ///
  /// - Parameters:
  ///   - folder: The project's folder; `~` means the home folder.
  ///   - workingDirectory: The session's folder, if the project's is not known.
  ///   - home: The home folder.
  init(folder: String?, workingDirectory: String?, home: String) {
    self.home = Self.normalized(home)
    let given = folder ?? workingDirectory
    let absolute = given.map { $0 == "~" || $0.hasPrefix("~/") ? home + $0.dropFirst() : $0 }
    project = absolute.flatMap(Self.normalized)
  }

  /// Returns the path relative to the project's folder, else with `~`, else as it is.
  func shortened(_ path: String) -> String {
    if let project, let rest = Self.rest(of: path, below: project) {
      return rest.isEmpty ? "." : rest
    }
    return path.hasPrefix("./") ? String(path.dropFirst(2)) : abbreviated(path)
  }

  /// Returns the path with `~` for the home folder.
  func abbreviated(_ path: String) -> String {
    guard let home, let rest = Self.rest(of: path, below: home) else { return path }
    return rest.isEmpty ? "~" : "~/" + rest
  }

  private static func normalized(_ folder: String) -> String? {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return folder.hasPrefix("/") && folder.count > 1 ? folder : nil
  }

  private static func rest(of path: String, below folder: String) -> String? {
    if path == folder { return "" }
    return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : nil
  }
}
