internal import Git2
internal import Processes

/// The outcome of a switch to another branch.
package enum BranchSwitch: Sendable, Hashable {
  /// It is checked out, and has all that the remote's has.
  case switched
  /// Neither the remote nor the clone has the branch.
  case missing
  /// Both sides have commits of their own.
  case diverged
  /// Files were changed, or another working tree has the branch checked out.
  case refused
  /// A rebase, a merge or the like is not finished.
  case busy
}

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
    try await SyncRepository.makeClone(
      from: address, to: path, configuration: configuration, progress: progress)
    _ = try await reach(path, configuration, progress) {
      (repository, route, watcher) throws(GitError) in
      if let tip = try repository.target(of: "HEAD") {
        try repository.checkOut(tree: try repository.commit(tip).tree)
      }
      try repository.fetchBranches(
        from: configuration.remote, over: route, name: configuration.name, watcher: watcher)
      return true
    }
  }

  /// Fetches a branch and checks it out, where that changes nothing of the person's.
  ///
  /// A branch that is here is only ever moved forwards; one that is not follows the remote's.
  ///
  /// - Parameters:
  ///   - branch: The branch, without `refs/heads/`.
  ///   - folder: A folder in the working tree.
  ///   - configuration: The settings to work with.
  ///   - progress: Called with how far it has come.
  /// - Returns: The outcome; nothing has changed but by `switched`.
  /// - Throws: `SyncError` where the remote cannot be reached, or a file is in the way.
  @concurrent
  package static func switchBranch(
    to branch: String, in folder: String, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws(SyncError) -> BranchSwitch {
    let outcome = try await reach(folder, configuration, progress) {
      (repository, route, watcher) throws(GitError) in
      guard repository.isIdle else { return Repository.Switch.busy }
      guard try repository.changedFiles().isEmpty else { return Repository.Switch.changed }
      let tip = try repository.fetch(
        branch: branch, from: configuration.remote, over: route, name: configuration.name,
        watcher: watcher)
      return try repository.switchBranch(
        to: branch, at: tip, remote: configuration.remote, name: configuration.name)
    }
    return switch outcome {
    case .switched: .switched
    case .missing: .missing
    case .diverged: .diverged
    case .changed, .taken: .refused
    case .busy: .busy
    }
  }

  private typealias Step<Value> =
    @Sendable (borrowing Repository, RemoteRoute, RemoteWatcher) throws(GitError) -> Value

  private static func reach<Value: Sendable>(
    _ path: String, _ configuration: SyncConfiguration,
    _ progress: @escaping @Sendable (SyncProgress) -> Void, _ step: @escaping Step<Value>
  ) async throws(SyncError) -> Value {
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
        progress(SyncProgress(phase: .connecting, address: address))
        do throws(GitError) {
          return try step(repository, route, transports.watcher(progress))
        } catch {
          throw SyncError.remote(error, address: address)
        }
      }
    } onCancel: {
      cancellation.cancel()
    }
    do throws(SyncError) {
      return try result.get()
    } catch  where error.kind == .damaged {
      // It is the person's own: nothing of ours makes it anew.
      throw SyncError(.unreadable, error.message, underlying: error.underlying)
    }
  }
}
