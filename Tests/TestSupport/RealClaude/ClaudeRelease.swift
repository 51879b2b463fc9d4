/// Which Claude Code a test runs.
package enum ClaudeRelease: String, Sendable, CaseIterable {
  /// The pinned newest one.
  case newest
  /// One that lacks much: one unknown hook event voids its whole settings file, `args` of a hook are
  /// ignored, and it kills a SessionEnd hook after 1.5 s whatever the settings say.
  case old

  /// The version of the PyPI package `claude-agent-sdk`, whose wheels hold the program.
  ///
  /// 0.2.187 holds 2.1.330, 0.1.50 holds 2.1.81.
  ///
  /// - Parameter environment: `HANDOFF_TEST_CLAUDE_SDK` replaces the newest one's version.
  /// - Returns: such as `0.2.187`.
  package func packageVersion(environment: [String: String]) -> String {
    switch self {
    case .newest: environment["HANDOFF_TEST_CLAUDE_SDK"] ?? "0.2.187"
    case .old: "0.1.50"
    }
  }
}
