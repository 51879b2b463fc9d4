internal import ClaudeCode
internal import Essentials
internal import Git2
internal import Platform
internal import Summarizer

/// The programs that run beside a session on its machine, and do not go along to another one.
enum BackgroundWork {
  private static let limit = 6

  /// Returns a line for each program and each schedule, without secrets.
  ///
  /// - Parameter input: The input of a `Stop` hook.
  /// - Returns: The command of a shell, the description of anything else.
  static func lines(of input: HookInput) -> [String] {
    let redactor = Redactor()
    let tasks = input.backgroundTasks.filter { $0.status == nil || $0.status == "running" }
      .compactMap { task in task.command ?? task.description.map { "\(task.type ?? "task"): \($0)" }
      }
    let lines = (tasks + input.scheduled.map { "schedule: \($0)" }).prefix(limit)
    return lines.map { redactor.redact($0).replacing(";", with: ",").oneLine(limit: 160) }
  }
}

/// The repositories beside the project's own in which a session has changed files.
struct OtherRepositories {
  private static let maximumFolders = 40
  private static let maximum = 5

  private let inspector: ProjectInspector
  private let context: HandoffContext

  init(_ context: HandoffContext) {
    self.context = context
    inspector = ProjectInspector(context)
  }

  /// Returns a line for each repository: folder, branch, commit, uncommitted files, unpushed commits.
  ///
  /// - Parameters:
  ///   - conversation: The conversation.
  ///   - project: The session's working folder.
  /// - Returns: At most five lines, in the order of the changes.
  func lines(of conversation: Conversation, besides project: String?) -> [String] {
    var seen: Set<String> = []
    var roots = Set([project.flatMap { Self.root(of: $0) }].compactMap(\.self))
    var lines: [String] = []
    for path in Self.changedFiles(in: conversation) {
      let folder = LocalFile.folder(of: path)
      guard seen.count < Self.maximumFolders, seen.insert(folder).inserted,
        LocalFile.isFolder(folder),
        let root = Self.root(of: folder), roots.insert(root).inserted
      else { continue }
      lines.append(line(of: root))
      if lines.count == Self.maximum { break }
    }
    return lines
  }

  private static func changedFiles(in conversation: Conversation) -> [String] {
    (conversation.earlier + conversation.events).compactMap { event in
      guard case .tool(let use) = event.kind, !use.failed,
        ["Edit", "MultiEdit", "Write", "NotebookEdit"].contains(use.name)
      else { return nil }
      let path = use.input["file_path"] ?? use.input["notebook_path"]
      return path.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
  }

  private static func root(of folder: String) -> String? {
    if let repository = try? Repository(containing: folder) { return repository.workingFolder }
    return RepositoryFiles(containing: folder).map { $0.folder + "/" }
  }

  private func line(of root: String) -> String {
    let found = inspector.inspect(root)
    var words = [found.name, found.branch, found.head.map { String($0.prefix(12)) }].compactMap(
      \.self)
    if let count = found.dirtyCount, count > 0 { words.append("*\(count)") }
    if let count = found.unpushed, count > 0 { words.append("^\(count)") }
    return words.joined(separator: " ").replacing(";", with: ",").oneLine(limit: 160)
  }
}
