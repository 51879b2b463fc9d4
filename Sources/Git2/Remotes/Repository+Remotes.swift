internal import CGit2

extension Repository {
  /// Returns the names of all remotes.
  package func remoteNames() throws(GitError) -> [String] {
    var list = git_strarray()
    try check(git_remote_list(&list, pointer))
    defer { git_strarray_dispose(&list) }
    return (0..<list.count).compactMap { list.strings[$0].map { String(cString: $0) } }
  }

  /// Adds a remote with the usual fetch refspec.
  package func addRemote(_ name: String, url: String) throws(GitError) {
    let repository = pointer
    _ = try GitHandle<RemoteKind> { (out) in git_remote_create(&out, repository, name, url) }
  }

  /// Returns the URL a remote is fetched from and pushed to, after `url.*.insteadOf` and
  /// `pushInsteadOf` of the configuration (git-config(1)); `nil` where there is no such remote.
  package func remoteURLs(_ name: String) throws(GitError) -> (fetch: String, push: String)? {
    var found: OpaquePointer?
    guard try checkFound(git_remote_lookup(&found, pointer, name)) != nil, let found else {
      return nil
    }
    defer { git_remote_free(found) }
    guard let fetch = git_remote_url(found).map({ String(cString: $0) }) else { return nil }
    return (fetch, git_remote_pushurl(found).map { String(cString: $0) } ?? fetch)
  }

  /// Fetches one branch into its tracking reference, by libgit2's transport for the URL.
  ///
  /// - Parameters:
  ///   - branch: The branch on the remote, without `refs/heads/`.
  ///   - remote: The remote's name.
  ///   - transport: The transport to use; `nil` means libgit2's own for the address.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The commit fetched; `nil` where the remote has no such branch.
  /// - Throws: `GitError` where the remote cannot be read, `user` where the watcher stopped it.
  package func fetch(
    branch: String, from remote: String, over transport: (any SmartTransport)? = nil,
    watcher: RemoteWatcher
  ) throws(GitError) -> ObjectID? {
    let repository = pointer
    let remotePointer = try GitHandle<RemoteKind> { (out) in
      git_remote_lookup(&out, repository, remote)
    }
    let connection = RemoteConnection(watcher: watcher, transport: transport)
    let heads = try connection.heads(of: remotePointer.pointer, direction: GIT_DIRECTION_FETCH)
    guard let head = heads["refs/heads/\(branch)"] else {
      git_remote_disconnect(remotePointer.pointer)
      return nil
    }
    try connection.fetch(
      remotePointer.pointer,
      refspec: "+refs/heads/\(branch):refs/remotes/\(remote)/\(branch)")
    return try target(of: "refs/remotes/\(remote)/\(branch)") ?? head
  }

  /// Fetches the branch that a remote's HEAD names into its tracking reference, over one connection.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - fallback: The branch to take where the protocol tells none: the remote has no commits.
  ///   - transport: The transport to use; `nil` means libgit2's own for the address.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The branch without `refs/heads/`, and its commit; `nil` where it has none.
  /// - Throws: As `fetch`.
  package func fetchDefaultBranch(
    from remote: String, orElse fallback: String, over transport: (any SmartTransport)? = nil,
    watcher: RemoteWatcher
  ) throws(GitError) -> (name: String, tip: ObjectID?) {
    let repository = pointer
    let remotePointer = try GitHandle<RemoteKind> { (out) in
      git_remote_lookup(&out, repository, remote)
    }
    let connection = RemoteConnection(watcher: watcher, transport: transport)
    let heads = try connection.heads(of: remotePointer.pointer, direction: GIT_DIRECTION_FETCH)
    let branch = try defaultBranch(of: remotePointer.pointer) ?? fallback
    guard let head = heads["refs/heads/\(branch)"] else {
      git_remote_disconnect(remotePointer.pointer)
      return (branch, nil)
    }
    try connection.fetch(
      remotePointer.pointer,
      refspec: "+refs/heads/\(branch):refs/remotes/\(remote)/\(branch)")
    return (branch, try target(of: "refs/remotes/\(remote)/\(branch)") ?? head)
  }

  /// The branch that the HEAD of a connected remote names, as far as the protocol tells.
  private func defaultBranch(of remote: OpaquePointer) throws(GitError) -> String? {
    var name = git_buf()
    guard try checkFound(git_remote_default_branch(&name, remote)) != nil else { return nil }
    defer { git_buf_dispose(&name) }
    return name.ptr.map { String(cString: $0) }.map { reference in
      reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : reference
    }
  }

  /// Connects to a remote for a push.
  ///
  /// Never to a local path, where libgit2's push loses commits: `LocalPush` is for those.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - transport: The transport to use; `nil` means libgit2's own for the address.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The open connection; it must not outlive the repository.
  /// - Throws: `GitError` where the remote cannot be reached, or takes no pushes.
  package func openPush(
    to remote: String, over transport: (any SmartTransport)? = nil, watcher: RemoteWatcher
  ) throws(GitError) -> OpenPush {
    let repository = pointer
    let handle = try GitHandle<RemoteKind> { (out) in
      git_remote_lookup(&out, repository, remote)
    }
    return try OpenPush(
      remote: handle, connection: RemoteConnection(watcher: watcher, transport: transport))
  }
}
