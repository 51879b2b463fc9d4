internal import Git2

extension SyncRepository {
  /// Puts the changes between two trees on a third one, path by path.
  ///
  /// - Parameters:
  ///   - byOurs: Whether this writer made the change; a path that both sides changed is then decided
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
      "\(RepositoryPath.printable(change.path)) was changed here and on the remote, in the same place.",
      hint: "Nothing was changed. Merge by hand: git -C \(path) pull --no-rebase")
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
  /// What an entry of another tree has.
  init(_ entry: TreeEntry) { self.init(id: entry.id, mode: entry.mode) }
}
