public import Foundation

/// What a snapshot file says.
///
/// Fields are optional where files of older scripts, or of people, may leave them out.
public struct Snapshot: Sendable, Hashable {
  /// The version of the format that this library writes.
  public static let schema = 1

  /// How the session stands.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// It is open on its machine, as far as that machine has told.
    case active
    /// It ended without being finished: the machine went down, the program was killed.
    case interrupted
    /// It was finished; such a file is about to be removed.
    case ended
  }

  /// The version of the format the file was written in; `nil` for files of older scripts.
  public var schema: Int?
  /// One line that names the task.
  public var title: String
  /// The machine it was taken on.
  public var machine: String?
  /// The session it is of.
  public var sessionID: String?
  /// How the session stands; a word of a newer version counts as active.
  public var state: State
  /// When the session was first seen.
  public var created: Date?
  /// When the snapshot was taken.
  public var updated: Date
  /// From when the summary is.
  public var summarized: Date?
  /// Who wrote the summary: a model's name, or `extract`.
  public var summaryBy: String?
  /// Why a model did not write the summary, although it was asked to.
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
  /// How many files there are changed or new.
  public var dirty: Int?
  /// How many commits there are not pushed.
  public var unpushed: Int?
  /// The snapshot that this session carries on, as `<machine>-<session-id>`.
  public var resumedFrom: String?
  /// The keys that this library does not know, kept for the next writer.
  public var unknownFields: [UnknownField]
  /// The text below the front matter.
  public var body: SnapshotBody

  /// A line of front matter that this library does not know.
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

  /// Makes a snapshot with a title, a time and a text; everything else is set afterwards.
  public init(title: String, updated: Date, body: SnapshotBody) {
    self.title = title
    self.updated = updated
    self.body = body
    schema = Snapshot.schema
    state = .active
    unknownFields = []
  }
}
