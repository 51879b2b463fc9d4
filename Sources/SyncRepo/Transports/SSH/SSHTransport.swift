internal import Git2
internal import Processes

/// The way to remotes by the system's ssh program, as git takes it.
///
/// Aliases, jump hosts, keys, agents, certificates, hardware keys and shared connections are all
/// OpenSSH's own work.
final class SSHTransport: SmartTransport {
  private let program: SSHProgram
  private let context: NetworkContext
  private let login: SSHLogin?

  /// Creates a transport for one operation.
  ///
  /// - Parameters:
  ///   - program: The ssh program.
  ///   - context: The surroundings of the operation.
  ///   - login: The login that connections share; `nil` for one of each.
  init(program: SSHProgram, context: NetworkContext, login: SSHLogin? = nil) {
    self.program = program
    self.context = context
    self.login = login
  }

  var isStateless: Bool { false }

  func connect(to url: String, for service: SmartService) throws(ConnectionFailure)
    -> any SmartConnection
  {
    let address = try SSHAddress(url)
    let variant = variant(for: address)
    if variant == .simple, address.port != nil {
      throw ConnectionFailure(
        .addressInvalid, "a “simple” ssh program takes no port; set ssh.variant if yours does")
    }
    var options: [String] = []
    if let login, variant == .openSSH, outlook(for: address) == .single {
      options = login.options(in: context)
    }
    if context.cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
    let command = program.command(
      to: address, as: variant, isInteractive: context.isInteractive, options: options)
    return try start(
      address, command + ["\(service.program) \(ShellQuoting.quoted(address.path))"],
      // A hook on the server that runs after the push must not be cut off.
      grace: service.isPush ? .seconds(10) : .seconds(1))
  }

  func close() {}

  /// Interprets an error of git's own protocol: hosting services use the same words there as over
  /// ssh.
  func refusal(_ text: String, for service: SmartService) -> any Error {
    SSHDiagnosis.failure(.exited(1), [text])
  }

  /// Returns the variant to use.
  ///
  /// A program with an unknown name is asked for its configuration, which only OpenSSH can print, as in
  /// git.
  private func variant(for address: SSHAddress) -> SSHVariant {
    guard program.variant == .automatic else { return program.variant }
    return outlook(for: address) == .other ? .simple : .openSSH
  }

  /// Returns what the program says of a connection (`-G`).
  private func outlook(for address: SSHAddress) -> SSHOutlook {
    let command = program.command(
      to: address, as: .openSSH, isInteractive: context.isInteractive, options: ["-G"])
    if let known = login?.known(command, in: context) { return known }
    reportStart(address, command)
    // It reaches nobody, but may run programs of the person's (`Match exec`).
    let answer = ProgramAnswer.of(
      command, environment: context.connectionEnvironment,
      within: min(context.limits.firstAnswer, .seconds(5)), cancellation: context.cancellation)
    let outlook = SSHOutlook(answer)
    if answer != nil { login?.keep(outlook, of: command, in: context) }
    return outlook
  }

  private func start(
    _ address: SSHAddress, _ command: [String], grace: Duration
  ) throws(ConnectionFailure) -> ProgramConnection {
    reportStart(address, command)
    return try ProgramConnection(
      ProgramStart(
        command: command, environment: context.connectionEnvironment,
        isInteractive: context.isInteractive),
      limits: context.limits.ofConnection(waitsForPerson: context.isInteractive),
      cancellation: context.cancellation, grace: grace, diagnosis: SSHDiagnosis.failure)
  }

  private func reportStart(_ address: SSHAddress, _ command: [String]) {
    // The program's own words may be a line with a password; those behind them are ours.
    let arguments = command.dropFirst(program.words.count).map(ShellQuoting.word)
    context.report(
      SyncEvent(
        .programStarted, "\(program.name) was started for \(address.destination).",
        [
          .program: program.name, .address: address.destination,
          .arguments: arguments.joined(separator: " "),
        ]))
  }
}
