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
