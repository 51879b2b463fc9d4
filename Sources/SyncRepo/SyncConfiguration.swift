/// How a `SyncRepository` works: whom its commits name, and which files are this machine's.
public struct SyncConfiguration: Sendable {
  /// The remote to synchronise with.
  public var remote: String
  /// The name and address on commits where git's own `user.name` and `user.email` are not set.
  public var fallbackIdentity: (name: String, email: String)
  /// The mark of this writer's own commits: the last line of their message.
  ///
  /// An unpushed commit that carries it is amended by the next one, so that there is one.
  public var trailer: String
  /// Whether this writer is the one that may decide about a path when both sides changed it.
  public var owns: @Sendable (_ path: String) -> Bool
  /// How long to go on when the remote keeps moving.
  public var retry: RetryPolicy
  /// Whether a person sits at the terminal and may be asked: for a passphrase, a new host's key.
  public var isInteractive: Bool
  /// How long the steps on the network may take.
  public var network: NetworkLimits
  /// The environment in which `GIT_SSH_COMMAND` and the like are looked up, and that programs get;
  /// `nil` means that of the process.
  public var environment: [String: String]?
  /// Where the embedding program keeps passwords of its own; asked before all that git would ask.
  public var credentials: (any CredentialProvider)?
  /// The time for commits and for the ages of lock files, in seconds since 1970.
  public var now: @Sendable () -> Int64

  /// Makes a configuration.
  ///
  /// - Parameters:
  ///   - remote: The remote's name.
  ///   - fallbackIdentity: Name and address for commits where git has none configured.
  ///   - trailer: The last line of this writer's commit messages, such as `Handoff-Machine: desk`.
  ///   - retry: How long to go on when the remote keeps moving.
  ///   - isInteractive: Whether a person at the terminal may be asked.
  ///   - network: How long the steps on the network may take.
  ///   - environment: The environment to use; `nil` means that of the process.
  ///   - credentials: Passwords of the embedding program's own.
  ///   - now: The clock, in seconds since 1970.
  ///   - owns: Whether a path is this writer's own.
  public init(
    remote: String = "origin", fallbackIdentity: (name: String, email: String),
    trailer: String, retry: RetryPolicy = RetryPolicy(),
    isInteractive: Bool = false, network: NetworkLimits = NetworkLimits(),
    environment: [String: String]? = nil, credentials: (any CredentialProvider)? = nil,
    now: @escaping @Sendable () -> Int64, owns: @escaping @Sendable (_ path: String) -> Bool
  ) {
    self.remote = remote
    self.fallbackIdentity = fallbackIdentity
    self.trailer = trailer
    self.retry = retry
    self.isInteractive = isInteractive
    self.network = network
    self.environment = environment
    self.credentials = credentials
    self.now = now
    self.owns = owns
  }
}
