/// The findings of a look at a remote, which writes nothing anywhere.
public struct AccessReport: Sendable, Hashable, Codable {
  /// The address that is fetched from, as the configuration rewrites it, without secrets.
  public var address: String
  /// The address that is pushed to; usually the same one.
  public var pushAddress: String
  /// The way in which the remote is reached.
  public var transport: RemoteAddress.Transport
  /// The branches that it has, without `refs/heads/`, sorted; `nil` where it could not be read.
  public var branches: [String]?
  /// The branch that its HEAD names; `nil` where it has none yet, or could not be read.
  public var defaultBranch: String?
  /// The facts about the remote that were seen on the way.
  public var facts: RemoteFacts
  /// The verdict on fetching from this machine.
  public var read: AccessVerdict
  /// The verdict on pushing from this machine, as far as that can be told without pushing.
  ///
  /// The remote was asked as at the beginning of a push (the advertisement of `git-receive-pack`), and
  /// no further. Its hooks, and rules for single branches, only speak when something is pushed.
  public var write: AccessVerdict
  /// The verdict on reading without a login.
  public var anonymous: AnonymousAccess

  /// Makes a report without any finding yet.
  ///
  /// - Parameters:
  ///   - address: The address to fetch from; its password does not get into the report.
  ///   - pushAddress: The address to push to.
  public init(address: RemoteAddress, pushAddress: RemoteAddress) {
    self.address = address.description
    self.pushAddress = pushAddress.description
    transport = address.transport
    facts = RemoteFacts()
    let notAsked = "it was not asked"
    (read, write, anonymous) = (.unknown(notAsked), .unknown(notAsked), .unknown(notAsked))
  }

  /// True if the remote has no branch; `nil` where it could not be read.
  public var isEmpty: Bool? { branches?.isEmpty }
}

/// The answer to the question if a remote lets this machine do something.
public enum AccessVerdict: Sendable, Hashable, Codable {
  /// It does: the remote has said so.
  case allowed
  /// It does not, or cannot be reached; with the reason and what to do about it.
  case refused(SyncError)
  /// It was not asked, or its answer does not tell; with the reason, without a full stop.
  case unknown(String)

  /// The reason of a refusal; `nil` for another verdict.
  public var error: SyncError? {
    if case .refused(let error) = self { error } else { nil }
  }
}

/// The answer to the question if somebody without a login can read a remote.
public enum AnonymousAccess: Sendable, Hashable, Codable {
  /// Anybody can; with how, such as `https://github.com/ann/tasks answers without a login`.
  case readable(String)
  /// Nobody can; with how that was seen.
  case closed(String)
  /// It was not asked, or cannot be told; with the reason, without a full stop.
  case unknown(String)
}
