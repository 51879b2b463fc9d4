/// What came of the wish to have Claude Code.
package enum ClaudeInstallation: Sendable {
  /// It is there.
  case installed(ClaudeProgram)
  /// It, or something that the harness needs, cannot be had on this machine; a test is skipped.
  case unavailable(reason: String)
}
