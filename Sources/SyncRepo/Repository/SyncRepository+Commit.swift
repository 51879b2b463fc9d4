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
      try exclusively { () throws(SyncError) in try commitLocked(changes, message: message)?.hex }
    }
  }

  /// Commits changes to files, with the clone's lock held; see `commit(_:message:)`.
  @discardableResult
  func commitLocked(
    _ changes: [TreeChange], message: String
  ) throws(SyncError) -> ObjectID? {
    for change in changes { try RepositoryPath.check(change.path) }
    let tip = try localTip()
    let oldTree = try tree(of: tip)
    let newTree = try attempt("write to \(path)") { () throws(GitError) in
      try repository.writeTree(base: oldTree, updates: try updates(for: changes))
    }
    guard newTree != oldTree, !(oldTree == nil && changes.isEmpty) else { return tip }

    let tracked = try trackedTip()
    let signature = try signature()
    let parents = try amendable(tip, tracked: tracked).map(\.parents) ?? (tip.map { [$0] } ?? [])
    if let parent = parents.first, parents.count == 1, try tree(of: parent) == newTree {
      // The amended commit would say nothing: what it did is undone again.
      try move(localReference, to: parent, expecting: tip, because: "nothing left to say")
      try follow(from: oldTree, to: newTree)
      return parent
    }
    let commit = try attempt("commit to \(path)") { () throws(GitError) in
      try repository.writeCommit(
        tree: newTree, parents: parents, author: signature, committer: signature,
        message: "\(message)\n\n\(configuration.trailer)\n")
    }
    try move(localReference, to: commit, expecting: tip, because: message)
    try follow(from: oldTree, to: newTree)
    return commit
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
