internal import Essentials
internal import HandoffKit
internal import SnapshotStore

/// A task as `--json` shows it: every field of the front matter under its name in camel case.
///
/// The keys are stable. Machine and session are those of the file's name, if it is one of ours.
struct TaskRow: Encodable {
  private let task: StoredSnapshot
  /// The number in the list; absent outside one.
  private let number: Int?

  /// The short id of its task; absent outside a list.
  private let id: String?

  /// True if it is pinned on this machine.
  private let isPinned: Bool

  init(_ task: StoredSnapshot, number: Int? = nil, id: String? = nil, isPinned: Bool = false) {
    self.task = task
    self.number = number
    self.id = id
    self.isPinned = isPinned
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(number, forKey: Key("number"))
    try container.encodeIfPresent(id, forKey: Key("id"))
    try container.encode(task.name, forKey: Key("name"))
    if isPinned { try container.encode(true, forKey: Key("pinned")) }
    guard var header = task.header else {
      try container.encodeIfPresent(task.machine, forKey: Key("machine"))
      try container.encodeIfPresent(task.sessionID, forKey: Key("session_id"))
      // The reason that the file cannot be read.
      try container.encodeIfPresent(task.problem?.description, forKey: Key("broken"))
      return
    }
    // What the text says against the name of the file.
    try container.encodeIfPresent(task.contradiction, forKey: Key("says_it_is_of"))
    header.machine = task.machine
    header.sessionID = task.sessionID
    for (name, value) in header.values {
      switch value {
      case .text(let text): try container.encode(text, forKey: Key(name))
      case .time(let time): try container.encode(time, forKey: Key(name))
      case .number(let number): try container.encode(number, forKey: Key(name))
      }
    }
  }

  /// A key: a name of the front matter in camel case.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) {
      let words = name.split(separator: "_")
      stringValue =
        words.prefix(1).joined()
        + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// The output of `handoff list --json`.
struct TaskListing: Encodable {
  let schemaVersion = 1
  let tasks: [TaskRow]
  /// True if the remote was asked just now.
  let isCurrent: Bool
  /// The time since when this machine's pushes fail; absent while they go well.
  let pushesFailSince: Date?
}

/// The output of `handoff show --json`.
struct TaskDetail: Encodable {
  let schemaVersion = 1
  let task: TaskRow
  /// The six sections by their headings; those that are missing are left out.
  let sections: [String: String]
  /// The whole file.
  let text: String
}

/// The output of `handoff show --diff --json`.
struct TaskChangeDetail: Encodable {
  /// A version of the file.
  struct Content: Encodable {
    let name: String
    let commit: String
    let time: Date
    let text: String

    init(_ version: TaskChange.Edition) {
      (name, commit, time) = (version.name, version.commit, version.time)
      text = version.text
    }
  }

  let schemaVersion = 1
  let task: TaskRow
  /// The newest version; absent where history does not know the task.
  let new: Content?
  /// The version before; absent where there is none.
  let old: Content?
  /// Both in the unified format; empty without an older one.
  let diff: String

  init(task: TaskRow, _ change: TaskChange?) {
    self.task = task
    new = change.map { Content($0.new) }
    old = change?.old.map { Content($0) }
    diff = change?.difference ?? ""
  }
}
