internal import Platform
package import Processes

/// A command on another computer, which is reached by the ssh program that git would take.
package struct SSHCommand: Sendable {
  private let destination: SSHDestination
  private let program: SSHProgram
  private let environment: [String: String]
  /// Seconds; what `ConnectTimeout` means.
  private let connectTimeout: Int

  /// Prepares it; nobody is ever asked for anything.
  ///
  /// - Parameters:
  ///   - destination: The computer.
  ///   - environment: All variables of ssh, `GIT_SSH_COMMAND` among them.
  ///   - command: `core.sshCommand`.
  ///   - variant: `ssh.variant`.
  ///   - connectTimeout: The seconds in which the connection must stand.
  package init(
    on destination: SSHDestination, environment: [String: String], command: String?,
    variant: String?, connectTimeout: Int
  ) {
    self.destination = destination
    self.environment = environment
    self.connectTimeout = connectTimeout
    program = SSHProgram(environment: environment, command: command, variant: variant)
  }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - words: The command; the login shell there reads it, so it is for words without special
  ///     characters.
  ///   - limit: The time for all of it.
  /// - Throws: `ConnectionFailure` where ssh, or the command, does not succeed: `programMissing` if there
  ///   is no such command there, or no ssh here. Its words are those of the program that failed.
  package func run(_ words: [String], within limit: Duration) async throws(ConnectionFailure) {
    let answer = try await ProgramExchange(
      ProgramStart(
        command: line + words, environment: environment, isInteractive: false,
        hasOwnSession: true),
      outputLimit: 1 << 16, timeLimit: limit
    ).runWithoutBlocking([])
    guard answer.end != .exited(0) else { return }
    throw SSHDiagnosis.failure(answer.end, answer.errorLines)
  }

  /// The words before the command.
  private var line: [String] {
    switch program.variant {
    case .openSSH, .automatic:
      // A program of another name is most often a script around OpenSSH; what it is else says so.
      program.words + [
        "-o", "BatchMode=yes", "-o", "ConnectTimeout=\(connectTimeout)", "--",
        destination.description,
      ]
    case .plink, .tortoisePlink: program.words + ["-batch", destination.description]
    case .simple, .putty: program.words + [destination.description]
    }
  }
}
