internal import Git2
internal import Processes

/// The choice of the transport for an address.
struct RemoteTransports {
  /// The remote's name in the configuration.
  let remote: String
  let context: NetworkContext
  /// The embedding program's own passwords.
  let credentials: (any CredentialProvider)?
  /// The connections over http that are used again.
  let session: HTTPSession
  /// The login that connections over ssh share; `nil` for one of each.
  var login: SSHLogin?
  /// The notes about the remote.
  let observation = RemoteObservation()
  /// True if passwords and tokens may be sent; without them, a remote answers as it would to anybody.
  let allowsCredentials: Bool

  /// Returns a new transport for one operation.
  ///
  /// - Parameters:
  ///   - address: The remote's address, after the configuration has rewritten it.
  ///   - repository: The repository with the configuration.
  /// - Returns: The transport; `nil` for a remote on this computer.
  /// - Throws: `SyncError` with `noRemote` for an address without a transport.
  func transport(
    for address: RemoteAddress, of repository: borrowing Repository
  ) throws(SyncError) -> (any SmartTransport)? {
    switch address.transport {
    case .local: return nil
    case .ssh:
      let program = try sshProgram(of: repository)
      observation.note { $0.program = program.name }
      return ObservedTransport(
        SSHTransport(program: program, context: context, login: login), observation)
    case .http: return try http(address, of: repository)
    case .git:
      let proxies = try attempt("read the configuration of git") { () throws(GitError) in
        try repository.configurationEntries(matching: "^core\\.gitproxy$").compactMap(\.value)
      }
      return ObservedTransport(GitTransport(proxies: proxies, context: context), observation)
    case .other:
      throw SyncError(
        .noRemote, "\(address) cannot be reached: this version has no transport for it.",
        remedy: SyncError.Remedy(
          .giveAddress, "Use a path, or an address of ssh, https, git or file",
          address: "git@HOST:PATH"))
    }
  }

  /// Returns the way to an address for one operation.
  ///
  /// - Parameters:
  ///   - address: The remote's address, after the configuration has rewritten it.
  ///   - repository: The repository whose configuration holds.
  /// - Returns: The way.
  /// - Throws: `SyncError` with `noRemote` for an address that no transport is for.
  func route(
    to address: RemoteAddress, of repository: borrowing Repository
  ) throws(SyncError) -> RemoteRoute {
    if let transport = try transport(for: address, of: repository) { return .transport(transport) }
    return .folder(address.localPath ?? address.text)
  }

  /// Returns the ssh program to run, by the environment and a repository's configuration.
  func sshProgram(of repository: borrowing Repository) throws(SyncError) -> SSHProgram {
    try attempt("read the configuration of git") { () throws(GitError) in
      SSHProgram(
        environment: context.environment, command: try repository.configuration("core.sshCommand"),
        variant: try repository.configuration("ssh.variant"))
    }
  }

  private func http(
    _ address: RemoteAddress, of repository: borrowing Repository
  ) throws(SyncError) -> HTTPTransport {
    try attempt("read the configuration of git") { () throws(GitError) in
      var settings = try HTTPSettings(of: repository, remote: remote, context: context)
      settings.isAnonymous = !allowsCredentials
      let sequence: any CredentialSequence
      if allowsCredentials {
        sequence = CredentialChain(
          for: address.text, settings: try CredentialSettings(of: repository),
          provider: credentials, in: context)
      } else {
        sequence = NoCredentials()
      }
      return HTTPTransport(
        settings: settings, session: session, context: context, observation: observation,
        credentials: sequence)
    }
  }

  /// Returns a watcher that passes a transfer's progress on, and ends it when it is cancelled.
  func watcher(_ progress: @escaping @Sendable (SyncProgress) -> Void) -> RemoteWatcher {
    let cancellation = context.cancellation
    return RemoteWatcher(
      progress: { step in
        switch step {
        case .receiving(let objects, let total, let bytes):
          progress(
            SyncProgress(phase: .receiving, objects: objects, totalObjects: total, bytes: bytes))
        case .sending(let objects, let total, let bytes):
          progress(
            SyncProgress(phase: .pushing, objects: objects, totalObjects: total, bytes: bytes))
        // Objects are compared for a pack: nothing has moved yet, and a fetch from a folder does it too.
        case .packing: break
        }
      }, isCancelled: { cancellation.isCancelled })
  }
}
