internal import Platform
internal import Synchronization

/// The wish that a command ends, told by a signal while it works: Ctrl-C, a request to end, a terminal that
/// has gone.
package enum Interruption {
  /// The time between two looks at whether a signal has come.
  private static let patience = Duration.milliseconds(50)

  /// Runs work that ends where a signal asks the process to end.
  ///
  /// So it can put away what it has begun; a second signal ends the process.
  ///
  /// - Parameters:
  ///   - stop: Has the work end; called from another task.
  ///   - operation: The work.
  /// - Returns: The outcome of the work, and the signal that has come.
  package static func during<Value>(
    stop: @escaping @Sendable () -> Void, operation: () async throws -> Value
  ) async -> (result: Result<Value, any Error>, signal: CInt?) {
    let signals = CaughtSignals([SIGINT, SIGTERM, SIGHUP])
    let first = Mutex<CInt>(0)
    let watch = Task { @concurrent in
      while true {
        try await Task.sleep(for: patience, clock: .continuous)
        let number = CaughtSignals.pending
        guard number != 0, CaughtSignals.take(number) else { continue }
        guard first.withLock({ $0 }) == 0 else {
          _ = signal(number, SIG_DFL)
          kill(getpid(), number)
          continue
        }
        first.withLock { $0 = number }
        stop()
      }
    }
    defer {
      watch.cancel()
      signals.restore()
    }
    let result: Result<Value, any Error>
    do {
      result = .success(try await operation())
    } catch {
      result = .failure(error)
    }
    // One that came at the very end is no less meant.
    let last = CaughtSignals.pending
    let number = first.withLock { $0 == 0 ? last : $0 }
    return (result, number == 0 ? nil : number)
  }
}
