internal import Git2
internal import Processes

/// The way to remotes that git-daemon(1) serves, by `git://`: no login, no encryption.
final class GitTransport: SmartTransport {
  private let proxies: [String]
  private let context: NetworkContext

  /// Creates a transport for one operation.
  ///
  /// - Parameters:
  ///   - proxies: All values of `core.gitProxy`.
  ///   - context: The surroundings of the operation.
  init(proxies: [String], context: NetworkContext) {
    self.proxies = proxies
    self.context = context
  }

  var isStateless: Bool { false }

  func connect(to url: String, for service: SmartService) throws
    -> any SmartConnection
  {
    let address = try GitAddress(url)
    let request = try address.request(
      service.program, host: context.environment["GIT_OVERRIDE_VIRTUAL_HOST"])
    let connection = try connection(to: address, isPush: service.isPush)
    do {
      try connection.write(request)
    } catch {
      connection.close()
      throw error
    }
    return connection
  }

  private func connection(
    to address: GitAddress, isPush: Bool
  ) throws(ConnectionFailure) -> any SmartConnection {
    // A hook on the server that runs after the push must not be cut off.
    let grace: Duration = isPush ? .seconds(10) : .seconds(1)
    let limits = context.limits.ofConnection()
    guard
      let program = GitProxy.command(
        for: address.host, environment: context.environment, values: proxies)
    else {
      return try SocketConnection(
        host: address.host, port: address.port, limits: limits,
        cancellation: context.cancellation, grace: grace)
    }
    context.report(
      SyncEvent(
        .programStarted, "The proxy program \(program) was started for \(address.virtualHost).",
        [.program: program, .address: address.virtualHost]))
    return try ProgramConnection(
      ProgramStart(
        command: [program, address.host, "\(address.port)"],
        environment: context.connectionEnvironment, isInteractive: false),
      limits: limits, cancellation: context.cancellation, grace: grace,
      diagnosis: GitProxy.failure)
  }

  func close() {}

  /// Interprets an error of git-daemon(1), whose words are only for people (`--informative-errors`).
  ///
  /// Without that option it says the same of a missing repository and of a service that is off. A
  /// repository that is pushed to was fetched from before.
  func refusal(_ text: String, for service: SmartService) -> any Error {
    if service.isPush || text.hasPrefix("service not enabled") {
      return ConnectionFailure(.notAllowed, text)
    }
    return ConnectionFailure(.repositoryMissing, text)
  }
}

/// The program that makes the connections of `git://`, where one is configured
/// (git-config(1), `core.gitProxy`).
enum GitProxy {
  /// Chooses the program as git does: `GIT_PROXY_COMMAND` for every host, else the first value of
  /// `core.gitProxy` that fits; `none` means no program.
  ///
  /// - Parameters:
  ///   - host: The remote's host.
  ///   - environment: The variables, for `GIT_PROXY_COMMAND`.
  ///   - values: All values of `core.gitProxy`, in order: `COMMAND` or `COMMAND for DOMAIN`.
  /// - Returns: The program, which gets host and port as arguments; `nil` for a direct connection.
  static func command(
    for host: String, environment: [String: String], values: [String]
  ) -> String? {
    if let command = environment["GIT_PROXY_COMMAND"] { return command.isEmpty ? nil : command }
    for value in values {
      guard let separator = value.firstRange(of: " for ") else { return program(value[...]) }
      let domain = value[separator.upperBound...]
      if host == domain || host.hasSuffix(".\(domain)") {
        return program(value[..<separator.lowerBound])
      }
    }
    return nil
  }

  private static func program(_ text: Substring) -> String? {
    text.isEmpty || text == "none" ? nil : String(text)
  }

  /// Interprets the end of the program.
  static func failure(_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure {
    let said = lines.suffix(4).joined(separator: " / ").prefix(600)
    let status =
      switch end {
      case .exited(0): "the proxy program ended without an answer"
      case .exited(let status): "the proxy program ended with status \(status)"
      case .signalled(let signal): "the proxy program was ended by signal \(signal)"
      }
    return ConnectionFailure(.connectionLost, said.isEmpty ? status : "\(status): \(said)")
  }
}
