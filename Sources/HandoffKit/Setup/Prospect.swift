internal import Phrases
internal import Platform
package import SnapshotStore
package import SyncRepo

/// A remote that has been looked at and cloned, and is not in use yet; or a clone that was there.
package struct Prospect: Sendable {
  /// The remote, without a password.
  package let address: RemoteAddress
  /// Its address as it was cloned.
  let source: String
  /// The branch that is synchronised.
  package let branch: String
  /// All snapshots in it.
  package let snapshots: [StoredSnapshot]
  /// The other files in it.
  package let others: OtherFiles
  /// True if the clone was there before.
  package let isAdopted: Bool
  /// The folder of the clone.
  package let folder: String
  /// The folders that were made on the way to it, the innermost first.
  let parents: [String]
  /// The answers of the remote, or why it gave none.
  let look: Result<AccessReport, SyncError>
  let sync: SyncRepository
  /// True if somebody has encrypted it.
  let isEncrypted: Bool

  /// The files in a repository that are none of handoff's.
  package struct OtherFiles: Sendable {
    /// The names at the top, sorted; that of a folder ends with a slash.
    package let names: [String]
    /// The names of all of these files, from the root.
    let paths: [String]
    /// True if it has tasks, too.
    package let areBesideTasks: Bool

    /// Looks for them among all files: neither handoff's, nor those that hosts make (a README, a license,
    /// and files that begin with a dot).
    init(_ files: [RepositoryFile]) {
      let tops = files.map { file in (name: String(file.path.prefix { $0 != "/" }), path: file.path)
      }
      let others = tops.filter { top in
        let upper = top.name.uppercased()
        return !Self.ownNames.contains(top.name)
          && !top.name.hasPrefix(".") && !upper.hasPrefix("README") && !upper.hasPrefix("LICENSE")
      }
      names = Set(others.map { $0.name == $0.path ? $0.name : $0.name + "/" }).sorted()
      paths = others.map(\.path)
      areBesideTasks = tops.contains { $0.name == SnapshotID.folder }
    }

    /// The names of what is handoff's own.
    private static let ownNames: Set = [
      SnapshotID.folder, Snapshots.forgottenFolder, GroupPath.group, GroupPath.join,
      GroupPath.recovery,
    ]

    /// Returns the number of files besides those at, or in, the first names.
    package func count(besides shown: some Collection<String>) -> Int {
      paths.count { path in
        !shown.contains { $0 == path || $0.hasSuffix("/") && path.hasPrefix($0) }
      }
    }
  }

  /// True if the remote says that this machine may push.
  package var mayWrite: Bool {
    if case .success(let access) = look, case .allowed = access.write { true } else { false }
  }

  /// True if nobody reads it without a login.
  package var isPrivate: Bool {
    if case .success(let access) = look, case .closed = access.anonymous { true } else { false }
  }

  /// The reason for which this machine may not push there, as far as that can be told.
  var writeTrouble: SyncError? { (try? look.get())?.write.error }

  /// The reason for which nobody could tell if strangers can read the remote; `nil` if that is known.
  var privacyTrouble: String? {
    switch look {
    case .failure(let error): return LibraryText.inReadersLanguage(error.message)
    case .success(let access):
      guard access.transport != .local, case .unknown(let reason) = access.anonymous else {
        return nil
      }
      return Phrases.remedyAdvice(advice: reason)
    }
  }

  /// Removes the clone, if it was made to look at the remote.
  package func discard() {
    if !isAdopted { Self.remove(folder, parents) }
  }

  /// Removes a clone, and the folders that were made for it.
  static func remove(_ folder: String, _ parents: [String]) {
    LocalFile.removeTree(folder)
    for parent in parents where !LocalFile.removeEmptyFolder(parent) { return }
  }
}

/// A reason not to use a remote.
package enum SetupObstacle: Error {
  /// It cannot be reached, or read.
  case unreadable(SyncError)
  /// This machine may only read it.
  case readOnly(SyncError)
  /// Anybody can read it: snapshots tell what a person works on.
  case isPublic(address: String, how: String)
  /// It is somebody's project: its people would read the snapshots.
  case isShared(address: String, Prospect.OtherFiles)

  /// The reason in words, with what to type.
  package var error: HandoffError {
    switch self {
    case .unreadable(let error), .readOnly(let error): HandoffError(error)
    case .isPublic(let address, let how):
      HandoffError(
        .usage, Phrases.setupPublic(address: address, how: how), hint: Phrases.setupPublicHint())
    case .isShared(let address, let others):
      HandoffError(
        .usage,
        Phrases.setupShared(address: address, names: Phrases.list(Array(others.names.prefix(5)))),
        hint: Phrases.setupSharedHint())
    }
  }
}
