internal import Git2

extension SyncRepository {
  /// Brings the branch to the fetched commit, with the commits made here on top of it.
  ///
  /// A person's commit that conflicts with the remote's stops nobody: this writer's commits go on top of
  /// the remote's tip, and the branch as it was is kept as `<name>-waiting`. Where the remote has another
  /// history altogether, its files stand, and those that this writer owns are put on top.
  ///
  /// - Parameter progress: Called where commits are written anew.
  /// - Returns: The branch's newest commit afterwards.
  /// - Throws: `SyncError`; nothing is changed then.
  func rebaseLocked(
    _ progress: (SyncProgress) -> Void = { _ in }
  ) throws(SyncError) -> ObjectID? {
    let local = try localTip()
    guard let remote = try trackedTip(), remote != local else { return local }
    guard let local else {
      try move(localReference, to: remote, expecting: nil, because: "rebase")
      return remote
    }
    let base = try attempt("read \(path)") { () throws(GitError) in
      try repository.mergeBase(local, remote)
    }
    if base == remote { return local }
    var result = Replayed(tip: remote)
    var isReplaced = false
    if base != local {
      progress(SyncProgress(phase: .rebasing))
      if base != nil {
        result = try replay(local, since: base, on: remote)
      } else if let replaced = try replaced(by: remote) {
        isReplaced = true
        let since = try attempt("read \(path)") { () throws(GitError) in
          try repository.mergeBase(local, replaced)
        }
        result = try replay(local, since: since, on: remote, hiding: replaced)
      } else {
        result = try ownFiles(of: local, on: remote)
      }
      if result.leavesCommits { try putAside(local) }
    }
    if isReplaced { owePrune(since: local) }
    let before = isReplaced ? try tree(of: local) : nil
    try move(localReference, to: result.tip, expecting: local, because: "rebase")
    if isReplaced {
      // What the files have now may be gone from the clone afterwards.
      follow(from: before)
      pruneLocked(since: local)
    }
    return result.tip
  }

  /// The end of a replay.
  private struct Replayed {
    var tip: ObjectID
    /// True if a person's commits are not among those that lead to it.
    var leavesCommits = false
  }

  /// Writes our commits anew on top of another commit; no reference moves.
  private func replay(
    _ local: ObjectID, since base: ObjectID?, on remote: ObjectID, hiding replaced: ObjectID? = nil
  ) throws(SyncError) -> Replayed {
    let ids = try attempt("read \(path)") { () throws(GitError) in
      try repository.commits(from: local, hiding: [replaced ?? remote])
    }
    var commits: [Commit] = []
    for id in ids {
      commits.append(
        try attempt("read \(path)") { () throws(GitError) in try repository.commit(id) })
    }
    var result = Replayed(tip: remote)
    if commits.contains(where: { $0.parents.count > 1 }) {
      do throws(SyncError) {
        result.tip = try merge(local, since: base, with: remote)
        return result
      } catch  where error.kind == .conflict {
        result.leavesCommits = true
      }
    }
    for commit in commits where commit.parents.count < 2 {
      // What a person has done since builds on what waits.
      let isPersons = !isWriters(commit)
      if isPersons && result.leavesCommits { continue }
      do throws(SyncError) {
        try replay(commit, on: &result.tip)
      } catch  where error.kind == .conflict {
        result.leavesCommits = true
      }
    }
    return result
  }

  private func replay(_ commit: Commit, on tip: inout ObjectID) throws(SyncError) {
    let before = try tree(of: commit.parents.first)
    let onto = try tree(of: tip)
    let replayed = try replayTree(by: commit, from: before, to: commit.tree, on: onto)
    if replayed == onto { return }
    let committer = try signature()
    let parent = tip
    tip = try attempt("commit to \(path)") { () throws(GitError) in
      try repository.rewriteCommit(
        commit.id, tree: replayed, parents: [parent], committer: committer)
    }
  }

  /// Joins both sides by a merge commit: what a person merged by hand would be lost in a replay.
  private func merge(
    _ local: ObjectID, since base: ObjectID?, with remote: ObjectID
  ) throws(SyncError) -> ObjectID {
    let merged = try replayTree(
      by: nil, from: try tree(of: base), to: try tree(of: local), on: try tree(of: remote))
    let signature = try signature()
    return try attempt("commit to \(path)") { () throws(GitError) in
      try repository.writeCommit(
        tree: merged, parents: [local, remote], author: signature, committer: signature,
        message: "Merge \(configuration.remote)/\(branch)\n")
    }
  }

  /// Puts what this writer has done on a history that is not ours.
  ///
  /// The remote was made anew, or two writers began at the same time. The files that it has stand; of a
  /// long history our files go as one commit.
  private func ownFiles(
    of local: ObjectID, on remote: ObjectID
  ) throws(SyncError) -> Replayed {
    var result = Replayed(tip: remote)
    var ours: [Commit] = []
    try attempt("read \(path)") { () throws(GitError) in
      for id in try repository.commits(from: local) {
        let commit = try repository.commit(id)
        if isOurs(commit) { ours.append(commit) }
        if !isWriters(commit) { result.leavesCommits = true }
      }
    }
    if ours.count <= 100 {
      for commit in ours { try replay(commit, on: &result.tip) }
      return result
    }
    let onto = try tree(of: remote)
    guard let last = try tree(of: local) else { return result }
    let files = try attempt("read \(path)") { () throws(GitError) in
      try repository.changes(from: onto, to: last)
    }
    let updates = files.compactMap { file -> TreeUpdate? in
      guard configuration.owns(file.path), let new = file.new else { return nil }
      if let ban = configuration.ban(file.path), files.contains(where: { $0.path == ban }) {
        return nil
      }
      return TreeUpdate(path: file.path, content: .init(new))
    }
    let signature = try signature()
    try attempt("commit to \(path)") { () throws(GitError) in
      let tree = try repository.writeTree(base: onto, updates: updates)
      if tree == onto { return }
      result.tip = try repository.writeCommit(
        tree: tree, parents: [remote], author: signature, committer: signature,
        message: "Files of another history\n\n\(configuration.trailer)\n")
    }
    return result
  }

  /// Keeps the branch as it was, for its person, and says so.
  private func putAside(_ local: ObjectID) throws(SyncError) {
    var name = "\(configuration.name)-waiting"
    for number in 2... {
      let reference = "refs/heads/\(name)"
      let known = try attempt("read \(path)") { () throws(GitError) in
        try repository.target(of: reference)
      }
      let isFree = try attempt("read \(path)") { () throws(GitError) in
        try known.map { (known) throws(GitError) in try repository.isAncestor(known, of: local) }
          ?? true
      }
      if isFree {
        try move(reference, to: local, expecting: known, because: "put aside")
        break
      }
      name = "\(configuration.name)-waiting-\(number)"
    }
    configuration.report(
      SyncEvent(
        .commitsPutAside,
        "Commits in \(path) conflict with the remote's. They wait on the branch \(name).",
        [.path: path, .branch: name]))
  }
}

extension SyncRepository {
  /// Puts the changes between two trees on a third one, path by path.
  ///
  /// - Parameters:
  ///   - commit: The commit that made the change. Of a path that both sides changed, its owner's version
  ///     stays where a writer made it; a person's change is merged by lines, or is a conflict, and so is
  ///     one without a commit.
  ///   - before: The tree before the change.
  ///   - after: The tree after it.
  ///   - onto: The tree to put it on.
  /// - Returns: The new tree; nothing but objects is written.
  /// - Throws: `SyncError` with `conflict`.
  func replayTree(
    by commit: Commit?, from before: ObjectID?, to after: ObjectID?, on onto: ObjectID?
  ) throws(SyncError) -> ObjectID {
    let changes = try attempt("compare commits in \(path)") { () throws(GitError) in
      try repository.changes(from: before, to: after)
    }
    let byOurs = commit.map { isOurs($0) } ?? false
    let byPerson = commit.map { !isWriters($0) } ?? true
    var updates: [TreeUpdate] = []
    for change in changes {
      if !byPerson, try isBanned(change, among: changes, onto) { continue }
      let theirs = try entry(at: change.path, in: onto)
      if theirs == nil ? change.new == nil : theirs?.sameContent(as: change.new) == true {
        continue
      }
      let untouched =
        theirs == nil ? change.old == nil : theirs?.sameContent(as: change.old) == true
      var applies = untouched
      if !untouched && byOurs && configuration.owns(change.path) {
        applies = try !keepsTheirs(change, theirs)
      }
      if applies {
        updates.append(
          TreeUpdate(path: change.path, content: change.new.map(TreeUpdate.Content.init)))
      } else if byPerson {
        updates.append(try mergedFile(change, theirs: theirs))
      }
      // Otherwise the change was to another machine's file, which that machine has changed since:
      // its version stays.
    }
    return try attempt("write to \(path)") { () throws(GitError) in
      try repository.writeTree(base: onto, updates: updates)
    }
  }

  /// Returns whether the remote has a file that keeps this one out.
  private func isBanned(
    _ change: PathChange, among changes: [PathChange], _ onto: ObjectID?
  ) throws(SyncError) -> Bool {
    guard change.new != nil, let ban = configuration.ban(change.path),
      !changes.contains(where: { $0.path == ban && $0.new == nil })
    else { return false }
    return try entry(at: ban, in: onto) != nil
  }

  /// Returns whether the remote's version of an own file stays.
  private func keepsTheirs(
    _ change: PathChange, _ theirs: TreeEntry?
  ) throws(SyncError) -> Bool {
    guard let theirs, theirs.isFile else { return false }
    return try attempt("read \(path)") { () throws(GitError) in
      func content(_ entry: TreeEntry?) throws(GitError) -> [UInt8]? {
        guard let entry, entry.isFile else { return nil }
        return try repository.readBlob(entry.id, limit: mergeLimit)
      }
      guard let other = try content(theirs) else { return false }
      return configuration.keepsTheirs(
        change.path, try content(change.new), try content(change.old), other)
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
      "\(VisibleText.of(change.path)) was changed here and on the remote, in the same place.")
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
