package import SnapshotStore

/// The session that a command means: the one that was typed, else the one it is run in.
package enum CurrentSession {
  /// Finds it.
  ///
  /// - Parameters:
  ///   - typed: What was typed for `--session`.
  ///   - context: The environment; Claude Code names the session to its tools from 2.1.132 on
  ///     (`CLAUDE_CODE_SESSION_ID`).
  /// - Returns: The session; `nil` where there is none, or where it cannot be told.
  /// - Throws: `HandoffError` for something typed that is no session id.
  package static func find(_ typed: String?, _ context: HandoffContext) throws -> SessionID? {
    guard let typed else { return context.currentSession.flatMap(SessionID.init) }
    guard let id = SessionID(typed) else {
      throw HandoffError(
        .usage, "“\(typed.prefix(80))” is not a session id, which is a UUID.",
        hint: "Find it in Claude Code by /status.")
    }
    return id
  }
}
