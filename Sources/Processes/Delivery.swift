internal import Platform
internal import Synchronization

/// A value that another thread or task delivers, for a thread that waits for it.
package final class Delivery<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  /// The signal that wakes the waiting thread.
  private let arrival = Cancellation()

  package init() {}

  /// Delivers the value; of several, the first one counts.
  package func deliver(_ value: Value) {
    self.value.withLock { $0 = $0 ?? value }
    arrival.cancel()
  }

  /// Waits for the value.
  ///
  /// - Parameters:
  ///   - timeLimit: The longest time to wait.
  ///   - cancellation: The signal that ends the waiting early.
  /// - Returns: The value.
  /// - Throws: `ConnectionFailure` with `timedOut` or `cancelled`.
  package func wait(
    within timeLimit: Duration, cancellation: Cancellation
  ) throws(ConnectionFailure) -> Value {
    let deadline = Deadline(after: timeLimit)
    while true {
      if cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      if let value = value.withLock(\.self) { return value }
      if deadline.isOver {
        throw ConnectionFailure(.timedOut, "it was not done within \(timeLimit.inWords)")
      }
      // Without a descriptor left in this process, nothing wakes it.
      let pause = arrival.descriptor < 0 ? min(deadline.left, .milliseconds(50)) : deadline.left
      _ = cancellation.poll([(arrival.descriptor, POLLIN)], atMost: pause)
    }
  }
}
