/// Ways to send a password (`CURLOPT_HTTPAUTH`), as a set.
package struct CurlAuthentication: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// RFC 7617.
  package static let basic = CurlAuthentication(rawValue: 1 << 0)
  /// RFC 7616.
  package static let digest = CurlAuthentication(rawValue: 1 << 1)
  /// SPNEGO, mostly Kerberos (RFC 4559).
  package static let negotiate = CurlAuthentication(rawValue: 1 << 2)
  /// Microsoft's NTLM.
  package static let ntlm = CurlAuthentication(rawValue: 1 << 3)
  /// RFC 6750.
  package static let bearer = CurlAuthentication(rawValue: 1 << 6)
  /// All that curl knows, except what sends the password unprotected in a broken form.
  package static let any: CurlAuthentication = [.basic, .digest, .negotiate, .ntlm]

  /// The names in the form of the `WWW-Authenticate` header.
  package var names: [String] {
    [
      (CurlAuthentication.basic, "Basic"), (.digest, "Digest"), (.negotiate, "Negotiate"),
      (.ntlm, "NTLM"), (.bearer, "Bearer"),
    ].filter { contains($0.0) }.map(\.1)
  }
}
