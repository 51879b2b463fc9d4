internal import Platform

/// Reads the todo list that Claude Code keeps in files of its own.
///
/// Newer versions write `tasks/<session>/<n>.json`, 2.0.72 `todos/<session>-agent-<session>.json`;
/// from 2.1.233 on, newer models have neither unless `CLAUDE_CODE_ENABLE_TODO_TOOLS` is set. So a
/// list is never counted on; without files there is only ``Conversation/lastTodos``.
package struct TodoReader: Sendable {
  private let configurationFolder: String

  private static let maximumEntries = 500
  private static let maximumTextBytes = 4 << 10
  private static let maximumTaskBytes = 256 << 10
  private static let maximumListBytes = 4 << 20

  /// Makes a reader.
  ///
  /// - Parameter configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  package init(configurationFolder: String) {
    self.configurationFolder = configurationFolder
  }

  /// Reads the list of a session; entries that cannot be read are left out.
  ///
  /// - Parameter sessionID: The session's id; anything but a UUID has no list.
  /// - Returns: The list in its order, or `nil` if there are no files with entries.
  package func todos(sessionID: String) -> [Todo]? {
    guard SessionIDForm.isValid(sessionID.utf8) else { return nil }
    let todos = tasks(sessionID) ?? list(sessionID) ?? []
    return todos.isEmpty ? nil : todos
  }

  private func tasks(_ sessionID: String) -> [Todo]? {
    let folder = configurationFolder + "/tasks/" + sessionID
    let numbered = LocalFile.names(in: folder).compactMap { name -> (number: Int, name: String)? in
      guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)) else { return nil }
      return (number, name)
    }
    let tasks = numbered.sorted { $0.number < $1.number }.prefix(Self.maximumEntries)
      .compactMap { task -> Todo? in
        let path = folder + "/" + task.name
        return JSONValue(file: path, limit: Self.maximumTaskBytes)
          .flatMap { Todo($0, limit: Self.maximumTextBytes) }
      }
      .filter { $0.status != "deleted" }
    return tasks.isEmpty ? nil : tasks
  }

  private func list(_ sessionID: String) -> [Todo]? {
    let path = configurationFolder + "/todos/\(sessionID)-agent-\(sessionID).json"
    return JSONValue(file: path, limit: Self.maximumListBytes)?.elements?
      .prefix(Self.maximumEntries).compactMap { Todo($0, limit: Self.maximumTextBytes) }
  }
}

/// One entry of a session's todo list.
package struct Todo: Sendable, Equatable {
  /// The thing to do.
  package var text: String
  /// `pending`, `in_progress` or `completed`; kept as written, so that a new word is not lost.
  package var status: String

  package init(text: String, status: String) {
    self.text = text
    self.status = status
  }

  /// True if the entry is finished.
  package var isDone: Bool { status == "completed" }
}

extension Conversation {
  /// The list as the calls have left it that were not refused; empty if there is none.
  ///
  /// `TodoWrite` writes a whole list, `TaskCreate` and `TaskUpdate` change one entry of it.
  package var lastTodos: [Todo] {
    var list: [(id: String?, todo: Todo)] = []
    for event in earlier + events {
      guard case .tool(let use) = event.kind, !use.failed, use.refusal == nil else { continue }
      switch use.name {
      case "TodoWrite": list = use.todos.map { (nil, $0) }
      case "TaskCreate":
        guard let subject = use.input["subject"], !subject.isEmpty else { continue }
        list.append((use.createdTask, Todo(text: subject, status: "pending")))
      case "TaskUpdate":
        guard let place = list.firstIndex(where: { $0.id != nil && $0.id == use.input["taskId"] })
        else { continue }
        list[place].todo.text = use.input["subject"] ?? list[place].todo.text
        list[place].todo.status = use.input["status"] ?? list[place].todo.status
      default: continue
      }
    }
    return list.map(\.todo).filter { $0.status != "deleted" }
  }
}

extension ToolUse {
  /// The number in `Task #1 created successfully: …`.
  fileprivate var createdTask: String? {
    guard let result, let mark = result.firstIndex(of: "#") else { return nil }
    let number = result[result.index(after: mark)...].prefix(while: \.isNumber)
    return number.isEmpty ? nil : String(number)
  }
}

extension Todo {
  /// Reads an entry of `TodoWrite`, of a `todos` file, or a `tasks` file.
  ///
  /// The text is `content` (lists) or `subject` (tasks); an entry without either is none.
  init?(_ value: JSONValue, limit: Int) {
    guard let text = (value["content"] ?? value["subject"])?.string(limit: limit), !text.isEmpty
    else { return nil }
    self.init(text: text, status: value["status"]?.string(limit: 64) ?? "pending")
  }
}
