internal import Curl
internal import Git2

/// The settings of requests to one address: git's `http.*` settings and variables, applied in git's
/// order (git-config(1), `http.c`).
struct HTTPConfiguration: Sendable {
  /// The redirects that are followed (`http.followRedirects`).
  enum Redirects: Sendable {
    case never
    /// Those of the first request of an operation; later requests go straight to the place it led to.
    case first
  }

  var tls = CurlTLSOptions()
  /// The source of the trusted certificates, for messages; `nil` means curl's own.
  var trust: String?
  var proxy: CurlProxy?
  /// Lines of `http.extraHeader`.
  var extraHeaders: [String] = []
  var userAgent: String
  var redirects = Redirects.first
  var lowSpeed: (bytesPerSecond: Int, seconds: Int)?
  /// The size from which on the body of a POST is sent in parts (`http.postBuffer`).
  var postBuffer = 1 << 20
  var version = CurlRequest.Version.automatic
  var cookieFile: String?

  /// Applies settings to an address.
  ///
  /// - Parameters:
  ///   - address: The address.
  ///   - settings: The settings.
  ///   - isForeign: True if a redirect led here from another host. Our own headers, cookies and
  ///     certificates are then sent only where the configuration names this host.
  init(for address: HTTPAddress, settings: HTTPSettings, isForeign: Bool = false) {
    let context = settings.context
    func last(_ key: String) -> String? { settings.values(key, for: address).last }
    func number(_ text: String?) -> Int? { text.flatMap(GitConfigurationValue.integer) }
    userAgent =
      context.variable("GIT_HTTP_USER_AGENT") ?? last("useragent")
      ?? "git/\(context.program)-libgit2-\(GitLibrary.version)"
    for line in settings.personal("extraheader", for: address, isForeign) {
      if line.isEmpty { extraHeaders = [] } else { extraHeaders.append(line) }
    }
    if last("followredirects").flatMap(GitConfigurationValue.boolean) == false {
      redirects = .never
    }
    let limit = number(context.variable("GIT_HTTP_LOW_SPEED_LIMIT") ?? last("lowspeedlimit"))
    let time = number(context.variable("GIT_HTTP_LOW_SPEED_TIME") ?? last("lowspeedtime"))
    if let limit, let time, limit > 0, time > 0 { lowSpeed = (limit, time) }
    // Not below a pkt-line's size, as in git, and not so much that it fills the memory.
    if let size = number(last("postbuffer")) { postBuffer = min(max(size, 65_520), 1 << 26) }
    switch last("version") {
    case "HTTP/1.1": version = .http1
    case "HTTP/2": version = .http2
    default: break
    }
    cookieFile = settings.personal("cookiefile", for: address, isForeign).last
      .flatMap { $0.isEmpty ? nil : context.expanded($0) }
    readTLS(address, settings, isForeign: isForeign)
    proxy = HTTPConfiguration.proxy(for: address, settings)
  }

  private mutating func readTLS(
    _ address: HTTPAddress, _ settings: HTTPSettings, isForeign: Bool
  ) {
    let context = settings.context
    func last(_ key: String) -> String? {
      settings.values(key, for: address).last.flatMap { $0.isEmpty ? nil : $0 }
    }
    if last("sslverify").flatMap(GitConfigurationValue.boolean) == false { tls.verifies = false }
    // For git, any value means "off"; one that says the opposite must not do so by accident.
    if let value = context.environment["GIT_SSL_NO_VERIFY"],
      GitConfigurationValue.boolean(value) != false
    {
      tls.verifies = false
    }
    tls.caFile =
      context.variable("GIT_SSL_CAINFO") ?? last("sslcainfo").map(context.expanded)
      ?? context.variable("SSL_CERT_FILE")
    tls.caFolder =
      context.variable("GIT_SSL_CAPATH") ?? last("sslcapath").map(context.expanded)
      ?? context.variable("SSL_CERT_DIR")
    trust = tls.caFile ?? tls.caFolder
    if (context.variable("GIT_SSL_VERSION") ?? last("sslversion")) == "tlsv1.3" {
      tls.oldest = .tls13
    }
    tls.ciphers = context.variable("GIT_SSL_CIPHER_LIST") ?? last("sslcipherlist")
    func own(_ variable: String, _ key: String) -> String? {
      let value = settings.personal(key, for: address, isForeign).last
      return (isForeign || settings.isAnonymous ? nil : context.variable(variable))
        ?? value.flatMap { $0.isEmpty ? nil : $0 }
    }
    tls.certificate = own("GIT_SSL_CERT", "sslcert").map(context.expanded)
    tls.certificateType = own("GIT_SSL_CERT_TYPE", "sslcerttype")
    tls.key = own("GIT_SSL_KEY", "sslkey").map(context.expanded)
    tls.keyType = own("GIT_SSL_KEY_TYPE", "sslkeytype")
  }
}

extension HTTPConfiguration {
  /// Returns a request to an address with these settings, without a body or a password.
  func request(to address: HTTPAddress) -> CurlRequest {
    var request = CurlRequest(address: address.text)
    request.headers = extraHeaders
    request.userAgent = userAgent
    request.version = version
    request.tls = tls
    request.proxy = proxy
    request.cookieFile = cookieFile
    request.lowSpeed = lowSpeed
    return request
  }
}

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
    VisibleText.of(AddressParts.withoutLogin(address))
  }

  /// Returns the port of a proxy's address, as curl reads it.
  static func port(ofProxy address: String) -> Int {
    let parts = AddressParts(address.utf8, authorityEndsAt: "/")
    if let port = (try? HostAndPort(parts.place))?.port { return port }
    return parts.scheme?.elementsEqual("https".utf8) == true ? 443 : 1_080
  }
}
