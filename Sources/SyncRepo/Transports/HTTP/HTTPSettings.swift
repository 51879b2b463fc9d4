internal import Git2

/// All settings of git's configuration and the environment about http, for any address.
struct HTTPSettings: Sendable {
  /// The section `http` of the configuration, in its order.
  var entries: [ConfigurationEntry] = []
  /// `remote.<name>.proxy`.
  var remoteProxy: String?
  /// `remote.<name>.proxyAuthMethod`.
  var remoteProxyAuthMethod: String?
  /// The surroundings of the operation, for the environment.
  let context: NetworkContext
  /// True if nothing is sent that tells who we are: no header, cookie or certificate of our own.
  var isAnonymous = false

  /// Reads the configuration of a repository.
  init(
    of repository: borrowing Repository, remote: String, context: NetworkContext
  ) throws(GitError) {
    entries = try repository.configurationEntries(matching: "^http\\.")
    remoteProxy = try repository.configuration("remote.\(remote).proxy")
    remoteProxyAuthMethod = try repository.configuration("remote.\(remote).proxyauthmethod")
    self.context = context
  }

  /// Creates settings from their parts.
  init(entries: [ConfigurationEntry], context: NetworkContext) {
    self.entries = entries
    self.context = context
  }

  /// Returns the values of `http.<key>` and `http.<url>.<key>` that hold for an address, in order.
  ///
  /// - Parameters:
  ///   - key: The key, in lower case.
  ///   - address: The address.
  ///   - onlyForIt: True if only lines count that name the address's host.
  /// - Returns: The values; the last one is that of a setting that has only one.
  func values(_ key: String, for address: HTTPAddress, onlyForIt: Bool = false) -> [String] {
    let user = address.username.map { "\($0)@" } ?? ""
    let url = "\(address.scheme)://\(user)\(address.hostWithPort)\(address.path)"
    guard let url = NormalizedURL(url, allowsWildcards: false) else { return [] }
    return url.values(of: entries, section: "http", key: key)
      .filter { $0.namesURL || !onlyForIt }.map(\.value)
  }

  /// Returns the values of a setting that tells who we are: on a host that a redirect led to, only
  /// those that name it.
  func personal(_ key: String, for address: HTTPAddress, _ isForeign: Bool) -> [String] {
    isAnonymous ? [] : values(key, for: address, onlyForIt: isForeign)
  }
}
