internal import CCurl

/// The failure of a transfer.
package struct CurlFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number that libcurl gives a failure (libcurl-errors(3)).
  package struct Code: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// There is no libcurl that can be used; not one of curl's own numbers.
    package static let libraryMissing = Code(rawValue: -1)
    /// `CURLE_URL_MALFORMAT`.
    package static let addressMalformed = Code(rawValue: 3)
    /// `CURLE_COULDNT_RESOLVE_PROXY`.
    package static let proxyNameNotFound = Code(rawValue: 5)
    /// `CURLE_COULDNT_RESOLVE_HOST`.
    package static let nameNotFound = Code(rawValue: 6)
    /// `CURLE_COULDNT_CONNECT`.
    package static let notConnected = Code(rawValue: 7)
    /// `CURLE_HTTP2`.
    package static let http2 = Code(rawValue: 16)
    /// `CURLE_OPERATION_TIMEDOUT`, also of `http.lowSpeedLimit`.
    package static let timedOut = Code(rawValue: 28)
    /// `CURLE_SSL_CONNECT_ERROR`: no TLS version or cipher in common, or no TLS at all.
    package static let handshake = Code(rawValue: 35)
    /// `CURLE_SEND_ERROR`.
    package static let sending = Code(rawValue: 55)
    /// `CURLE_RECV_ERROR`; also a proxy that refuses.
    package static let receiving = Code(rawValue: 56)
    /// `CURLE_SSL_CERTPROBLEM`: our own certificate.
    package static let clientCertificate = Code(rawValue: 58)
    /// `CURLE_SSL_CIPHER`.
    package static let cipher = Code(rawValue: 59)
    /// `CURLE_PEER_FAILED_VERIFICATION`.
    package static let certificate = Code(rawValue: 60)
    /// `CURLE_SSL_CACERT_BADFILE`.
    package static let caFile = Code(rawValue: 77)
    /// `CURLE_SSL_ISSUER_ERROR`.
    package static let issuer = Code(rawValue: 83)
    /// `CURLE_PROXY`.
    package static let proxy = Code(rawValue: 97)
    /// `CURLE_SSL_CLIENTCERT`: the server wants a certificate of ours.
    package static let clientCertificateWanted = Code(rawValue: 98)
  }

  /// The code to decide on.
  package let code: Code
  /// The words of libcurl about it.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
