internal import CCurl
internal import CCurlShim

extension CurlTransfer {
  /// The ways to send a password that the server offered with a 401.
  package var offeredMethods: CurlAuthentication {
    CurlAuthentication(rawValue: number(CURLINFO_HTTPAUTH_AVAIL))
  }

  /// Where the answer sends us to (`Location`), made absolute; `nil` where it does not.
  package var redirectAddress: String? {
    var text: UnsafePointer<CChar>?
    let code = handoff_curl_get_text(
      session.library.functions, easy, CURLINFO_REDIRECT_URL, &text)
    return code == CURLE_OK ? text.map { String(cString: $0) } : nil
  }

  /// The ways to send a password that the proxy offered with a 407.
  package var offeredProxyMethods: CurlAuthentication {
    CurlAuthentication(rawValue: number(CURLINFO_PROXYAUTH_AVAIL))
  }

  /// What a proxy answered to `CONNECT`; 0 where none was asked.
  package var proxyStatus: Int { number(CURLINFO_HTTP_CONNECTCODE) }

  /// The port at the other end of the connection: the proxy's where there is one.
  package var port: Int { number(CURLINFO_PRIMARY_PORT) }

  /// What the TLS library found out about the certificate: a number of OpenSSL's (`X509_V_ERR_…`),
  /// 0 where nothing is wrong or the library has other numbers.
  package var verification: Int { number(CURLINFO_SSL_VERIFYRESULT) }

  /// The error of the operating system for the last failure to connect.
  package var systemError: Int32 { Int32(truncatingIfNeeded: number(CURLINFO_OS_ERRNO)) }

  /// The server's own certificate; `nil` without TLS, on a kept connection, and where the TLS
  /// library does not tell.
  package var certificate: CurlCertificate? {
    guard let chain = handoff_curl_certificates(session.library.functions, easy)?.pointee,
      chain.num_of_certs > 0
    else { return nil }
    var certificate = CurlCertificate()
    var line = chain.certinfo?.pointee
    while let current = line?.pointee {
      if let data = current.data { certificate.read(String(cString: data)) }
      line = current.next
    }
    return certificate
  }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    let code = handoff_curl_get_long(session.library.functions, easy, info, &value)
    return code == CURLE_OK ? value : 0
  }
}

extension CurlCertificate {
  /// Reads a line of `CURLINFO_CERTINFO`: `Subject:CN = example.org`.
  fileprivate mutating func read(_ line: String) {
    guard let colon = line.firstIndex(of: ":") else { return }
    let value = String(line[line.index(after: colon)...].prefix(500))
    switch line[..<colon].lowercased() {
    case "subject": subject = value
    case "issuer": issuer = value
    case "expire date": expiry = value
    default: break
    }
  }
}
