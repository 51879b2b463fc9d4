internal import Platform
internal import Processes

/// The settings of a `SyncRepository`: who writes, which files are this writer's own, and how long
/// it may take.
public struct SyncConfiguration: Sendable {
  /// The name of the program that uses this library, such as `notes`.
  ///
  /// It is part of the name of the lock file (`.git/<name>.lock`), of the messages of the reflog, of
  /// the user agent that servers see, and of the names of temporary files. Programs that use one
  /// clone at the same time must give the same name, since they take turns by the lock file.
  public var name: String
  /// The remote to synchronise with.
  public var remote: String
  /// The author of commits where git's own `user.name` and `user.email` are not set.
  public var fallbackIdentity: CommitIdentity
  /// The mark of this writer's own commits: the last line of their message.
  ///
  /// An unpushed commit that carries it is amended by the next one, so that there is seldom more
  /// than one.
  public var trailer: CommitTrailer
  /// Decides if a path is this writer's own: where both sides have changed one, its version stays.
  public var owns: @Sendable (_ path: String) -> Bool
  /// Decides if the remote's version of an own path stays that both sides have changed.
  ///
  /// Only another writer of the same name can have made it. Gets the path, our version (`nil` where it was
  /// removed here), the one that both sides had before (`nil` where there was none), and the remote's.
  public var keepsTheirs:
    @Sendable (_ path: String, _ ours: [UInt8]?, _ before: [UInt8]?, _ theirs: [UInt8]) -> Bool = {
      _, _, _, _ in false
    }
  /// Returns the path of a file that bans another one; `nil` for a path that nothing bans.
  ///
  /// While the remote has it, no commit of a writer's brings the other one back, unless it removes the
  /// ban.
  public var ban: @Sendable (_ path: String) -> String? = { _ in nil }
  /// The number of tries when the remote keeps moving, and the pauses between them.
  public var retry: RetryPolicy
  /// True if a person sits at the terminal and may be asked: for a passphrase, or a new host's key.
  public var isInteractive: Bool
  /// The time limits of the steps on the network.
  public var network: NetworkLimits
  /// The environment in which git's variables are looked up (`GIT_SSH_COMMAND` and the like), and
  /// of which programs get what they need; `nil` means that of the process.
  public var environment: [String: String]?
  /// The names of variables that programs get besides the usual ones; `NAME*` means all that begin
  /// with `NAME`, and `*` means all.
  ///
  /// Without any, ssh and the proxy of `git://` get what every program needs (`PATH`, `HOME`, language,
  /// terminal and the like), proxies and certificates, and what ssh asks agents and persons with;
  /// credential helpers and askpass programs get the variables of git, its services and desktops, too.
  /// What else there is stays here, and so do git's variables of one repository (`GIT_DIR` and the
  /// like), which no program gets.
  public var passedVariables: [String]
  /// The source of the embedding program's own passwords; asked after a password in the remote's
  /// URL, and before git's own sources.
  public var credentials: (any CredentialProvider)?
  /// Called with everything that may matter to a log; `nil` for nobody.
  ///
  /// The calls come from the repository's own queue and from that of its transports, while the work
  /// waits: it must return soon, and must not call the repository.
  public var events: (@Sendable (SyncEvent) -> Void)?
  /// The clock for commits and for the ages of lock files, in seconds since 1970.
  public var now: @Sendable () -> Int64

  /// Makes a configuration.
  ///
  /// The name and the trailer are checked when a repository is opened, cloned or looked at: see
  /// `SyncError.Kind.invalidConfiguration`.
  ///
  /// - Parameters:
  ///   - name: The program's name: letters, digits, `-`, `_` and `.`.
  ///   - remote: The remote's name.
  ///   - fallbackIdentity: The author of commits where git has none configured.
  ///   - trailer: The last line of this writer's commit messages.
  ///   - retry: The number of tries when the remote keeps moving.
  ///   - isInteractive: True if a person at the terminal may be asked.
  ///   - network: The time limits of the steps on the network.
  ///   - environment: The environment to use; `nil` means that of the process.
  ///   - passedVariables: The names of variables that programs get besides the usual ones.
  ///   - credentials: The source of the embedding program's own passwords.
  ///   - events: Called with everything that may matter to a log.
  ///   - now: The clock, in seconds since 1970.
  ///   - owns: Decides if a path is this writer's own.
  public init(
    name: String, remote: String = "origin", fallbackIdentity: CommitIdentity,
    trailer: CommitTrailer, retry: RetryPolicy = RetryPolicy(), isInteractive: Bool = false,
    network: NetworkLimits = NetworkLimits(), environment: [String: String]? = nil,
    passedVariables: [String] = [], credentials: (any CredentialProvider)? = nil,
    events: (@Sendable (SyncEvent) -> Void)? = nil,
    now: @escaping @Sendable () -> Int64 = { SyncConfiguration.systemTime() },
    owns: @escaping @Sendable (_ path: String) -> Bool = { _ in true }
  ) {
    self.name = name
    self.remote = remote
    self.fallbackIdentity = fallbackIdentity
    self.trailer = trailer
    self.retry = retry
    self.isInteractive = isInteractive
    self.network = network
    self.environment = environment
    self.passedVariables = passedVariables
    self.credentials = credentials
    self.events = events
    self.now = now
    self.owns = owns
  }

  /// Returns the time of the system's clock, in seconds since 1970.
  public static func systemTime() -> Int64 { Clock.seconds() }

  /// The environment that holds: the one given, else that of the process.
  var variables: [String: String] { environment ?? ProcessEnvironment.current() }

  /// Returns the choice of transports for one operation.
  ///
  /// - Parameters:
  ///   - cancellation: The signal that ends the operation early.
  ///   - session: The connections over http that are used again.
  ///   - allowsCredentials: False if passwords and tokens stay here.
  /// - Returns: The choice.
  func transports(
    _ cancellation: Cancellation, session: HTTPSession = HTTPSession(),
    allowsCredentials: Bool = true
  ) -> RemoteTransports {
    RemoteTransports(
      remote: remote,
      context: NetworkContext(
        environment: variables, passedVariables: passedVariables, isInteractive: isInteractive,
        limits: network,
        cancellation: cancellation, now: now, program: name, events: events),
      credentials: credentials, session: session, allowsCredentials: allowsCredentials)
  }

  /// Passes an event on, where somebody listens.
  func report(_ event: @autoclosure () -> SyncEvent) {
    if let events { events(event()) }
  }

  /// Checks what goes into names of files and into commits.
  ///
  /// - Throws: `SyncError` with `invalidConfiguration`.
  func check() throws(SyncError) {
    let isName = name.utf8.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
    // `index.lock`, `HEAD.lock` and so on are git's own.
    let isTaken = Self.gitNames.contains(name.lowercased())
    guard isName, !isTaken, (1...64).contains(name.utf8.count), !name.utf8.starts(with: ".".utf8)
    else {
      throw SyncError(
        .invalidConfiguration,
        "“\(VisibleText.of(name))” cannot be the name of a program here.",
        remedy: SyncError.Remedy(
          .followAdvice, "Use letters, digits, “-”, “_” and “.”, and no name of a file in .git"))
    }
    guard trailer.isValid else {
      throw SyncError(
        .invalidConfiguration,
        "“\(VisibleText.of(trailer.description))” cannot end the messages of commits.",
        remedy: SyncError.Remedy(
          .followAdvice,
          "Use letters, digits and “-” in its key, and one line without spaces at its ends"))
    }
    guard fallbackIdentity.isValid else {
      throw SyncError(
        .invalidConfiguration,
        "“\(VisibleText.of(fallbackIdentity.description))” cannot be the author of commits.",
        remedy: SyncError.Remedy(
          .followAdvice, "Use a name and an address without line breaks, “<” and “>”"))
    }
  }

  private static let gitNames: Set = [
    "config", "description", "fetch_head", "gc.pid", "head", "hooks", "index", "info", "logs",
    "merge_head", "modules", "objects", "orig_head", "packed-refs", "refs", "shallow", "worktrees",
  ]
}

/// The name and the address of an author of commits.
public struct CommitIdentity: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name, such as `Ann`.
  public var name: String
  /// The address, such as `ann@example.org`.
  public var email: String

  /// Makes an identity.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - email: The address.
  public init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// The identity as git writes it: `Ann <ann@example.org>`.
  public var description: String { "\(name) <\(email)>" }

  /// True if it can stand in a commit, where `<`, `>` and line ends part the fields.
  var isValid: Bool {
    [name, email].allSatisfy { text in
      text.utf8.contains { $0 > 0x20 }
        && text.utf8.allSatisfy { $0 >= 0x20 && !"<>".utf8.contains($0) }
    }
  }
}

/// A last line of commit messages, as git reads it (git-interpret-trailers(1)): `Writer: desk`.
public struct CommitTrailer: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The part before the colon: letters, digits and hyphens.
  public var key: String
  /// The part behind it: one line, not empty, without spaces at its ends.
  public var value: String

  /// Makes a trailer; it is checked when a repository is opened with it.
  ///
  /// - Parameters:
  ///   - key: The part before the colon, such as `Writer`.
  ///   - value: The part behind it, which tells this writer from others.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// The line.
  public var description: String { "\(key): \(value)" }

  /// True if git and this library read the line again as it was written.
  var isValid: Bool {
    !key.isEmpty && key.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
      && !value.isEmpty && value.utf8.allSatisfy { $0 >= 0x20 }
      && value.first?.isWhitespace == false && value.last?.isWhitespace == false
      && !value.contains(where: \.isNewline)
  }
}

/// The number of tries for a push that lost a race, and the pauses between them.
public struct RetryPolicy: Sendable, Hashable {
  /// The number of tries, the first one included.
  public var attempts: Int
  /// The mean pause before the second try; it doubles with each further one.
  public var firstPause: Duration
  /// The longest mean pause.
  public var longestPause: Duration

  /// Makes a policy.
  ///
  /// - Parameters:
  ///   - attempts: The number of tries, the first one included.
  ///   - firstPause: The mean pause before the second try.
  ///   - longestPause: The longest mean pause.
  public init(
    attempts: Int = 60, firstPause: Duration = .milliseconds(4),
    longestPause: Duration = .milliseconds(400)
  ) {
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestPause = longestPause
  }

  /// Returns the pause after a failed try, drawn around the mean so that rivals drift apart.
  func pause(after attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
    let mean = min(longestPause, firstPause * (1 << min(attempt, 16)), .seconds(3_600))
    return .milliseconds(Int.random(in: 0...max(1, mean.milliseconds * 2), using: &generator))
  }
}
