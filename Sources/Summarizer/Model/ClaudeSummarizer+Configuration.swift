internal import Platform

extension ClaudeSummarizer {
  /// The settings of the call.
  package struct Configuration: Sendable, Equatable {
    /// The program: a name that is looked up in the environment's `PATH`, or an absolute path.
    package var executable: String
    /// The model, as `--model` takes it.
    package var model: String
    /// The time that the call may take, with the one that repairs its answer.
    package var timeout: Duration
    /// The time that the program has to end by itself after the limit, before it is killed.
    package var grace: Duration
    /// The caller's environment, from which the child's is made.
    package var environment: [String: String]
    /// The names of variables that the child gets besides those of `ChildVariables`.
    package var passedVariables: [String]
    /// The folder the call runs in, an absolute path: an empty one of ours.
    ///
    /// It is the same for every call, since Claude Code remembers each folder it ran in, and is
    /// made, with mode 0700, when missing.
    package var workingFolder: String
    /// The most bytes that the program may print.
    package var outputLimit: Int
    /// True if an answer that is no summary may be asked for once more.
    package var repairs: Bool

    /// Makes settings.
    package init(
      executable: String = "claude", model: String = "haiku", timeout: Duration = .seconds(90),
      grace: Duration = .seconds(2), environment: [String: String],
      passedVariables: [String] = [], workingFolder: String, outputLimit: Int = 4_000_000,
      repairs: Bool = true
    ) {
      self.executable = executable
      self.model = model
      self.timeout = timeout
      self.grace = grace
      self.environment = environment
      self.passedVariables = passedVariables
      self.workingFolder = workingFolder
      self.outputLimit = outputLimit
      self.repairs = repairs
    }

    /// The arguments.
    ///
    /// The prompt comes on standard input: `--tools` would swallow one behind it.
    var arguments: [String] {
      [
        "-p", "--model", model, "--output-format", "json", "--no-session-persistence",
        "--settings", #"{"disableAllHooks":true}"#, "--strict-mcp-config",
        "--disable-slash-commands", "--tools", "", "--system-prompt", SystemPrompt.text,
      ]
    }

    /// The child's environment: what it needs of the caller's, which carries the login and the
    /// proxies, and marks of ours.
    var childEnvironment: [String: String] {
      var result = ChildVariables.environment(
        for: .claude, from: environment, adding: passedVariables)
      result.merge(Self.added) { _, new in new }
      return result
    }

    /// The mark that tells our own hooks to do nothing: the call must never snapshot itself.
    package static let recursionMark = "HANDOFF_SUMMARIZING"

    private static let added = [
      recursionMark: "1", "CLAUDE_CODE_MAX_RETRIES": "1", "CLAUDE_CODE_DISABLE_CLAUDE_MDS": "1",
      "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "DISABLE_AUTOUPDATER": "1",
    ]
  }
}
