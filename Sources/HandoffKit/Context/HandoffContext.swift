package import Essentials
package import MachineState
internal import Phrases
internal import Platform
internal import Processes
internal import SnapshotStore
internal import Summarizer
internal import SyncRepo

/// The world around handoff, as far as it looks at it, so that tests can give it another one.
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
  /// Reads the signs of a machine that goes down.
  var signs: @Sendable () -> MachineSigns
  /// Looks at the processes of the machine.
  var processes: @Sendable () -> ProcessView = { .current() }
  /// Has a model write a summary.
  var summarize:
    @Sendable (Digest, ClaudeSummarizer.Configuration) async throws(SummarizerError) ->
      ModelSummary
  /// The time to wait for another process at the same session; `nil` for what the occasion allows.
  var patience: Duration?
  /// Asks the Claude Code program at an absolute path for its version; it gets further variables by
  /// their names.
  ///
  /// It gives what the program prints, or `nil` where it does not tell. Without anything set no
  /// version is known, and nothing new is registered.
  var claudeVersion: @Sendable (String, [String]) async -> String? = { _, _ in nil }
  /// Asks the remote of a clone, without a login.
  var visibility: @Sendable (SyncRepository) async -> AnonymousAccess = { await $0.visibility() }
  /// Looks at the drives of Windows.
  var drives: @Sendable () -> WindowsDrives = { WindowsDrives(mounts: "", distribution: nil) }
  /// Checks that secrets are masked.
  var redactionWorks: @Sendable () -> Bool = { Redactor.selfTest() }
  /// Starts a pass over a session in a process of its own, which nobody waits for.
  var passBehind: @Sendable (SessionID) -> Void = { _ in }
  /// The program that is running, for the event log.
  package var program: String
  /// True if a person at the terminal can be asked, for a passphrase say; never in a hook.
  package var canAsk = false

  /// Makes a world of its parts.
  init(
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
    let environment = ProcessEnvironment.current()
    var context = HandoffContext(
      environment: environment,
      workingFolder: FileManager.default.currentDirectoryPath, program: program,
      now: { Date() },
      pause: { duration in try? await Task.sleep(for: duration) },
      hostName: { ownHostName() },
      signs: { MachineSigns.current() },
      summarize: { (digest, configuration) async throws(SummarizerError) in
        try await ClaudeSummarizer(configuration: configuration).summarize(digest)
      })
    context.claudeVersion = { path, passedVariables in
      await ClaudeQuestion.version.ask(
        path, environment: environment, passedVariables: passedVariables, workingFolder: "/")
    }
    context.drives = { .current(distribution: environment["WSL_DISTRO_NAME"]) }
    context.passBehind = { session in BackgroundPass.start(session, environment: environment) }
    return context
  }

  /// The name of this computer (gethostname(2)); empty where it has none.
  private static func ownHostName() -> String {
    // HOST_NAME_MAX is 64 on Linux, 255 elsewhere.
    var bytes = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&bytes, 255) == 0 else { return "" }
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Returns a variable of the environment; an empty one counts as not set.
  package func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Returns true if `PATH` leads to a program.
  ///
  /// - Parameter program: Its name.
  /// - Returns: True if it is there and can be run.
  package func finds(_ program: String) -> Bool {
    (variable("PATH") ?? "").split(separator: ":").contains {
      LocalFile.isExecutable("\($0)/\(program)")
    }
  }

  /// Returns true if a switch of the environment is on.
  package func isSet(_ name: String) -> Bool {
    variable(name).map { !["0", "false", "no", "off"].contains($0.lowercased()) } ?? false
  }

  /// Returns the user's home folder.
  ///
  /// - Returns: `HOME`.
  /// - Throws: `HandoffError` where it is not set to an absolute path.
  package func home() throws -> String {
    guard let home = variable("HOME"), home.hasPrefix("/") else {
      throw HandoffError(.configuration, Phrases.homeMissing(), hint: Phrases.homeMissingHint())
    }
    return home.count > 1 && home.hasSuffix("/") ? String(home.dropLast()) : home
  }

  /// Returns the folder of this machine's state.
  ///
  /// - Returns: The folder; it may not exist yet.
  /// - Throws: `HandoffError` where `HOME` is not set, or the folder belongs to another user.
  package func state() throws -> StateFolder {
    guard let state = StateFolder(environment: { variable($0) }) else {
      _ = try home()
      throw HandoffError(
        .configuration, Phrases.stateFolderUnknown(), hint: Phrases.homeMissingHint())
    }
    if let owner = state.otherOwner {
      throw HandoffError(
        .permission, Phrases.stateFolderOfOther(path: shortened(state.path), user: owner),
        hint: Phrases.stateFolderOfOtherHint())
    }
    return state
  }

  /// Returns Claude Code's own folder: `CLAUDE_CONFIG_DIR`, else `~/.claude`.
  func claudeFolder() throws -> String {
    try variable("CLAUDE_CONFIG_DIR") ?? home() + "/.claude"
  }

  /// The session this process runs in, as Claude Code tells its tools (`CLAUDE_CODE_SESSION_ID`).
  package var currentSession: String? { variable("CLAUDE_CODE_SESSION_ID") }

  /// True if another machine asks (`handoff resume --fresh`): an ssh server has started this process
  /// (`SSH_CONNECTION`), and there is no terminal at which a person could be.
  package var isAskedByMachine: Bool {
    variable("SSH_CONNECTION") != nil && !isInsideClaude && !ControllingTerminal().isThere
  }

  /// True if this process was started by Claude Code.
  package var isInsideClaude: Bool { isSet("CLAUDECODE") }

  /// Returns the world without the lineage in the environment, which is that of one session alone.
  func withoutLineage() -> HandoffContext {
    var context = self
    context.environment[Self.claimVariable] = nil
    context.environment[Self.lineageVariable] = nil
    return context
  }

  /// The variable with the session id of the claim that a `claude` is to take the place of.
  package static let claimVariable = "HANDOFF_CLAIM"

  /// The variable with the token for the sync repository: see `TokenProvider`.
  package static let tokenVariable = "HANDOFF_TOKEN"

  /// The variable in which the version before named the snapshot that is carried on.
  package static let lineageVariable = "HANDOFF_RESUMED_FROM"

  /// Seconds since 1970.
  package func seconds() -> Int64 { Int64(now().timeIntervalSince1970) }

  /// Returns a path as an absolute one, also where it begins with `~` or is relative.
  package func absolute(_ path: String) throws -> String {
    if path == "~" { return try home() }
    if path.hasPrefix("~/") { return try home() + path.dropFirst(1) }
    let joined = path.hasPrefix("/") ? path : workingFolder + "/" + path
    return Self.tidied(joined)
  }

  /// Returns an absolute path without empty parts, `.` and `..`.
  private static func tidied(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Returns a path with the home folder as `~`.
  package func shortened(_ path: String) -> String {
    guard let home = try? home(), home != "/" else { return path }
    if path == home { return "~" }
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }
}
