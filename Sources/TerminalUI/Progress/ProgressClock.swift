/// The time that a progress line lives by.
package struct ProgressClock: Sendable {
  /// Returns the time since some fixed moment; never goes back.
  package var now: @Sendable () -> Duration

  /// Waits; throws when the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void

  /// Creates a clock.
  ///
  /// - Parameters:
  ///   - now: returns the time since some fixed moment.
  ///   - sleep: waits that long, or throws when the task is cancelled.
  package init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The system's clock that goes on while the machine sleeps.
  ///
  /// - Returns: a clock that counts from this call.
  package static func continuous() -> ProgressClock {
    let start = ContinuousClock.now
    return ProgressClock(
      now: { start.duration(to: .now) },
      sleep: { try await Task.sleep(for: $0, clock: .continuous) },
    )
  }
}
