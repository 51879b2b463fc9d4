/// What names a snapshot: the machine it was taken on and the session it is of.
public struct SnapshotID: Sendable, Hashable, CustomStringConvertible {
  /// The folder of the sync repository that holds the snapshots.
  public static let folder = "tasks"

  /// The machine that writes it.
  public let machine: MachineName
  /// The session.
  public let session: SessionID

  /// Makes an id.
  public init(machine: MachineName, session: SessionID) {
    self.machine = machine
    self.session = session
  }

  /// Reads the id from a path in the sync repository; `nil` where it is not one of ours.
  ///
  /// - Parameter path: Such as `tasks/desk-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md`. The session id
  ///   has a fixed length, so a machine's name may have hyphens, and `desk` never owns a file of
  ///   `desk-two`.
  public init?(path: String) {
    let prefix = "\(SnapshotID.folder)/"
    guard path.hasPrefix(prefix), path.hasSuffix(".md") else { return nil }
    let name = path.dropFirst(prefix.count).dropLast(3)
    guard let session = SessionID(String(name.suffix(36))), name.dropLast(36).last == "-",
      let machine = MachineName(String(name.dropLast(37)))
    else { return nil }
    self.init(machine: machine, session: session)
  }

  /// The path in the sync repository.
  public var path: String { "\(SnapshotID.folder)/\(description).md" }

  /// The file's name without `.md`.
  public var description: String { "\(machine)-\(session)" }
}
