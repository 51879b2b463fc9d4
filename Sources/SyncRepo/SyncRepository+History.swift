internal import Git2

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
