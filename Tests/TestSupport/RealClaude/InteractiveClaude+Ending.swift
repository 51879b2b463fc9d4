#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The ways in which a session ends. Each one returns when the program is gone.
extension InteractiveClaude {
  /// Types `/exit`: SessionEnd `prompt_input_exit`.
  package func exit(within limit: Duration = .seconds(60)) async throws {
    try await command("/exit", within: limit)
    try await terminal.waitForEnd(within: limit)
  }

  /// Presses Ctrl-D twice: SessionEnd `prompt_input_exit`.
  package func controlDTwice(within limit: Duration = .seconds(60)) async throws {
    var first: ContinuousClock.Instant?
    var confirmed = false
    try await terminal.wait(within: limit, for: "the end after Ctrl-D twice") { screen in
      guard terminal.isRunning else { return true }
      if let begun = first, ContinuousClock.now - begun < .seconds(3) {
        if !confirmed && screen.contains("again to exit") {
          confirmed = true
          try await terminal.press(.controlD)
        }
      } else {
        // On a busy machine the second one may come too late; both are then pressed once more.
        (first, confirmed) = (ContinuousClock.now, false)
        try await terminal.press(.controlD)
      }
      return false
    }
  }

  /// Closes the terminal (SIGHUP): SessionEnd `other`.
  package func closeTerminal(within limit: Duration = .seconds(60)) async throws {
    try await terminal.closeTerminal()
    try await Polling.until(within: limit, for: "the end after SIGHUP") { !terminal.isRunning }
  }

  /// Sends SIGTERM, as a shutdown does: SessionEnd `other`.
  package func terminate(within limit: Duration = .seconds(60)) async throws {
    terminal.signal(SIGTERM)
    try await terminal.waitForEnd(within: limit)
  }

  /// Sends SIGKILL, as a crash or a power loss: no hook.
  package func kill(within limit: Duration = .seconds(60)) async throws {
    terminal.signal(SIGKILL)
    try await terminal.waitForEnd(within: limit)
  }

  /// Gives the session up and closes its terminal, however it stands.
  package func stop() async {
    await terminal.stop()
  }
}
