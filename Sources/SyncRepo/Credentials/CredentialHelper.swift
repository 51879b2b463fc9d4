internal import Platform
internal import Processes

/// Something that keeps credentials: a program, or a store of git's own that is spoken to natively.
///
/// All of them speak the protocol of git-credential(1): lines in, lines out.
protocol CredentialHelper {
  /// How it is called in messages; without arguments, which may hold secrets.
  var name: String { get }

  /// Does one operation.
  ///
  /// - Parameters:
  ///   - operation: What to do.
  ///   - record: What is known of the credential.
  /// - Returns: What it answered.
  /// - Throws: `ConnectionFailure` where it could not be asked; `cancelled` ends everything.
  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply
}

/// What a credential helper is told to do (gitcredentials(7), CUSTOM HELPERS).
enum CredentialOperation: String, Sendable {
  case get
  case store
  case erase
}

/// What a credential helper answered.
struct CredentialReply: Sendable {
  /// The lines; only those of a `get` count.
  var output: [UInt8] = []
  /// What went wrong, or was left undone, in words for a person; may hold secrets still.
  var complaint: String?
}

/// A credential helper that is a program of its own, started by a shell as git starts it.
struct CredentialProgram: CredentialHelper {
  let name: String
  /// The line for the shell, without the operation.
  let line: String
  let environment: [String: String]
  /// Whether it may ask a person; what it says is shown to that person then.
  let isInteractive: Bool
  let timeLimit: Duration
  let protectsProtocol: Bool
  let cancellation: Cancellation

  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply {
    let input: [UInt8]
    do throws(CredentialRecord.Unsendable) {
      input = try record.lines(protects: protectsProtocol)
    } catch {
      throw ConnectionFailure(.other, error.reason)
    }
    let start = ProgramStart(
      command: ["/bin/sh", "-c", "\(line) \(operation.rawValue)"], environment: environment,
      isInteractive: isInteractive, hasOwnSession: !isInteractive)
    let exchange = ProgramExchange(
      start, showsErrors: isInteractive, outputLimit: 65_536, timeLimit: timeLimit,
      cancellation: cancellation)
    let answer = try exchange.run(input)
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
  let name: String
  let socket: String
  /// How long the daemon shall keep a credential, in seconds.
  let lifetime: Int
  /// How long it may take to answer.
  let timeLimit: Duration
  let protectsProtocol: Bool
  let cancellation: Cancellation

  func run(
    _ operation: CredentialOperation, _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply {
    var request = Array("action=\(operation.rawValue)\ntimeout=\(lifetime)\n".utf8)
    do throws(CredentialRecord.Unsendable) {
      request += try record.lines(protects: protectsProtocol)
    } catch {
      throw ConnectionFailure(.other, error.reason)
    }
    let answer = try LocalSocket.ask(
      request, at: socket, limit: 65_536, within: timeLimit, cancellation: cancellation)
    if let answer { return CredentialReply(output: answer) }
    switch operation {
    case .get, .erase: return CredentialReply(complaint: "its daemon does not run")
    case .store:
      return CredentialReply(
        complaint: "not stored: its daemon does not run, and only git starts it")
    }
  }
}
