/// What went wrong with a sync repository, in the words of the person who has to mend it.
public struct SyncError: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The few kinds that a program decides on.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// There is no repository at the path.
    case notARepository
    /// The path is taken by something else.
    case alreadyExists
    /// The repository is one that cannot be synchronised: bare, shallow, detached, another owner's.
    case unsupported
    /// A name or a trailer in `SyncConfiguration` is one that cannot be used.
    case invalidConfiguration
    /// No remote is configured, or its address is malformed.
    case noRemote
    /// The remote could not be reached or read.
    case remoteUnreachable
    /// No machine has the name in the remote's address.
    case nameNotFound
    /// The remote's machine takes no connection.
    case connectionRefused
    /// The remote did not answer within the limits.
    case timedOut
    /// The remote's ssh key was never seen here.
    case hostKeyUnknown
    /// The remote's ssh key is not the one known here.
    case hostKeyChanged
    /// The remote's certificate is not trusted, or for another name.
    case certificateNotTrusted
    /// The remote accepts none of the keys and passwords there are.
    case authenticationFailed
    /// The login is accepted, but may not do this.
    case notAllowed
    /// The remote's machine answers, but has no such repository.
    case repositoryMissing
    /// The remote took the connection and refused the push.
    case rejected
    /// Local and remote commits change the same lines; nothing was changed.
    case conflict
    /// Another program holds a lock, or the remote kept moving; trying again later can work.
    case busy
    /// A path is not one that may stand in the repository.
    case invalidPath
    /// A file is too large, a symbolic link, or not there.
    case unreadable
    /// A file in the clone could not be written: disk full, permissions.
    case storage
    /// The task was cancelled.
    case cancelled
    /// libgit2 failed in a way none of the others name.
    case internalFailure
  }

  /// What to decide on.
  public let kind: Kind
  /// What happened and why: one sentence for people, without secrets.
  public let message: String
  /// What to do next, with the command to type where there is one.
  public let hint: String?

  /// Makes an error.
  public init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  /// The message and the hint.
  public var description: String { hint.map { "\(message) \($0)" } ?? message }
}
