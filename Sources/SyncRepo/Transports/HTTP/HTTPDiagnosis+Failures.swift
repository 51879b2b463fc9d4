internal import Curl
internal import Platform
internal import Processes

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
    configuration.trust.map { " (the trusted ones are in \(RepositoryPath.printable($0)))" } ?? ""
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
