/// A snapshot file in the sync repository, readable or not.
public struct StoredSnapshot: Sendable, Hashable {
  /// The path from the repository's root.
  public let path: String
  /// The name of its content, forty hexadecimal digits; changes whenever the file does.
  public let blob: String
  /// What the file says; `nil` for a broken one.
  public let snapshot: Snapshot?
  /// Why it is broken; `nil` for a readable one.
  public let problem: SnapshotFormatError?

  /// Makes a description of a readable file.
  public init(path: String, blob: String, snapshot: Snapshot) {
    self.path = path
    self.blob = blob
    self.snapshot = snapshot
    problem = nil
  }

  /// Makes a description of a broken file.
  public init(path: String, blob: String, problem: SnapshotFormatError) {
    self.path = path
    self.blob = blob
    snapshot = nil
    self.problem = problem
  }

  /// The file's name without `.md`: what a person can type to mean it.
  public var name: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// What names it, if the file is named as this library does.
  public var id: SnapshotID? { SnapshotID(path: path) }

  /// The machine it was taken on: from the file's name, else from what it says.
  public var machine: String? { id?.machine.rawValue ?? snapshot?.machine }

  /// The session it is of: from the file's name, else from what it says.
  public var sessionID: String? { id?.session.rawValue ?? snapshot?.sessionID }
}
