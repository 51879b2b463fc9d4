internal import Git2
internal import Platform
internal import Processes

/// A clone of a shared repository, and everything that synchronises it, in process.
///
/// A commit is built from blobs and trees, never from the index; a push comes first and a fetch only
/// when it is refused; our commits are replayed by path on what the remote has. Nothing stops
/// half-way: there is never a rebase state, a conflict marker or a detached HEAD. After each step the
/// working tree and the index follow where no person has changed them.
///
/// It may be used from several tasks and processes: a lock file of its own (`flock(2)`,
/// `.git/<name>.lock`) makes them take turns. No `git` program is ever started.
///
/// ## Progress, events and threads
///
/// Each repository works on a serial queue of its own, since libgit2 blocks. Progress handlers and
/// `SyncConfiguration.events` are called on that queue, between two steps of the work: a handler that
/// is slow holds up the transfer, and one that waits for the repository waits forever. Hand what you
/// get to another task, and return.
///
/// Cancelling the task ends a call at once: waits, connections and programs included. What was
/// committed until then stays.
///
/// ## libgit2 belongs to the whole process
///
/// The first call that needs libgit2 initialises it, and it is never shut down. Of libgit2's settings,
/// two change then, for every user of libgit2 in the process:
/// - Objects and references are flushed to the disk (`GIT_OPT_ENABLE_FSYNC_GITDIR`): that is safer and
///   slower.
/// - Where the environment has `GIT_CONFIG_NOSYSTEM`, the configuration of the system is not read
///   (`GIT_OPT_SET_SEARCH_PATH`).
///
/// libgit2's check of who owns a repository stays as it is.
///
/// The user's configuration is looked for by the environment of the process (`HOME`,
/// `XDG_CONFIG_HOME`); `SyncConfiguration.environment` has no say in that. In all else it replaces the
/// environment of the process, and no variables are read but those of git, ssh and curl, and `TMPDIR`.
public actor SyncRepository {
  /// The folder of the working tree, without a slash at its end.
  public nonisolated let path: String
  /// The branch that is synchronised, without `refs/heads/`: the one that HEAD named when the clone was
  /// first opened, whatever is checked out since.
  public nonisolated let branch: String
  /// The branch with its name on the remote.
  var pinned: PinnedBranch

  let repository: Repository
  package nonisolated let configuration: SyncConfiguration
  /// The `.git` folder, with a slash at its end.
  let gitFolder: String
  /// The signal that ends the network steps of the running call early.
  var cancellation = Cancellation()
  /// The commit that the remote was known to have before it was last heard.
  var lastHeard: ObjectID?
  /// The connections over http, kept from one call to the next.
  let httpSession = HTTPSession()
  /// The login over ssh that the connections of a push share, while there is one.
  var login: SSHLogin?
  private let executor: GitExecutor

  /// The actor runs on its own serial queue.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  init(repository: consuming sending Repository, configuration: SyncConfiguration) throws(SyncError)
  {
    let (folder, branch) = try RepositorySupport.check(
      repository, remote: configuration.remote, name: configuration.name)
    path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.branch = branch.local
    pinned = branch
    gitFolder = repository.gitFolder
    // Where there is no place for that setting, there are reflogs.
    try? repository.keepNoReflogs()
    self.repository = repository
    self.configuration = configuration
    executor = GitExecutor(configuration.name)
  }

  /// Opens a clone.
  ///
  /// - Parameters:
  ///   - path: The folder of its working tree.
  ///   - configuration: The settings to work with.
  /// - Returns: The opened repository.
  /// - Throws: `SyncError` with `notARepository`, `unsupported` or `invalidConfiguration`.
  @concurrent
  public static func open(
    at path: String, configuration: SyncConfiguration
  ) async throws(SyncError) -> SyncRepository {
    try configuration.check()
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(opening: path)
    } catch  where error.code == .notFound && !LocalFile.isFolder(path + "/.git") {
      throw SyncError(
        .notARepository, "There is no git repository at \(path).",
        remedy: SyncError.Remedy(.makeClone, "Make one", path: path),
        underlying: SyncError.Underlying(error))
    } catch {
      throw SyncError.unreadableFormat(error, path: path)
        ?? SyncError(error, action: "open the repository \(path)")
    }
    return try SyncRepository(repository: repository, configuration: configuration)
  }

  // MARK: - References

  var localReference: String { "refs/heads/\(branch)" }
  var trackingReference: String { "refs/remotes/\(configuration.remote)/\(pinned.remote)" }

  /// The newest commit here; `nil` in a repository without one.
  func localTip() throws(SyncError) -> ObjectID? {
    try attempt("read \(path)") { () throws(GitError) in
      try repository.target(of: localReference)
    }
  }

  /// The newest commit that the remote is known to have.
  func trackedTip() throws(SyncError) -> ObjectID? {
    try attempt("read \(path)") { () throws(GitError) in
      try repository.target(of: trackingReference)
    }
  }

  /// The tree of a commit; `nil` for no commit.
  func tree(of commit: ObjectID?) throws(SyncError) -> ObjectID? {
    guard let commit else { return nil }
    return try attempt("read \(path)") { () throws(GitError) in
      try repository.commit(commit).tree
    }
  }

  /// The address of the remote, as the configuration rewrites it for pushes.
  func remoteAddresses() throws(SyncError) -> (fetch: RemoteAddress, push: RemoteAddress) {
    let urls = try attempt("read \(path)") { () throws(GitError) in
      try repository.remoteURLs(configuration.remote)
    }
    guard let urls else {
      throw SyncError(
        .noRemote, "\(path) has no remote named \(configuration.remote).",
        remedy: SyncError.Remedy(
          .giveAddress, "Add one",
          command: "git -C \(ShellQuoting.word(path)) remote add \(configuration.remote) URL"))
    }
    return (RemoteAddress(urls.fetch), RemoteAddress(urls.push))
  }
}
