internal import ClaudeCode
package import Essentials
package import SnapshotStore
internal import SyncRepo

/// The last change of a task: its newest version, and the one before it.
package struct TaskChange: Sendable {
  /// A version of a snapshot.
  package struct Edition: Sendable {
    /// The file's name without `.md`; a task that was taken over has the one before in another file.
    package let name: String
    /// The commit that brought it, forty hexadecimal digits.
    package let commit: String
    /// The time of that commit.
    package let time: Date
    /// The text of the file.
    package let text: String

    init(_ version: FileVersion) {
      name =
        StoredSnapshot(
          path: version.path, blob: "", problem: SnapshotFormatError("")
        ).name
      commit = version.commit
      time = Date(timeIntervalSince1970: TimeInterval(version.time))
      text = String(decoding: version.content, as: UTF8.self)
    }
  }

  /// The version before; `nil` where there is none.
  package let old: Edition?
  package let new: Edition
  /// The difference of both in the unified format; empty without an older one.
  package let difference: String

  /// Compares the versions of a task that history has.
  ///
  /// - Parameters:
  ///   - versions: The newest, and the one before it.
  ///   - label: Returns the name of a version for the head of the difference.
  init?(_ versions: [FileVersion], label: (Edition) -> String) {
    guard let newest = versions.first else { return nil }
    new = Edition(newest)
    guard let before = versions.dropFirst().first else {
      (old, difference) = (nil, "")
      return
    }
    let older = Edition(before)
    old = older
    difference = UnifiedDiff.render(
      old: before.content, new: newest.content, label: label(older), newLabel: label(new))
  }
}

extension TaskList {
  /// Returns the last change of a task, a finished one too.
  ///
  /// - Parameters:
  ///   - stored: The task.
  ///   - label: Returns the name of a version for the head of the difference.
  /// - Returns: The change; `nil` where history does not know the task.
  /// - Throws: `SyncError` where history cannot be read.
  package func lastChange(
    of stored: StoredSnapshot, label: (TaskChange.Edition) -> String
  ) async throws -> TaskChange? {
    TaskChange(try await store.lastVersions(of: stored), label: label)
  }
}
