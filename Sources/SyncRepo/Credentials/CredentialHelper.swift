internal import Processes

/// A keeper of credentials: a program, or a store of git's own that is accessed directly.
///
/// All of them speak the protocol of git-credential(1): lines in, lines out.
protocol CredentialHelper {
  /// Performs one operation.
  ///
  /// - Parameters:
  ///   - operation: The operation.
  ///   - record: The parts of the credential that are known.
  /// - Returns: Its answer.
  /// - Throws: `ConnectionFailure` where it could not be asked; `cancelled` ends everything.
  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply
}

/// An operation of a credential helper (gitcredentials(7), CUSTOM HELPERS).
enum CredentialOperation: String, Sendable {
  case get
  case store
  case erase
}

/// The answer of a credential helper.
struct CredentialReply: Sendable {
  /// The lines; only those of a `get` count.
  var output: [UInt8] = []
  /// A failure, in words for a person; it may still hold secrets.
  var complaint: String?
}

/// A credential helper that is a program of its own, started by a shell as git starts it.
struct CredentialProgram: CredentialHelper {
  /// The name in messages, without arguments.
  let name: String
  /// The line for the shell, without the operation.
  let line: String
  /// True if carriage returns are refused (`credential.protectProtocol`).
  let protectsProtocol: Bool
  let context: NetworkContext

  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply {
    let answer = try context.run(
      name, ["/bin/sh", "-c", "\(line) \(operation.rawValue)"],
      input: try record.lines(protects: protectsProtocol), asksPerson: context.isInteractive)
    return CredentialReply(output: answer.output, complaint: complaint(answer))
  }

  private func complaint(_ answer: ProgramExchange.Answer) -> String? {
    let said = answer.errorLines.last.map { ": \($0)" } ?? ""
    switch answer.end {
    case .exited(0): return nil
    case .exited(126), .exited(127): return "it cannot be run\(said)"
    case .exited(let status): return "it ended with status \(status)\(said)"
    case .signalled(let signal): return "it was ended by signal \(signal)\(said)"
    }
  }
}

/// The daemon of `git credential-cache`, asked over its socket as that program does
/// (git-credential-cache(1), `builtin/credential-cache.c`).
///
/// Only git can start the daemon; where none runs, nothing is found and nothing is kept.
struct CredentialCache: CredentialHelper {
  let socket: String
  /// The seconds for which the daemon shall keep a credential.
  let lifetime: Int
  /// True if carriage returns are refused (`credential.protectProtocol`).
  let protectsProtocol: Bool
  let context: NetworkContext

  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply {
    let answer = try LocalSocket.ask(
      Array("action=\(operation.rawValue)\ntimeout=\(lifetime)\n".utf8)
        + record.lines(protects: protectsProtocol),
      at: socket, limit: 65_536, within: context.helperLimit,
      cancellation: context.cancellation)
    if let answer { return CredentialReply(output: answer) }
    switch operation {
    case .get, .erase: return CredentialReply(complaint: "its daemon is not running")
    case .store:
      return CredentialReply(
        complaint: "not stored: its daemon is not running, and only git starts it")
    }
  }
}
