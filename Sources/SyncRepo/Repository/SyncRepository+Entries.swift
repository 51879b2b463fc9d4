internal import Git2

/// A file of a folder whose content has not been looked at.
package struct RepositoryEntry: Sendable, Hashable {
  /// The path from the root.
  package let path: String
  /// The name of its content: forty hexadecimal digits.
  package let blob: String
  /// True for a symbolic link, which is never followed.
  package let isSymbolicLink: Bool
  /// True for a submodule, which is never looked at.
  package let isSubmodule: Bool
  /// True for a folder that this clone cannot read: its files are not known.
  package let isDamagedFolder: Bool
}

/// The content of a file, as one of many that are read.
package enum RepositoryContent: Sendable, Hashable {
  case bytes([UInt8])
  /// It has more bytes than were asked for.
  case tooLarge
  /// This clone's copy of it is missing or damaged.
  case damaged
}

/// Reading many files in few steps, for a store that knows most of them already.
///
/// `list` looks every file's size up, which opens it; `read` looks every path up from the root.
extension SyncRepository {
  /// Returns the files of a folder and those below it, as the newest commit here has them.
  ///
  /// - Parameter folder: The path from the root.
  /// - Returns: The files, sorted by path, and the folders below it that cannot be read; empty where
  ///   there is no such folder.
  /// - Throws: `SyncError` where the repository, or the folder itself, cannot be read.
  package func entries(of folder: String) async throws(SyncError) -> [RepositoryEntry] {
    try RepositoryPath.check(folder)
    guard let tree = try tree(of: try localTip()) else { return [] }
    return try attempt("read \(path)") { () throws(GitError) in
      guard let entry = try repository.entry(at: folder, in: tree), entry.isTree else { return [] }
      var found: [RepositoryEntry] = []
      add(try repository.entries(of: entry.id), in: folder, to: &found)
      return found.sorted { $0.path < $1.path }
    }
  }

  private func add(
    _ entries: [TreeEntry], in folder: String, to found: inout [RepositoryEntry]
  ) {
    // No system has paths of this length; a chain of folders without end is no tree of anybody's.
    guard folder.utf8.count <= 4_096 else { return }
    for entry in entries {
      let path = "\(folder)/\(entry.name)"
      let inside: [TreeEntry]?
      do throws(GitError) {
        inside = entry.isTree ? try repository.entries(of: entry.id) : []
      } catch {
        inside = nil
      }
      if entry.isTree, let inside {
        add(inside, in: path, to: &found)
      } else if entry.isFile || entry.isSymbolicLink || entry.isSubmodule || inside == nil {
        found.append(
          RepositoryEntry(
            path: path, blob: entry.id.hex, isSymbolicLink: entry.isSymbolicLink,
            isSubmodule: entry.isSubmodule, isDamagedFolder: inside == nil))
      }
    }
  }

  /// Returns the contents of files; one that cannot be read spoils none of the others.
  ///
  /// - Parameters:
  ///   - blobs: The names of the contents.
  ///   - limit: The most bytes that one may have.
  /// - Returns: The content of each, in order.
  /// - Throws: `SyncError` where the repository cannot be read.
  package func read(blobs: [String], limit: Int) async throws(SyncError) -> [RepositoryContent] {
    try attempt("read \(path)") { () throws(GitError) in
      var contents: [RepositoryContent] = []
      for blob in blobs {
        guard let id = ObjectID(hex: blob) else {
          throw GitError(code: .notFound, message: "“\(blob)” names no object")
        }
        do throws(GitError) {
          contents.append(try repository.readBlob(id, limit: limit).map { .bytes($0) } ?? .tooLarge)
        } catch  where error.code != .user {
          contents.append(.damaged)
        }
      }
      return contents
    }
  }
}
