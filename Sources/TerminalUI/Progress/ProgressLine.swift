internal import Synchronization

/// A line that tells a person what is under way, once it takes longer than a second.
///
/// On a terminal it has a spinner, and is cleaned when the work ends in any way. Elsewhere it is
/// one plain line. Quick work shows nothing at all. (It is called a line because
/// `Progress` is a class of Foundation.)
package final class ProgressLine: Sendable {
  private let state: Mutex<ProgressState>
  private let clock: ProgressClock
  private let write: @Sendable (String) -> Void

  /// Makes a line without a ticker; see ``during(_:terminal:clock:write:operation:)``.
  ///
  /// - Parameters:
  ///   - phase: The present work, as in "Fetching"; sanitised.
  ///   - terminal: The output, as a rule standard error.
  ///   - clock: The time.
  ///   - write: Writes to the output; called under a lock, so it must not call this line.
  init(
    _ phase: String, terminal: Terminal, clock: ProgressClock,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.clock = clock
    self.write = write
    state = Mutex(ProgressState(terminal: terminal, phase: phase, start: clock.now()))
  }

  /// Names the next phase and forgets the count.
  ///
  /// - Parameter phase: The present work, as in "Pushing"; sanitised.
  package func begin(_ phase: String) {
    state.withLock { $0.begin(phase) }
  }

  /// Counts within the phase; cheap enough for every call of a transfer callback.
  ///
  /// - Parameter count: The progress of the phase.
  package func update(_ count: ProgressCount) {
    state.withLock { $0.update(count) }
  }

  /// Draws the line if it is due; called about ten times a second.
  func tick() {
    state.withLock { state in
      if let output = state.output(at: clock.now()) { write(output) }
    }
  }

  /// Removes the line while something else writes to the terminal; the next tick draws it again.
  ///
  /// - Parameter body: Writes; called under a lock, so it must not call this line.
  package func pause(_ body: () -> Void) {
    state.withLock { state in
      if let output = state.clearing() { write(output) }
      body()
    }
  }

  /// Cleans the line; nothing is drawn after it.
  ///
  /// A second call does nothing.
  func finish() {
    state.withLock { state in
      state.finish()
      if let output = state.clearing() { write(output) }
    }
  }

  /// Shows progress while something runs, and cleans up when it returns, throws or is cancelled.
  ///
  /// - Parameters:
  ///   - phase: The first phase, as in "Fetching".
  ///   - terminal: The output, as a rule standard error.
  ///   - clock: The time.
  ///   - write: Writes to the output; must not call the line.
  ///   - operation: The work; it receives the line to name phases and counts.
  /// - Returns: The result of the work.
  /// - Throws: The error of the work.
  package static func during<Value, Failure: Error>(
    _ phase: String, terminal: Terminal, clock: ProgressClock,
    write: @escaping @Sendable (String) -> Void,
    operation: (ProgressLine) async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let line = ProgressLine(phase, terminal: terminal, clock: clock, write: write)
    // A task of its own: work that blocks its thread must not stop the spinner.
    let ticker = Task { @concurrent in
      while true {
        try await clock.sleep(ProgressState.frame)
        line.tick()
      }
    }
    defer {
      ticker.cancel()
      line.finish()
    }
    return try await operation(line)
  }
}

/// The clock of a progress line.
package struct ProgressClock: Sendable {
  /// Returns the time since some fixed moment; never goes back.
  var now: @Sendable () -> Duration

  /// Waits; throws when the task is cancelled.
  var sleep: @Sendable (Duration) async throws -> Void

  /// Makes a clock.
  ///
  /// - Parameters:
  ///   - now: Returns the time since some fixed moment.
  ///   - sleep: Waits that long, or throws when the task is cancelled.
  init(
    now: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// Makes a clock that goes on while the machine sleeps.
  ///
  /// - Returns: A clock that counts from this call.
  package static func continuous() -> ProgressClock {
    let start = ContinuousClock.now
    return ProgressClock(
      now: { start.duration(to: .now) },
      sleep: { try await Task.sleep(for: $0, clock: .continuous) }
    )
  }
}
