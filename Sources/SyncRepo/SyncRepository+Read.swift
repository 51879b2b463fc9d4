internal import Git2

extension SyncRepository {
  /// Returns the content of a file, as the newest commit here has it.
  ///
  /// - Parameters:
  ///   - path: The path from the root.
  ///   - limit: The most bytes it may have.
  /// - Returns: The bytes; `nil` where there is no such file.
  /// - Throws: `SyncError` with `unreadable` for a symbolic link or a file over the limit.
  public func read(_ path: String, limit: Int = 1 << 20) async throws(SyncError) -> [UInt8]? {
    try RepositoryPath.check(path)
    guard let tree = try tree(of: try localTip()) else { return nil }
    return try read(path, in: tree, limit: limit)
  }

  /// Returns the files of a folder and those below it, as the newest commit here has them.
  ///
  /// - Parameter folder: The path from the root.
  /// - Returns: The files, sorted by path; empty where there is no such folder.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func list(_ folder: String) async throws(SyncError) -> [RepositoryFile] {
    try RepositoryPath.check(folder)
    guard let tree = try tree(of: try localTip()) else { return [] }
    return try attempt("read \(path)") { () throws(GitError) in
      guard let entry = try repository.entry(at: folder, in: tree), entry.isTree else { return [] }
      let entries = try repository.changes(from: nil, to: entry.id)
      var files: [RepositoryFile] = []
      for case let (path, file?) in entries.map({ ($0.path, $0.new) }) {
        guard file.isFile || file.isSymbolicLink else { continue }
        files.append(
          RepositoryFile(
            path: "\(folder)/\(path)", blob: file.id.hex, size: try repository.size(of: file.id),
            isSymbolicLink: file.isSymbolicLink))
      }
      return files
    }
  }

  /// Returns how many commits wait to be pushed, as far as is known here.
  ///
  /// - Returns: The number; all commits where nothing was ever pushed or fetched.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func unpushedCount() async throws(SyncError) -> Int {
    guard let tip = try localTip() else { return 0 }
    let tracked = try trackedTip()
    return try attempt("read \(path)") { () throws(GitError) in
      guard let tracked else { return try repository.commits(from: tip, hiding: nil).count }
      return try repository.aheadBehind(tip, tracked).ahead
    }
  }

  /// Returns the address of the remote, which may hold a password; its `description` does not.
  public func remoteAddress() async throws(SyncError) -> RemoteAddress {
    try remoteAddresses().push
  }

  /// Returns the address that is fetched from, which `remote.<name>.pushurl` and
  /// `url.<base>.pushInsteadOf` (git-config(1)) do not change.
  package func fetchAddress() async throws(SyncError) -> RemoteAddress {
    try remoteAddresses().fetch
  }

  func read(_ path: String, in tree: ObjectID, limit: Int) throws(SyncError) -> [UInt8]? {
    let found = try attempt("read \(self.path)") {
      () throws(GitError) -> (entry: TreeEntry, bytes: [UInt8]?)? in
      guard let entry = try repository.entry(at: path, in: tree) else { return nil }
      return (entry, entry.isFile ? try repository.readBlob(entry.id, limit: limit) : nil)
    }
    guard let found, !found.entry.isTree else { return nil }
    guard let bytes = found.bytes else {
      throw SyncError(
        .unreadable,
        found.entry.isFile
          ? "\(RepositoryPath.printable(path)) is larger than \(limit) bytes."
          : "\(RepositoryPath.printable(path)) is not a regular file.")
    }
    return bytes
  }
}
