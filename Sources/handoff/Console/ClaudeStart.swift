internal import Essentials
internal import HandoffKit
internal import Platform

/// Turns this process into a `claude` that carries a task on.
struct ClaudeStart {
  let program: String
  let folder: String
  let resumption: Resumption

  /// Starts it; comes back only where that fails.
  ///
  /// The marks of a session around this one are taken out: a `claude` that inherits them would be
  /// left out of its own history (`CLAUDE_CODE_CHILD_SESSION`).
  func run() throws -> HandoffError {
    for name in ProcessInfo.processInfo.environment.keys
    where name == "CLAUDECODE" || name == "CLAUDE_CODE_CHILD_SESSION"
      || name == "CLAUDE_CODE_SESSION_ID" || name == "CLAUDE_CODE_ENTRYPOINT"
    {
      unsafe unsetenv(name)
    }
    unsafe setenv("HANDOFF_RESUMED_FROM", resumption.name, 1)
    guard FileManager.default.changeCurrentDirectoryPath(folder) else {
      return HandoffError(.inputOutput, "The folder \(folder) cannot be entered.")
    }
    let error = ProgramReplacement.run(program, arguments: [resumption.prompt])
    return HandoffError(
      .configuration, "\(program) cannot be started: \(error.reason).",
      hint: "Install Claude Code, or print the prompt: handoff resume \(resumption.name) --print")
  }
}
