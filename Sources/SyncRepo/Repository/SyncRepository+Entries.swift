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
}

/// Reading many files in few steps, for a store that knows most of them already.
///
/// `list` looks every file's size up, which opens it; `read` looks every path up from the root.
extension SyncRepository {
  /// Returns the files of a folder and those below it, as the newest commit here has them.
  ///
  /// - Parameter folder: The path from the root.
  /// - Returns: The files, sorted by path; empty where there is no such folder.
  /// - Throws: `SyncError` where the repository cannot be read.
  package func entries(of folder: String) async throws(SyncError) -> [RepositoryEntry] {
    try RepositoryPath.check(folder)
    guard let tree = try tree(of: try localTip()) else { return [] }
    return try attempt("read \(path)") { () throws(GitError) in
      guard let entry = try repository.entry(at: folder, in: tree), entry.isTree else { return [] }
      return try repository.changes(from: nil, to: entry.id).compactMap { change in
        guard let file = change.new, file.isFile || file.isSymbolicLink || file.isSubmodule else {
          return nil
        }
        return RepositoryEntry(
          path: "\(folder)/\(change.path)", blob: file.id.hex,
          isSymbolicLink: file.isSymbolicLink, isSubmodule: file.isSubmodule)
      }
    }
  }

  /// Returns the contents of files.
  ///
  /// - Parameters:
  ///   - blobs: The names of the contents.
  ///   - limit: The most bytes that one may have.
  /// - Returns: The bytes of each, in order; `nil` for one that has more.
  /// - Throws: `SyncError` where one is missing or cannot be read.
  package func read(blobs: [String], limit: Int) async throws(SyncError) -> [[UInt8]?] {
    try attempt("read \(path)") { () throws(GitError) in
      var contents: [[UInt8]?] = []
      for blob in blobs {
        guard let id = ObjectID(hex: blob) else {
          throw GitError(code: .notFound, message: "“\(blob)” names no object")
        }
        contents.append(try repository.readBlob(id, limit: limit))
      }
      return contents
    }
  }
}
