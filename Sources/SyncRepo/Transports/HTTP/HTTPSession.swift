internal import Curl
internal import Platform

/// The state between the operations of one repository: open connections, accepted passwords.
///
/// Only one thread at a time may use it; a `SyncRepository` uses it on its own.
final class HTTPSession {
  /// Logins that a server has accepted, by its origin.
  var logins: [String: HTTPLogin] = [:]
  /// The way in which a proxy wants its password, by its address; known after it has asked.
  var proxyMethods: [String: CurlAuthentication] = [:]
  private var curl: CurlSession?

  init() {}

  /// Begins a request; the first one loads libcurl.
  func begin(_ request: CurlRequest) throws(CurlFailure) -> CurlTransfer {
    if curl == nil { curl = try CurlSession(library: CurlLibrary.shared()) }
    guard let curl else { throw CurlFailure(.libraryMissing, "libcurl has no memory left") }
    var request = request
    if request.tls.caFile == nil, request.tls.caFolder == nil {
      request.tls.caFile = HTTPSession.bundle(for: try CurlLibrary.shared())
    }
    // Otherwise curl would ask first, and could not send a body twice.
    if let proxy = request.proxy, let methods = proxyMethods[proxy.address] {
      request.proxy?.methods = methods
    }
    return try CurlTransfer(request, in: curl)
  }

  /// Returns the certificates to trust where those that libcurl was built with are not on this machine;
  /// `nil` where they are, or libcurl does not say.
  private static func bundle(for library: CurlLibrary) -> String? {
    let own = [library.defaultCAFile, library.defaultCAFolder].compactMap { $0 }
    func exists(_ path: String) -> Bool { LocalFile.kind(path) != .missing }
    guard !own.isEmpty, !own.contains(where: exists) else { return nil }
    return [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
      "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
    ].first(where: exists)
  }
}
