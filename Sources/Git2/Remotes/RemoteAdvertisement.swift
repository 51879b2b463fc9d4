internal import CGit2

/// The words of a remote about itself when a connection opens, before anything is asked of it.
package struct RemoteAdvertisement: Hashable, Sendable {
  /// The references by their full names, `HEAD` included.
  package let references: [String: ObjectID]
  /// The branch that its HEAD names, without `refs/heads/`; `nil` if it does not tell.
  package let defaultBranch: String?

  /// Returns a branch if the remote has it, else the default one if it has that.
  func branch(orDefault branch: String) -> String {
    guard references["refs/heads/\(branch)"] == nil, let other = defaultBranch,
      references["refs/heads/\(other)"] != nil
    else { return branch }
    return other
  }
}

extension Repository {
  /// Connects to a remote, reads what it advertises, and closes the connection.
  ///
  /// For a push that is as far as one can go without writing: the server has let the login in and
  /// has started `git-receive-pack` for it, which gets no command.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - isPush: True to connect as for a push, to the push address, instead of a fetch.
  ///   - route: The way to it.
  ///   - watcher: Can stop it.
  /// - Returns: The advertisement; no references at all for an empty remote.
  /// - Throws: `GitError` if it cannot be reached, or does not let this login in.
  package func advertisement(
    of remote: String, isPush: Bool, over route: RemoteRoute,
    watcher: RemoteWatcher = RemoteWatcher()
  ) throws(GitError) -> RemoteAdvertisement {
    let transport: any SmartTransport
    switch route {
    case .folder(let path): return try LocalRemote.advertisement(at: path)
    case .transport(let chosen): transport = chosen
    }
    let repository = pointer
    let handle = try GitHandle<RemoteKind> { (out) in git_remote_lookup(&out, repository, remote) }
    return try RemoteAdvertisement(
      reading: handle, direction: isPush ? GIT_DIRECTION_PUSH : GIT_DIRECTION_FETCH,
      RemoteConnection(watcher: watcher, transport: transport))
  }
}

extension RemoteAdvertisement {
  /// Connects to an address that no configuration rewrites, as for a fetch, and reads what is
  /// advertised there.
  ///
  /// - Parameters:
  ///   - url: The address.
  ///   - transport: The transport to use.
  ///   - watcher: Can stop it.
  /// - Throws: `GitError` if it cannot be reached, or does not let this login in.
  package init(
    of url: String, over transport: any SmartTransport, watcher: RemoteWatcher = RemoteWatcher()
  ) throws(GitError) {
    let handle = try GitHandle<RemoteKind> { (out) in git_remote_create_detached(&out, url) }
    try self.init(
      reading: handle, direction: GIT_DIRECTION_FETCH,
      RemoteConnection(watcher: watcher, transport: transport))
  }

  fileprivate init(
    reading remote: borrowing GitHandle<RemoteKind>, direction: git_direction,
    _ connection: RemoteConnection
  ) throws(GitError) {
    let pointer = remote.pointer
    defer { git_remote_disconnect(pointer) }
    let references = try connection.heads(of: pointer, direction: direction)
    self.init(references: references, head: try connection.head(of: pointer))
  }

  /// Makes one from its parts.
  ///
  /// - Parameters:
  ///   - references: The references by their full names.
  ///   - head: The full name of the branch that HEAD names.
  init(references: [String: ObjectID], head: String?) {
    self.references = references
    defaultBranch = head.map { $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0 }
  }
}
