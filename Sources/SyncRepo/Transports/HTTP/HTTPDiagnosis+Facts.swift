internal import Curl

extension HTTPDiagnosis {
  /// Notes what an answer tells about the server.
  func note(
    _ transfer: CurlTransfer, _ head: CurlHead, _ address: HTTPAddress,
    in observation: RemoteObservation, now: Int64
  ) {
    let certificate = transfer.certificate
    let date = head("date").flatMap { CalendarTime.seconds($0) }
    let proxy = usedProxy(transfer, address)
    observation.note { facts in
      facts.httpVersion = head.version
      facts.tlsVersion = transfer.tlsVersion ?? facts.tlsVersion
      if let certificate {
        facts.certificateSubject = certificate.subject.map(HTTPDiagnosis.bounded)
        facts.certificateIssuer = certificate.issuer.map(HTTPDiagnosis.bounded)
        facts.certificateExpiry = certificate.expiry.flatMap { CalendarTime.seconds($0) }
      }
      if address.scheme == "https" { facts.isVerificationOff = !configuration.tls.verifies }
      if facts.serverTime == nil, let date { (facts.serverTime, facts.localTime) = (date, now) }
      facts.proxy = proxy ?? facts.proxy
    }
  }

  /// The proxy that was used: `no_proxy` may have spoken against the one that is configured.
  private func usedProxy(_ transfer: CurlTransfer, _ address: HTTPAddress) -> String? {
    guard let proxy = configuration.proxy else { return nil }
    let port = HTTPConfiguration.port(ofProxy: proxy.address)
    let isUsed =
      transfer.proxyStatus != 0
      || (transfer.port == port && address.effectivePort != port)
    return isUsed ? HTTPConfiguration.shown(proxy: proxy.address) : nil
  }
}
