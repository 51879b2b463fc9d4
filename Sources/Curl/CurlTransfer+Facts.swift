internal import CCurl
internal import CCurlShim

extension CurlTransfer {
  /// The ways to send a password that the server offered with a 401.
  package var offeredMethods: CurlAuthentication {
    CurlAuthentication(rawValue: number(CURLINFO_HTTPAUTH_AVAIL))
  }

  /// The address that the answer redirects to (`Location`), made absolute; `nil` if it does not.
  package var redirectAddress: String? {
    var text: UnsafePointer<CChar>?
    let code = unsafe handoff_curl_get_text(
      session.library.functions, easy, CURLINFO_REDIRECT_URL, &text)
    return unsafe code == CURLE_OK ? text.map { unsafe String(cString: $0) } : nil
  }

  /// The ways to send a password that the proxy offered with a 407.
  package var offeredProxyMethods: CurlAuthentication {
    CurlAuthentication(rawValue: number(CURLINFO_PROXYAUTH_AVAIL))
  }

  /// The status of a proxy's answer to `CONNECT`; 0 if none was asked.
  package var proxyStatus: Int { number(CURLINFO_HTTP_CONNECTCODE) }

  /// The port at the other end of the connection: the proxy's if there is one.
  package var port: Int { number(CURLINFO_PRIMARY_PORT) }

  /// The TLS library's finding about the certificate: a number of OpenSSL's (`X509_V_ERR_…`), 0 if
  /// nothing is wrong or the library has other numbers.
  package var verification: Int { number(CURLINFO_SSL_VERIFYRESULT) }

  /// The server's own certificate; `nil` without TLS, on a kept connection, and where the TLS
  /// library does not tell.
  package var certificate: CurlCertificate? {
    guard let chain = unsafe handoff_curl_certificates(session.library.functions, easy)?.pointee,
      unsafe chain.num_of_certs > 0
    else { return nil }
    var certificate = CurlCertificate()
    var line = unsafe chain.certinfo?.pointee
    while let current = unsafe line?.pointee {
      if let data = unsafe current.data { unsafe certificate.read(String(cString: data)) }
      unsafe line = unsafe current.next
    }
    return certificate
  }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    let code = unsafe handoff_curl_get_long(session.library.functions, easy, info, &value)
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

/// The facts that curl tells about a server's certificate.
package struct CurlCertificate: Hashable, Sendable {
  package var subject: String?
  package var issuer: String?
  /// The time of its end, in the TLS library's words: `Nov 22 21:15:00 2027 GMT`.
  package var expiry: String?
}

/// The status and the headers of an answer.
package struct CurlHead: Sendable {
  /// The most that is kept of the headers, in bytes.
  static let limit = 65_536

  /// Such as 200.
  package let status: Int
  /// Such as `HTTP/1.1` or `HTTP/2`.
  package let version: String
  private var headers: [(name: String, value: String)] = []
  private var size = 0

  /// Reads a status line (RFC 9112, 4); `nil` if it is another line.
  init?(statusLine line: String) {
    guard line.hasPrefix("HTTP/") else { return nil }
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[1].count == 3, let status = Int(words[1]) else { return nil }
    self.status = status
    version = String(words[0].prefix(12))
  }

  /// Adds a header line, unless there are too many already.
  mutating func add(_ line: String) {
    guard let colon = line.firstIndex(of: ":"), size + line.utf8.count <= CurlHead.limit else {
      return
    }
    size += line.utf8.count
    let value = line[line.index(after: colon)...]
    headers.append(
      (line[..<colon].lowercased(), String(value.drop { $0 == " " || $0 == "\t" })))
  }

  /// Returns a header's first value, by its name in any case.
  package func callAsFunction(_ name: String) -> String? { values(name).first }

  /// Returns all values of a header, by its name in any case.
  package func values(_ name: String) -> [String] {
    let name = name.lowercased()
    return headers.filter { $0.name == name }.map(\.value)
  }

  /// The type of the content in lower case, without parameters.
  package var contentType: String? {
    self("content-type").map { value in
      String(value.prefix { $0 != ";" && $0 != " " }).lowercased()
    }
  }
}
