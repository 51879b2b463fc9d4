/// How a TLS connection is made and what is looked at.
package struct CurlTLSOptions: Sendable {
  /// Versions of TLS.
  package enum Version: Int, Sendable, Comparable {
    case tls10 = 4
    case tls11 = 5
    case tls12 = 6
    case tls13 = 7

    package static func < (a: Version, b: Version) -> Bool { a.rawValue < b.rawValue }
  }

  /// Whether the server's certificate and its name are looked at.
  package var verifies = true
  /// The oldest version to speak.
  package var oldest = Version.tls12
  /// The newest version to speak; `nil` means the newest that curl knows.
  package var newest: Version?
  /// A bundle of trusted certificates in place of curl's own.
  package var caFile: String?
  /// A folder of trusted certificates in place of curl's own.
  package var caFolder: String?
  /// Ciphers in the form that curl's TLS library takes.
  package var ciphers: String?
  /// A file with our own certificate, and with its key where there is no file for that.
  package var certificate: String?
  package var key: String?
  /// The certificate's form, `PEM`, `DER` or `ENG`; `nil` means PEM.
  package var certificateType: String?
  package var keyType: String?

  package init() {}
}
