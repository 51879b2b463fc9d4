internal import Git2
internal import Processes

/// Reaches remotes that git-daemon(1) shows, by `git://`: no login, no encryption.
final class GitTransport: SmartTransport {
  private let environment: [String: String]
  private let proxies: [String]
  private let limits: ConnectionLimits
  private let cancellation: Cancellation

  /// Makes a transport for one operation.
  ///
  /// - Parameters:
  ///   - environment: The environment of this process.
  ///   - proxies: All values of `core.gitProxy`.
  ///   - limits: How long a connection may take.
  ///   - cancellation: What ends it early.
  init(
    environment: [String: String], proxies: [String], limits: NetworkLimits,
    cancellation: Cancellation
  ) {
    self.environment = environment
    self.proxies = proxies
    self.limits = ConnectionLimits(
      firstAnswer: limits.firstAnswer, silence: limits.silence, total: limits.total)
    self.cancellation = cancellation
  }

  var isStateless: Bool { false }

  func connect(to url: String, for service: SmartService) throws
    -> any SmartConnection
  {
    let address = try GitAddress(url)
    let request = try address.request(
      service.program, host: environment["GIT_OVERRIDE_VIRTUAL_HOST"])
    // A hook on the server that runs after the push must not be cut off.
    let grace: Duration = service.isPush ? .seconds(10) : .seconds(1)
    let connection: any SmartConnection
    if let program = GitProxy.command(
      for: address.host, environment: environment, values: proxies)
    {
      connection = try ProgramConnection(
        ProgramStart(
          command: [program, address.host, "\(address.port)"],
          environment: environment.filter { !RepositoryVariables.names.contains($0.key) },
          isInteractive: false),
        limits: limits, cancellation: cancellation, grace: grace, diagnosis: GitTransport.failure)
    } else {
      connection = try SocketConnection(
        host: address.host, port: address.port, limits: limits, cancellation: cancellation,
        grace: grace)
    }
    do {
      try connection.write(request)
    } catch {
      connection.close()
      throw error
    }
    return connection
  }

  func close() {}

  /// What git-daemon(1) means; its own words are only for people (`--informative-errors`).
  ///
  /// Without that option it says the same of a repository that is not there and of a service that is
  /// off. One that is pushed to was fetched from before.
  func refusal(_ text: String, for service: SmartService) -> any Error {
    if service.isPush || text.hasPrefix("service not enabled") {
      return ConnectionFailure(.notAllowed, text)
    }
    return ConnectionFailure(.repositoryMissing, text)
  }

  /// What a failed proxy program means.
  private static func failure(_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure {
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

/// The program that makes the connections of `git://`, where one is configured
/// (git-config(1), `core.gitProxy`).
enum GitProxy {
  /// Chooses the program as git does: `GIT_PROXY_COMMAND` for every host, else the first value of
  /// `core.gitProxy` that fits; `none` means no program.
  ///
  /// - Parameters:
  ///   - host: The remote's host.
  ///   - environment: Where `GIT_PROXY_COMMAND` is looked up.
  ///   - values: All values of `core.gitProxy`, in order: `COMMAND` or `COMMAND for DOMAIN`.
  /// - Returns: The program, which gets host and port as arguments; `nil` for a connection of our own.
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
}
