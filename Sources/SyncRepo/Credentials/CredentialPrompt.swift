internal import Processes

/// A question to a person, or to a program in a person's place, in git's words (`prompt.c`,
/// gitcredentials(7)).
struct CredentialPrompt {
  /// An answer with its source.
  struct Answer {
    let text: String
    let source: String
  }

  private let program: (variable: String, path: String)?
  private let terminal: any CredentialTerminal
  private let context: NetworkContext
  /// The reasons that nobody could be asked, for a person.
  private(set) var complaints: [(source: String, reason: String)] = []

  /// Chooses whom to ask: `GIT_ASKPASS`, `core.askPass`, `SSH_ASKPASS`, then the terminal.
  ///
  /// Without a person at the terminal, `SSH_ASKPASS` is not asked either: desktops set it to a program
  /// that opens a window. The other two are only set for git, often to a script without a person.
  ///
  /// - Parameters:
  ///   - askPass: `core.askPass`.
  ///   - terminal: The terminal.
  ///   - context: The surroundings of the operation.
  init(
    askPass: String?, terminal: any CredentialTerminal, in context: NetworkContext
  ) {
    self.terminal = terminal
    self.context = context
    let environment = context.environment
    // The first one that is set counts, even if it is set to nothing.
    let chosen =
      environment["GIT_ASKPASS"].map { ("GIT_ASKPASS", $0) }
      ?? askPass.map { ("core.askPass", $0) }
      ?? environment["SSH_ASKPASS"].map { ("SSH_ASKPASS", $0) }
    if let chosen, !chosen.1.isEmpty {
      if chosen.0 == "SSH_ASKPASS", !context.isInteractive {
        program = nil
        complaints.append(("SSH_ASKPASS", "not run without a person at the terminal"))
      } else {
        program = chosen
      }
    } else {
      program = nil
      complaints.append(("askpass", "none set"))
    }
  }

  /// Asks for one thing.
  ///
  /// - Parameters:
  ///   - question: The prompt.
  ///   - isSecret: True if the answer stays invisible on the terminal.
  /// - Returns: The answer; `nil` where nobody answered, and `complaints` says why.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  mutating func ask(
    _ question: String, isSecret: Bool
  ) throws(ConnectionFailure) -> Answer? {
    if let program {
      if let text = try run(program, question) { return Answer(text: text, source: "askpass") }
    }
    guard context.isInteractive else {
      complaints.append(("terminal", "not asked, nobody is there"))
      return nil
    }
    guard
      GitConfigurationValue.boolean(context.environment["GIT_TERMINAL_PROMPT"] ?? "1") ?? true
    else {
      complaints.append(("terminal", "switched off by GIT_TERMINAL_PROMPT"))
      return nil
    }
    let line = try terminal.ask(
      question, isSecret: isSecret, cancellation: context.cancellation)
    guard let line, let text = String(validating: line, as: UTF8.self) else {
      complaints.append(("terminal", line == nil ? "no answer" : "the answer is not UTF-8"))
      return nil
    }
    return Answer(text: text, source: "terminal")
  }

  /// Runs the askpass program; its first line is the answer.
  private mutating func run(
    _ program: (variable: String, path: String), _ question: String
  ) throws(ConnectionFailure) -> String? {
    do throws(ConnectionFailure) {
      let answer = try context.run(
        "askpass program (\(program.variable))", [program.path, question],
        asksPerson: context.isInteractive)
      let line = answer.output.prefix { $0 != 0x0A && $0 != 0x0D }
      guard answer.end == .exited(0), !line.contains(0) else {
        complaints.append(("askpass (\(program.variable))", "it gave no answer"))
        return nil
      }
      guard let text = String(validating: line, as: UTF8.self) else {
        complaints.append(("askpass (\(program.variable))", "its answer is not UTF-8"))
        return nil
      }
      return text
    } catch  where error.reason != .cancelled {
      complaints.append(("askpass (\(program.variable))", "\(error.message)"))
      return nil
    }
  }
}

/// A terminal at which a person is asked for a user name and a password.
protocol CredentialTerminal {
  /// Asks for a line.
  ///
  /// - Parameters:
  ///   - prompt: The question.
  ///   - isSecret: True if the answer stays invisible.
  ///   - cancellation: The signal that ends the waiting.
  /// - Returns: The line; `nil` where there is no terminal, or the person gave none.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  func ask(
    _ prompt: String, isSecret: Bool, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]?
}

extension ControllingTerminal: CredentialTerminal {}
