/// The place of the login with which Claude Code asks a model, as far as files and variables show
/// it.
///
/// Nothing of the login itself is kept, and no model is asked: without one, Claude Code 2.1.330
/// ends `claude -p` in 0.4 s with `Not logged in · Please run /login`.
package enum ClaudeLogin: Sendable, Hashable {
  /// A variable of the environment.
  case environment(variable: String)
  /// A variable that the user's settings set (`env`).
  case settings(variable: String)
  /// A program that prints a key (`apiKeyHelper` in the user's settings).
  case keyHelper
  /// The login that `/login` leaves in a file, with the name of its plan.
  case file(path: String, plan: String?)
  /// An account in Claude Code's own state; on macOS its token is in the keychain.
  case keychain(path: String)

  private static let variables = [
    "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY",
    "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN",
  ]

  /// Finds the first login.
  ///
  /// - Parameters:
  ///   - configurationFolder: `CLAUDE_CONFIG_DIR`, or `.claude` in the home folder.
  ///   - stateFile: `.claude.json` in the configuration folder that `CLAUDE_CONFIG_DIR` names, or
  ///     in the home folder.
  ///   - variable: Returns a variable of the environment, `nil` if it is not set or empty.
  /// - Returns: The login; `nil` if there is none.
  package static func find(
    configurationFolder: String, stateFile: String, variable: (String) -> String?
  ) -> ClaudeLogin? {
    let file = try? SettingsFile.read(configurationFolder + "/settings.json")
    let settings = try? SettingsDocument(file?.bytes ?? [])
    for name in variables {
      if variable(name) != nil { return .environment(variable: name) }
      if settings?.environmentNames.contains(name) == true { return .settings(variable: name) }
    }
    if settings?.hasKeyHelper == true { return .keyHelper }
    let path = configurationFolder + "/.credentials.json"
    if let login = JSONValue(file: path, limit: 32 << 20)?["claudeAiOauth"],
      login["accessToken"]?.string?.isEmpty == false
    {
      return .file(path: path, plan: login["subscriptionType"]?.string(limit: 20))
    }
    #if os(macOS)
    if JSONValue(file: stateFile, limit: 32 << 20)?["oauthAccount"]?.isObject == true {
      return .keychain(path: stateFile)
    }
    #endif
    return nil
  }
}
