internal import Processes

/// Asks a person, or a program in a person's place, in git's words (`prompt.c`, gitcredentials(7)).
struct CredentialPrompt {
  /// An answer, and who gave it.
  struct Answer {
    let text: String
    let source: String
  }

  private let program: (variable: String, path: String)?
  private let terminal: any CredentialTerminal
  private let surroundings: NetworkContext
  /// Why nobody can be asked, where nobody can; shown to a person.
  private(set) var complaints: [String] = []

  /// Chooses whom to ask: `GIT_ASKPASS`, `core.askPass`, `SSH_ASKPASS`, then the terminal.
  ///
  /// Where nobody sits at the terminal, `SSH_ASKPASS` is not asked either: desktops set it to a program
  /// that opens a window. The other two are only set for git, often to a script without a person.
  ///
  /// - Parameters:
  ///   - askPass: `core.askPass`.
  ///   - terminal: The terminal.
  ///   - surroundings: What is known of this process.
  init(
    askPass: String?, terminal: any CredentialTerminal, in surroundings: NetworkContext
  ) {
    self.terminal = terminal
    self.surroundings = surroundings
    let environment = surroundings.environment
    // The first one that is set counts, even if it is set to nothing.
    let chosen =
      environment["GIT_ASKPASS"].map { ("GIT_ASKPASS", $0) }
      ?? askPass.map { ("core.askPass", $0) }
      ?? environment["SSH_ASKPASS"].map { ("SSH_ASKPASS", $0) }
    if let chosen, !chosen.1.isEmpty {
      if chosen.0 == "SSH_ASKPASS", !surroundings.isInteractive {
        program = nil
        complaints.append("SSH_ASKPASS: not run without a person at the terminal")
      } else {
        program = chosen
      }
    } else {
      program = nil
      complaints.append("askpass: none set")
    }
  }

  /// Asks for one thing.
  ///
  /// - Parameters:
  ///   - question: The prompt.
  ///   - isSecret: Whether the answer stays invisible on the terminal.
  /// - Returns: `nil` where nobody answered; `complaints` says why.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  mutating func ask(
    _ question: String, isSecret: Bool
  ) throws(ConnectionFailure) -> Answer? {
    if let program {
      if let text = try run(program, question) { return Answer(text: text, source: "askpass") }
    }
    guard surroundings.isInteractive else {
      complaints.append("terminal: not asked, nobody sits at it")
      return nil
    }
    guard
      GitConfigurationValue.boolean(surroundings.environment["GIT_TERMINAL_PROMPT"] ?? "1") ?? true
    else {
      complaints.append("terminal: switched off by GIT_TERMINAL_PROMPT")
      return nil
    }
    let line = try terminal.ask(
      question, isSecret: isSecret, cancellation: surroundings.cancellation)
    guard let line, let text = String(validating: line, as: UTF8.self) else {
      complaints.append(line == nil ? "terminal: no answer" : "terminal: the answer is not UTF-8")
      return nil
    }
    return Answer(text: text, source: "terminal")
  }

  /// Runs the askpass program; what it prints up to the end of the line is the answer.
  private mutating func run(
    _ program: (variable: String, path: String), _ question: String
  ) throws(ConnectionFailure) -> String? {
    let start = ProgramStart(
      command: [program.path, question], environment: surroundings.programEnvironment,
      isInteractive: surroundings.isInteractive, hasOwnSession: !surroundings.isInteractive)
    let exchange = ProgramExchange(
      start, showsErrors: surroundings.isInteractive, outputLimit: 65_536,
      timeLimit: surroundings.helperLimit, cancellation: surroundings.cancellation)
    do throws(ConnectionFailure) {
      let answer = try exchange.run([])
      let line = answer.output.prefix { $0 != 0x0A && $0 != 0x0D }
      guard answer.end == .exited(0), !line.contains(0) else {
        complaints.append("askpass (\(program.variable)): it gave no answer")
        return nil
      }
      guard let text = String(validating: line, as: UTF8.self) else {
        complaints.append("askpass (\(program.variable)): its answer is not UTF-8")
        return nil
      }
      return text
    } catch  where error.reason != .cancelled {
      complaints.append("askpass (\(program.variable)): \(error.message)")
      return nil
    }
  }
}

/// A terminal at which a person is asked for a user name and a password.
protocol CredentialTerminal {
  /// Asks for a line.
  ///
  /// - Parameters:
  ///   - prompt: What is shown before it.
  ///   - isSecret: Whether what is typed stays invisible.
  ///   - cancellation: What ends the waiting.
  /// - Returns: The line; `nil` where there is no terminal, or the person gave none.
  /// - Throws: `ConnectionFailure` with `cancelled`.
  func ask(
    _ prompt: String, isSecret: Bool, cancellation: Cancellation
  ) throws(ConnectionFailure) -> [UInt8]?
}

extension ControllingTerminal: CredentialTerminal {}
