/// What curl tells about a server's certificate.
package struct CurlCertificate: Hashable, Sendable {
  package var subject: String?
  package var issuer: String?
  /// When it ends, in the TLS library's words: `Nov 22 21:15:00 2027 GMT`.
  package var expiry: String?
}
