internal import CCurl
internal import CCurlShim

extension CurlTransfer {
  /// Tells curl what the request is.
  func configure(_ request: CurlRequest) throws(CurlFailure) {
    unsafe handoff_curl_set_defaults(session.library.functions, easy)
    try set(CURLOPT_URL, request.address)
    try set(CURLOPT_USERAGENT, request.userAgent)
    // An empty text offers every form of compression that curl knows.
    try set(CURLOPT_ACCEPT_ENCODING, "")
    try set(CURLOPT_HTTP_VERSION, versionOption(request.version))
    try configureBody(request.body)
    try set(CURLOPT_HTTPHEADER, lines: request.headers)
    try set(CURLOPT_COOKIEFILE, request.cookieFile)
    if let speed = request.lowSpeed {
      try set(CURLOPT_LOW_SPEED_LIMIT, speed.bytesPerSecond)
      try set(CURLOPT_LOW_SPEED_TIME, speed.seconds)
    }
    if let login = request.login {
      try set(CURLOPT_USERNAME, login.username)
      try set(CURLOPT_PASSWORD, login.password)
      try set(CURLOPT_HTTPAUTH, login.methods.rawValue)
    }
    try configureTLS(request.tls)
    try configureProxy(request.proxy)
  }

  private func versionOption(_ version: CurlRequest.Version) -> Int {
    switch version {
    case .automatic, .http2: Int(CURL_HTTP_VERSION_2TLS)
    case .http1: Int(CURL_HTTP_VERSION_1_1)
    }
  }

  private func configureBody(_ body: CurlRequest.Body) throws(CurlFailure) {
    switch body {
    case .none: try set(CURLOPT_HTTPGET, 1)
    case .bytes(let bytes):
      try set(CURLOPT_POST, 1)
      let size = curl_off_t(bytes.count)
      try unsafe check(
        handoff_curl_set_offset(
          session.library.functions, easy, CURLOPT_POSTFIELDSIZE_LARGE, size))
    case .stream:
      try set(CURLOPT_POST, 1)
      try unsafe check(
        handoff_curl_set_offset(session.library.functions, easy, CURLOPT_POSTFIELDSIZE_LARGE, -1))
    }
  }

  private func configureTLS(_ tls: CurlTLSOptions) throws(CurlFailure) {
    let newest = tls.newest.map { $0.rawValue << 16 } ?? 0
    try set(CURLOPT_SSLVERSION, tls.oldest.rawValue | newest)
    try set(CURLOPT_SSL_VERIFYPEER, tls.verifies ? 1 : 0)
    try set(CURLOPT_SSL_VERIFYHOST, tls.verifies ? 2 : 0)
    try set(CURLOPT_CAINFO, tls.caFile)
    try set(CURLOPT_CAPATH, tls.caFolder)
    try set(CURLOPT_SSL_CIPHER_LIST, tls.ciphers)
    try set(CURLOPT_SSLCERT, tls.certificate)
    try set(CURLOPT_SSLCERTTYPE, tls.certificateType)
    try set(CURLOPT_SSLKEY, tls.key)
    try set(CURLOPT_SSLKEYTYPE, tls.keyType)
    // Without a password OpenSSL would ask for that of an encrypted key on the terminal; GnuTLS does
    // not ask, and would take every key for an encrypted one.
    if session.library.tlsLibrary?.hasPrefix("GnuTLS") != true { try set(CURLOPT_KEYPASSWD, "") }
    // Not every TLS library can tell.
    _ = unsafe handoff_curl_set_long(session.library.functions, easy, CURLOPT_CERTINFO, 1)
  }

  /// Without this curl would look at the environment of the process.
  private func configureProxy(_ proxy: CurlProxy?) throws(CurlFailure) {
    // An empty text means none; `NULL` would mean the environment's.
    try set(CURLOPT_PROXY, proxy?.address ?? "")
    try set(CURLOPT_NOPROXY, proxy?.exceptions ?? "")
    guard let proxy else { return }
    try set(CURLOPT_PROXYAUTH, proxy.methods.rawValue)
    // Only libraries with an https proxy know it.
    if let file = proxy.caFile {
      _ = unsafe handoff_curl_set_text(session.library.functions, easy, CURLOPT_PROXY_CAINFO, file)
    }
  }

  // MARK: - One option

  private func set(_ option: CURLoption, _ value: Int) throws(CurlFailure) {
    try unsafe check(handoff_curl_set_long(session.library.functions, easy, option, value))
  }

  private func set(_ option: CURLoption, _ text: String?) throws(CurlFailure) {
    guard let text else { return }
    // A NUL would cut it short.
    guard !text.utf8.contains(0) else {
      throw CurlFailure(.addressMalformed, "a setting of the connection holds a NUL byte")
    }
    try unsafe check(handoff_curl_set_text(session.library.functions, easy, option, text))
  }

  private func set(_ option: CURLoption, lines: [String]) throws(CurlFailure) {
    var list: UnsafeMutablePointer<curl_slist>?
    // A line's end would begin another header.
    for line in lines where !line.utf8.contains(where: { $0 < 0x20 && $0 != 9 }) {
      unsafe list = unsafe handoff_curl_list_add(session.library.functions, list, line)
    }
    guard let list = unsafe list else { return }
    unsafe lists.append(list)
    try unsafe check(handoff_curl_set_list(session.library.functions, easy, option, list))
  }

  private func check(_ code: CURLcode) throws(CurlFailure) {
    if code != CURLE_OK { throw failure(code) }
  }
}
