/// One request, with all that libcurl needs to know for it.
///
/// Nothing is taken from the process' environment, and no `.netrc` is read.
package struct CurlRequest: Sendable {
  /// What is sent after the headers.
  package enum Body: Sendable {
    /// Nothing: a GET.
    case none
    /// A POST of known length; it is sent again where a kept connection turns out to be dead.
    case bytes([UInt8])
    /// A POST of unknown length (`Transfer-Encoding: chunked` in HTTP/1.1); it cannot be repeated.
    case stream
  }

  /// Which versions of HTTP may be spoken (`http.version` of git-config(1)).
  package enum Version: Sendable {
    /// HTTP/2 where the server offers it over TLS (ALPN), else HTTP/1.1.
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
  /// The forms of compression to offer: `gzip, deflate`; empty offers all that curl knows.
  package var acceptedEncodings: String? = ""
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
