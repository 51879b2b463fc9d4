package import Foundation
import Platform

/// A person at a terminal with Claude Code.
package struct InteractiveClaude: Sendable {
  /// The terminal; for keys and screens that have no method here.
  package let terminal: TmuxSession
  /// What the session's own recording hooks were given.
  package let hooks: HookRecorder

  /// Starts the program and waits for its prompt.
  ///
  /// - Parameters:
  ///   - program: Which release.
  ///   - home: Whose environment it gets.
  ///   - network: The one that the stand-in listens in.
  ///   - starter: The words of a command that starts the program with what follows them; the program
  ///     itself by default.
  ///   - arguments: Such as `["--resume", id]`; there must be no `--settings`.
  ///   - folder: The working folder; the home's project by default. It must be trusted.
  ///   - limit: How long the prompt may take.
  /// - Returns: The session, idle; whoever starts it stops it.
  /// - Throws: `HarnessError` with the last screen if no prompt appears.
  package static func start(
    _ program: ClaudeProgram, home: ClaudeHome, network: LoopbackNetwork,
    through starter: [String]? = nil, arguments: [String] = [], folder: URL? = nil,
    within limit: Duration = .seconds(60)
  ) async throws -> InteractiveClaude {
    let hooks = try home.makeRecorder()
    let start = starter ?? [program.path]
    let command = start + ["--settings", hooks.settingsFile.path] + arguments
    let terminal = try await TmuxSession.start(
      ExternalProgram(
        command, environment: home.environment, folder: (folder ?? home.project).path),
      in: home.root, network: network)
    let claude = InteractiveClaude(terminal: terminal, hooks: hooks)
    do {
      try await claude.waitForPrompt(within: limit)
      try await claude.waitForHook("SessionStart", within: limit)
    } catch {
      await terminal.stop()
      throw error
    }
    return claude
  }

  /// Asks something and waits until it is answered and the hooks of the answer have ended.
  ///
  /// - Parameters:
  ///   - text: The prompt; the stand-in follows it, see `Resources/messages_api.py`.
  ///   - limit: How long all of it may take.
  /// - Returns: What the Stop hook was given, or the StopFailure hook if the turn failed.
  /// - Throws: `HarnessError` with the last screen when the time is up.
  @discardableResult
  package func ask(
    _ text: String, within limit: Duration = .seconds(60)
  ) async throws -> HookRecord {
    let earlier = try ends().count
    try await submit(text, within: limit)
    let seen = { try await terminal.screen() }
    let end = try await Polling.value(within: limit, for: "an answer to \(text)", seen: seen) {
      let ends = try ends()
      return ends.count > earlier ? ends[earlier] : nil
    }
    try await waitForPrompt(within: limit)
    try await waitForHooks(within: limit)
    return end
  }

  /// Types a prompt and Enter, and waits until the program has taken it, not for an answer.
  ///
  /// - Throws: `HarnessError` with the last screen when the time is up.
  package func submit(_ text: String, within limit: Duration = .seconds(60)) async throws {
    let earlier = try hooks.records("UserPromptSubmit").count
    try await type(text, within: limit)
    var pressed: ContinuousClock.Instant?
    try await terminal.wait(within: limit, for: "\(text) to be taken") { _ in
      if try hooks.records("UserPromptSubmit").count > earlier { return true }
      // An Enter that comes while the program still sorts the input is lost.
      if pressed.map({ ContinuousClock.now - $0 > .seconds(3) }) ?? true {
        pressed = ContinuousClock.now
        try await terminal.press(.enter)
      }
      return false
    }
  }

  /// Types a command of the program such as `/clear`, and Enter.
  ///
  /// - Throws: `HarnessError` with the last screen if the text does not appear.
  package func command(_ text: String, within limit: Duration = .seconds(60)) async throws {
    try await type(text, within: limit)
    try await terminal.press(.enter)
  }

  /// Waits until the program is idle and takes input.
  ///
  /// While it works, and while hooks of an answer run, both releases show "esc to interrupt".
  package func waitForPrompt(within limit: Duration = .seconds(60)) async throws {
    try await terminal.wait(within: limit, for: "an idle prompt") { screen in
      screen.split(separator: "\n").contains { $0.hasPrefix("❯") }
        && !screen.contains("esc to interrupt")
    }
  }

  /// Waits until an event has happened in this session, and its hooks have ended.
  ///
  /// - Parameters:
  ///   - event: One that the recorder knows: SessionStart, UserPromptSubmit, Stop, StopFailure,
  ///     SessionEnd.
  ///   - count: How often it must have happened since the session's start.
  ///   - limit: How long all of it may take.
  /// - Returns: What the hook was given the last of these times.
  /// - Throws: `HarnessError` with the last screen when the time is up.
  @discardableResult
  package func waitForHook(
    _ event: String, count: Int = 1, within limit: Duration = .seconds(60)
  ) async throws -> HookRecord {
    let seen = { try await terminal.screen() }
    let wanted = "\(event) hook number \(count)"
    let record = try await Polling.value(within: limit, for: wanted, seen: seen) {
      let records = try hooks.records(event)
      return records.count >= count ? records[count - 1] : nil
    }
    try await waitForHooks(within: limit)
    return record
  }

  /// Waits until no hook runs: the recording one may be through before its neighbours.
  ///
  /// A hook is a child of the program that knows `CLAUDE_PROJECT_DIR`; a worker that it left behind
  /// has another parent. Where processes cannot be looked at, nothing is waited for.
  private func waitForHooks(within limit: Duration) async throws {
    var quiet = 0
    try await Polling.until(within: limit, for: "the end of the hooks") {
      let hooks = ProcessList.children(of: terminal.pid, withVariable: "CLAUDE_PROJECT_DIR")
      quiet = hooks.isEmpty ? quiet + 1 : 0
      return quiet == 3
    }
  }

  /// The records of ended turns, oldest first.
  private func ends() throws -> [HookRecord] {
    try hooks.records().filter { $0.event == "Stop" || $0.event == "StopFailure" }
  }

  /// Types text and waits until it stands at the prompt, of which long text leaves a mark only.
  private func type(_ text: String, within limit: Duration) async throws {
    try await terminal.send(text)
    let end = text.split(whereSeparator: \.isNewline).last?.suffix(12) ?? ""
    try await terminal.wait(within: limit, for: "the typed text") { screen in
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
      guard let start = lines.lastIndex(where: { $0.hasPrefix("❯") }) else { return false }
      // A line break may be anywhere in the text.
      let shown = lines[start...].joined().filter { !$0.isWhitespace }
      return shown.contains(end.filter { !$0.isWhitespace }) || shown.contains("[Pastedtext")
    }
  }
}

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
