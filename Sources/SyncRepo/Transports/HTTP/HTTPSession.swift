internal import Curl
internal import Git2

/// What is kept between the operations of one repository: open connections, accepted passwords.
///
/// One thread at a time may use it; a `SyncRepo` uses it on its own.
final class HTTPSession {
  /// Logins that a server has accepted, by its origin.
  var logins: [String: HTTPLogin] = [:]
  private var curl: CurlSession?

  init() {}

  /// Begins a request; libcurl is loaded for the first.
  func begin(_ request: CurlRequest) throws(CurlFailure) -> CurlTransfer {
    if curl == nil { curl = try CurlSession(library: CurlLibrary.shared()) }
    guard let curl else { throw CurlFailure(.libraryMissing, "libcurl has no memory left") }
    return try CurlTransfer(request, in: curl)
  }
}
