internal import Phrases
internal import Platform
package import SnapshotStore

/// The start of an agent that goes on with a task: the program, what it gets, and where.
package struct AgentStart: Sendable, Hashable {
  package let program: String
  package let arguments: [String]
  /// The variables that it gets besides those of this process.
  package let environment: [String: String]
  package let folder: String

  /// An agent, by the word that a person gives.
  package enum Agent: Sendable, Hashable {
    /// Claude Code.
    case claude
    /// A program whose command line is known here, with the option that comes before a prompt.
    case known(String, option: String?)
    /// The words of a command, with `{}` in the place of the prompt.
    case command([String])

    /// The name of the program in a claim; `nil` for Claude Code.
    package var name: String? {
      switch self {
      case .claude: nil
      case .known(let name, _): name
      case .command(let words): words.first.map { LocalFile.name(of: $0) }
      }
    }

    /// Reads the word.
    ///
    /// - Parameter text: `codex`, `gemini`, `opencode`, or a command; `nil` and `claude` mean Claude Code.
    /// - Throws: `HandoffError` (`usage`) for an empty one.
    package init(_ text: String?) throws {
      switch text {
      case nil, "claude"?: self = .claude
      // Their command lines: codex [PROMPT]; gemini -i PROMPT; opencode --prompt PROMPT.
      case "codex"?: self = .known("codex", option: nil)
      case "gemini"?: self = .known("gemini", option: "-i")
      case "opencode"?: self = .known("opencode", option: "--prompt")
      case let text?:
        let words = AgentStart.words(of: text)
        guard !words.isEmpty else {
          throw HandoffError(.usage, Phrases.resumeNoAgent(), hint: Phrases.resumeNoAgentHint())
        }
        self = .command(words.contains { $0.contains("{}") } ? words : words + ["{}"])
      }
    }
  }

  /// Prepares the start of an agent with a prompt.
  ///
  /// - Parameters:
  ///   - agent: The agent.
  ///   - claude: The Claude Code program.
  ///   - options: The options that it knows.
  ///   - prompt: The prompt.
  ///   - folder: The folder to start in.
  ///   - claim: The id under which the task was taken over; a new session of Claude Code gets it.
  ///   - name: The name of that session, where its version can have one.
  ///   - further: The arguments that a person gave for the agent; they come before ours.
  package init(
    _ agent: Agent, claude: String, options: ClaudeOptions, prompt: String, folder: String,
    claim: SessionID, name: String, further: [String] = []
  ) {
    self.folder = folder
    // Options that take several values would swallow a prompt behind them; a subcommand comes first.
    let isOption = further.first?.hasPrefix("-") ?? true
    func placed(_ prompt: [String]) -> [String] { isOption ? prompt + further : further + prompt }
    switch agent {
    case .claude:
      program = claude
      var own: [String] = []
      let choosesSession = further.contains {
        ["--session-id", "--resume", "-r", "--continue", "-c"].contains($0)
      }
      if options.contains("--session-id") && !choosesSession {
        own += ["--session-id", claim.rawValue]
        environment = [:]
      } else {
        // The session's first hook puts it in the place of the claim.
        environment = [HandoffContext.claimVariable: claim.rawValue]
      }
      if options.contains("--name"), !further.contains("--name"), !further.contains("-n") {
        own += ["--name", name]
      }
      arguments = own + placed([prompt])
    case .known(let name, let option):
      program = name
      arguments = placed((option.map { [$0] } ?? []) + [prompt])
      environment = [:]
    case .command(let words):
      let filled = words.map { $0.replacing("{}", with: prompt) } + further
      program = filled[0]
      arguments = Array(filled.dropFirst())
      environment = [:]
    }
  }

  /// Prepares Claude Code's own way to go on with a conversation.
  package init(
    resuming conversation: OwnConversation, claude: String, further: [String] = []
  ) {
    program = claude
    arguments = ["--resume", conversation.session.rawValue] + further
    environment = [:]
    folder = conversation.folder
  }

  /// The words of a command line, as a shell parts and unquotes them.
  static func words(of line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil && (character == "'" || character == "\"") {
        quote = character
        word = word ?? ""
      } else if quote == nil && character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap(\.self)
  }
}
