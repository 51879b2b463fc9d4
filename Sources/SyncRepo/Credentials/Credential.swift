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
