/// A store of passwords that belongs to the program that embeds this library.
///
/// It is asked after a password in the remote's URL, and before git's own sources: netrc, credential
/// helpers, an askpass program and the terminal.
///
/// The repository that needs the password waits for the answer on a thread of its own; other
/// repositories go on. It waits for `NetworkLimits.total` at most, so that a person has time to unlock
/// a keychain. Then, and when the caller's task is cancelled, the task of the call is cancelled, and an
/// answer that comes later is not used. A provider must not wait for the repository that asks it.
public protocol CredentialProvider: Sendable {
  /// The name of the store in messages, such as `keychain`.
  var name: String { get }

  /// Returns a password for a remote.
  ///
  /// - Parameter request: The remote; never another host than the repository's own.
  /// - Returns: The password; `nil` where there is none, and the next source is asked.
  /// - Throws: `CredentialUnavailable` to say in messages why there is none. Any other error means the
  ///   same, but its text is not shown: it could hold a secret.
  func credential(for request: CredentialRequest) async throws -> Credential?

  /// Hears that the remote has accepted a password of this provider; by default nothing is done.
  func approve(_ credential: Credential, for request: CredentialRequest) async

  /// Hears that the remote has refused a password of this provider; by default nothing is done.
  func reject(_ credential: Credential, for request: CredentialRequest) async
}

extension CredentialProvider {
  /// The name of a provider that has no other one.
  public var name: String { "embedding program" }

  /// Does nothing.
  public func approve(_ credential: Credential, for request: CredentialRequest) async {}

  /// Does nothing.
  public func reject(_ credential: Credential, for request: CredentialRequest) async {}
}

/// The reason that a provider has no password for a remote.
public struct CredentialUnavailable: Error, Sendable, Hashable, CustomStringConvertible {
  /// The reason, without a full stop and without secrets, such as `the keychain is locked`.
  public let reason: String

  /// Creates a reason.
  public init(_ reason: String) { self.reason = reason }

  /// The reason.
  public var description: String { reason }
}

/// The remote that a password is wanted for, in the terms of gitcredentials(7).
public struct CredentialRequest: Sendable, Hashable {
  /// `https` or `http`.
  public var scheme: String
  /// The host in lower case, with `:port` where the address names one.
  public var host: String
  /// The path on the host, without the leading slash.
  public var path: String
  /// The user name that the address or the configuration names.
  public var username: String?

  /// Creates a request.
  public init(scheme: String, host: String, path: String, username: String? = nil) {
    self.scheme = scheme
    self.host = host
    self.path = path
    self.username = username
  }
}

/// A user name and a password, or a token in its place.
public struct Credential: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// The user name; services that take tokens often ignore it.
  public var username: String
  /// The password or token.
  public var password: String

  /// Creates a credential.
  public init(username: String, password: String) {
    self.username = username
    self.password = password
  }

  /// The user name alone: a password is never part of a text.
  public var description: String { "\(username):…" }

  /// The user name alone.
  public var customMirror: Mirror { Mirror(self, children: ["username": username]) }
}
