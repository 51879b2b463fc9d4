/// Where a program that embeds `SyncRepository` keeps passwords of its own.
///
/// It is asked before all other sources. The calls come on the thread of the repository, which waits
/// for the answer.
public protocol CredentialProvider: Sendable {
  /// Returns a password for a remote.
  ///
  /// - Parameter request: What it is for; never another host than the remote's own.
  /// - Returns: `nil` where there is none, and the next source is asked.
  func credential(for request: CredentialRequest) -> Credential?

  /// Hears that the remote has accepted what `credential(for:)` returned.
  func approve(_ credential: Credential, for request: CredentialRequest)

  /// Hears that the remote has refused what `credential(for:)` returned.
  func reject(_ credential: Credential, for request: CredentialRequest)
}

/// What a password is wanted for, in the terms of gitcredentials(7).
public struct CredentialRequest: Sendable, Hashable {
  /// `https` or `http`.
  public var scheme: String
  /// The host in lower case, with `:port` where the address names one.
  public var host: String
  /// The path on the host, without the leading slash.
  public var path: String
  /// The user name that the address or the configuration names.
  public var username: String?

  /// Makes a request.
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

  /// Makes a credential.
  public init(username: String, password: String) {
    self.username = username
    self.password = password
  }

  /// The user name alone: a password never stands in a text.
  public var description: String { "\(username):…" }

  /// The user name alone.
  public var customMirror: Mirror { Mirror(self, children: ["username": username]) }
}
