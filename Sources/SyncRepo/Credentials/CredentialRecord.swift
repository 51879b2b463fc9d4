internal import Processes

/// The known parts of a credential, in the attributes of git-credential(1).
///
/// Its description leaves nearly all of it out: it holds secrets.
struct CredentialRecord: Sendable, Hashable {
  /// `https` or `http`.
  var scheme: String
  /// The host as the URL has it, with its port.
  var host: String
  /// The path, where helpers get to know it.
  var path: String?
  var username: String?
  var password: String?
  /// `password_expiry_utc`: the end of the password, in seconds since 1970.
  var expiry: Int64?
  /// `oauth_refresh_token`: kept for the helper that made it.
  var refreshToken: String?
  /// `wwwauth[]`: the server's `WWW-Authenticate` headers.
  var challenges: [String] = []

  /// The credential, once a user name and a password are known.
  var credential: Credential? {
    guard let username, let password else { return nil }
    return Credential(username: username, password: password)
  }

  /// The parts that must never be shown.
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

extension CredentialRecord {
  /// The parts of a helper's answer beyond the credential itself.
  struct Answer: Sendable, Hashable {
    /// True if the helper wants nobody else to be asked (`quit=1`).
    var quits = false
    /// True if a line of it made no sense: git reads no further then.
    var isBroken = false
  }

  /// Returns the lines that a helper reads, in git's order.
  ///
  /// - Parameter protects: True if carriage returns are refused, which some helpers take for line
  ///   breaks (`credential.protectProtocol`, CVE-2024-52006).
  /// - Returns: `key=value` lines in UTF-8.
  /// - Throws: `ConnectionFailure` for a value with a line break, which would become lines of its own
  ///   (CVE-2020-5260).
  func lines(protects: Bool) throws(ConnectionFailure) -> [UInt8] {
    var items: [(String, String?)] = [
      ("protocol", scheme), ("host", host), ("path", path), ("username", username),
      ("password", password), ("oauth_refresh_token", refreshToken),
      ("password_expiry_utc", expiry.map { "\($0)" }),
    ]
    items += challenges.map { ("wwwauth[]", $0) }
    var result: [UInt8] = []
    for (key, value) in items {
      guard let value else { continue }
      if value.utf8.contains(where: { $0 == 0 || $0 == 0x0A }) {
        throw ConnectionFailure(.other, "the \(key) has a line break in it")
      }
      if protects, value.utf8.contains(0x0D) {
        throw ConnectionFailure(
          .other, "the \(key) has a carriage return in it (credential.protectProtocol)")
      }
      result += Array("\(key)=\(value)\n".utf8)
    }
    return result
  }

  /// Takes over the answer of a helper.
  ///
  /// Of several lines with one name, the last one counts. Unlike in git, the host, the path and the
  /// URL are ignored: an answer is for the host that was asked for. So are unknown attributes.
  ///
  /// - Parameter bytes: The helper's output; it ends at an empty line.
  /// - Returns: The rest of its answer.
  mutating func read(_ bytes: some Collection<UInt8>) -> Answer {
    var answer = Answer()
    var lines = Array(bytes).split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty { break }
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")), !line.contains(0),
        let key = String(validating: line[..<equals], as: UTF8.self),
        let value = String(validating: line[(equals + 1)...], as: UTF8.self)
      else {
        answer.isBroken = true
        break
      }
      switch key {
      case "username": username = value
      case "password": password = value
      case "oauth_refresh_token": refreshToken = value
      // A text that is no time means no end.
      case "password_expiry_utc": expiry = Int64(value).flatMap { $0 == 0 ? nil : $0 }
      case "quit": answer.quits = GitConfigurationValue.boolean(value) ?? false
      default: break
      }
    }
    return answer
  }
}
