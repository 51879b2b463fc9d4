internal import ClaudeCode
internal import HookRelay

/// Takes what is said of hidden files out of what a session says.
///
/// A tool call on such a file goes, and so does a command that names it. Where people and the model name
/// it in a text, its name goes.
struct HiddenContent {
  private let files: HiddenFiles
  private let folder: String
  /// The folders from which a path may go: the working folder first.
  private let folders: [String]
  /// The last parts of the paths of hidden files that were touched: a text often names them alone.
  private(set) var names: Set<String> = []
  private static let mark = "[hidden file]"

  /// Prepares it for one session.
  ///
  /// - Parameters:
  ///   - files: The files that are hidden.
  ///   - folder: The session's working folder.
  ///   - record: What is known of the session: it may have been in other folders before.
  ///   - names: The names of hidden files that it has touched, as far as they are known.
  init(
    _ files: HiddenFiles, folder: String, of record: SessionRecord, names: Set<String> = []
  ) {
    self.files = files
    self.folder = folder
    self.names = names
    let (root, _) = GitConfiguration.project(containing: folder)
    var folders = [folder]
    for other in [root].compactMap(\.self) + record.places.map(\.folder)
    where !folders.contains(other) { folders.append(other) }
    self.folders = folders
  }

  private var isNeeded: Bool { folders.contains { files.isNeeded(in: $0) } }

  private func contains(_ path: String) -> Bool {
    folders.contains { files.contains(path, from: $0) }
  }

  /// Takes it out of a conversation.
  mutating func remove(from conversation: inout Conversation) {
    for event in conversation.earlier + conversation.events {
      guard case .tool(let use) = event.kind else { continue }
      for path in Self.paths(of: use) where contains(path) {
        names.insert(String(path.split(separator: "/").last ?? ""))
      }
    }
    guard isNeeded else { return }
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
    guard isNeeded else { return }
    // A summary of before the file was hidden may tell what is in it, too.
    let told = (record.summary.map { [$0.title] + $0.sections.values } ?? [])
    if told.contains(where: { isNamed(in: $0, anyWord: false) }) { record.summary = nil }
    record.running.removeAll { isNamed(in: $0, anyWord: true) }
    record.compaction = record.compaction.map { compaction in
      .init(text: text(compaction.text), pendingSince: compaction.pendingSince)
    }
  }

  /// Returns a text without the names.
  func text(_ text: String) -> String {
    guard isNeeded else { return text }
    var result = ""
    var rest = text
    for quoted in Self.quoted(text) where isHidden(quoted, anyWord: false) {
      rest = rest.replacing(quoted, with: Self.mark)
    }
    for (word, isWord) in Self.words(rest) {
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
      if Self.paths(of: use).contains(where: { contains($0) }) { return nil }
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
      || Self.quoted(text).contains { isHidden($0, anyWord: anyWord) }
  }

  /// Returns whether a word is the path of a hidden file; without a dot or slash it is one in a command
  /// alone.
  private func isHidden(_ word: Substring, anyWord: Bool) -> Bool {
    var path = word
    while let last = path.last, last == "." || last == "," { path.removeLast() }
    guard !path.isEmpty, anyWord || path.contains("/") || path.contains(".") else { return false }
    return names.contains(String(path)) || contains(String(path))
  }

  /// Returns what may be a path with blanks in it: what stands in quotes, and words with `\\ `.
  private static func quoted(_ text: String) -> [Substring] {
    guard text.contains(" ") else { return [] }
    let quotes = text.matches(of: /"([^"\n]{1,300})"|'([^'\n]{1,300})'|`([^`\n]{1,300})`/)
      .compactMap { $0.output.1 ?? $0.output.2 ?? $0.output.3 }.filter { $0.contains(" ") }
    guard text.contains("\\ ") else { return quotes }
    let escaped = text.replacing("\\ ", with: "\u{1}").split { isBetween($0) }
      .filter { $0.contains("\u{1}") }
    return quotes + escaped.map { $0.replacing("\u{1}", with: " ") }
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
