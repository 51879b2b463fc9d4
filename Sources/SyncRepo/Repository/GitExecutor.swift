internal import Dispatch

/// A serial queue that blocking work runs on.
///
/// libgit2 blocks, on the disk and on the network; the cooperative pool must not.
final class GitExecutor: SerialExecutor {
  private let queue: DispatchQueue

  /// Makes a queue.
  ///
  /// - Parameter name: The embedding program's name, for debuggers.
  init(_ name: String) { queue = DispatchQueue(label: "\(name).sync-repo") }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async { unsafe job.runSynchronously(on: executor) }
  }
}

/// Runs blocking work that has no repository yet on a queue of its own.
actor GitWorker {
  private let executor: GitExecutor

  /// Makes a worker.
  ///
  /// - Parameter name: The embedding program's name.
  init(_ name: String) { executor = GitExecutor(name) }

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// Runs a body; its error is part of the result, since a typed one cannot cross to another actor
  /// in `withTaskCancellationHandler`.
  func run<Value: Sendable>(
    _ body: @Sendable () throws(SyncError) -> Value
  ) -> Result<Value, SyncError> {
    do throws(SyncError) {
      return .success(try body())
    } catch {
      return .failure(error)
    }
  }
}
