internal import CGit2

/// The push to a repository on this computer.
///
/// libgit2's own push to a path writes the branch without looking at its old value and loses
/// commits when two programs push at once. This one takes the branch's lock file first, as git's
/// receive-pack does, so that it can run beside git and beside itself: lock, read, check that
/// nothing would be lost, copy the objects that are missing, set, unlock.
package enum LocalPush {
  /// How a push ended.
  package enum Outcome: Hashable, Sendable {
    /// The branch names our commit now.
    case pushed
    /// The branch has commits that ours does not build on: fetch first.
    case moved
    /// Another program holds the branch's lock.
    case busy
    /// The branch is checked out in a repository with a working tree (git refuses that too,
    /// `receive.denyCurrentBranch`).
    case checkedOut
  }

  /// From this many new commits on, one pack is written instead of single objects.
  private static let packThreshold = 64

  /// Pushes a commit.
  ///
  /// - Parameters:
  ///   - commit: The commit in `local`.
  ///   - local: The repository to copy from.
  ///   - path: The remote repository.
  ///   - branch: The branch there, without `refs/heads/`.
  /// - Returns: How it ended.
  /// - Throws: `GitError` where one of the two cannot be read or written.
  package static func push(
    _ commit: ObjectID, of local: borrowing Repository, to path: String, branch: String
  ) throws(GitError) -> Outcome {
    let remote = try Repository(opening: path)
    let reference = "refs/heads/\(branch)"
    if !remote.isBare, try remote.symbolicTarget(of: "HEAD") == reference { return .checkedOut }

    let remotePointer = remote.pointer
    let transaction = try GitHandle<TransactionKind> { (out) in
      git_transaction_new(&out, remotePointer)
    }
    do throws(GitError) {
      try check(git_transaction_lock_ref(transaction.pointer, reference))
    } catch  where error.code == .locked {
      return .busy
    }
    let tip = try remote.target(of: reference)
    if tip == commit { return .pushed }
    if let tip {
      guard try local.contains(tip), try local.isAncestor(tip, of: commit) else { return .moved }
    }
    try copy(commit, hiding: tip, from: local, to: remote)
    var target = commit.oid
    try check(
      git_transaction_set_target(
        transaction.pointer, reference, &target, nil, "push: handoff"))
    try check(git_transaction_commit(transaction.pointer))
    return .pushed
  }

  private static func copy(
    _ commit: ObjectID, hiding tip: ObjectID?, from local: borrowing Repository,
    to remote: borrowing Repository
  ) throws(GitError) {
    let commits = try local.commits(from: commit, hiding: tip)
    if commits.count > packThreshold {
      try writePack(commit, hiding: tip, from: local, to: remote)
      return
    }
    let source = try local.openDatabase()
    let target = try remote.openDatabase()
    for id in commits where !has(id, target) {
      try copyTree(try local.commit(id).tree, of: local, source, target)
      try copyObject(id, source, target)
    }
  }

  /// Copies a tree after all that it names, so that an object in the remote is always complete.
  private static func copyTree(
    _ tree: ObjectID, of local: borrowing Repository,
    _ source: borrowing GitHandle<ObjectDatabaseKind>,
    _ target: borrowing GitHandle<ObjectDatabaseKind>
  ) throws(GitError) {
    if has(tree, target) { return }
    for entry in try local.entries(of: tree) {
      if entry.isTree {
        try copyTree(entry.id, of: local, source, target)
      } else if (entry.isFile || entry.isSymbolicLink) && !has(entry.id, target) {
        try copyObject(entry.id, source, target)
      }
    }
    try copyObject(tree, source, target)
  }

  private static func has(
    _ id: ObjectID, _ database: borrowing GitHandle<ObjectDatabaseKind>
  ) -> Bool {
    var oid = id.oid
    return git_odb_exists(database.pointer, &oid) == 1
  }

  private static func copyObject(
    _ id: ObjectID, _ source: borrowing GitHandle<ObjectDatabaseKind>,
    _ target: borrowing GitHandle<ObjectDatabaseKind>
  ) throws(GitError) {
    var oid = id.oid
    let database = source.pointer
    let object = try GitHandle<DatabaseObjectKind> { (out) in git_odb_read(&out, database, &oid) }
    var written = git_oid()
    try check(
      git_odb_write(
        &written, target.pointer, git_odb_object_data(object.pointer),
        git_odb_object_size(object.pointer), git_odb_object_type(object.pointer)))
  }

  private static func writePack(
    _ commit: ObjectID, hiding tip: ObjectID?, from local: borrowing Repository,
    to remote: borrowing Repository
  ) throws(GitError) {
    let repository = local.pointer
    let walk = try GitHandle<RevisionWalkKind> { (out) in git_revwalk_new(&out, repository) }
    var oid = commit.oid
    try check(git_revwalk_push(walk.pointer, &oid))
    if var hidden = tip?.oid { try check(git_revwalk_hide(walk.pointer, &hidden)) }
    let builder = try GitHandle<PackBuilderKind> { (out) in
      git_packbuilder_new(&out, repository)
    }
    try check(git_packbuilder_insert_walk(builder.pointer, walk.pointer))
    try check(
      git_packbuilder_write(builder.pointer, remote.gitFolder + "objects/pack", 0, nil, nil))
  }
}
