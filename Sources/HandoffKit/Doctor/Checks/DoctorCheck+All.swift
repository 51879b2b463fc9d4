internal import ClaudeCode

extension DoctorCheck {
  /// All checks, in the order in which they are run: those that start programs, and those that use
  /// the network, come last.
  package static let all: [DoctorCheck] = [
    .configuration, .machine, .clone, .changes, .identity, .synchronization, .state, .log, .hooks,
    .login, .claude, .events, .versions, .reached, .server, .credential, .read, .write, .clock,
    .privacy,
  ]

  /// The checks of an address that this machine may not be set up for.
  package static let ofRemote: [DoctorCheck] = all.filter {
    $0.group == .remote || $0.group == .programs
  }
}

/// A path as a word of a shell command.
func shellWord(_ path: String) -> String { HookCommand.shellCommand(for: path) }
