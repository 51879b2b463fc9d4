internal import Platform
internal import Processes

/// The surroundings of one operation on a remote: what it gets of this process, and its limits.
///
/// Transports, credentials and the programs that they start all share it.
struct NetworkContext: Sendable {
  /// The environment of this process.
  let environment: [String: String]
  /// The names of variables that programs get besides the usual ones.
  var passedVariables: [String] = []
  /// True if a person sits at the terminal and may be asked.
  let isInteractive: Bool
  /// The longest times of the steps.
  let limits: NetworkLimits
  /// The signal that ends everything early.
  let cancellation: Cancellation
  /// Returns the time, in seconds since 1970.
  let now: @Sendable () -> Int64
  /// The name of the embedding program, for servers.
  let program: String
  /// Takes the events for a log; `nil` for nobody.
  let events: (@Sendable (SyncEvent) -> Void)?

  /// The user's home folder; `nil` where it is not known.
  var home: String? { variable("HOME") }

  /// The time that a helper may take.
  var helperLimit: Duration { limits.ofHelper(isInteractive: isInteractive) }

  /// Returns the value of the first variable that is set, and not to nothing.
  func variable(_ names: String...) -> String? {
    names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }

  /// Returns a path with `~/` at its beginning replaced by the home folder.
  func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst()
  }

  /// Passes an event on, where somebody listens.
  func report(_ event: @autoclosure () -> SyncEvent) {
    if let events { events(event()) }
  }

  // MARK: - Programs

  /// The environment of programs that reach a server: ssh, and the proxy of `git://`.
  var connectionEnvironment: [String: String] {
    ChildVariables.environment(for: .connection, from: environment, adding: passedVariables)
  }

  /// The environment of credential helpers and askpass programs.
  ///
  /// The folders of git's own programs are in `PATH`, as git puts them there: some helpers live in
  /// nothing else. Where nobody may be asked, helpers that know a way to say so are told.
  var helperEnvironment: [String: String] {
    var result = ChildVariables.environment(
      for: .helper, from: environment, adding: passedVariables)
    var folders = [result["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
    if let own = variable("GIT_EXEC_PATH") { folders.insert(own, at: 0) }
    result["PATH"] = (folders + Self.helperFolders).joined(separator: ":")
    if !isInteractive {
      result["GIT_TERMINAL_PROMPT"] = "0"
      result["GCM_INTERACTIVE"] = result["GCM_INTERACTIVE"] ?? "never"
    }
    return result
  }

  /// Runs a credential helper or an askpass program to its end.
  ///
  /// - Parameters:
  ///   - name: The program in events, without its arguments, which may hold secrets.
  ///   - command: The program and its arguments.
  ///   - input: The bytes that it reads.
  ///   - asksPerson: True if it may ask a person: then it keeps the terminal, and its words are
  ///     shown.
  /// - Returns: Its answer, whatever its status.
  /// - Throws: `ConnectionFailure`: `programMissing`, `timedOut`, `cancelled`, or `other` where it
  ///   prints too much.
  func run(
    _ name: String, _ command: [String], input: [UInt8] = [], asksPerson: Bool
  ) throws(ConnectionFailure) -> ProgramExchange.Answer {
    report(SyncEvent(.programStarted, "The \(name) was started.", [.program: name]))
    let start = ProgramStart(
      command: command, environment: helperEnvironment, isInteractive: asksPerson,
      hasOwnSession: !asksPerson)
    return try ProgramExchange(
      start, showsErrors: asksPerson, outputLimit: 65_536, timeLimit: helperLimit,
      cancellation: cancellation
    ).run(input)
  }

  /// The folders of programs of git's usual packages that are not in `PATH`.
  private static let helperFolders = [
    "/usr/lib/git-core", "/usr/libexec/git-core", "/usr/local/libexec/git-core",
    "/opt/homebrew/opt/git/libexec/git-core", "/usr/local/opt/git/libexec/git-core",
    "/home/linuxbrew/.linuxbrew/opt/git/libexec/git-core",
    "/Library/Developer/CommandLineTools/usr/libexec/git-core",
    "/Applications/Xcode.app/Contents/Developer/usr/libexec/git-core",
  ]
}
