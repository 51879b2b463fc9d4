internal import HookRelay
internal import Platform
internal import Processes
internal import SnapshotStore

/// Work of this program in a process that outlives this one.
enum BackgroundPass {
  /// Starts a pass over a session; where that fails, the next command or hook of this machine does the
  /// work.
  ///
  /// - Parameters:
  ///   - session: The session.
  ///   - environment: The environment of this process.
  static func start(_ session: SessionID, environment: [String: String]) {
    start(["worker", session.rawValue], environment)
  }

  /// Starts a fetch; where that fails, the next command fetches.
  ///
  /// - Parameter environment: The environment of this process.
  static func fetch(environment: [String: String]) { start(["refresh"], environment) }

  private static func start(_ words: [String], _ environment: [String: String]) {
    guard let program = ExecutablePath.current else { return }
    var variables = environment
    for name in ChildVariables.ofSession.union(ChildVariables.ofRepository) {
      variables[name] = nil
    }
    // The shell leaves the pass behind: this process becomes another program, which would never ask
    // how a child ended that it has not started.
    let start = ProgramStart(
      command: [
        "/bin/sh", "-c", #""$0" "$@" </dev/null >/dev/null 2>&1 &"#, program,
      ] + words,
      environment: variables, folder: "/", isInteractive: false, hasOwnSession: true)
    _ = try? ProgramExchange(start, outputLimit: 1, timeLimit: .seconds(5)).run([])
  }
}
