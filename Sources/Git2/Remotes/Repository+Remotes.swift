internal import CGit2

extension Repository {
  /// Returns the names of all remotes.
  func remoteNames() throws(GitError) -> [String] {
    var list = git_strarray()
    try check(git_remote_list(&list, pointer))
    defer { git_strarray_dispose(&list) }
    return (0..<list.count).compactMap { list.strings[$0].map { String(cString: $0) } }
  }

  /// Adds a remote with the usual fetch refspec.
  package func addRemote(_ name: String, url: String) throws(GitError) {
    // libgit2's own way writes to the highest level, which may be that of the environment.
    try setConfiguration("remote.\(name).url", to: url)
    try setConfiguration("remote.\(name).fetch", to: "+refs/heads/*:refs/remotes/\(name)/*")
  }

  /// Returns the URL a remote is fetched from and pushed to, after `url.*.insteadOf` and
  /// `pushInsteadOf` of the configuration (git-config(1)); `nil` if there is no such remote.
  package func remoteURLs(_ name: String) throws(GitError) -> (fetch: String, push: String)? {
    var found: OpaquePointer?
    guard try checkFound(git_remote_lookup(&found, pointer, name)) != nil, let found else {
      return nil
    }
    defer { git_remote_free(found) }
    guard let fetch = git_remote_url(found).map({ String(cString: $0) }) else { return nil }
    return (fetch, git_remote_pushurl(found).map { String(cString: $0) } ?? fetch)
  }

  /// Returns the address that git reaches for one that is written in a project (`url.*.insteadOf`).
  package func rewritten(_ address: String) throws(GitError) -> String {
    let repository = pointer
    let remote = try GitHandle<RemoteKind> { (out) in
      git_remote_create_anonymous(&out, repository, address)
    }
    return git_remote_url(remote.pointer).map { String(cString: $0) } ?? address
  }

  /// Fetches one branch into its tracking reference.
  ///
  /// - Parameters:
  ///   - branch: The branch on the remote, without `refs/heads/`.
  ///   - remote: The remote's name.
  ///   - route: The way to it.
  ///   - name: The name of the program, for the reflog.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The commit fetched; `nil` if the remote has no such branch.
  /// - Throws: `GitError` if the remote cannot be read, `user` if the watcher stopped it.
  package func fetch(
    branch: String, from remote: String, over route: RemoteRoute, name: String,
    watcher: RemoteWatcher
  ) throws(GitError) -> ObjectID? {
    switch route {
    case .folder(let path):
      try LocalRemote.fetch(
        branch, from: path, into: self, as: Repository.tracking(branch, of: remote), name: name,
        watcher: watcher)
    case .transport(let transport):
      try fetch(from: remote, over: transport, name: name, watcher: watcher) { _ in branch }.tip
    }
  }

  /// Fetches one branch into its tracking reference, or the default one where the remote does not have
  /// it (any more).
  ///
  /// - Parameters:
  ///   - branch: The branch on the remote, without `refs/heads/`.
  ///   - remote: The remote's name.
  ///   - route: The way to it.
  ///   - name: The name of the program, for the reflog.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The branch that was fetched, and its commit; `nil` if the remote has neither.
  /// - Throws: `GitError` if the remote cannot be read, `user` if the watcher stopped it.
  package func fetchBranchOrDefault(
    _ branch: String, from remote: String, over route: RemoteRoute, name: String,
    watcher: RemoteWatcher
  ) throws(GitError) -> (name: String, tip: ObjectID?) {
    switch route {
    case .folder(let path):
      var branch = branch
      if try Repository(opening: path).target(of: "refs/heads/\(branch)") == nil {
        branch = try LocalRemote.advertisement(at: path).branch(orDefault: branch)
      }
      let tip = try LocalRemote.fetch(
        branch, from: path, into: self, as: Repository.tracking(branch, of: remote), name: name,
        watcher: watcher)
      return (branch, tip)
    case .transport(let transport):
      return try fetch(from: remote, over: transport, name: name, watcher: watcher) {
        $0.branch(orDefault: branch)
      }
    }
  }

  /// Fetches the branch that a remote's HEAD names into its tracking reference, over one connection.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - fallback: The branch to take if the protocol tells none: the remote has no commits.
  ///   - route: The way to it.
  ///   - name: The name of the program, for the reflog.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The branch without `refs/heads/`, and its commit; `nil` if it has none.
  /// - Throws: `GitError` if the remote cannot be read, `user` if the watcher stopped it.
  package func fetchDefaultBranch(
    from remote: String, orElse fallback: String, over route: RemoteRoute, name: String,
    watcher: RemoteWatcher
  ) throws(GitError) -> (name: String, tip: ObjectID?) {
    switch route {
    case .folder(let path):
      let branch = try LocalRemote.advertisement(at: path).defaultBranch ?? fallback
      let tip = try LocalRemote.fetch(
        branch, from: path, into: self, as: Repository.tracking(branch, of: remote), name: name,
        watcher: watcher)
      return (branch, tip)
    case .transport(let transport):
      return try fetch(from: remote, over: transport, name: name, watcher: watcher) {
        $0.defaultBranch ?? fallback
      }
    }
  }

  /// Fetches a branch that is chosen once the remote has told its default one.
  private func fetch(
    from remote: String, over transport: any SmartTransport, name: String, watcher: RemoteWatcher,
    choosing choose: (RemoteAdvertisement) -> String
  ) throws(GitError) -> (name: String, tip: ObjectID?) {
    let repository = pointer
    let handle = try GitHandle<RemoteKind> { (out) in git_remote_lookup(&out, repository, remote) }
    let connection = RemoteConnection(watcher: watcher, transport: transport)
    let heads = try connection.heads(of: handle.pointer, direction: GIT_DIRECTION_FETCH)
    let advertised = RemoteAdvertisement(
      references: heads, head: try connection.head(of: handle.pointer))
    let branch = choose(advertised)
    guard let head = heads["refs/heads/\(branch)"] else {
      git_remote_disconnect(handle.pointer)
      return (branch, nil)
    }
    let tracking = Repository.tracking(branch, of: remote)
    try connection.fetch(
      handle.pointer, refspec: "+refs/heads/\(branch):\(tracking)", name: name)
    return (branch, try target(of: tracking) ?? head)
  }

  /// Fetches all branches of a remote into their tracking references.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - route: The way to it.
  ///   - name: The name of the program, for the reflog.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Throws: `GitError` if the remote cannot be read, `user` if the watcher stopped it.
  package func fetchBranches(
    from remote: String, over route: RemoteRoute, name: String, watcher: RemoteWatcher
  ) throws(GitError) {
    switch route {
    case .folder(let path):
      for reference in try LocalRemote.advertisement(at: path).references.keys.sorted()
      where reference.hasPrefix("refs/heads/") {
        let branch = String(reference.dropFirst("refs/heads/".count))
        _ = try LocalRemote.fetch(
          branch, from: path, into: self, as: Repository.tracking(branch, of: remote), name: name,
          watcher: watcher)
      }
    case .transport(let transport):
      let repository = pointer
      let handle = try GitHandle<RemoteKind> { (out) in
        git_remote_lookup(&out, repository, remote)
      }
      let connection = RemoteConnection(watcher: watcher, transport: transport)
      _ = try connection.heads(of: handle.pointer, direction: GIT_DIRECTION_FETCH)
      try connection.fetch(
        handle.pointer, refspec: "+refs/heads/*:\(Repository.tracking("*", of: remote))",
        name: name)
    }
  }

  private static func tracking(_ branch: String, of remote: String) -> String {
    "refs/remotes/\(remote)/\(branch)"
  }

  /// Connects to a remote for a push.
  ///
  /// Never to a folder of this computer: `LocalRemote` is for those.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - transport: The transport to use.
  ///   - watcher: Hears of the progress, and can stop the transfer.
  /// - Returns: The open connection; it must not outlive the repository.
  /// - Throws: `GitError` if the remote cannot be reached, or takes no pushes.
  package func openPush(
    to remote: String, over transport: any SmartTransport, watcher: RemoteWatcher
  ) throws(GitError) -> OpenPush {
    let repository = pointer
    let handle = try GitHandle<RemoteKind> { (out) in
      git_remote_lookup(&out, repository, remote)
    }
    return try OpenPush(
      remote: handle, connection: RemoteConnection(watcher: watcher, transport: transport))
  }
}
