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
      guard let tracked else { return try repository.commits(from: tip).count }
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

extension SyncRepository {
  /// Returns files that were removed, newest removal first; history keeps them.
  ///
  /// - Parameters:
  ///   - folder: Only files below this folder.
  ///   - commits: How many commits to look back at most.
  ///   - limit: The most bytes a file may have; larger ones are left out.
  ///   - matches: Only paths for which this is true; the walk ends at the first that `isEnough`.
  ///   - isEnough: Whether the files found so far are all that is wanted.
  /// - Returns: Each path once, with its last content, and only if it is not there now.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func removedFiles(
    in folder: String, commits: Int = 20_000, limit: Int = 1 << 20,
    where matches: @Sendable (_ path: String) -> Bool = { _ in true },
    until isEnough: @Sendable (_ found: [RemovedFile]) -> Bool = { _ in false }
  ) async throws(SyncError) -> [RemovedFile] {
    try RepositoryPath.check(folder)
    guard let tip = try localTip(), let current = try tree(of: tip) else { return [] }
    return try attempt("read the history of \(path)") { () throws(GitError) in
      var found: [RemovedFile] = []
      var seen: Set<String> = []
      var left = commits
      try repository.visitHistory(from: tip) { (id) throws(GitError) in
        left -= 1
        let commit = try repository.commit(id)
        let after = try repository.entry(at: folder, in: commit.tree)
        for parent in commit.parents {
          let before = try repository.entry(at: folder, in: try repository.commit(parent).tree)
          guard let before, before.isTree, before.id != after?.id else { continue }
          let tree = after?.isTree == true ? after?.id : nil
          for change in try repository.changes(from: before.id, to: tree) where change.new == nil {
            let path = "\(folder)/\(change.path)"
            guard let old = change.old, old.isFile, matches(path), seen.insert(path).inserted,
              try repository.entry(at: path, in: current) == nil,
              let content = try repository.readBlob(old.id, limit: limit)
            else { continue }
            found.append(
              RemovedFile(
                path: path, commit: id.hex, time: commit.committer.time, content: content))
          }
        }
        return left > 0 && !isEnough(found)
      }
      return found
    }
  }
}

extension SyncRepository {
  /// Sees that the clone's remote is the given one; adds it where there is none yet.
  ///
  /// - Parameter address: The address, absolute.
  /// - Throws: `SyncError` with `alreadyExists` where the clone has another remote.
  public func useRemote(_ address: String) async throws(SyncError) {
    let name = configuration.remote
    let current = try attempt("read \(path)") { () throws(GitError) in
      try repository.configuration("remote.\(name).url")
    }
    guard let current else {
      return try attempt("add a remote to \(path)") { () throws(GitError) in
        try repository.addRemote(name, url: address)
        try repository.setConfiguration("branch.\(branch).remote", to: name)
        try repository.setConfiguration("branch.\(branch).merge", to: "refs/heads/\(branch)")
      }
    }
    let (old, new) = (RemoteAddress(current), RemoteAddress(address))
    if old.text == new.text || (old.localPath != nil && old.localPath == new.localPath) { return }
    throw SyncError(
      .alreadyExists, "\(path) is a clone of \(old), not of \(new).",
      hint: "Choose another folder with --repo, or: git -C \(path) remote set-url \(name) URL")
  }
}
