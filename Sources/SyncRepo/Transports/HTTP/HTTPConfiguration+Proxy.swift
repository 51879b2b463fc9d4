internal import Curl

extension HTTPConfiguration {
  /// Chooses the proxy for an address: `remote.<name>.proxy`, `http.proxy`, then the variables that
  /// curl itself knows (curl(1), "PROXY"), small letters first.
  ///
  /// `HTTP_PROXY` in capitals is not looked at: in a web server it is set by whoever asks.
  static func proxy(for address: HTTPAddress, _ settings: HTTPSettings) -> CurlProxy? {
    let configured = settings.remoteProxy ?? settings.values("proxy", for: address).last
    let found: String?
    if let configured {
      // An empty value means no proxy.
      found = configured
    } else if address.scheme == "https" {
      found = settings.variable("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    } else {
      found = settings.variable("http_proxy", "all_proxy", "ALL_PROXY")
    }
    guard let found, !found.isEmpty else { return nil }
    var proxy = CurlProxy(
      address: found, exceptions: settings.variable("no_proxy", "NO_PROXY") ?? "")
    let method =
      settings.variable("GIT_HTTP_PROXY_AUTHMETHOD") ?? settings.remoteProxyAuthMethod
      ?? settings.values("proxyauthmethod", for: address).last
    switch method {
    case "basic": proxy.methods = .basic
    case "digest": proxy.methods = .digest
    case "negotiate": proxy.methods = .negotiate
    case "ntlm": proxy.methods = .ntlm
    default: break
    }
    proxy.caFile =
      settings.variable("GIT_PROXY_SSL_CAINFO")
      ?? settings.values("proxysslcainfo", for: address).last.map(settings.path)
    return proxy
  }

  /// A proxy's address without user and password.
  static func shown(proxy address: String) -> String {
    let scheme = address.firstRange(of: "://")
    let start = scheme?.upperBound ?? address.startIndex
    let authority = address[start...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return RepositoryPath.printable(address) }
    return RepositoryPath.printable(
      String(address[..<start]) + String(address[address.index(after: at)...]))
  }

  /// The port of a proxy's address, as curl reads it.
  static func port(ofProxy address: String) -> Int {
    let shown = shown(proxy: address)
    let scheme = shown.firstRange(of: "://")
    let authority = shown[(scheme?.upperBound ?? shown.startIndex)...].prefix { $0 != "/" }
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]"),
      let port = Int(authority[authority.index(after: colon)...])
    {
      return port
    }
    return shown.hasPrefix("https://") ? 443 : 1_080
  }
}
