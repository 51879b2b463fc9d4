/// What is known of a credential, in the attributes of git-credential(1).
///
/// It has no description of its own on purpose of being shown: it holds secrets.
struct CredentialRecord: Sendable, Hashable {
  /// `https` or `http`.
  var scheme: String
  /// The host as the URL has it, with its port.
  var host: String
  /// The path, where helpers are to know it.
  var path: String?
  var username: String?
  var password: String?
  /// `password_expiry_utc`: when the password ends, in seconds since 1970.
  var expiry: Int64?
  /// `oauth_refresh_token`: kept for the helper that made it.
  var refreshToken: String?
  /// `wwwauth[]`: what the server has asked for, in the words of its `WWW-Authenticate` headers.
  var challenges: [String] = []

  /// The credential, once a user name and a password are known.
  var credential: Credential? {
    guard let username, let password else { return nil }
    return Credential(username: username, password: password)
  }

  /// What must never be shown.
  var secrets: [String] { [password, refreshToken].compactMap(\.self).filter { !$0.isEmpty } }

  /// Forgets a password that has ended.
  mutating func dropExpired(now: Int64) {
    guard let expiry, expiry < now else { return }
    password = nil
    self.expiry = nil
  }
}

extension CredentialRecord: CustomStringConvertible, CustomReflectable {
  var description: String { "\(scheme)://\(host)" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
