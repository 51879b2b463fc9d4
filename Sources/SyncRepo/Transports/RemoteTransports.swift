internal import Git2
internal import Processes

/// The choice of the transport for an address, with all that a transport needs to know.
struct RemoteTransports {
  let configuration: SyncConfiguration
  let cancellation: Cancellation
  /// The connections over http that are used again.
  var session = HTTPSession()
  /// Where the transports note what they see of the remote.
  var observation = RemoteObservation()
  /// Whether passwords and tokens may be sent; without, a remote answers as it would to anybody.
  var allowsCredentials = true

  /// Returns a new transport for one operation.
  ///
  /// - Parameters:
  ///   - address: The remote's address, after the configuration has rewritten it.
  ///   - repository: The repository whose configuration holds.
  /// - Returns: `nil` for a remote on this computer.
  /// - Throws: `SyncError` with `noRemote` for an address that no transport is for.
  func transport(
    for address: RemoteAddress, of repository: borrowing Repository
  ) throws(SyncError) -> (any SmartTransport)? {
    switch address.transport {
    case .local: return nil
    case .ssh:
      let program = try sshProgram(of: repository)
      observation.note { $0.program = program.name }
      return ObservedTransport(
        SSHTransport(
          program: program, environment: configuration.variables,
          isInteractive: configuration.isInteractive, limits: configuration.network,
          cancellation: cancellation), observation)
    case .http: return try http(address, of: repository)
    case .git:
      let proxies = try attempt("read the configuration of git") { () throws(GitError) in
        try repository.configurationEntries(matching: "^core\\.gitproxy$").compactMap(\.value)
      }
      return ObservedTransport(
        GitTransport(
          environment: configuration.variables,
          proxies: proxies, limits: configuration.network, cancellation: cancellation),
        observation)
    case .other:
      throw SyncError(
        .noRemote, "\(address) cannot be reached: this version has no transport for it.",
        hint: "Use a path, file://, git:// or ssh: handoff init --remote git@HOST:PATH")
    }
  }

  /// The ssh program to run, by the environment and a repository's configuration.
  func sshProgram(of repository: borrowing Repository) throws(SyncError) -> SSHProgram {
    try attempt("read the configuration of git") { () throws(GitError) in
      SSHProgram(
        environment: configuration.variables,
        command: try repository.configuration("core.sshCommand"),
        variant: try repository.configuration("ssh.variant"))
    }
  }

  private func http(
    _ address: RemoteAddress, of repository: borrowing Repository
  ) throws(SyncError) -> HTTPTransport {
    let environment = configuration.variables
    let (found, passwords) = try attempt("read the configuration of git") {
      () throws(GitError) in
      (
        try HTTPSettings(of: repository, remote: configuration.remote, environment: environment),
        try CredentialSettings(of: repository)
      )
    }
    var settings = found
    settings.isAnonymous = !allowsCredentials
    let surroundings = NetworkContext(
      environment: environment, isInteractive: configuration.isInteractive,
      limits: configuration.network, cancellation: cancellation, now: configuration.now)
    return HTTPTransport(
      settings: settings, session: session, limits: configuration.network,
      cancellation: cancellation, observation: observation, now: configuration.now,
      credentials: { [allowsCredentials, provider = configuration.credentials] _ in
        guard allowsCredentials else { return NoCredentials() }
        return CredentialChain(
          for: address.text, settings: passwords, provider: provider, in: surroundings)
      })
  }

  /// Hears of a transfer's progress, and ends it when it is cancelled.
  func watcher(_ progress: @escaping @Sendable (SyncProgress) -> Void) -> RemoteWatcher {
    let cancellation = cancellation
    return RemoteWatcher(
      progress: { step in
        progress(
          SyncProgress(
            phase: .receiving, receivedObjects: step.receivedObjects,
            totalObjects: step.totalObjects, receivedBytes: step.receivedBytes))
      }, isCancelled: { cancellation.isCancelled })
  }
}
