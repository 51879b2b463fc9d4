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
