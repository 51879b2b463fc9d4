internal import Curl
internal import Platform
internal import Processes

extension HTTPDiagnosis {
  /// Puts a failure of libcurl into words.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its code decides.
  ///   - transfer: The transfer, for what else it knows; `nil` where it did not begin.
  ///   - address: Where the request went.
  /// - Returns: The reason, with what was said and what to do.
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
        .refused, "the proxy \(proxy) does not connect us: HTTP status \(status)",
        hint: "Ask whoever runs the proxy, or go without it: export no_proxy=\(address.host)")
    }
    switch failure.code {
    case .libraryMissing:
      return ConnectionFailure(
        .programMissing, said, hint: "Install it: apt-get install libcurl4")
    case .addressMalformed: return ConnectionFailure(.addressInvalid, said)
    case .proxyNameNotFound:
      return ConnectionFailure(
        .nameNotFound, "no machine has the name of the proxy \(proxy)",
        hint: "Look where it is set: git config --get-all http.proxy; env | grep -i proxy")
    case .nameNotFound: return ConnectionFailure(.nameNotFound, said)
    case .notConnected: return ConnectionFailure(.refused, said)
    case .timedOut: return ConnectionFailure(.timedOut, said)
    case .certificate, .issuer: return certificateFailure(said, transfer, address)
    case .caFile:
      return ConnectionFailure(
        .certificateNotTrusted, "\(said)\(trustText)",
        hint: "See where it is set: git config --show-origin --get-all http.sslCAInfo")
    case .handshake, .cipher: return handshakeFailure(said)
    case .clientCertificate:
      return ConnectionFailure(
        .authenticationFailed, "the certificate of ours cannot be used: \(said)",
        hint: "Check the files: git config --get http.sslCert; git config --get http.sslKey")
    case .clientCertificateWanted:
      return ConnectionFailure(
        .authenticationFailed, "the server wants a certificate of ours: \(said)",
        hint: "Name it: git config --global http.sslCert FILE")
    case .proxy:
      return ConnectionFailure(.refused, "the proxy \(proxy) does not connect us: \(said)")
    default: return ConnectionFailure(.connectionLost, said)
    }
  }

  /// Says what is wrong with the server's certificate: the numbers are OpenSSL's.
  private func certificateFailure(
    _ said: String, _ transfer: CurlTransfer?, _ address: HTTPAddress
  ) -> ConnectionFailure {
    let scope = "http.\(address.scheme)://\(address.hostWithPort)/"
    switch transfer?.verification {
    case 10:
      return ConnectionFailure(
        .certificateNotTrusted, "it has expired: \(said)",
        hint: "Whoever runs the server has to renew it; check the clock here too: date")
    case 9:
      return ConnectionFailure(
        .certificateNotTrusted, "it is not valid yet: \(said)", hint: "Check the clock here: date")
    case 0 where said.contains("match"), 1 where said.contains("match"):
      // Only the words differ: the names are looked at before the number is set.
      return ConnectionFailure(
        .certificateNotTrusted, "it is for another name than \(address.host): \(said)",
        hint: "Use the name that stands in the certificate: git remote set-url origin URL")
    default:
      return ConnectionFailure(
        .certificateNotTrusted, "\(said)\(trustText)",
        hint: "If it is a company's own, name the file of its authority: "
          + "git config --global \(scope).sslCAInfo FILE")
    }
  }

  private func handshakeFailure(_ said: String) -> ConnectionFailure {
    let oldest = configuration.tls.oldest == .tls13 ? "1.3" : "1.2"
    return ConnectionFailure(
      .other, "no protected connection can be made: \(said) (TLS \(oldest) or newer is wanted)",
      hint: "The server may be too old, or speak plain http on that port.")
  }

  private var trustText: String {
    configuration.trust.map { " (trusted are those in \(RepositoryPath.printable($0)))" } ?? ""
  }

  /// Text of libcurl's, which may quote the server: one line, bounded, without control characters.
  static func bounded(_ text: String) -> String {
    var tail = TextTail()
    tail.append(Array(text.utf8))
    let line = String(tail.lines.joined(separator: " ").prefix(400))
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
