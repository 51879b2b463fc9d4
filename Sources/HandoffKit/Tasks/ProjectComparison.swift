package import ClaudeCode
internal import Git2
package import SnapshotStore

/// A project's state on this machine, beside the one that a task's snapshot tells of.
package struct ProjectComparison: Sendable {
  /// The state in one place; what is not known is `nil`.
  package struct Place: Sendable, Hashable {
    /// The folder, the home folder written as `~`.
    package var folder: String?
    package var branch: String?
    /// The commit in forty hexadecimal digits.
    package var commit: String?
    /// The number of changed and new files.
    package var uncommitted: Int?
    /// The number of commits that are not pushed.
    package var unpushed: Int?
  }

  /// The state that the snapshot tells of.
  package let there: Place
  /// The state here; `nil` where the project is not on this machine.
  package let here: Place?
  /// The systems there and here, where they differ.
  package let systems: (there: String, here: String)?
  /// The versions of Claude Code there and here, where they differ.
  package let versions: (there: String, here: String)?
  /// True if the commit there is here too; `nil` where that cannot be told.
  package let hasCommit: Bool?

  /// Compares.
  ///
  /// - Parameters:
  ///   - header: The snapshot.
  ///   - folder: The project's folder here.
  ///   - claude: The version of Claude Code here; `nil` where it is not known, or another agent goes on.
  ///   - context: The world around.
  package init(
    _ header: SnapshotHeader, folder: String?, claude: ClaudeVersion? = nil,
    context: HandoffContext
  ) {
    there = Place(
      folder: header.workingFolder, branch: header.branch, commit: header.head,
      uncommitted: header.dirty, unpushed: header.unpushed)
    let own = SystemName.current
    versions = header.agentVersion.flatMap { ClaudeVersion(in: $0) }.flatMap { there in
      claude.flatMap { $0 == there ? nil : (there.description, $0.description) }
    }
    systems = header.system.flatMap { $0 == own ? nil : ($0, own) }
    guard let folder else {
      (here, hasCommit) = (nil, nil)
      return
    }
    let found = ProjectInspector(context).inspect(folder)
    here = Place(
      folder: context.shortened(folder), branch: found.branch, commit: found.head,
      uncommitted: found.dirtyCount, unpushed: found.unpushed)
    if let id = header.head.flatMap({ ObjectID(hex: $0) }),
      let repository = try? Repository(containing: folder)
    {
      hasCommit = try? repository.contains(id)
    } else {
      hasCommit = nil
    }
  }
}
