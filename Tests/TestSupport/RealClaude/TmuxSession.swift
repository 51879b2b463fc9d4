package import Foundation

/// A terminal with one program in it, in a tmux server of its own.
///
/// A guardian process ends the server when the session is stopped or given up, and also when the
/// test is killed.
package final class TmuxSession: Sendable {
  /// The size of a terminal in columns and rows.
  package struct Size: Sendable {
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }

    /// Wide, so that no hint is cut off.
    package static let wide = Size(columns: 180, rows: 50)
  }

  private let socket: String
  private let environment: [String: String]
  private let guardian: BackgroundProgram
  /// The program's process id.
  package let pid: Int32

  private init(
    socket: String, environment: [String: String], guardian: BackgroundProgram, pid: Int32
  ) {
    self.socket = socket
    self.environment = environment
    self.guardian = guardian
    self.pid = pid
  }

  /// Opens the terminal and starts the program in it.
  ///
  /// - Parameters:
  ///   - program: Its environment is the whole one, besides what tmux adds (`TMUX`, `TMUX_PANE`).
  ///   - folder: An existing folder of the test for the server's socket and configuration.
  ///   - network: Where the program runs.
  ///   - size: The size of the terminal.
  /// - Returns: The running session.
  /// - Throws: `HarnessError` if tmux cannot be started.
  package static func start(
    _ program: ExternalProgram, in folder: URL, network: LoopbackNetwork, size: Size = .wide
  ) async throws -> TmuxSession {
    let name = "tmux-" + UUID().uuidString.prefix(8).lowercased()
    let configuration = folder.appending(path: "\(name).conf")
    try Data(configurationText.utf8).write(to: configuration)
    let socket = folder.appending(path: name).path
    // Also the server itself gets the program's HOME, by which a test finds what it left behind.
    let environment = program.environment
    let (guardian, _) = try await BackgroundProgram.start(
      ExternalProgram(
        ["sh", "-c", "echo ready; cat; exec tmux -S \"$0\" kill-server", socket],
        environment: environment))
    do {
      let variables = program.environment.map { "\($0.key)=\($0.value)" }
      var command = ["tmux", "-u", "-S", socket, "-f", configuration.path, "new-session", "-d"]
      command += ["-x", "\(size.columns)", "-y", "\(size.rows)", "-c", program.folder]
      command += ["-P", "-F", "#{pane_pid}", "env", "-i"] + variables + program.command
      let line = try await ExternalProgram(
        network.command(command), environment: environment
      ).output()
      guard let pid = Int32(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw HarnessError("tmux said \(line).")
      }
      return TmuxSession(socket: socket, environment: environment, guardian: guardian, pid: pid)
    } catch {
      await guardian.stop()
      throw error
    }
  }

  /// Types text as it is.
  package func send(_ text: String) async throws {
    try await tmux("send-keys", "-l", "--", text)
  }

  /// Presses one key.
  package func press(_ key: TmuxKey) async throws {
    try await tmux("send-keys", key.rawValue)
  }

  /// Gives the terminal another size.
  package func resize(to size: Size) async throws {
    try await tmux("resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)")
  }

  /// What the terminal shows, without empty lines at the end; it stays after the program's end.
  package func screen() async throws -> String {
    let text = try await tmux("capture-pane", "-p")
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) }
    return String(text[..<(end ?? text.startIndex)])
  }

  /// Waits until the screen looks as wished.
  ///
  /// - Parameters:
  ///   - limit: How long.
  ///   - wanted: What is waited for, for the error's text.
  ///   - condition: Asked again and again.
  /// - Returns: That screen.
  /// - Throws: `HarnessError` with the last screen when the time is up.
  @discardableResult
  package func wait(
    within limit: Duration = .seconds(60), for wanted: String,
    until condition: (String) async throws -> Bool
  ) async throws -> String {
    try await Polling.value(within: limit, for: wanted, seen: { try await screen() }) {
      let screen = try await screen()
      return try await condition(screen) ? screen : nil
    }
  }

  /// Whether the program runs.
  package var isRunning: Bool {
    ProcessList.isRunning(pid)
  }

  /// Waits for the program's end.
  ///
  /// - Throws: `HarnessError` with the last screen when the time is up.
  package func waitForEnd(within limit: Duration = .seconds(60)) async throws {
    let seen = { try await self.screen() }
    try await Polling.until(within: limit, for: "the end of the program", seen: seen) {
      !isRunning
    }
  }

  /// Sends a signal to the program alone.
  package func signal(_ number: Int32) {
    _ = ProcessList.signal(pid, number)
  }

  /// Closes the terminal, as its window's close button does: the program gets SIGHUP.
  package func closeTerminal() async throws {
    try await tmux("kill-session")
  }

  /// Ends the server, and the program with it if it still runs; may be called again.
  package func stop() async {
    await guardian.stop()
    let limit = ContinuousClock.now + .seconds(5)
    while isRunning && ContinuousClock.now < limit {
      try? await Task.sleep(for: .milliseconds(20))
    }
    _ = ProcessList.kill(isRunning ? [pid] : [])
  }

  @discardableResult
  private func tmux(_ arguments: String...) async throws -> String {
    let command = ["tmux", "-u", "-S", socket] + arguments
    return try await ExternalProgram(command, environment: environment).output()
  }

  /// The server waits for the program's end even without a terminal, so that no zombie stays.
  private static let configurationText = """
    set -g remain-on-exit on
    set -s exit-empty off
    set -s escape-time 0
    set -g status off
    set -g default-terminal tmux-256color

    """
}

/// A key by the name that tmux knows it by.
package struct TmuxKey: Sendable, RawRepresentable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  package static let enter = TmuxKey(rawValue: "Enter")
  package static let escape = TmuxKey(rawValue: "Escape")
  package static let tab = TmuxKey(rawValue: "Tab")
  package static let up = TmuxKey(rawValue: "Up")
  package static let down = TmuxKey(rawValue: "Down")
  package static let controlC = TmuxKey(rawValue: "C-c")
  package static let controlD = TmuxKey(rawValue: "C-d")
  package static let controlU = TmuxKey(rawValue: "C-u")
}
