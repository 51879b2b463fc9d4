internal import Git2
internal import Processes

/// The remote of a repository that a person works in, reached by the transports of this library.
///
/// Unlike that of a `SyncRepository` it is only read, and nothing here is committed.
package enum ProjectRemote {
  /// Clones a repository with all of its branches.
  ///
  /// - Parameters:
  ///   - address: The remote.
  ///   - path: The folder of the clone; it must not exist, or be empty.
  ///   - configuration: The settings to work with.
  ///   - progress: Called with how far it has come.
  /// - Throws: As `SyncRepository.clone`.
  @concurrent
  package static func clone(
    from address: String, to path: String, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws(SyncError) {
    _ = try await SyncRepository.clone(
      from: address, to: path, configuration: configuration, progress: progress)
    _ = try await reach(path, configuration, progress) {
      (repository, route, watcher) throws(GitError) in
      try repository.fetchBranches(
        from: configuration.remote, over: route, name: configuration.name, watcher: watcher)
      return true
    }
  }

  private typealias Step =
    @Sendable (borrowing Repository, RemoteRoute, RemoteWatcher) throws(GitError) -> Bool

  private static func reach(
    _ path: String, _ configuration: SyncConfiguration,
    _ progress: @escaping @Sendable (SyncProgress) -> Void, _ step: @escaping Step
  ) async throws(SyncError) -> Bool {
    let cancellation = Cancellation()
    let result = await withTaskCancellationHandler {
      await GitWorker(configuration.name).run { () throws(SyncError) in
        let repository = try attempt("open \(path)") { () throws(GitError) in
          try Repository(containing: path)
        }
        let urls = try attempt("read \(path)") { () throws(GitError) in
          try repository.remoteURLs(configuration.remote)
        }
        guard let urls else {
          throw SyncError(.noRemote, "\(path) has no remote named \(configuration.remote).")
        }
        if repository.isShallow {
          throw SyncError(.unsupported, "\(path) is a shallow clone, which cannot be fetched into.")
        }
        let address = RemoteAddress(urls.fetch)
        let transports = configuration.transports(cancellation)
        let route = try transports.route(to: address, of: repository)
        progress(SyncProgress(phase: .connecting))
        do throws(GitError) {
          return try step(repository, route, transports.watcher(progress))
        } catch {
          throw SyncError.remote(error, address: address)
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
    return try result.get()
  }
}
