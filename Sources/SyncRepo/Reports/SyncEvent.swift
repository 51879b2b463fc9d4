/// Something that happened while a repository was used, for the embedding program's log.
///
/// An event never holds a secret: no password, no token, no address with one in it, and no line of a
/// shell that may set one. New kinds may come with any version; a program that decides on them
/// should treat one that it does not know as something for the log only.
public struct SyncEvent: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The kinds of events; each says which details there are.
  public struct Kind: RawRepresentable, Sendable, Hashable, Codable {
    /// The stable name of the kind.
    public let rawValue: String

    /// Names a kind.
    ///
    /// - Parameter rawValue: The stable name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A program was started: ssh, a proxy command, a credential helper; with `program` and, where
    /// they cannot hold a secret, `arguments`.
    public static let programStarted = Kind(rawValue: "programStarted")
    /// A redirect of a server was followed; with `address`, its destination.
    public static let redirected = Kind(rawValue: "redirected")
    /// A place to look for a password had one; with `source` and `address`.
    public static let credentialFound = Kind(rawValue: "credentialFound")
    /// A place to look for a password had none; with `source`, `address` and `reason`.
    public static let credentialMissing = Kind(rawValue: "credentialMissing")
    /// The remote accepted a password; with `source` and `address`.
    public static let credentialAccepted = Kind(rawValue: "credentialAccepted")
    /// The remote refused a password; with `source` and `address`.
    public static let credentialRefused = Kind(rawValue: "credentialRefused")
    /// A credential helper failed to keep or to drop a password; with `source`, `address` and
    /// `reason`.
    public static let helperFailed = Kind(rawValue: "helperFailed")
    /// A proxy was used for a connection over http; with `address`, that of the proxy.
    public static let proxyUsed = Kind(rawValue: "proxyUsed")
    /// A push lost a race, or met a lock, and is tried again; with `attempt`, the number of pushes so
    /// far, `address`, and `milliseconds`, the pause before the next one.
    public static let retried = Kind(rawValue: "retried")
    /// Another process has the clone, and is waited for; with `path`, the lock file.
    public static let waitingForLock = Kind(rawValue: "waitingForLock")
    /// A lock file that a killed process had left behind was removed; with `path`.
    public static let staleLockRemoved = Kind(rawValue: "staleLockRemoved")
    /// A file of the working tree was not brought to its new content; with `path` and `reason`.
    public static let fileLeft = Kind(rawValue: "fileLeft")
    /// The index was not brought to the new commit; with `path`, the clone, and `reason`.
    public static let indexLeft = Kind(rawValue: "indexLeft")
    /// An index that could not be read was made anew; with `path`, the file.
    ///
    /// The old one is beside it, as `index.unreadable`.
    public static let indexRebuilt = Kind(rawValue: "indexRebuilt")
    /// The remote has given the branch another name, which is followed; with `address` and `branch`.
    public static let branchRenamed = Kind(rawValue: "branchRenamed")
    /// A person's commits conflict with the remote's and wait on a branch of their own; with `path`, the
    /// clone, and `branch`.
    public static let commitsPutAside = Kind(rawValue: "commitsPutAside")
    /// A file, a link or a submodule stood where a folder is needed, and a folder has taken its place;
    /// with `path`, in the repository.
    public static let folderMade = Kind(rawValue: "folderMade")
    /// A history was replaced, and what it has left in the clone could not be removed; with `path`, the
    /// clone.
    public static let pruneFailed = Kind(rawValue: "pruneFailed")
  }

  /// The facts of an event, by name.
  public struct Detail: RawRepresentable, Sendable, Hashable, Codable, CodingKeyRepresentable {
    /// The stable name of the detail.
    public let rawValue: String

    /// Names a detail.
    ///
    /// - Parameter rawValue: The stable name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An address, without user info.
    public static let address = Detail(rawValue: "address")
    /// The number of tries so far.
    public static let attempt = Detail(rawValue: "attempt")
    /// The words behind a program, quoted for a shell.
    public static let arguments = Detail(rawValue: "arguments")
    /// A branch, without `refs/heads/`.
    public static let branch = Detail(rawValue: "branch")
    /// A time in milliseconds.
    public static let milliseconds = Detail(rawValue: "milliseconds")
    /// A path on this computer.
    public static let path = Detail(rawValue: "path")
    /// A program's name or path.
    public static let program = Detail(rawValue: "program")
    /// The reason, in words for people.
    public static let reason = Detail(rawValue: "reason")
    /// A place where a password was looked for, such as `netrc` or `credential helper "store"`.
    public static let source = Detail(rawValue: "source")
  }

  /// The kind of the event.
  public let kind: Kind
  /// The event as one English sentence.
  public let message: String
  /// The facts, for a log that has fields.
  public let details: [Detail: String]

  /// Makes an event; control characters in the message and in the details are replaced.
  ///
  /// - Parameters:
  ///   - kind: The kind.
  ///   - message: One sentence, without secrets.
  ///   - details: The facts, without secrets.
  public init(_ kind: Kind, _ message: String, _ details: [Detail: String] = [:]) {
    self.kind = kind
    self.message = VisibleText.of(message, limit: 1_000)
    self.details = details.mapValues { VisibleText.of($0, limit: 1_000) }
  }

  /// The sentence.
  public var description: String { message }
}
