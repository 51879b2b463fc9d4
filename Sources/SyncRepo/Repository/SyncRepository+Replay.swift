internal import Git2

extension SyncRepository {
  /// Brings the branch to the fetched commit, with the commits made here on top of it.
  ///
  /// - Parameter progress: Called where commits are written anew.
  /// - Returns: The branch's newest commit afterwards.
  /// - Throws: `SyncError` with `conflict`; nothing is changed then.
  func rebaseLocked(
    _ progress: (SyncProgress) -> Void = { _ in }
  ) throws(SyncError) -> ObjectID? {
    let local = try localTip()
    guard let remote = try trackedTip(), remote != local else { return local }
    let new: ObjectID
    if let local {
      let base = try attempt("read \(path)") { () throws(GitError) in
        try repository.mergeBase(local, remote)
      }
      if base == remote { return local }
      if base == local {
        new = remote
      } else {
        progress(SyncProgress(phase: .rebasing))
        new = try replay(local, since: base, on: remote)
      }
    } else {
      new = remote
    }
    try move(localReference, to: new, expecting: local, because: "rebase")
    return new
  }

  /// Writes our commits anew on top of another commit; no reference moves.
  private func replay(
    _ local: ObjectID, since base: ObjectID?, on remote: ObjectID
  ) throws(SyncError) -> ObjectID {
    let ids = try attempt("read \(path)") { () throws(GitError) in
      try repository.commits(from: local, hiding: [remote])
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
        byOurs: isOurs(commit), from: before, to: commit.tree, on: onto)
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

extension SyncRepository {
  /// Puts the changes between two trees on a third one, path by path.
  ///
  /// - Parameters:
  ///   - byOurs: True if this writer made the change; a path that both sides changed is then decided
  ///     by who owns it. A person's change is merged by lines, or is a conflict.
  ///   - before: The tree before the change.
  ///   - after: The tree after it.
  ///   - onto: The tree to put it on.
  /// - Returns: The new tree; nothing but objects is written.
  /// - Throws: `SyncError` with `conflict`.
  func replayTree(
    byOurs: Bool, from before: ObjectID?, to after: ObjectID?, on onto: ObjectID?
  ) throws(SyncError) -> ObjectID {
    let changes = try attempt("compare commits in \(path)") { () throws(GitError) in
      try repository.changes(from: before, to: after)
    }
    var updates: [TreeUpdate] = []
    for change in changes {
      let theirs = try entry(at: change.path, in: onto)
      if theirs == nil ? change.new == nil : theirs?.sameContent(as: change.new) == true {
        continue
      }
      let untouched =
        theirs == nil ? change.old == nil : theirs?.sameContent(as: change.old) == true
      if untouched || (byOurs && configuration.owns(change.path)) {
        updates.append(
          TreeUpdate(path: change.path, content: change.new.map(TreeUpdate.Content.init)))
      } else if !byOurs {
        updates.append(try mergedFile(change, theirs: theirs))
      }
      // Otherwise the change was to another machine's file, which that machine has changed since:
      // its version stays.
    }
    return try attempt("write to \(path)") { () throws(GitError) in
      try repository.writeTree(base: onto, updates: updates)
    }
  }

  private func entry(at path: String, in tree: ObjectID?) throws(SyncError) -> TreeEntry? {
    guard let tree else { return nil }
    return try attempt("read \(self.path)") { () throws(GitError) in
      try repository.entry(at: path, in: tree)
    }
  }

  private func mergedFile(
    _ change: PathChange, theirs: TreeEntry?
  ) throws(SyncError) -> TreeUpdate {
    let conflict = SyncError(
      .conflict,
      "\(VisibleText.of(change.path)) was changed here and on the remote, in the same place.",
      remedy: .run(
        "git -C \(ShellQuoting.word(path)) pull --no-rebase", "Nothing was changed. Merge by hand"))
    guard let old = change.old, let new = change.new, let theirs,
      old.isFile, new.isFile, theirs.isFile
    else { throw conflict }
    let merged = try attempt("merge \(change.path)") { () throws(GitError) -> ObjectID? in
      guard let base = try repository.readBlob(old.id, limit: mergeLimit),
        let ours = try repository.readBlob(new.id, limit: mergeLimit),
        let other = try repository.readBlob(theirs.id, limit: mergeLimit),
        let text = try repository.mergedText(base: base, ours: ours, theirs: other)
      else { return nil }
      return try repository.writeBlob(text)
    }
    guard let merged else { throw conflict }
    return TreeUpdate(path: change.path, content: .init(id: merged, mode: new.mode))
  }

  /// Larger files than this are not merged by lines.
  private var mergeLimit: Int { 8 << 20 }
}

extension TreeUpdate.Content {
  /// Takes over an entry of another tree.
  init(_ entry: TreeEntry) { self.init(id: entry.id, mode: entry.mode) }
}
