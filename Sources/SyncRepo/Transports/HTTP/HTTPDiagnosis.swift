internal import Curl
internal import Platform
internal import Processes

/// The interpretation of a failed request, in terms of the settings it was made with.
struct HTTPDiagnosis {
  let configuration: HTTPConfiguration

  /// Interprets an answer with an error's status.
  ///
  /// - Parameters:
  ///   - head: The answer's head.
  ///   - lines: The server's words in plain text.
  ///   - address: The address that answered.
  /// - Returns: The reason, with the server's words and a hint.
  static func failure(
    _ head: CurlHead, _ lines: [String], _ address: HTTPAddress
  ) -> ConnectionFailure {
    let said = lines.prefix(4).joined(separator: " / ").prefix(600)
    let text =
      "HTTP status \(head.status) from \(address.hostWithPort)" + (said.isEmpty ? "" : ": \(said)")
    switch head.status {
    case 401:
      return ConnectionFailure(
        .authenticationFailed, "the server accepted the password, then refused it")
    case 403: return ConnectionFailure(.notAllowed, text)
    case 404, 410: return ConnectionFailure(.repositoryMissing, text)
    case 407: return ConnectionFailure(.proxyAuthenticationFailed, text)
    case 413: return ConnectionFailure(.tooLarge, text)
    case 429, 503:
      let wait = head("retry-after").flatMap { Int($0) }.map { " in \($0) s" } ?? " later"
      return ConnectionFailure(.serverBusy, "\(text); it is too busy", advice: "Try again\(wait)")
    case 500...:
      return ConnectionFailure(
        .serverBusy, "\(text); the server has failed",
        advice: "Try again; if it keeps failing, the server's log says more")
    default: return ConnectionFailure(.other, text)
    }
  }

  /// Checks that an answer is one of git's.
  ///
  /// - Throws: `ConnectionFailure` for a web page, a server without the smart protocol, and others.
  static func check(
    _ head: CurlHead, _ type: String, _ exchange: HTTPExchange
  ) throws(ConnectionFailure) {
    guard head.status != 200 || head.contentType != type else { return }
    let found = VisibleText.of(head.contentType ?? "")
    exchange.drain()
    exchange.close()
    if head.status != 200 {
      throw ConnectionFailure(.other, "the server answered with HTTP status \(head.status)")
    }
    switch found {
    case "text/html", "application/xhtml+xml":
      throw ConnectionFailure(
        .repositoryMissing, "the address leads to a web page, not to a repository",
        advice: "Copy the address that the service gives for cloning; it usually ends in .git")
    case "text/plain", "application/octet-stream", "":
      throw ConnectionFailure(
        .other, "the server only serves files and does not run git (dumb http)",
        advice: "Use a server that runs git-http-backend, or an address with ssh://")
    default:
      throw ConnectionFailure(.other, "the server answered with “\(found)” in place of “\(type)”")
    }
  }
}

extension HTTPDiagnosis {
  /// Interprets a failure of libcurl.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its code decides.
  ///   - transfer: The transfer, which knows more; `nil` where it did not begin.
  ///   - address: The destination of the request.
  /// - Returns: The reason, with libcurl's words and a hint.
  func failure(
    _ failure: CurlFailure, _ transfer: CurlTransfer?, _ address: HTTPAddress
  ) -> ConnectionFailure {
    let said = HTTPDiagnosis.bounded(failure.message)
    let proxy = configuration.proxy.map { HTTPConfiguration.shown(proxy: $0.address) } ?? ""
    // Some answer 401 to a wrong password, as tinyproxy does.
    if let status = transfer?.proxyStatus, [401, 407].contains(status) {
      return ConnectionFailure(
        .proxyAuthenticationFailed, "the proxy \(proxy) answered with HTTP status \(status)")
    }
    if let status = transfer?.proxyStatus, status >= 400 {
      return ConnectionFailure(
        .refused, "the proxy \(proxy) refused the connection: HTTP status \(status)",
        advice: "Ask the proxy's administrator, or bypass it",
        command: "export no_proxy=\(address.host)")
    }
    switch failure.code {
    case .libraryMissing:
      return ConnectionFailure(
        .programMissing, said, advice: "Install it",
        command: "apt-get install libcurl4")
    case .addressMalformed: return ConnectionFailure(.addressInvalid, said)
    case .proxyNameNotFound:
      return ConnectionFailure(
        .nameNotFound, "the proxy \(proxy) cannot be found",
        advice: "See where it is set",
        command: "git config --get-all http.proxy; env | grep -i proxy")
    case .nameNotFound: return ConnectionFailure(.nameNotFound, said)
    case .notConnected: return ConnectionFailure(.refused, said)
    case .timedOut: return ConnectionFailure(.timedOut, said)
    case .certificate, .issuer: return certificateFailure(said, transfer, address)
    case .caFile:
      return ConnectionFailure(
        .certificateNotTrusted, "\(said)\(trustText)",
        advice: "See where it is set",
        command: "git config --show-origin --get-all http.sslCAInfo")
    case .handshake, .cipher: return handshakeFailure(said)
    case .clientCertificate:
      return ConnectionFailure(
        .authenticationFailed, "your own certificate cannot be used: \(said)",
        advice: "Check the files",
        command: "git config --get http.sslCert; git config --get http.sslKey")
    case .clientCertificateWanted:
      return ConnectionFailure(
        .authenticationFailed, "the server wants a certificate of your own: \(said)",
        advice: "Set it",
        command: "git config --global http.sslCert FILE")
    case .proxy:
      return ConnectionFailure(.refused, "the proxy \(proxy) refused the connection: \(said)")
    default: return ConnectionFailure(.connectionLost, said)
    }
  }

  /// Names the fault of the server's certificate: the numbers are OpenSSL's.
  private func certificateFailure(
    _ said: String, _ transfer: CurlTransfer?, _ address: HTTPAddress
  ) -> ConnectionFailure {
    let scope = "http.\(address.scheme)://\(address.hostWithPort)/"
    switch transfer?.verification {
    case 10:
      return ConnectionFailure(
        .certificateNotTrusted, "it has expired: \(said)",
        advice: "The server's administrator has to renew it; check the clock here, too",
        command: "date")
    case 9:
      return ConnectionFailure(
        .certificateNotTrusted, "it is not valid yet: \(said)",
        advice: "Check the clock here", command: "date")
    case 0 where said.contains("match"), 1 where said.contains("match"):
      // Only the words differ: the names are looked at before the number is set.
      return ConnectionFailure(
        .certificateNotTrusted, "it is for another name than \(address.host): \(said)",
        advice: "Use the name in the certificate",
        command: "git remote set-url origin URL")
    default:
      return ConnectionFailure(
        .certificateNotTrusted, "\(said)\(trustText)",
        advice: "If it is a company's own, set the file of its authority",
        command: "git config --global \(scope).sslCAInfo FILE")
    }
  }

  private func handshakeFailure(_ said: String) -> ConnectionFailure {
    let oldest = configuration.tls.oldest == .tls13 ? "1.3" : "1.2"
    return ConnectionFailure(
      .other, "no protected connection is possible: \(said) (TLS \(oldest) or newer is required)",
      advice: "The server may be too old, or use plain http on that port")
  }

  private var trustText: String {
    configuration.trust.map { " (the trusted ones are in \(VisibleText.of($0)))" } ?? ""
  }

  /// Returns a text of libcurl's, which may quote the server, as one bounded line without control
  /// characters.
  static func bounded(_ text: String) -> String {
    var tail = TextTail()
    tail.append(Array(text.utf8))
    let line = String(tail.lines.joined(separator: " ").prefix(400))
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
