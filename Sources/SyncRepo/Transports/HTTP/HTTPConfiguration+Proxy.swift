internal import Curl

extension HTTPConfiguration {
  /// Chooses the proxy for an address: `remote.<name>.proxy`, `http.proxy`, then the variables that
  /// curl itself knows (curl(1), "PROXY"), small letters first.
  ///
  /// `HTTP_PROXY` in capitals is ignored: in a web server, it is set by whoever asks (CVE-2016-5385).
  static func proxy(for address: HTTPAddress, _ settings: HTTPSettings) -> CurlProxy? {
    let context = settings.context
    let configured = settings.remoteProxy ?? settings.values("proxy", for: address).last
    let found: String?
    if let configured {
      // An empty value means no proxy.
      found = configured
    } else if address.scheme == "https" {
      found = context.variable("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    } else {
      found = context.variable("http_proxy", "all_proxy", "ALL_PROXY")
    }
    guard let found, !found.isEmpty else { return nil }
    var proxy = CurlProxy(
      address: found, exceptions: context.variable("no_proxy", "NO_PROXY") ?? "")
    let method =
      context.variable("GIT_HTTP_PROXY_AUTHMETHOD") ?? settings.remoteProxyAuthMethod
      ?? settings.values("proxyauthmethod", for: address).last
    switch method {
    case "basic": proxy.methods = .basic
    case "digest": proxy.methods = .digest
    case "negotiate": proxy.methods = .negotiate
    case "ntlm": proxy.methods = .ntlm
    default: break
    }
    proxy.caFile =
      context.variable("GIT_PROXY_SSL_CAINFO")
      ?? settings.values("proxysslcainfo", for: address).last.map(context.expanded)
    return proxy
  }

  /// Returns a proxy's address without user and password.
  static func shown(proxy address: String) -> String {
    RepositoryPath.printable(AddressParts.withoutLogin(address))
  }

  /// Returns the port of a proxy's address, as curl reads it.
  static func port(ofProxy address: String) -> Int {
    let parts = AddressParts(address.utf8, authorityEndsAt: "/")
    if let port = (try? HostAndPort(parts.place))?.port { return port }
    return parts.scheme?.elementsEqual("https".utf8) == true ? 443 : 1_080
  }
}
