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
  ///   - configuration: How to work with it.
  ///   - progress: Called with how far it has come.
  /// - Returns: The opened clone, on the remote's default branch whatever its name; on `main` where
  ///   an empty remote does not tell.
  /// - Throws: `SyncError` with `alreadyExists`, `remoteUnreachable` and others.
  @concurrent
  public static func clone(
    from address: String, to path: String, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> SyncRepository {
    try configuration.check()
    switch LocalFile.kind(path) {
    case .missing: break
    case .folder where LocalFile.names(in: path).isEmpty: break
    default:
      throw SyncError(
        .alreadyExists, "\(path) exists already and is not empty.",
        hint: "If it is a clone of the sync repository, adopt it: handoff init --repo \(path)")
    }
    let temporary = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).partial"
    do throws(SyncError) {
      let cancellation = Cancellation()
      let preparation = ClonePreparation(
        address: RemoteAddress(address), remote: configuration.remote, folder: temporary,
        configuration: configuration, cancellation: cancellation)
      let result = await withTaskCancellationHandler {
        await CloneWorker().run(preparation, progress)
      } onCancel: {
        cancellation.cancel()
      }
      try result.get()
      do throws(FileError) {
        try LocalFile.moveFolder(temporary, to: path)
      } catch {
        throw SyncError(error)
      }
    } catch {
      LocalFile.removeTree(temporary)
      throw error
    }
    return try await open(at: path, configuration: configuration)
  }
}

/// The making of a clone in a folder of its own.
struct ClonePreparation {
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
    let transports = RemoteTransports(configuration, cancellation: cancellation)
    let branch = try unbornBranchOfLocalRemote(source) ?? "main"
    let route = try transports.route(to: source, of: repository)
    let watcher = transports.watcher(progress)
    progress(SyncProgress(phase: .connecting))
    do throws(GitError) {
      let (followed, tip) = try repository.fetchDefaultBranch(
        from: remote, orElse: branch, over: route, name: configuration.name, watcher: watcher)
      try repository.setHead(to: "refs/heads/\(followed)")
      try repository.setConfiguration("branch.\(followed).remote", to: remote)
      try repository.setConfiguration("branch.\(followed).merge", to: "refs/heads/\(followed)")
      guard let tip else { return }
      try repository.setReference(
        "refs/heads/\(followed)", to: tip, expecting: nil, message: "\(configuration.name): clone")
      try repository.checkOut(tree: try repository.commit(tip).tree)
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

  /// The branch that an empty repository on this computer shall get first.
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

/// Runs the making of a clone on a queue of its own: it blocks, on the disk and on the network.
actor CloneWorker {
  private let executor = GitExecutor()

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  func run(
    _ preparation: ClonePreparation, _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) -> Result<Void, SyncError> {
    do throws(SyncError) {
      return .success(try preparation.run(progress))
    } catch {
      return .failure(error)
    }
  }
}
