/// A command hook as it stands in the settings.
package struct RegisteredHook: Sendable, Equatable {
  package var event: HookEvent
  /// The `matcher` of its group.
  package var matcher: String?
  package var command: String
  /// `timeout` in seconds.
  package var timeout: Int?
  /// The hook has `args`: Claude Code runs the command itself, without a shell (from 2.1.139).
  package var isExecutedDirectly = false

  /// Whether the command runs one of our executables.
  package var isOurs: Bool {
    HookCommand.isOurs(command, isExecutedDirectly: isExecutedDirectly)
  }
}
