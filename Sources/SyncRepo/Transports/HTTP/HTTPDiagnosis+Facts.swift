internal import Curl

extension HTTPDiagnosis {
  /// Notes the facts about the server that an answer shows.
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

  /// Returns the proxy that was used: `no_proxy` may exclude the one that is configured.
  private func usedProxy(_ transfer: CurlTransfer, _ address: HTTPAddress) -> String? {
    guard let proxy = configuration.proxy else { return nil }
    let port = HTTPConfiguration.port(ofProxy: proxy.address)
    let isUsed =
      transfer.proxyStatus != 0
      || (transfer.port == port && address.effectivePort != port)
    return isUsed ? HTTPConfiguration.shown(proxy: proxy.address) : nil
  }
}

/// The times in the headers of servers and in certificates, always in GMT.
enum CalendarTime {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7), `Nov  6 08:49:37 1994 GMT` (OpenSSL)
  /// or `1994-11-06 08:49:37 GMT` (curl).
  ///
  /// - Returns: Seconds since 1970; `nil` for another text.
  static func seconds(_ text: String) -> Int64? {
    var (year, month, day): (Int?, Int?, Int?) = (nil, nil, nil)
    var time: [Int] = []
    for word in text.lowercased().prefix(64).split(whereSeparator: { $0 == " " || $0 == "," }) {
      if let position = months.firstIndex(of: String(word)) {
        month = position + 1
      } else if word.contains(":") {
        time = word.split(separator: ":").compactMap { Int($0) }
      } else if word.contains("-") {
        let parts = word.split(separator: "-").compactMap { Int($0) }
        if parts.count == 3 { (year, month, day) = (parts[0], parts[1], parts[2]) }
      } else if let number = Int(word) {
        if word.count == 4 { year = number } else if day == nil { day = number }
      }
    }
    guard let year, let month, let day, (1970...9999).contains(year), (1...12).contains(month),
      (1...31).contains(day), time.count == 3, (0...23).contains(time[0]),
      (0...59).contains(time[1]), (0...60).contains(time[2])
    else { return nil }
    let seconds = time[0] * 3_600 + time[1] * 60 + time[2]
    return Int64(days(year, month, day) * 86_400 + seconds)
  }

  /// Returns the days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
