/// The variables of this process that the programs it starts get.
///
/// This is the one table of them. A program gets what is listed for its kind, and nothing else:
/// whatever else a shell exports (keys, addresses of databases) is none of its business. Programs
/// that are this person's own, or ours, keep what there is without what may never be handed on.
package enum ChildVariables {
  /// A kind of programs.
  package enum Kind: Sendable, CaseIterable {
    /// Claude Code, for a summary (`claude -p`) or a question about itself.
    case claude
    /// A program that reaches a server: ssh, the proxy of `git://`.
    case connection
    /// A credential helper or an askpass program.
    case helper
    /// A pager, which shows a person what is longer than the screen.
    case pager
  }

  // MARK: - What is handed on

  /// The needs of every program: how it is found and run, who runs it, language, terminal and folders.
  private static let ofEveryProgram = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "LC_*", "TERM", "COLORTERM",
    "NO_COLOR", "TZ", "TMPDIR", "TMP", "TEMP", "XDG_*",
    // Libraries and locales in other places; programs of Windows that are started from Linux.
    "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LOCALE_ARCHIVE",
    "WSLENV", "WSL_DISTRO_NAME", "WSL_INTEROP", "__CF_USER_TEXT_ENCODING",
    // A name in `PATH` may belong to a switch between versions, which looks for the program.
    "ASDF_DATA_DIR", "ASDF_DIR", "FNM_DIR", "FNM_MULTISHELL_PATH", "MISE_CONFIG_DIR",
    "MISE_DATA_DIR", "NODENV_ROOT", "NODENV_VERSION", "NVM_BIN", "NVM_DIR", "VOLTA_HOME",
  ]

  /// The ways out: proxies, and the authorities that a server's certificate may be from.
  private static let ofNetwork = [
    "ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "all_proxy", "http_proxy", "https_proxy",
    "no_proxy", "CURL_CA_BUNDLE", "NIX_SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE",
    "SSL_CERT_DIR", "SSL_CERT_FILE",
  ]

  /// Claude Code's own settings, and those of the runtime it is made with.
  private static let ofClaude = [
    "ANTHROPIC_*", "CLAUDE_CODE_*", "CLAUDE_CONFIG_DIR", "API_TIMEOUT_MS", "DISABLE_*",
    "MAX_THINKING_TOKENS", "NODE_OPTIONS", "NODE_TLS_REJECT_UNAUTHORIZED", "NODE_USE_ENV_PROXY",
    "NODE_USE_SYSTEM_CA",
  ]

  /// Variables that Claude Code needs only if one of its switches is on, by the switch.
  private static let ofSwitch = [
    "CLAUDE_CODE_ENABLE_TELEMETRY": ["OTEL_*"],
    "CLAUDE_CODE_USE_BEDROCK": ["AWS_*"],
    "CLAUDE_CODE_USE_FOUNDRY": ["AZURE_*", "IDENTITY_*", "MSI_*"],
    "CLAUDE_CODE_USE_VERTEX": ["CLOUDSDK_*", "GCLOUD_*", "GOOGLE_*", "VERTEX_*"],
  ]

  /// The ways to ask an agent or a person, and what git tells its ssh and its askpass.
  private static let ofConnection = [
    "SSH_*", "KRB5*", "GPG_*", "GNUPGHOME", "PINENTRY_USER_DATA",
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION",
    "GDK_BACKEND", "GNOME_KEYRING_CONTROL", "KDE_FULL_SESSION", "KDE_SESSION_VERSION",
    "QT_QPA_PLATFORM", "GIT_ASKPASS", "GIT_PROXY_COMMAND", "GIT_SSH*", "GIT_TERMINAL_PROMPT",
    // An editor's askpass finds the editor by them.
    "VSCODE_GIT_*",
  ]

  /// The families of credential helpers, and all that git would hand them itself.
  private static let ofHelper = [
    "GIT_*", "GCM_*", "GH_*", "GITHUB_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GITLAB_*", "GLAB_*",
    "NETRC", "PASSWORD_STORE_*", "BROWSER",
  ]

  /// The settings of the usual pagers, and the size and the abilities of the terminal.
  private static let ofPager = [
    "BAT_*", "COLUMNS", "LESS*", "LINES", "LV", "MORE", "MOST_*", "TERMCAP", "TERMINFO*",
  ]

  private static func names(for kind: Kind) -> [String] {
    switch kind {
    case .claude: ofEveryProgram + ofNetwork + ofClaude
    case .connection: ofEveryProgram + ofNetwork + ofConnection
    case .helper: ofEveryProgram + ofNetwork + ofConnection + ofHelper
    case .pager: ofEveryProgram + ofPager
    }
  }

  /// Returns the environment of a program.
  ///
  /// - Parameters:
  ///   - kind: Its kind.
  ///   - environment: The variables that there are.
  ///   - further: Names besides those of the table; one with `*` at its end means all that begin so.
  /// - Returns: The variables of the table and the further ones, without those that no program gets.
  package static func environment(
    for kind: Kind, from environment: [String: String], adding further: [String] = []
  ) -> [String: String] {
    var names = names(for: kind) + further
    if kind == .claude {
      names += self.names(switchedOnBy: environment.filter { isOn($0.value) }.map(\.key))
    }
    let whole = Set(names)
    let beginnings = names.filter { $0.hasSuffix("*") }.map { $0.dropLast() }
    return environment.filter { variable in
      (whole.contains(variable.key) || beginnings.contains { variable.key.hasPrefix($0) })
        && !isForNobody(variable.key)
    }
  }

  /// Returns what Claude Code needs besides, by the switches that are on, for a cloud that has its
  /// models say.
  package static func names(switchedOnBy switches: some Sequence<String>) -> [String] {
    switches.flatMap { ofSwitch[$0] ?? [] }
  }

  private static func isOn(_ value: String) -> Bool {
    !["", "0", "false", "no", "off"].contains(value.lowercased())
  }

  // MARK: - What is never handed on

  /// Returns true for a variable that no other program gets, whoever asks for it: handoff's own, a
  /// token among them, and those of one session or one repository.
  private static func isForNobody(_ name: String) -> Bool {
    name.hasPrefix("HANDOFF_") || ofSession.contains(name) || isOfRepository(name)
  }

  private static func isOfRepository(_ name: String) -> Bool {
    // handoff's own processes honour these settings; a value may be a header with a password.
    ofRepository.contains(name) || name == "GIT_CONFIG_COUNT"
      || name.hasPrefix("GIT_CONFIG_KEY_") || name.hasPrefix("GIT_CONFIG_VALUE_")
  }

  /// git's own, for the repository at hand, which is not the one of ours or on the server.
  ///
  /// This process may run in a hook of git's. They are those of `local_repo_env` in git's
  /// `environment.c` and of `setup.c`. `GIT_PROTOCOL` asks for a protocol that libgit2 does not
  /// speak.
  package static let ofRepository: Set = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_PROTOCOL",
    "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
  ]

  /// Claude Code's, for the children of one session: hooks and tools.
  ///
  /// Measured with 2.1.330; 2.0.72 and 2.1.81 set only `CLAUDE_PROJECT_DIR` and
  /// `CLAUDE_CODE_ENTRYPOINT`. A `claude` that inherits `CLAUDE_CODE_CHILD_SESSION` is left out of
  /// its own list of sessions. Variables with which a person sets Claude Code up
  /// (`CLAUDE_CONFIG_DIR`, `CLAUDE_CODE_USE_BEDROCK` and the like) stay, and so does
  /// `CLAUDE_CODE_EXECPATH`, by which it is found.
  package static let ofSession: Set = [
    "CLAUDECODE", "CLAUDE_CODE_CHILD_NOTES_DIR", "CLAUDE_CODE_CHILD_SESSION",
    "CLAUDE_CODE_ENTRYPOINT", "CLAUDE_CODE_MESSAGING_SOCKET", "CLAUDE_CODE_MESSAGING_TOKEN",
    "CLAUDE_CODE_SESSION_ATTENDED", "CLAUDE_CODE_SESSION_ID", "CLAUDE_EFFORT", "CLAUDE_ENV_FILE",
    "CLAUDE_PID", "CLAUDE_PLUGIN_DATA", "CLAUDE_PLUGIN_ROOT", "CLAUDE_PROJECT_DIR",
  ]

  /// Removes variables from the environment of this process.
  ///
  /// No other thread may read the environment at the same time.
  package static func remove(_ names: Set<String>) {
    for name in names { unsafe unsetenv(name) }
  }
}
