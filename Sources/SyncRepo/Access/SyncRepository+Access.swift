internal import Git2
internal import Platform
internal import Processes

extension SyncRepository {
  /// Checks if the remote can be reached, read and written, and by whom; writes nothing.
  ///
  /// Write access is what the remote says at the beginning of a push, which ends there: a read-only
  /// deploy key, or a token without the scope, is refused. For a remote on this computer it is the
  /// permissions of its files. Credentials are used as for a synchronisation, and nobody is asked
  /// unless `SyncConfiguration.isInteractive` says so.
  ///
  /// - Parameter progress: Called with how far it has come, on the repository's own queue.
  /// - Returns: The findings; a remote that cannot be reached or refuses is one of them.
  /// - Throws: `SyncError` with `noRemote` where there is none to ask, or `cancelled`.
  public func checkAccess(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> AccessReport {
    try await cancellable { () throws(SyncError) in
      progress(SyncProgress(phase: .connecting, address: try? remoteAddresses().fetch))
      let probe = AccessProbe(
        configuration: configuration, cancellation: cancellation, branch: branch)
      return try probe.run(on: repository)
    }
  }

  /// Asks the remote for its branches as somebody without a login would.
  ///
  /// - Returns: The answer; `unknown` for a remote that is not reached by ssh or https, or that could not
  ///   be asked.
  package func visibility() async -> AnonymousAccess {
    do throws(SyncError) {
      return try await cancellable { () throws(SyncError) in
        try AccessProbe(
          configuration: configuration, cancellation: cancellation, branch: branch
        ).visibility(on: repository)
      }
    } catch {
      return .unknown(error.message)
    }
  }

  /// Checks a remote that nothing was cloned from yet, as `checkAccess(progress:)` does.
  ///
  /// The user's git configuration applies, `url.*.insteadOf` included; for that an empty repository
  /// is made in the folder for temporary files (`TMPDIR`), and removed.
  ///
  /// - Parameters:
  ///   - address: The remote. A relative path must have been made absolute.
  ///   - configuration: The settings to work with.
  ///   - progress: Called with how far it has come, on a queue of its own.
  /// - Returns: The findings.
  /// - Throws: `SyncError` with `invalidConfiguration`, `noRemote` where the address is malformed,
  ///   `storage`, or `cancelled`.
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
      await GitWorker(configuration.name).run { () throws(SyncError) in
        try probe.run(on: address, progress)
      }
    } onCancel: {
      cancellation.cancel()
    }
    return try result.get()
  }
}

extension AccessProbe {
  /// Asks a remote that has no clone yet, through an empty repository in a folder for temporary files.
  ///
  /// - Parameters:
  ///   - address: The remote.
  ///   - progress: Called when the first connection begins.
  /// - Returns: The report, as of `run(on:)`.
  /// - Throws: `SyncError` with `noRemote`, `storage` or `cancelled`.
  fileprivate func run(
    on address: String, _ progress: (SyncProgress) -> Void
  ) throws(SyncError) -> AccessReport {
    let base = configuration.variables["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let number = String(UInt64.random(in: .min ... .max), radix: 36)
    let folder = "\(base)/\(configuration.name)-check-\(number)"
    defer { LocalFile.removeTree(folder) }
    do throws(FileError) {
      try LocalFile.createFolder(folder, durable: false)
    } catch {
      throw SyncError(
        .storage, "A folder for temporary files cannot be made: \(error).",
        underlying: SyncError.Underlying(error))
    }
    let repository = try attempt("use the address \(RemoteAddress(address))") {
      () throws(GitError) in
      let repository = try Repository(creating: "\(folder)/git", bare: true, branch: "main")
      try repository.addRemote(configuration.remote, url: address)
      return repository
    }
    progress(SyncProgress(phase: .connecting, address: RemoteAddress(address)))
    return try run(on: repository)
  }
}
