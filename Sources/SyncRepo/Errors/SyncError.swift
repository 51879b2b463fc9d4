/// A failure of a sync repository, in the words of the person who has to fix it.
///
/// A program decides on `kind` and on `remedy`; `message` and `hint` are English sentences for
/// people, without secrets.
public struct SyncError: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The kind, which a program decides on.
  public let kind: Kind
  /// One sentence: what happened, and why.
  public let message: String
  /// The next step, where there is one.
  public let remedy: Remedy?
  /// The failure below that led to this one, where there was one.
  public let underlying: Underlying?

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - kind: The kind.
  ///   - message: One sentence, without secrets.
  ///   - remedy: The next step.
  ///   - underlying: The failure below that led to this one.
  public init(
    _ kind: Kind, _ message: String, remedy: Remedy? = nil, underlying: Underlying? = nil
  ) {
    self.kind = kind
    self.message = message
    self.remedy = remedy
    self.underlying = underlying
  }

  /// The remedy as a sentence of this library, which knows no other program's commands than git's,
  /// ssh's and the like; `nil` without one.
  public var hint: String? { remedy?.description }

  /// The message and the hint.
  public var description: String { hint.map { "\(message) \($0)" } ?? message }

  // MARK: - Kinds

  /// The kinds of errors.
  ///
  /// Others may come with any version: a `switch` needs a `default`, which best treats an unknown
  /// one like `internalFailure`. The raw values are stable, and are what is encoded.
  public struct Kind: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The stable name.
    public let rawValue: String

    /// Names a kind.
    ///
    /// - Parameter rawValue: The stable name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The stable name.
    public var description: String { rawValue }

    /// There is no repository at the path.
    public static let notARepository = Kind(rawValue: "notARepository")
    /// The path is taken by something else, or the clone has another remote.
    public static let alreadyExists = Kind(rawValue: "alreadyExists")
    /// The repository cannot be synchronised: it is bare, shallow, detached, or another owner's.
    public static let unsupported = Kind(rawValue: "unsupported")
    /// A value of `SyncConfiguration` cannot be used.
    public static let invalidConfiguration = Kind(rawValue: "invalidConfiguration")
    /// No remote is configured, or its address is malformed.
    public static let noRemote = Kind(rawValue: "noRemote")
    /// The remote could not be reached or read.
    public static let remoteUnreachable = Kind(rawValue: "remoteUnreachable")
    /// No machine has the name in the remote's address.
    public static let nameNotFound = Kind(rawValue: "nameNotFound")
    /// The remote's machine refused the connection.
    public static let connectionRefused = Kind(rawValue: "connectionRefused")
    /// The remote did not answer within the limits.
    public static let timedOut = Kind(rawValue: "timedOut")
    /// The remote's ssh key was never seen here.
    public static let hostKeyUnknown = Kind(rawValue: "hostKeyUnknown")
    /// The remote's ssh key is not the one known here, or was revoked here.
    public static let hostKeyChanged = Kind(rawValue: "hostKeyChanged")
    /// The remote's certificate is not trusted, or for another name.
    public static let certificateNotTrusted = Kind(rawValue: "certificateNotTrusted")
    /// The remote, or a proxy on the way, accepts none of the keys and passwords there are.
    public static let authenticationFailed = Kind(rawValue: "authenticationFailed")
    /// The login is accepted, but may not do this.
    public static let notAllowed = Kind(rawValue: "notAllowed")
    /// The remote's machine answers, but has no such repository.
    public static let repositoryMissing = Kind(rawValue: "repositoryMissing")
    /// The remote took the connection and refused the push.
    public static let rejected = Kind(rawValue: "rejected")
    /// Local and remote commits change the same lines; nothing was changed.
    public static let conflict = Kind(rawValue: "conflict")
    /// Another program holds a lock, or the remote kept moving; trying again later can work.
    public static let busy = Kind(rawValue: "busy")
    /// Something in the clone is missing or damaged.
    public static let damaged = Kind(rawValue: "damaged")
    /// A path is not one that may be in the repository.
    public static let invalidPath = Kind(rawValue: "invalidPath")
    /// A file is too large, or not a regular file.
    public static let unreadable = Kind(rawValue: "unreadable")
    /// A file in the clone could not be written: disk full, permissions.
    public static let storage = Kind(rawValue: "storage")
    /// The task was cancelled.
    public static let cancelled = Kind(rawValue: "cancelled")
    /// A failure that none of the others name.
    public static let internalFailure = Kind(rawValue: "internalFailure")
  }

  // MARK: - The failure below

  /// A failure of a layer below this library.
  public struct Underlying: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The layers; others may come with any version.
    public struct Origin: RawRepresentable, Sendable, Hashable, Codable {
      /// The stable name.
      public let rawValue: String

      /// Names a layer.
      ///
      /// - Parameter rawValue: The stable name.
      public init(rawValue: String) { self.rawValue = rawValue }

      /// libgit2; with `code`, the number that it returned (`git_error_code`), and `category`
      /// (`git_error_t`).
      public static let libgit2 = Origin(rawValue: "libgit2")
      /// The operating system; with `code`, the `errno`.
      public static let system = Origin(rawValue: "system")
      /// A connection, or the program that makes it; with `reason`.
      public static let connection = Origin(rawValue: "connection")
    }

    /// The layer.
    public let origin: Origin
    /// The layer's number for the failure; `nil` where it has none.
    public let code: Int?
    /// The part of libgit2 that failed.
    public let category: Int?
    /// The stable name of a connection's failure, such as `timedOut`.
    public let reason: String?
    /// The layer's own words, without secrets.
    public let message: String

    /// Makes a description of a failure.
    ///
    /// - Parameters:
    ///   - origin: The layer.
    ///   - code: The layer's number for the failure.
    ///   - category: The part of libgit2 that failed.
    ///   - reason: The stable name of a connection's failure.
    ///   - message: The layer's own words, without secrets.
    public init(
      origin: Origin, code: Int? = nil, category: Int? = nil, reason: String? = nil,
      message: String
    ) {
      self.origin = origin
      self.code = code
      self.category = category
      self.reason = reason
      self.message = message
    }

    /// The layer, its number and its words: `libgit2 -36: …`.
    public var description: String {
      let number = code.map { " \($0)" } ?? reason.map { " \($0)" } ?? ""
      return "\(origin.rawValue)\(number): \(message)"
    }
  }
}
