internal import ClaudeCode
internal import HookRelay

/// Takes what is said of hidden files out of what a session says.
///
/// A tool call on such a file goes, and so does a command that names it. Where people and the model name
/// it in a text, its name goes.
struct HiddenContent {
  private let files: HiddenFiles
  private let folder: String
  /// The last parts of the paths of hidden files that were touched: a text often names them alone.
  private var names: Set<String> = []
  private static let mark = "[hidden file]"

  /// Prepares it for one session.
  ///
  /// - Parameters:
  ///   - files: The files that are hidden.
  ///   - folder: The session's working folder, from which its paths go.
  init(_ files: HiddenFiles, folder: String) {
    self.files = files
    self.folder = folder
  }

  /// Takes it out of a conversation.
  mutating func remove(from conversation: inout Conversation) {
    for event in conversation.earlier + conversation.events {
      guard case .tool(let use) = event.kind else { continue }
      for path in Self.paths(of: use) where files.contains(path, from: folder) {
        names.insert(String(path.split(separator: "/").last ?? ""))
      }
    }
    guard files.isNeeded(in: folder) else { return }
    conversation.earlier = conversation.earlier.compactMap { event($0) }
    conversation.events = conversation.events.compactMap { event($0) }
    conversation.title = conversation.title.map { text($0) }
    conversation.customTitle = conversation.customTitle.map { text($0) }
    conversation.compactSummary = conversation.compactSummary.map { text($0) }
    conversation.earlierSummaries = conversation.earlierSummaries.map { text($0) }
  }

  /// Takes it out of a todo list.
  func todos(_ todos: [Todo]) -> [Todo] {
    todos.map { Todo(text: text($0.text), status: $0.status) }
  }

  /// Takes it out of what is known of a project.
  func remove(from project: inout ProjectInspector.Findings) {
    let (root, _) = GitConfiguration.project(containing: folder)
    project.dirtyFiles.removeAll { line in
      let path = line.split(separator: " ").dropLast().joined(separator: " ")
      return files.contains(path, from: root ?? folder)
    }
  }

  /// Takes it out of what the session's record has besides.
  func remove(from record: inout SessionRecord) {
    guard files.isNeeded(in: folder) else { return }
    record.running.removeAll { isNamed(in: $0, anyWord: true) }
    record.compaction = record.compaction.map { compaction in
      .init(text: text(compaction.text), pendingSince: compaction.pendingSince)
    }
  }

  /// Returns a text without the names.
  func text(_ text: String) -> String {
    guard files.isNeeded(in: folder) else { return text }
    var result = ""
    for (word, isWord) in Self.words(text) {
      result += isWord && isHidden(word, anyWord: false) ? Self.mark : String(word)
    }
    return result
  }

  private func event(_ event: Conversation.Event) -> Conversation.Event? {
    var event = event
    switch event.kind {
    case .prompt(let words): event.kind = .prompt(text(words))
    case .answer(let words): event.kind = .answer(text(words))
    case .failure(let words): event.kind = .failure(text(words))
    case .tool(var use):
      if Self.paths(of: use).contains(where: { files.contains($0, from: folder) }) { return nil }
      let isCommand = use.input["command"] != nil
      if use.input.values.contains(where: { isNamed(in: $0, anyWord: isCommand) }) { return nil }
      // What a search found may stand beside the name.
      if let result = use.result, isNamed(in: result, anyWord: false) { use.result = Self.mark }
      use.todos = todos(use.todos)
      use.mapDialogue { text($0) }
      event.kind = .tool(use)
    }
    return event
  }

  private static func paths(of use: ToolUse) -> [String] {
    ["file_path", "notebook_path", "path"].compactMap { use.input[$0] }.filter { !$0.isEmpty }
  }

  private func isNamed(in text: String, anyWord: Bool) -> Bool {
    Self.words(text).contains { $1 && isHidden($0, anyWord: anyWord) }
  }

  /// Returns whether a word is the path of a hidden file; without a dot or slash it is one in a command
  /// alone.
  private func isHidden(_ word: Substring, anyWord: Bool) -> Bool {
    var path = word
    while let last = path.last, last == "." || last == "," { path.removeLast() }
    guard !path.isEmpty, anyWord || path.contains("/") || path.contains(".") else { return false }
    return names.contains(String(path)) || files.contains(String(path), from: folder)
  }

  /// Cuts a text into words that may be paths, and what stands between them.
  private static func words(_ text: String) -> [(text: Substring, isWord: Bool)] {
    var parts: [(Substring, Bool)] = []
    var rest = text[...]
    while let first = rest.first {
      let isWord = !isBetween(first)
      let part = rest.prefix { isBetween($0) != isWord }
      parts.append((part, isWord))
      rest = rest[part.endIndex...]
    }
    return parts
  }

  private static func isBetween(_ character: Character) -> Bool {
    character.isWhitespace || "\"'`“”‘’()[]{}<>|;&=,:*".contains(character)
  }
}
