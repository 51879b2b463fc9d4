internal import Git2
internal import Processes

/// A credential helper that is a program of its own, started by a shell as git starts it.
struct CredentialProgram: CredentialHelper {
  let name: String
  /// The line for the shell, without the operation.
  let line: String
  let environment: [String: String]
  /// Whether it may ask a person; what it says is shown to that person then.
  let isInteractive: Bool
  let milliseconds: Int
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
      start, showsErrors: isInteractive, outputLimit: 65_536, milliseconds: milliseconds,
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
