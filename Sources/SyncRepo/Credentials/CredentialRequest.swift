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
