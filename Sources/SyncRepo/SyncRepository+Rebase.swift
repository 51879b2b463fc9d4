internal import Git2

extension SyncRepository {
  /// Brings the branch to the fetched commit, with the commits made here on top of it.
  ///
  /// - Returns: The branch's newest commit afterwards.
  func rebaseLocked() throws(SyncError) -> ObjectID? {
    let local = try localTip()
    guard let remote = try trackedTip(), remote != local else { return local }
    let new: ObjectID
    if let local {
      let base = try attempt("read \(path)") { () throws(GitError) in
        try repository.mergeBase(local, remote)
      }
      if base == remote { return local }
      new = base == local ? remote : try replay(local, since: base, on: remote)
    } else {
      new = remote
    }
    let oldTree = try tree(of: local)
    try move(localReference, to: new, expecting: local, because: "rebase")
    try follow(from: oldTree, to: try tree(of: new))
    return new
  }

  /// Writes our commits anew on top of another commit; no reference moves.
  private func replay(
    _ local: ObjectID, since base: ObjectID?, on remote: ObjectID
  ) throws(SyncError) -> ObjectID {
    let ids = try attempt("read \(path)") { () throws(GitError) in
      try repository.commits(from: local, hiding: remote)
    }
    var commits: [Commit] = []
    for id in ids {
      commits.append(
        try attempt("read \(path)") { () throws(GitError) in try repository.commit(id) })
    }
    if commits.contains(where: { $0.parents.count > 1 }) {
      return try merge(local, since: base, with: remote)
    }
    var tip = remote
    for commit in commits {
      let before = try tree(of: commit.parents.first)
      let onto = try tree(of: tip)
      let replayed = try replayTree(
        byOurs: isOurs(commit),
        from: before, to: commit.tree, on: onto)
      if replayed == onto { continue }
      let committer = try signature()
      tip = try attempt("commit to \(path)") { () throws(GitError) in
        try repository.writeCommit(
          tree: replayed, parents: [tip], author: commit.author, committer: committer,
          message: commit.message)
      }
    }
    return tip
  }

  /// Joins both sides by a merge commit: what a person merged by hand would be lost in a replay.
  private func merge(
    _ local: ObjectID, since base: ObjectID?, with remote: ObjectID
  ) throws(SyncError) -> ObjectID {
    let merged = try replayTree(
      byOurs: false, from: try tree(of: base), to: try tree(of: local), on: try tree(of: remote))
    let signature = try signature()
    return try attempt("commit to \(path)") { () throws(GitError) in
      try repository.writeCommit(
        tree: merged, parents: [local, remote], author: signature, committer: signature,
        message: "Merge \(configuration.remote)/\(branch)\n")
    }
  }
}
