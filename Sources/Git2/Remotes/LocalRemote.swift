internal import CGit2
internal import Platform

/// A remote in a folder of this computer: read and written by this module alone.
///
/// libgit2's own transport for paths is not used. Its push writes the branch without a look at the
/// old value: of 400 commits that several programs pushed at once, 103 and 130 were lost. And it opens
/// the remote by itself, where libgit2 1.5 does not know `safe.directory = *`.
package enum LocalRemote {
  /// The end of a push.
  package enum Outcome: Hashable, Sendable {
    /// The branch names our commit now.
    case pushed
    /// The branch has commits that ours does not build on, or is gone while the default one is there:
    /// fetch first.
    case moved
    /// Another program holds the branch's lock.
    case busy
    /// The branch is checked out in a repository with a working tree (git refuses that too,
    /// `receive.denyCurrentBranch`).
    case checkedOut
  }

  /// Pushes a commit: lock, read, check that nothing would be lost, copy the objects that are
  /// missing, set, unlock.
  ///
  /// The branch's lock file is taken first, as git's receive-pack does, so that this can run beside
  /// git and beside itself.
  ///
  /// - Parameters:
  ///   - commit: The commit in `local`.
  ///   - local: The repository to copy from.
  ///   - path: The remote repository.
  ///   - branch: The branch there, without `refs/heads/`.
  ///   - replaced: The commit that is to go from the branch with its history; nothing else may be there.
  ///   - name: The name of the program, for the remote's reflog.
  ///   - watcher: Hears of the progress, and can stop it.
  /// - Returns: The end of it.
  /// - Throws: `GitError` if one of the two cannot be read or written, `user` if the watcher stopped
  ///   it.
  package static func push(
    _ commit: ObjectID, of local: borrowing Repository, to path: String, branch: String,
    replacing replaced: ObjectID? = nil, name: String, watcher: RemoteWatcher = RemoteWatcher()
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
    if let replaced {
      guard tip == replaced else { return .moved }
      let isDenied = try remote.configuration("receive.denyNonFastForwards")
      if let isDenied, ["true", "yes", "on", "1"].contains(isDenied.lowercased()) {
        throw GitError(code: .nonFastForward, message: "receive.denyNonFastForwards is set there")
      }
    } else if let tip {
      guard try local.contains(tip), try local.isAncestor(tip, of: commit) else { return .moved }
    } else if let head = try remote.symbolicTarget(of: "HEAD"), head != reference,
      try remote.target(of: head) != nil
    {
      // The branch may have another name by now.
      return .moved
    }
    try ObjectCopy(isPush: true, watcher: watcher).run(
      commit, hiding: tip.flatMap { $0 == replaced ? nil : [$0] } ?? [], from: local, to: remote)
    var target = commit.oid
    try check(
      git_transaction_set_target(transaction.pointer, reference, &target, nil, "\(name): push"))
    try check(git_transaction_commit(transaction.pointer))
    return .pushed
  }

  /// Fetches a branch into a tracking reference.
  ///
  /// - Parameters:
  ///   - branch: The branch there, without `refs/heads/`.
  ///   - path: The remote repository.
  ///   - local: The repository to copy to.
  ///   - reference: The tracking reference in it.
  ///   - name: The name of the program, for the reflog.
  ///   - watcher: Hears of the progress, and can stop it.
  /// - Returns: The commit fetched; `nil` if the remote has no such branch.
  /// - Throws: `GitError` if one of the two cannot be read or written, `user` if the watcher stopped
  ///   it.
  static func fetch(
    _ branch: String, from path: String, into local: borrowing Repository, as reference: String,
    name: String, watcher: RemoteWatcher
  ) throws(GitError) -> ObjectID? {
    let remote = try Repository(opening: path)
    guard let tip = try remote.target(of: "refs/heads/\(branch)") else { return nil }
    var known: [ObjectID] = []
    for place in [reference, "refs/heads/\(branch)"] {
      guard let commit = try local.target(of: place) else { continue }
      if commit == tip, place == reference { return tip }
      if try remote.contains(commit) { known.append(commit) }
    }
    // A clone that is new gets all there is, as files: that is many times faster than packing it.
    var isThere = known.isEmpty && copyStore(from: remote, to: local, watcher: watcher)
    if isThere { isThere = try local.contains(tip) }
    if !isThere {
      try ObjectCopy(isPush: false, watcher: watcher).run(
        tip, hiding: known, from: remote, to: local)
    }
    try local.overwriteReference(reference, to: tip, message: "\(name): fetch")
    return tip
  }

  /// Reads the references of a repository in a folder.
  static func advertisement(at path: String) throws(GitError) -> RemoteAdvertisement {
    let remote = try Repository(opening: path)
    let references = try remote.references()
    var branch = try remote.symbolicTarget(of: "HEAD")
    if branch == nil, let head = references["HEAD"] {
      // A detached HEAD: a branch with the same commit, as libgit2 and git guess it.
      let heads = references.filter { $0.key.hasPrefix("refs/heads/") && $0.value == head }
      branch =
        ["refs/heads/main", "refs/heads/master"].first { heads[$0] != nil }
        ?? heads.keys.min()
    }
    return RemoteAdvertisement(references: references, head: branch)
  }
}

/// The copy of commits, with all that they name, from one repository into another.
private struct ObjectCopy {
  /// From this many new commits on, one pack is written instead of single objects.
  private static let packThreshold = 64

  let isPush: Bool
  let watcher: RemoteWatcher

  func run(
    _ commit: ObjectID, hiding known: [ObjectID], from source: borrowing Repository,
    to target: borrowing Repository
  ) throws(GitError) {
    let commits = try source.commits(from: commit, hiding: known)
    if commits.count > Self.packThreshold {
      try writePack(commit, hiding: known, from: source, to: target)
    } else {
      try copyObjects(of: commits, hiding: known, from: source, to: target)
    }
  }

  private func copyObjects(
    of commits: [ObjectID], hiding known: [ObjectID], from source: borrowing Repository,
    to target: borrowing Repository
  ) throws(GitError) {
    let from = try source.openDatabase()
    let to = try target.openDatabase()
    var missing = MissingObjects()
    // One that cannot be read is none of what is copied.
    for id in known { try? missing.trust(try source.commit(id).tree, of: source) }
    for id in commits {
      try missing.add(try source.commit(id).tree, of: source, to)
      missing.add(id, to)
    }
    var bytes = 0
    for (position, id) in missing.list.enumerated() {
      if watcher.isCancelled() { throw GitError(code: .user, message: "cancelled") }
      bytes += try target.holdingObjects { () throws(GitError) in try copyObject(id, from, to) }
      watcher.progress(step(position + 1, of: missing.list.count, bytes: bytes))
    }
    try target.writeHeldObjects()
  }

  private func step(_ objects: Int, of total: Int, bytes: Int) -> RemoteWatcher.Progress {
    isPush
      ? .sending(objects: objects, of: total, bytes: bytes)
      : .receiving(objects: objects, of: total, bytes: bytes)
  }

  /// Copies an object as it is, and returns its size.
  private func copyObject(
    _ id: ObjectID, _ source: borrowing GitHandle<ObjectDatabaseKind>,
    _ target: borrowing GitHandle<ObjectDatabaseKind>
  ) throws(GitError) -> Int {
    var oid = id.oid
    let database = source.pointer
    let object = try GitHandle<DatabaseObjectKind> { (out) in git_odb_read(&out, database, &oid) }
    var written = git_oid()
    let size = git_odb_object_size(object.pointer)
    try check(
      git_odb_write(
        &written, target.pointer, git_odb_object_data(object.pointer), size,
        git_odb_object_type(object.pointer)))
    return size
  }

  private func writePack(
    _ commit: ObjectID, hiding known: [ObjectID], from source: borrowing Repository,
    to target: borrowing Repository
  ) throws(GitError) {
    let repository = source.pointer
    let walk = try GitHandle<RevisionWalkKind> { (out) in git_revwalk_new(&out, repository) }
    var oid = commit.oid
    try check(git_revwalk_push(walk.pointer, &oid))
    for id in known {
      var hidden = id.oid
      try check(git_revwalk_hide(walk.pointer, &hidden))
    }
    let builder = try GitHandle<PackBuilderKind> { (out) in
      git_packbuilder_new(&out, repository)
    }
    let conversation = PackConversation(isPush: isPush, watcher: watcher)
    try conversation.watch(builder) { (written, payload) throws(GitError) in
      try check(git_packbuilder_insert_walk(builder.pointer, walk.pointer))
      try check(
        git_packbuilder_write(
          builder.pointer, target.commonFolder + "objects/pack", 0, written, payload))
    }
    // libgit2 tells no bytes while it writes a pack into a folder.
    let name = git_packbuilder_name(builder.pointer).map { String(cString: $0) } ?? ""
    let file = "\(target.commonFolder)objects/pack/pack-\(name).pack"
    let count = git_packbuilder_object_count(builder.pointer)
    watcher.progress(step(count, of: count, bytes: Int(LocalFile.information(file)?.size ?? 0)))
  }
}

/// The objects that a repository lacks, each after all that it names.
///
/// An object that is there is complete only where a reference leads to it: of what a push that was cut off
/// has left, a power cut may have taken any part. So each object is looked for, but for those of the
/// commits that both sides have.
private struct MissingObjects {
  private(set) var list: [ObjectID] = []
  private var seen: Set<ObjectID> = []

  /// Notes that a tree is there with all that it names.
  mutating func trust(_ tree: ObjectID, of source: borrowing Repository) throws(GitError) {
    guard seen.insert(tree).inserted else { return }
    for entry in try source.entries(of: tree) {
      if entry.isTree {
        try trust(entry.id, of: source)
      } else {
        seen.insert(entry.id)
      }
    }
  }

  /// Adds an object, unless it is there.
  mutating func add(_ id: ObjectID, _ database: borrowing GitHandle<ObjectDatabaseKind>) {
    var oid = id.oid
    if seen.insert(id).inserted, git_odb_exists(database.pointer, &oid) == 0 { list.append(id) }
  }

  /// Adds a tree with all that it names, as far as it is not there.
  mutating func add(
    _ tree: ObjectID, of source: borrowing Repository,
    _ database: borrowing GitHandle<ObjectDatabaseKind>
  ) throws(GitError) {
    guard !seen.contains(tree) else { return }
    for entry in try source.entries(of: tree) {
      if entry.isTree {
        try add(entry.id, of: source, database)
      } else if entry.isFile || entry.isSymbolicLink {
        add(entry.id, database)
      }
    }
    add(tree, database)
  }
}
