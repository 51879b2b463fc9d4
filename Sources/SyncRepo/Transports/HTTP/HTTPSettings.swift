internal import Git2

/// All that git's configuration and the environment say about http, for any address.
struct HTTPSettings: Sendable {
  /// The section `http` of the configuration, in its order.
  var entries: [ConfigurationEntry] = []
  /// `remote.<name>.proxy`.
  var remoteProxy: String?
  /// `remote.<name>.proxyAuthMethod`.
  var remoteProxyAuthMethod: String?
  var environment: [String: String] = [:]
  /// Whether nothing is sent that tells who we are: no header, cookie or certificate of ours.
  var isAnonymous = false

  /// Reads the configuration of a repository.
  init(
    of repository: borrowing Repository, remote: String, environment: [String: String]
  ) throws(GitError) {
    entries = try repository.configurationEntries(matching: "^http\\.")
    remoteProxy = try repository.configuration("remote.\(remote).proxy")
    remoteProxyAuthMethod = try repository.configuration("remote.\(remote).proxyauthmethod")
    self.environment = environment
  }

  /// Makes settings from their parts.
  init(entries: [ConfigurationEntry], environment: [String: String]) {
    self.entries = entries
    self.environment = environment
  }

  /// Returns the values of `http.<key>` and `http.<url>.<key>` that hold for an address, in order.
  ///
  /// - Parameters:
  ///   - key: In lower case.
  ///   - address: The address.
  ///   - onlyForIt: Whether only lines count that name the address's host.
  /// - Returns: The values; the last one is that of a setting that has only one.
  func values(_ key: String, for address: HTTPAddress, onlyForIt: Bool = false) -> [String] {
    let user = address.username.map { "\($0)@" } ?? ""
    let url = "\(address.scheme)://\(user)\(address.hostWithPort)\(address.path)"
    guard let url = NormalizedURL(url, allowsWildcards: false) else { return [] }
    return url.values(of: entries, section: "http", key: key)
      .filter { $0.namesURL || !onlyForIt }.map(\.value)
  }

  /// Returns the values of a setting that tells who we are: on a host that a redirect led to only
  /// those that name it.
  func personal(_ key: String, for address: HTTPAddress, _ isForeign: Bool) -> [String] {
    isAnonymous ? [] : values(key, for: address, onlyForIt: isForeign)
  }

  /// Returns a variable of the environment; `nil` where it is not set, or empty.
  func variable(_ names: String...) -> String? {
    names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }

  /// Expands `~/` in a path of the configuration, as git does.
  func path(_ text: String) -> String {
    guard text.hasPrefix("~/"), let home = environment["HOME"] else { return text }
    return home + text.dropFirst(1)
  }
}
