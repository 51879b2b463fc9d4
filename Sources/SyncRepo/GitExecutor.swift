internal import Dispatch

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
