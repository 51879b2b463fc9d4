private import Synchronization

/// Tells a person that something is under way, once it takes longer than a second.
///
/// On a terminal it is one line with a spinner, which is cleaned when the work ends, however it
/// ends. Elsewhere it is one plain line for each phase. What is quick shows nothing at all.
/// (Called a line because `Progress` is a class of Foundation.)
package final class ProgressLine: Sendable {
  private let state: Mutex<ProgressState>
  private let clock: ProgressClock
  private let write: @Sendable (String) -> Void

  /// Creates a line that nobody ticks yet; ``during(_:terminal:clock:write:operation:)`` is the
  /// usual way.
  ///
  /// - Parameters:
  ///   - phase: what is done, as in "Fetching"; sanitised.
  ///   - terminal: the output, as a rule standard error.
  ///   - clock: the time.
  ///   - write: writes to the output; called under a lock, so it must not call this line.
  package init(
    _ phase: String, terminal: Terminal, clock: ProgressClock,
    write: @escaping @Sendable (String) -> Void,
  ) {
    self.clock = clock
    self.write = write
    state = Mutex(ProgressState(terminal: terminal, phase: phase, start: clock.now()))
  }

  /// Names what is done now and forgets the count.
  ///
  /// - Parameter phase: what is done, as in "Pushing"; sanitised.
  package func begin(_ phase: String) {
    state.withLock { $0.begin(phase) }
  }

  /// Says how far the phase has come; cheap enough for every call of a transfer callback.
  ///
  /// - Parameter count: how far.
  package func update(_ count: ProgressCount) {
    state.withLock { $0.update(count) }
  }

  /// Draws what is due; called about ten times a second.
  package func tick() {
    state.withLock { state in
      if let output = state.output(at: clock.now()) { write(output) }
    }
  }

  /// Writes a message of its own above the progress.
  ///
  /// - Parameters:
  ///   - message: one line.
  ///   - terminal: the output, for the styles of the message.
  package func report(_ message: StyledText, for terminal: Terminal) {
    state.withLock { state in
      write((state.clearing() ?? "") + message.rendered(for: terminal) + "\n")
    }
  }

  /// Takes the line away while something else writes to the terminal; the next tick draws it again.
  ///
  /// - Parameter body: writes; called under a lock, so it must not call this line.
  package func pause(_ body: () -> Void) {
    state.withLock { state in
      if let output = state.clearing() { write(output) }
      body()
    }
  }

  /// Cleans the line; nothing is drawn after it.
  ///
  /// A second call does nothing.
  package func finish() {
    state.withLock { state in
      state.finish()
      if let output = state.clearing() { write(output) }
    }
  }

  /// Shows progress while something runs, and cleans up when it returns, throws or is cancelled.
  ///
  /// - Parameters:
  ///   - phase: what is done at first, as in "Fetching".
  ///   - terminal: the output, as a rule standard error.
  ///   - clock: the time.
  ///   - write: writes to the output; must not call the line.
  ///   - operation: the work; gets the line to name phases and counts.
  /// - Returns: what the work returns.
  /// - Throws: what the work throws.
  package static func during<Value, Failure: Error>(
    _ phase: String, terminal: Terminal, clock: ProgressClock,
    write: @escaping @Sendable (String) -> Void,
    operation: (ProgressLine) async throws(Failure) -> Value,
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
