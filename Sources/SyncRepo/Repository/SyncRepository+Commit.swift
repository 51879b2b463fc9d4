internal import Git2

extension SyncRepository {
  /// Commits changes to files, without touching the remote.
  ///
  /// An unpushed commit of this writer's (it carries the trailer) is amended, so that there is one.
  ///
  /// - Parameters:
  ///   - changes: The files to write and to remove; a later change of the same path wins.
  ///   - message: The subject of the commit, without the trailer.
  /// - Returns: The branch's newest commit, forty hexadecimal digits; `nil` where nothing changed in
  ///   a repository without a commit.
  /// - Throws: `SyncError`; the branch is then as it was.
  @discardableResult
  public func commit(
    _ changes: [TreeChange], message: String
  ) async throws(SyncError) -> String? {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        try commitLocked(changes) { (_, _) throws(SyncError) in message }?.hex
      }
    }
  }

  /// Commits changes to files, as `commit(_:message:)` does, with a subject that speaks of all of the
  /// commit: what an unpushed commit that is amended has changed, too.
  ///
  /// - Parameters:
  ///   - changes: The files to write and to remove; a later change of the same path wins.
  ///   - limit: The most bytes of a file that are read for the subject.
  ///   - keepsRemoved: True to have history keep the files that are removed, as they were last: an
  ///     unpushed commit that alone has such a version is then not amended.
  ///   - subject: Returns the subject of a commit that changes these files, sorted by path.
  /// - Throws: `SyncError`; the branch is then as it was.
  public func commit(
    _ changes: [TreeChange], limit: Int, keepsRemoved: Bool = false,
    subject: @escaping @Sendable (_ files: [CommittedFile]) -> String
  ) async throws(SyncError) {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        _ = try commitLocked(changes, keepsRemoved: keepsRemoved) {
          (before, after) throws(SyncError) in
          subject(try committed(from: before, to: after, limit: limit))
        }
      }
    }
  }

  /// Commits changes to files, as `commit(_:message:)` does, in the place of all unpushed commits of this
  /// writer's from the first one on that has changed certain files: no version of these is pushed.
  ///
  /// - Parameters:
  ///   - changes: The files to write and to remove.
  ///   - message: The subject of the commit.
  ///   - isErased: Returns true for the path of such a file.
  /// - Throws: `SyncError`; the branch is then as it was.
  package func commit(
    _ changes: [TreeChange], message: String,
    erasing isErased: @escaping @Sendable (_ path: String) -> Bool
  ) async throws(SyncError) {
    try await cancellable { () throws(SyncError) in
      try exclusively { () throws(SyncError) in
        _ = try commitLocked(changes, erasing: isErased) { (_, _) throws(SyncError) in message }
      }
    }
  }

  /// The files at which two trees differ.
  private func committed(
    from before: ObjectID?, to after: ObjectID, limit: Int
  ) throws(SyncError) -> [CommittedFile] {
    try attempt("read \(path)") { () throws(GitError) in
      var files: [CommittedFile] = []
      for change in try repository.changes(from: before, to: after) {
        let blob = (change.new ?? change.old).flatMap { $0.isFile ? $0.id : nil }
        let content = try blob.flatMap { (id) throws(GitError) in
          try repository.readBlob(id, limit: limit)
        }
        files.append(
          CommittedFile(path: change.path, content: content, isRemoved: change.new == nil))
      }
      return files
    }
  }

  /// Commits changes to files, with the clone's lock held; see `commit(_:message:)`.
  ///
  /// - Parameters:
  ///   - changes: The files to write and to remove.
  ///   - keepsRemoved: True to have history keep the files that are removed, as they were last.
  ///   - isErased: Returns true for a file of which no version is to be pushed; `nil` for none.
  ///   - message: Returns the subject of a commit from one tree to another.
  /// - Returns: The branch's newest commit.
  /// - Throws: `SyncError`; the branch is then as it was.
  @discardableResult
  func commitLocked(
    _ changes: [TreeChange], keepsRemoved: Bool = false,
    erasing isErased: ((String) -> Bool)? = nil,
    message: (_ before: ObjectID?, _ after: ObjectID) throws(SyncError) -> String
  ) throws(SyncError) -> ObjectID? {
    for change in changes { try RepositoryPath.check(change.path) }
    let tip = try localTip()
    let oldTree = try tree(of: tip)
    var updates: [TreeUpdate] = []
    let newTree = try attempt("write to \(path)") { () throws(GitError) in
      updates = try self.updates(for: changes)
      return try repository.writeTree(base: oldTree, updates: updates)
    }
    guard newTree != oldTree, !(oldTree == nil && changes.isEmpty) else { return tip }

    let tracked = try trackedTip()
    let signature = try signature()
    var parents = tip.map { [$0] } ?? []
    if let own = try amendable(tip, tracked: tracked) {
      let isKept = keepsRemoved ? try isLast(own, toHaveAnyOf: changes) : false
      if !isKept { parents = own.parents }
    }
    if let isErased {
      parents = try self.parents(without: isErased, from: tip, tracked: tracked) ?? parents
    }
    if let parent = parents.first, parents.count == 1, try tree(of: parent) == newTree {
      // The amended commit would say nothing: what it did is undone again.
      try move(localReference, to: parent, expecting: tip, because: "nothing left to say")
      return parent
    }
    let before = try tree(of: parents.first)
    let subject = try message(before, newTree)
    let obstacles = try attempt("read \(path)") { () throws(GitError) in
      try before.map { (tree) throws(GitError) in
        try repository.obstacles(to: updates, in: tree)
      } ?? []
    }
    let notes = obstacles.map { obstacle in
      "\(VisibleText.of(obstacle)) was no folder. It is one now; the commit before has what was there."
    }
    let commit = try attempt("commit to \(path)") { () throws(GitError) in
      try repository.writeCommit(
        tree: newTree, parents: parents, author: signature, committer: signature,
        message: ([subject] + notes + ["\(configuration.trailer)\n"]).joined(separator: "\n\n"))
    }
    try move(localReference, to: commit, expecting: tip, because: subject)
    for (path, note) in zip(obstacles, notes) {
      configuration.report(SyncEvent(.folderMade, note, [.path: path]))
    }
    return commit
  }

  /// Returns whether a commit is the only one with the present version of a file that is removed.
  private func isLast(
    _ commit: Commit, toHaveAnyOf changes: [TreeChange]
  ) throws(SyncError) -> Bool {
    let before = try tree(of: commit.parents.first)
    return try attempt("read \(path)") { () throws(GitError) in
      for case .remove(let path) in changes {
        guard let entry = try repository.entry(at: path, in: commit.tree) else { continue }
        let older = try before.flatMap { (tree) throws(GitError) in
          try repository.entry(at: path, in: tree)
        }
        if older?.sameContent(as: entry) != true { return true }
      }
      return false
    }
  }

  /// Returns the parents of the first unpushed commit of this writer's that has changed certain files;
  /// `nil` where none has.
  private func parents(
    without isErased: (String) -> Bool, from tip: ObjectID?, tracked: ObjectID?
  ) throws(SyncError) -> [ObjectID]? {
    var found: [ObjectID]?
    var next = tip
    while let own = try amendable(next, tracked: tracked) {
      let before = try tree(of: own.parents.first)
      let changes = try attempt("read \(path)") { () throws(GitError) in
        try repository.changes(from: before, to: own.tree)
      }
      if changes.contains(where: { isErased($0.path) }) { found = own.parents }
      next = own.parents.first
    }
    return found
  }

  /// The tip, if it is an unpushed commit of this writer's.
  private func amendable(
    _ tip: ObjectID?, tracked: ObjectID?
  ) throws(SyncError) -> Commit? {
    guard let tip, tip != tracked else { return nil }
    return try attempt("read \(path)") { () throws(GitError) -> Commit? in
      let commit = try repository.commit(tip)
      guard isOurs(commit), commit.parents.count < 2 else { return nil }
      if let tracked, try repository.isAncestor(tip, of: tracked) { return nil }
      return commit
    }
  }

  /// Returns true for a commit of this writer.
  func isOurs(_ commit: Commit) -> Bool {
    commit.message.split(separator: "\n").last.map(String.init) == configuration.trailer.description
  }

  /// Returns true for a commit of a writer, this one or another machine's; the others are a person's.
  func isWriters(_ commit: Commit) -> Bool {
    commit.message.split(separator: "\n").last?.hasPrefix("\(configuration.trailer.key): ") == true
  }

  /// The author of our commits, now.
  func signature() throws(SyncError) -> Signature {
    let identity = try attempt("read the configuration of \(path)") { () throws(GitError) in
      try repository.configuredIdentity()
    }
    let fallback = configuration.fallbackIdentity
    let (name, email) = identity ?? (fallback.name, fallback.email)
    return Signature(name: name, email: email, time: configuration.now())
  }

  private func updates(for changes: [TreeChange]) throws(GitError) -> [TreeUpdate] {
    var last: [String: TreeUpdate] = [:]
    for change in changes {
      switch change {
      case .write(let path, let content):
        last[path] = TreeUpdate(path: path, content: .init(id: try repository.writeBlob(content)))
      case .remove(let path):
        last[path] = TreeUpdate(path: path, content: nil)
      }
    }
    return last.values.sorted { $0.path < $1.path }
  }
}

/// A file that a commit changes, for the commit's subject.
public struct CommittedFile: Sendable, Hashable {
  /// The path from the repository's root.
  public let path: String
  /// The bytes that it has now, or had last; `nil` where they are too many, or where it is no file.
  public let content: [UInt8]?
  /// True if the commit removes it.
  public let isRemoved: Bool

  /// Describes a file.
  public init(path: String, content: [UInt8]?, isRemoved: Bool) {
    self.path = path
    self.content = content
    self.isRemoved = isRemoved
  }
}

/// One change to the files of a sync repository.
public enum TreeChange: Sendable, Hashable {
  /// Makes or replaces a file.
  ///
  /// - `path`: From the repository's root, with slashes, such as `tasks/desk-….md`.
  /// - `content`: The whole file.
  case write(path: String, content: [UInt8])
  /// Removes a file; one that is not there is fine.
  case remove(path: String)

  /// The path that changes.
  public var path: String {
    switch self {
    case .write(let path, _), .remove(let path): path
    }
  }
}
