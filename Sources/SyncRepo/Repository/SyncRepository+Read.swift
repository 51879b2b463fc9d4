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

  /// Returns the content of a file, as the remote had it when it was last heard.
  ///
  /// - Parameters:
  ///   - path: The path from the root.
  ///   - limit: The most bytes it may have.
  /// - Returns: The bytes; `nil` where there is no such file, or nothing was ever heard.
  /// - Throws: As `read(_:limit:)`.
  package func readOnRemote(_ path: String, limit: Int) async throws(SyncError) -> [UInt8]? {
    try RepositoryPath.check(path)
    guard let tree = try tree(of: try trackedTip()) else { return nil }
    return try read(path, in: tree, limit: limit)
  }

  /// Returns the files of a folder and those below it, as the newest commit here has them.
  ///
  /// - Parameter folder: The path from the root; the empty path is the root itself.
  /// - Returns: The files, sorted by path; empty where there is no such folder.
  /// - Throws: `SyncError` with `invalidPath`, or where the repository cannot be read.
  public func list(_ folder: String = "") async throws(SyncError) -> [RepositoryFile] {
    try RepositoryPath.check(folder: folder)
    guard let root = try tree(of: try localTip()) else { return [] }
    return try attempt("read \(path)") { () throws(GitError) in
      guard let tree = try self.tree(at: folder, in: root) else { return [] }
      let entries = try repository.changes(from: nil, to: tree)
      var files: [RepositoryFile] = []
      for case let (path, file?) in entries.map({ ($0.path, $0.new) }) {
        guard file.isFile || file.isSymbolicLink else { continue }
        files.append(
          RepositoryFile(
            path: joined(folder, path), blob: file.id.hex, size: try repository.size(of: file.id),
            isSymbolicLink: file.isSymbolicLink))
      }
      return files
    }
  }

  /// Returns the number of commits that wait to be pushed, as far as is known here.
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

  /// Returns commits and all that lead to them; those that the clone does not have are left out.
  package func history(of commits: [String]) async -> Set<String> {
    var found: Set<String> = []
    for commit in commits {
      guard let id = ObjectID(hex: commit), let ids = known(id) else { continue }
      for id in ids { found.insert(id.hex) }
    }
    return found
  }

  /// Returns a commit and all that lead to it; `nil` where the clone does not have it.
  private func known(_ commit: ObjectID) -> [ObjectID]? { try? repository.commits(from: commit) }

  /// Returns the commit that the remote had when it was last heard, or else the newest here; `nil` where
  /// there is none.
  package func knownCommit() async throws(SyncError) -> String? {
    if let tracked = try trackedTip() { return tracked.hex }
    return try localTip()?.hex
  }

  /// Returns the branches on which a person's commits wait that conflict with the remote's, until the
  /// branch that is synchronised has them.
  ///
  /// - Returns: Their names without `refs/heads/`, sorted.
  /// - Throws: `SyncError` where the repository cannot be read.
  public func waitingBranches() async throws(SyncError) -> [String] {
    guard let tip = try localTip() else { return [] }
    return try attempt("read \(path)") { () throws(GitError) in
      var names: [String] = []
      for (reference, commit) in try repository.references()
      where reference.hasPrefix("refs/heads/\(configuration.name)-waiting") {
        if try !repository.isAncestor(commit, of: tip) {
          names.append(String(reference.dropFirst(11)))
        }
      }
      return names.sorted()
    }
  }

  /// Returns the address of the remote that pushes go to.
  ///
  /// - Returns: The address, which may hold a password; its `description` does not.
  /// - Throws: `SyncError` with `noRemote`.
  public func remoteAddress() async throws(SyncError) -> RemoteAddress {
    try remoteAddresses().push
  }

  /// Returns the tree at a path, the empty one included; `nil` where there is no folder.
  func tree(at folder: String, in root: ObjectID) throws(GitError) -> ObjectID? {
    if folder.isEmpty { return root }
    let entry = try repository.entry(at: folder, in: root)
    return entry?.isTree == true ? entry?.id : nil
  }

  private func joined(_ folder: String, _ path: String) -> String {
    folder.isEmpty ? path : "\(folder)/\(path)"
  }

  private func read(_ path: String, in tree: ObjectID, limit: Int) throws(SyncError) -> [UInt8]? {
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
          ? "\(VisibleText.of(path)) is larger than \(limit) bytes."
          : "\(VisibleText.of(path)) is not a regular file.")
    }
    return bytes
  }
}

/// A version of a file that history has.
package struct FileVersion: Sendable, Hashable {
  /// The path from the root.
  package let path: String
  /// The commit that brought it, forty hexadecimal digits.
  package let commit: String
  /// The time of that commit, in seconds since 1970.
  package let time: Int64
  /// The bytes of the file.
  package let content: [UInt8]

  /// Describes a version.
  package init(path: String, commit: String, time: Int64, content: [UInt8]) {
    (self.path, self.commit, self.time, self.content) = (path, commit, time, content)
  }
}

extension SyncRepository {
  /// Returns the versions of some files, newest first, also of those that are gone by now.
  ///
  /// - Parameters:
  ///   - paths: The paths from the root.
  ///   - commits: The number of commits to look back at most.
  ///   - limit: The most bytes a version may have; larger ones are left out.
  ///   - isEnough: Ends the walk when it returns true for the versions found so far.
  /// - Returns: The versions, each where a commit brought it.
  /// - Throws: `SyncError` where the repository cannot be read.
  package func versions(
    of paths: [String], commits: Int = 20_000, limit: Int = 1 << 20,
    until isEnough: @Sendable (_ found: [FileVersion]) -> Bool = { _ in false }
  ) async throws(SyncError) -> [FileVersion] {
    for path in paths { try RepositoryPath.check(path) }
    guard let tip = try localTip() else { return [] }
    return try attempt("read the history of \(path)") { () throws(GitError) in
      var found: [FileVersion] = []
      var left = commits
      // A commit's tree was looked at for the one that came after it.
      var known: (tree: ObjectID, blobs: [ObjectID?])?
      func blobs(in tree: ObjectID) throws(GitError) -> [ObjectID?] {
        if let known, known.tree == tree { return known.blobs }
        var blobs: [ObjectID?] = []
        for path in paths {
          let entry = try repository.entry(at: path, in: tree)
          blobs.append(entry?.isFile == true ? entry?.id : nil)
        }
        known = (tree, blobs)
        return blobs
      }
      try repository.visitHistory(from: tip) { (id) throws(GitError) in
        left -= 1
        let commit = try repository.links(of: id)
        let after = try blobs(in: commit.tree)
        var before: [[ObjectID?]] = []
        for parent in commit.parents {
          before.append(try blobs(in: try repository.links(of: parent).tree))
        }
        for (index, path) in paths.enumerated() {
          guard let blob = after[index], before.allSatisfy({ $0[index] != blob }),
            let content = try? repository.readBlob(blob, limit: limit)
          else { continue }
          found.append(
            FileVersion(path: path, commit: id.hex, time: commit.time, content: content))
        }
        return left > 0 && !isEnough(found)
      }
      return found
    }
  }
}
