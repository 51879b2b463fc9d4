public import Essentials
internal import Platform

/// The header of a snapshot file: everything but its text.
///
/// Fields are optional where files of older scripts, or of people, may leave them out. A new field is
/// a property here and a row of `fields`; reading, writing and every list of fields follow.
public struct SnapshotHeader: Sendable, Hashable {
  /// The version of the format that this library writes.
  public static let schema = 1

  /// The version of the format the file was written in; `nil` for files of older scripts.
  public var schema: Int? = SnapshotHeader.schema
  /// One line that names the task.
  public var title: String
  /// The author of the title where that is a person: `person`.
  public var titleBy: String?
  /// The machine it was taken on.
  public var machine: String?
  /// The session it is of.
  public var sessionID: String?
  /// The session's state; a word of a newer version counts as active, and stays in the file until
  /// another state is set.
  public var state: SnapshotState = .active { didSet { newerState = nil } }
  /// The time when the session was first seen.
  public var created: Date?
  /// The time when the snapshot was taken.
  public var updated: Date
  /// The time that the summary is from.
  public var summarized: Date?
  /// The author of the summary: a model's name, or `extract`.
  public var summaryBy: String?
  /// The reason why a model did not write the summary, although it was asked to.
  public var summaryError: String?
  /// The project, such as `acme/api`.
  public var project: String?
  /// The address of the project's git remote, without a password.
  public var projectURL: String?
  /// The working folder, the home folder written as `~`.
  public var workingFolder: String?
  /// The git branch of the working folder.
  public var branch: String?
  /// The commit of the working folder.
  public var head: String?
  /// The number of files that are changed or new.
  public var dirty: Int?
  /// The number of commits that are not pushed.
  public var unpushed: Int?
  /// The id of the chain's first session; `nil` where this session is the first, or an older version
  /// wrote the file.
  public var task: String?
  /// The snapshot that this session carries on, as `<machine>-<session-id>`.
  public var resumedFrom: String?
  /// The blob of that snapshot's text, as it was when it was taken over, in hexadecimal digits.
  public var resumedAt: String?
  /// The number of answers in this session so far; it only grows.
  public var turns: Int?
  /// The `turns` of the snapshot that this session carries on, when it was taken over.
  public var base: Int?
  /// The program that carries the task on where it is not Claude Code, such as `codex`.
  public var agent: String?
  /// The system of the machine, such as `Debian GNU/Linux 12, x86_64`.
  public var system: String?
  /// The version of the agent, such as `2.1.330`.
  public var agentVersion: String?
  /// The programs and schedules that ran beside the session, separated by `; `.
  public var running: String?
  /// The other repositories that the session has changed files in, separated by `; `.
  public var others: String?
  /// The installation that wrote the file: a machine that was cloned, or another one of the same name,
  /// may have another one.
  public var installation: String?
  /// The number of times that the session's machine has written it; it only grows.
  public var sequence: Int?
  /// The program that wrote the file, with its version, such as `tasks 1.2.0`.
  public var writer: String?

  /// The fields that this library does not know, kept for the next writer.
  public var unknownFields: [UnknownField] = []

  /// The author of a title that a person has given.
  public static let person = "person"

  /// The project's name: `project`, or else the last part of the working folder, whatever system it is of.
  public var projectName: String? {
    if let project { return project }
    guard let folder = workingFolder, folder != "~" else { return nil }
    let isOfWindows = folder.dropFirst().first == ":" || folder.hasPrefix(#"\\"#)
    return folder.split { $0 == "/" || isOfWindows && $0 == "\\" }.last.map(String.init)
  }

  /// All fields, in the order in which they are written.
  static let fields: [SnapshotField] = [
    .number("schema", \.schema),
    .text("title", \.writtenTitle),
    .text("title_by", \.titleBy),
    .text("machine", \.machine),
    .text("session_id", \.sessionID),
    .text("state", \.writtenState),
    .time("created", \.created),
    .time("updated", \.writtenUpdated),
    .time("summarized", \.summarized),
    .text("summary_by", \.summaryBy),
    .text("summary_error", \.summaryError),
    .text("project", \.project),
    .text("project_url", \.projectURL),
    .text("cwd", \.workingFolder),
    .text("branch", \.branch),
    .text("head", \.head),
    .number("dirty", \.dirty),
    .number("unpushed", \.unpushed),
    .text("task", \.task),
    .text("resumed_from", \.resumedFrom),
    .text("resumed_at", \.resumedAt),
    .number("turns", \.turns),
    .number("base", \.base),
    .text("agent", \.agent),
    .text("system", \.system),
    .text("agent_version", \.agentVersion),
    .text("running", \.running),
    .text("others", \.others),
    .text("installation", \.installation),
    .number("sequence", \.sequence),
    .text("writer", \.writer),
  ]

  /// Makes a header with a title and a time; everything else is set afterwards.
  public init(title: String, updated: Date) {
    self.title = title
    self.updated = updated
  }

  /// A word for the state that only a newer version knows.
  private var newerState: String?
}

extension SnapshotHeader {
  /// Returns all fields that have a value, by their names in the front matter, in its order.
  public var values: [(name: String, value: SnapshotValue)] {
    SnapshotHeader.fields.compactMap { field in
      field.value(of: self).map { (field.name, $0) }
    }
  }

  /// The names of all fields, in the order in which they are written.
  public static let fieldNames = fields.map(\.name)

  // The fields that the front matter may lack and a snapshot may not.

  private var writtenTitle: String? {
    get { title }
    set { title = newValue ?? "" }
  }

  private var writtenState: String? {
    get { newerState ?? state.rawValue }
    set {
      state = newValue.flatMap(SnapshotState.init) ?? .active
      let isWord = newValue?.utf8.allSatisfy { $0.isLetter || $0 == UInt8(ascii: "_") } == true
      newerState = isWord && newValue != state.rawValue ? newValue : nil
    }
  }

  private var writtenUpdated: Date? {
    get { updated }
    set { updated = newValue ?? .distantPast }
  }
}

/// The state of a snapshot's session.
public enum SnapshotState: String, Sendable, Hashable, CaseIterable {
  /// It is open on its machine, as far as that machine has told.
  case active
  /// It ended without being finished: the machine went down, the program was killed.
  case interrupted
  /// It was finished; such a file is about to be removed.
  case ended
  /// It has taken a task over and has not answered yet; the text is that of the snapshot it carries on.
  case claimed
}

/// The value of a field of a snapshot's header.
public enum SnapshotValue: Sendable, Hashable {
  /// One line.
  case text(String)
  /// A time, kept to the second.
  case time(Date)
  /// A whole number.
  case number(Int)
}

/// A field of front matter that this library does not know.
public struct UnknownField: Sendable, Hashable {
  /// The key.
  public let key: String
  /// The value as YAML.
  public let yaml: String

  /// Makes a field.
  public init(key: String, yaml: String) {
    self.key = key
    self.yaml = yaml
  }
}

/// A row of the table of fields: a key of the front matter, and the property that has its value.
struct SnapshotField: Sendable {
  typealias Path<Value> = any WritableKeyPath<SnapshotHeader, Value?> & Sendable

  enum Property: Sendable {
    case text(Path<String>)
    case time(Path<Date>)
    case number(Path<Int>)
  }

  let name: String
  let property: Property

  /// The kind of its values, in a word.
  var kind: String {
    switch property {
    case .text: "text"
    case .time: "time"
    case .number: "number"
    }
  }

  static func text(_ name: String, _ path: Path<String>) -> SnapshotField {
    SnapshotField(name: name, property: .text(path))
  }

  static func time(_ name: String, _ path: Path<Date>) -> SnapshotField {
    SnapshotField(name: name, property: .time(path))
  }

  static func number(_ name: String, _ path: Path<Int>) -> SnapshotField {
    SnapshotField(name: name, property: .number(path))
  }

  /// Returns the field's value in a header; `nil` where it has none.
  func value(of header: SnapshotHeader) -> SnapshotValue? {
    switch property {
    case .text(let path): header[keyPath: path].map { .text($0) }
    case .time(let path): header[keyPath: path].map { .time($0) }
    case .number(let path): header[keyPath: path].map { .number($0) }
    }
  }

  /// Sets the field from the text that front matter has; one that is not of its kind is left out.
  func read(_ text: String, into header: inout SnapshotHeader) {
    switch property {
    case .text(let path): header[keyPath: path] = text
    case .time(let path): header[keyPath: path] = Timestamp.parse(text)
    case .number(let path): header[keyPath: path] = Int(text)
    }
  }
}
