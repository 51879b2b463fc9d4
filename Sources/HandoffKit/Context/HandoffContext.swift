package import Foundation
package import MachineState
internal import Phrases
package import Summarizer

/// What handoff takes from the world around it, so that tests can give it another one.
package struct HandoffContext: Sendable {
  /// The environment of the process.
  package var environment: [String: String]
  /// The folder the process works in.
  package var workingFolder: String
  /// The clock.
  package var now: @Sendable () -> Date
  /// Waits, for a transcript that is still being written.
  package var pause: @Sendable (Duration) async -> Void
  /// The host's name, the default for the machine's.
  package var hostName: @Sendable () -> String
  /// What tells whether the machine is going down.
  package var signs: @Sendable () -> MachineSigns
  /// What tells whether a session's process runs.
  package var processes: @Sendable () -> ProcessView = { .current() }
  /// Has a model write a summary.
  package var summarize:
    @Sendable (Digest, ClaudeSummarizer.Configuration) async throws(SummarizerError) ->
      ModelSummary
  /// Asks the Claude Code program at an absolute path for its version.
  ///
  /// It gives what the program prints, or `nil` where it does not tell. Without anything set no
  /// version is known, and nothing new is registered.
  package var claudeVersion: @Sendable (String) async -> String? = { _ in nil }
  /// The program that is running, for the event log.
  package var program: String
  /// True if a person at the terminal can be asked, for a passphrase say; never in a hook.
  package var canAsk = false

  package init(
    environment: [String: String], workingFolder: String, program: String,
    now: @escaping @Sendable () -> Date, pause: @escaping @Sendable (Duration) async -> Void,
    hostName: @escaping @Sendable () -> String, signs: @escaping @Sendable () -> MachineSigns,
    summarize:
      @escaping @Sendable (Digest, ClaudeSummarizer.Configuration) async throws(SummarizerError) ->
      ModelSummary
  ) {
    self.environment = environment
    self.workingFolder = workingFolder
    self.program = program
    self.now = now
    self.pause = pause
    self.hostName = hostName
    self.signs = signs
    self.summarize = summarize
  }

  /// The context of this process.
  package static func live(program: String) -> HandoffContext {
    let environment = ProcessInfo.processInfo.environment
    var context = HandoffContext(
      environment: environment,
      workingFolder: FileManager.default.currentDirectoryPath, program: program,
      now: { Date() },
      pause: { duration in try? await Task.sleep(for: duration) },
      hostName: { ProcessInfo.processInfo.hostName },
      signs: { MachineSigns.current() },
      summarize: { (digest, configuration) async throws(SummarizerError) in
        try await ClaudeSummarizer(configuration: configuration).summarize(digest)
      })
    context.claudeVersion = { path in
      await ClaudeVersionCall.run(path, environment: environment, workingFolder: "/")
    }
    return context
  }

  /// A variable of the environment; an empty one counts as not set.
  package func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a switch of the environment is on.
  package func isSet(_ name: String) -> Bool {
    variable(name).map { !["0", "false", "no", "off"].contains($0.lowercased()) } ?? false
  }

  /// The user's home folder.
  ///
  /// - Returns: `HOME`.
  /// - Throws: `HandoffError` where it is not set to an absolute path.
  package func home() throws -> String {
    guard let home = variable("HOME"), home.hasPrefix("/") else {
      throw HandoffError(.configuration, Phrases.homeMissing(), hint: Phrases.homeMissingHint())
    }
    return home.count > 1 && home.hasSuffix("/") ? String(home.dropLast()) : home
  }

  /// Where this machine's state is kept.
  ///
  /// - Returns: The folder; it may not exist yet.
  /// - Throws: `HandoffError` where `HOME` is not set.
  package func state() throws -> StateFolder {
    guard let state = StateFolder(environment: { variable($0) }) else {
      _ = try home()
      throw HandoffError(
        .configuration, Phrases.stateFolderUnknown(), hint: Phrases.homeMissingHint())
    }
    return state
  }

  /// Claude Code's own folder: `CLAUDE_CONFIG_DIR`, else `~/.claude`.
  package func claudeFolder() throws -> String {
    try variable("CLAUDE_CONFIG_DIR") ?? home() + "/.claude"
  }

  /// The session this process runs in, as Claude Code tells its tools (`CLAUDE_CODE_SESSION_ID`).
  package var currentSession: String? { variable("CLAUDE_CODE_SESSION_ID") }

  /// Whether this process was started by Claude Code.
  package var isInsideClaude: Bool { isSet("CLAUDECODE") }

  /// The world without the lineage in the environment, which is that of one session alone.
  func withoutLineage() -> HandoffContext {
    var context = self
    context.environment[Self.lineageVariable] = nil
    return context
  }

  /// The name of the snapshot that a `claude` of `handoff resume` carries on.
  package static let lineageVariable = "HANDOFF_RESUMED_FROM"

  /// Seconds since 1970.
  package func seconds() -> Int64 { Int64(now().timeIntervalSince1970) }

  /// Makes a path absolute: `~` and relative ones.
  package func absolute(_ path: String) throws -> String {
    if path == "~" { return try home() }
    if path.hasPrefix("~/") { return try home() + path.dropFirst(1) }
    let joined = path.hasPrefix("/") ? path : workingFolder + "/" + path
    return (joined as NSString).standardizingPath
  }

  /// Writes a path with the home folder as `~`.
  package func shortened(_ path: String) -> String {
    guard let home = try? home(), home != "/" else { return path }
    if path == home { return "~" }
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }
}
