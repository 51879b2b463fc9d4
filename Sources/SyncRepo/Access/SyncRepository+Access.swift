internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Looks whether the remote can be reached, read and written, and by whom; writes nothing.
  ///
  /// Write access is what the remote says at the begin of a push, which ends there: a read-only
  /// deploy key, or a token without the scope, is refused. For a remote on this computer it is the
  /// permissions of its files. Credentials are used as for a synchronisation, and nobody is asked
  /// unless `SyncConfiguration.isInteractive` says so.
  ///
  /// - Parameter progress: Called with what is being done; on another thread.
  /// - Returns: What was found; that the remote cannot be reached or refuses stands in the report.
  /// - Throws: `SyncError` with `noRemote` where there is none to ask, or `cancelled`.
  public func checkAccess(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> AccessReport {
    try await cancellable { () throws(SyncError) in
      progress(SyncProgress(phase: .connecting))
      let probe = AccessProbe(
        configuration: configuration, cancellation: cancellation, branch: branch)
      return try probe.run(on: repository)
    }
  }

  /// Does the same for an address that nothing was cloned from yet.
  ///
  /// The user's git configuration applies, `url.*.insteadOf` included; for that an empty repository
  /// is made in the folder for temporary files (`TMPDIR`), and removed.
  ///
  /// - Parameters:
  ///   - address: The remote. A relative path must have been made absolute.
  ///   - configuration: How to work with it.
  ///   - progress: Called with what is being done; on another thread.
  /// - Returns: What was found.
  /// - Throws: `SyncError` with `noRemote` where the address is malformed, `storage`, `cancelled`.
  @concurrent
  public static func checkAccess(
    of address: String, configuration: SyncConfiguration,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> AccessReport {
    try configuration.check()
    let cancellation = Cancellation()
    let probe = AccessProbe(
      configuration: configuration, cancellation: cancellation, branch: nil)
    let result = await withTaskCancellationHandler {
      await AccessWorker().run(probe, address, progress)
    } onCancel: {
      cancellation.cancel()
    }
    return try result.get()
  }
}

/// Runs the look at a remote without a clone, on a queue of its own: it blocks.
private actor AccessWorker {
  private let executor = GitExecutor()

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  func run(
    _ probe: AccessProbe, _ address: String,
    _ progress: @escaping @Sendable (SyncProgress) -> Void
  ) -> Result<AccessReport, SyncError> {
    let base =
      probe.configuration.variables["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let name = String(UInt64.random(in: .min ... .max), radix: 36)
    let folder = "\(base)/\(probe.configuration.name)-check-\(name)"
    defer { LocalFile.removeTree(folder) }
    do throws(SyncError) {
      do throws(FileError) {
        try LocalFile.createFolder(folder)
      } catch {
        throw SyncError(.storage, "A folder for temporary files cannot be made: \(error).")
      }
      let remote = probe.configuration.remote
      let repository = try attempt("use the address \(RemoteAddress(address))") {
        () throws(GitError) in
        let repository = try Repository(creating: "\(folder)/git", bare: true, branch: "main")
        try repository.addRemote(remote, url: address)
        return repository
      }
      progress(SyncProgress(phase: .connecting))
      return .success(try probe.run(on: repository))
    } catch {
      return .failure(error)
    }
  }
}
