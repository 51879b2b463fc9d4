internal import Git2
internal import Processes

/// Reaches remotes by the system's ssh program, as git does.
///
/// Aliases, jump hosts, keys, agents, certificates, hardware keys and shared connections are all
/// OpenSSH's own work.
final class SSHTransport: SmartTransport {
  private let program: SSHProgram
  private let environment: [String: String]
  private let isInteractive: Bool
  private let limits: ConnectionLimits
  private let cancellation: Cancellation

  /// Makes a transport for one operation.
  ///
  /// - Parameters:
  ///   - program: The ssh program.
  ///   - environment: The environment of this process.
  ///   - isInteractive: Whether ssh may ask a person on the terminal.
  ///   - limits: How long a connection may take.
  ///   - cancellation: What ends it early.
  init(
    program: SSHProgram, environment: [String: String], isInteractive: Bool,
    limits: NetworkLimits, cancellation: Cancellation
  ) {
    self.program = program
    self.environment = environment.filter { !RepositoryVariables.names.contains($0.key) }
    self.isInteractive = isInteractive
    self.limits = ConnectionLimits(
      firstAnswer: isInteractive ? nil : limits.firstAnswer, silence: limits.silence,
      total: limits.total)
    self.cancellation = cancellation
  }

  var isStateless: Bool { false }

  func connect(to url: String, for service: SmartService) throws(ConnectionFailure)
    -> any SmartConnection
  {
    let address = try SSHAddress(url)
    let variant = try variant(for: address)
    if variant == .simple, address.port != nil {
      throw ConnectionFailure(
        .addressInvalid, "a “simple” ssh program takes no port; set ssh.variant if yours does")
    }
    let command = program.command(to: address, as: variant, isInteractive: isInteractive)
    return try start(
      command + ["\(service.program) \(ShellQuoting.quoted(address.path))"],
      // A hook on the server that runs after the push must not be cut off.
      grace: service.isPush ? .seconds(10) : .seconds(1))
  }

  func close() {}

  /// What a hosting service says in git's own protocol; the words are those it has for ssh.
  func refusal(_ text: String, for service: SmartService) -> any Error {
    SSHDiagnosis.failure(.exited(1), [text])
  }

  /// The variant to use; a program whose name says nothing is asked for its configuration (`-G`),
  /// which only OpenSSH knows, as git does.
  private func variant(for address: SSHAddress) throws(ConnectionFailure) -> SSHVariant {
    guard program.variant == .automatic else { return program.variant }
    let command = program.command(
      to: address, as: .openSSH, isInteractive: isInteractive, options: ["-G"])
    return try start(command, grace: .zero).runToEnd() == .exited(0) ? .openSSH : .simple
  }

  private func start(
    _ command: [String], grace: Duration
  ) throws(ConnectionFailure) -> ProgramConnection {
    try ProgramConnection(
      ProgramStart(command: command, environment: environment, isInteractive: isInteractive),
      limits: limits, cancellation: cancellation, grace: grace,
      diagnosis: SSHDiagnosis.failure)
  }
}
