internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Clones a remote, which may be empty.
  ///
  /// The clone is made beside its place and moved there when it is complete, so that a failure
  /// leaves nothing behind.
  ///
  /// - Parameters:
  ///   - address: The remote. A relative path must have been made absolute.
  ///   - path: The folder of the clone; it must not exist, or be empty.
  ///   - configuration: The settings to work with.
  ///   - progress: Called with how far it has come, on a queue of its own; the transfer waits for it.
  /// - Returns: The opened clone, on the remote's default branch; on `main` where an empty remote has
  ///   none.
  /// - Throws: `SyncError` with `alreadyExists`, `invalidConfiguration`, or a kind of the network's.
  @concurrent
  public static func clone(
    from address: String, to path: String, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> SyncRepository {
    try await makeClone(
      from: address, to: path, configuration: configuration, progress: progress)
    let clone = try await open(at: path, configuration: configuration)
    try await clone.checkOut()
    return clone
  }

  /// Makes an empty bare repository, to be the remote of several computers or accounts.
  ///
  /// - Parameter path: Its folder, made if it is missing; it may be empty.
  /// - Throws: `SyncError` where something is there already, or where it cannot be made.
  public static func createRemote(at path: String) throws(SyncError) {
    guard LocalFile.kind(path) == .missing || LocalFile.names(in: path).isEmpty else {
      throw SyncError(
        .alreadyExists, "\(path) exists already and is not empty.",
        remedy: SyncError.Remedy(.giveAddress, "If it is the remote already, use it", address: path)
      )
    }
    try attempt("make a repository at \(path)") { () throws(GitError) in
      _ = try Repository(creating: path, bare: true, branch: "main")
    }
  }

  /// Clones a remote without its files.
  @concurrent
  static func makeClone(
    from address: String, to path: String, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws(SyncError) {
    try configuration.check()
    switch LocalFile.kind(path) {
    case .missing: break
    case .folder where LocalFile.names(in: path).isEmpty: break
    default:
      throw SyncError(
        .alreadyExists, "\(path) exists already and is not empty.",
        remedy: SyncError.Remedy(
          .useClone, "If it is a clone of the remote already, use it", path: path))
    }
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    do throws(SyncError) {
      let cancellation = Cancellation()
      let preparation = ClonePreparation(
        address: RemoteAddress(address), remote: configuration.remote, folder: temporary,
        configuration: configuration, cancellation: cancellation)
      let result = await withTaskCancellationHandler {
        await GitWorker(configuration.name).run { () throws(SyncError) in
          try preparation.run(progress)
        }
      } onCancel: {
        cancellation.cancel()
      }
      try result.get()
      // What libgit2 has not flushed, as the configuration.
      LocalFile.flushAll()
      do throws(FileError) {
        try LocalFile.moveFolder(temporary, to: path)
      } catch {
        throw SyncError(error)
      }
    } catch {
      LocalFile.removeTree(temporary)
      throw error
    }
  }
}

/// A clone that is made in a folder of its own.
struct ClonePreparation: Sendable {
  let address: RemoteAddress
  let remote: String
  let folder: String
  let configuration: SyncConfiguration
  let cancellation: Cancellation

  func run(_ progress: @escaping @Sendable (SyncProgress) -> Void) throws(SyncError) {
    try makeParentFolder()
    let repository = try attempt("make a repository at \(folder)") { () throws(GitError) in
      let repository = try Repository(creating: folder, bare: false, branch: "main")
      try repository.addRemote(remote, url: address.text)
      return repository
    }
    let urls = try attempt("read \(folder)") { () throws(GitError) in
      try repository.remoteURLs(remote)
    }
    // The configuration may have rewritten it (url.*.insteadOf).
    let source = urls.map { RemoteAddress($0.fetch) } ?? address
    let transports = configuration.transports(cancellation)
    let branch = try unbornBranchOfLocalRemote(source) ?? "main"
    let route = try transports.route(to: source, of: repository)
    let watcher = transports.watcher(progress)
    progress(SyncProgress(phase: .connecting, address: source))
    do throws(GitError) {
      let (followed, tip) = try repository.fetchDefaultBranch(
        from: remote, orElse: branch, over: route, name: configuration.name, watcher: watcher)
      try repository.setHead(to: "refs/heads/\(followed)")
      try repository.setConfiguration("branch.\(followed).remote", to: remote)
      try repository.setConfiguration("branch.\(followed).merge", to: "refs/heads/\(followed)")
      guard let tip else { return }
      try repository.setReference(
        "refs/heads/\(followed)", to: tip, expecting: nil, message: "\(configuration.name): clone")
    } catch {
      throw SyncError.remote(error, address: source)
    }
  }

  private func makeParentFolder() throws(SyncError) {
    do throws(FileError) {
      try LocalFile.createFolder(LocalFile.folder(of: folder))
    } catch {
      throw SyncError(error)
    }
  }

  /// Returns the branch that an empty repository on this computer is to get first.
  private func unbornBranchOfLocalRemote(
    _ address: RemoteAddress
  ) throws(SyncError) -> String? {
    guard let path = address.localPath else { return nil }
    try RepositorySupport.checkLocalRemote(address)
    do throws(GitError) {
      let head = try Repository(opening: path).symbolicTarget(of: "HEAD")
      return head.map { String($0.dropFirst("refs/heads/".count)) }
    } catch {
      throw SyncError.remote(error, address: address)
    }
  }
}
