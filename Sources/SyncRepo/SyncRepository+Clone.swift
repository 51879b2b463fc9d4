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
