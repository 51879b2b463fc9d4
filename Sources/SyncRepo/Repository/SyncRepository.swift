internal import Dispatch
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
/// It may be used from several tasks and processes: an own lock file (`flock(2)`) in the `.git`
/// folder makes them take turns. No `git` program is ever started.
///
/// Of libgit2's settings, which hold for the whole process, two change when the first repository is
/// opened; a program that uses libgit2 for other things too sees them there. Objects and references
/// are flushed to the disk from then on (`GIT_OPT_ENABLE_FSYNC_GITDIR`): that is safer and slower.
/// And where the environment has `GIT_CONFIG_NOSYSTEM`, the configuration of the system is not read
/// (`GIT_OPT_SET_SEARCH_PATH`). libgit2's check of who owns a repository stays as it is.
public actor SyncRepository {
  /// The folder of the working tree, without a slash at its end.
  public nonisolated let path: String
  /// The branch that is synchronised, without `refs/heads/`.
  public nonisolated let branch: String

  let repository: Repository
  let configuration: SyncConfiguration
  let gitFolder: String
  /// What ends the network steps of the running call early.
  var cancellation = Cancellation()
  /// The connections over http, kept from one call to the next.
  let httpSession = HTTPSession()
  private let executor = GitExecutor()

  /// The actor runs on its own serial queue.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  init(repository: consuming sending Repository, configuration: SyncConfiguration) throws(SyncError)
  {
    let (folder, branch) = try RepositorySupport.check(
      repository, remote: configuration.remote)
    path = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.branch = branch
    gitFolder = repository.gitFolder
    self.repository = repository
    self.configuration = configuration
  }

  /// Opens a clone.
  ///
  /// - Parameters:
  ///   - path: The folder of its working tree.
  ///   - configuration: How to work with it.
  /// - Returns: The opened repository.
  /// - Throws: `SyncError` with `notARepository` or `unsupported`, and what to do about it.
  @concurrent
  public static func open(
    at path: String, configuration: SyncConfiguration
  ) async throws(SyncError) -> SyncRepository {
    try configuration.check()
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(opening: path)
    } catch  where error.code == .notFound {
      throw SyncError(
        .notARepository, "There is no git repository at \(path).",
        hint: "Make one: handoff init --remote URL")
    } catch {
      throw RepositorySupport.formatError(error, path: path)
        ?? SyncError(error, action: "open the repository \(path)")
    }
    return try SyncRepository(repository: repository, configuration: configuration)
  }

  // MARK: - References

  var localReference: String { "refs/heads/\(branch)" }
  var trackingReference: String { "refs/remotes/\(configuration.remote)/\(branch)" }

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
        hint: "Add one: git -C \(path) remote add \(configuration.remote) URL")
    }
    return (RemoteAddress(urls.fetch), RemoteAddress(urls.push))
  }

  // MARK: - Locking

  /// Runs a body while no other process works on this clone through this library.
  ///
  /// The wait for the others ends with the task's cancellation, see `cancellable`.
  func exclusively<Value: Sendable>(
    _ body: () throws(SyncError) -> Value
  ) throws(SyncError) -> Value {
    let lock = try acquireLock(milliseconds: 120_000)
    defer { lock.release() }
    return try body()
  }

  private func acquireLock(milliseconds: Int) throws(SyncError) -> FileLock {
    var left = milliseconds
    while left > 0 {
      do throws(FileError) {
        if let lock = try FileLock.tryAcquire(gitFolder + "\(configuration.name).lock") {
          return lock
        }
      } catch {
        throw SyncError(error)
      }
      guard cancellation.pause(.milliseconds(5)) else {
        throw SyncError(
          .cancelled, "The wait for another handoff process in \(path) was cancelled.")
      }
      left -= 5
    }
    throw SyncError(
      .busy, "Another handoff process has been working on \(path) for two minutes.",
      hint: "Look for it: handoff status")
  }

  /// Moves a reference of ours by compare and swap.
  ///
  /// A lock file in the way is waited for, up to two seconds; then one that a killed process left
  /// behind is removed.
  func move(
    _ reference: String, to target: ObjectID, expecting expected: ObjectID?, because message: String
  ) throws(SyncError) {
    for pause in 0... {
      do throws(GitError) {
        return try repository.setReference(
          reference, to: target, expecting: expected, message: "\(configuration.name): \(message)")
      } catch  where error.code == .locked && pause < 100 {
        if pause == 99 {
          StaleLock.remove(gitFolder + reference + ".lock", now: configuration.now())
        }
        usleep(20_000)
      } catch {
        throw SyncError(error, action: "move \(reference) in \(path)")
      }
    }
  }
}

/// The lock file of a reference that a killed process left behind.
enum StaleLock {
  /// git and libgit2 hold such a file for milliseconds; one this old belongs to nobody.
  static let age: Int64 = 30

  /// Removes a lock file if it is older than half a minute.
  ///
  /// - Parameters:
  ///   - path: The file, whose name ends in `.lock`.
  ///   - now: Seconds since 1970.
  static func remove(_ path: String, now: Int64) {
    guard let modified = LocalFile.modified(path) else { return }
    if now - modified / 1_000_000_000 > age { try? LocalFile.remove(path) }
  }
}

/// The serial queue that one repository's work runs on.
///
/// libgit2 blocks, on the disk and on the network; the cooperative pool must not.
final class GitExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "handoff.sync-repo")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async { unsafe job.runSynchronously(on: executor) }
  }
}
