/// One request, with everything that libcurl needs to know for it.
///
/// Nothing is taken from the environment of the process, and no `.netrc` is read.
package struct CurlRequest: Sendable {
  /// The part of a request after the headers.
  package enum Body: Sendable {
    /// Nothing: a GET.
    case none
    /// A POST of known length; it is sent again if a kept connection turns out to be dead.
    case bytes([UInt8])
    /// A POST of unknown length (`Transfer-Encoding: chunked` in HTTP/1.1); it cannot be repeated.
    case stream
  }

  /// The versions of HTTP that may be spoken (`http.version` of git-config(1)).
  package enum Version: Sendable {
    /// HTTP/2 if the server offers it over TLS (ALPN), else HTTP/1.1.
    case automatic
    case http1
    case http2
  }

  /// The address, without user and password.
  package var address: String
  /// Lines such as `Accept: text/plain`; one that ends with its colon removes what curl would send.
  package var headers: [String] = []
  package var body = Body.none
  package var version = Version.automatic
  package var userAgent: String?
  /// User name, password and the ways to send them (`CurlAuthentication`).
  package var login: Login?
  package var tls = CurlTLSOptions()
  package var proxy: CurlProxy?
  /// A file with cookies to send, in Netscape's format; never written.
  package var cookieFile: String?
  /// Gives up below so many bytes in a second, for so many seconds (`http.lowSpeedLimit`).
  package var lowSpeed: (bytesPerSecond: Int, seconds: Int)?

  /// A user name and a password.
  package struct Login: Sendable {
    package var username: String
    package var password: String
    package var methods: CurlAuthentication

    package init(username: String, password: String, methods: CurlAuthentication) {
      self.username = username
      self.password = password
      self.methods = methods
    }
  }

  package init(address: String) { self.address = address }
}

/// A proxy between us and the server.
package struct CurlProxy: Sendable {
  /// Its address in every form that curl takes: `host:port`, with a scheme (`http`, `https`,
  /// `socks4`, `socks4a`, `socks5`, `socks5h`), with user and password.
  package var address: String
  /// The hosts to reach without it, in the form of `no_proxy`.
  package var exceptions: String
  package var methods = CurlAuthentication.any
  /// A bundle of trusted certificates for an `https` proxy.
  package var caFile: String?

  package init(address: String, exceptions: String) {
    self.address = address
    self.exceptions = exceptions
  }
}

/// The way a TLS connection is made and checked.
package struct CurlTLSOptions: Sendable {
  /// Versions of TLS.
  package enum Version: Int, Sendable, Comparable {
    case tls12 = 6
    case tls13 = 7

    package static func < (a: Version, b: Version) -> Bool { a.rawValue < b.rawValue }
  }

  /// True if the server's certificate and its name are checked.
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
  /// A file with our own certificate, and with its key if there is no file for that.
  package var certificate: String?
  package var key: String?
  /// The certificate's form, `PEM`, `DER` or `ENG`; `nil` means PEM.
  package var certificateType: String?
  package var keyType: String?

  package init() {}
}

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
