/// The variables that a process may inherit, and that the programs it starts must not get.
///
/// This is the one table of them: the worker behind a hook, the programs of a remote, the model's
/// call and a resumed `claude` take them out of their environment. A secret of ours is not listed
/// here: the one who starts a program removes it.
package enum InheritedVariables {
  /// git's own, for the repository at hand, which is not the one of ours or on the server.
  ///
  /// This process may run in a hook of git's. They are those of `local_repo_env` in git's
  /// `environment.c` and of `setup.c`. `GIT_PROTOCOL` asks for a protocol that libgit2 does not
  /// speak.
  package static let ofRepository: Set = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG",
    "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE",
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
