internal import Curl
internal import Processes

/// The interpretation of a failed request, in terms of the settings it was made with.
struct HTTPDiagnosis {
  let configuration: HTTPConfiguration

  /// Interprets an answer with an error's status.
  ///
  /// - Parameters:
  ///   - head: The answer's head.
  ///   - lines: The server's words in plain text.
  ///   - address: The address that answered.
  /// - Returns: The reason, with the server's words and a hint.
  static func failure(
    _ head: CurlHead, _ lines: [String], _ address: HTTPAddress
  ) -> ConnectionFailure {
    let said = lines.prefix(4).joined(separator: " / ").prefix(600)
    let text =
      "HTTP status \(head.status) from \(address.hostWithPort)" + (said.isEmpty ? "" : ": \(said)")
    switch head.status {
    case 401:
      return ConnectionFailure(
        .authenticationFailed, "the server accepted the password, then refused it")
    case 403: return ConnectionFailure(.notAllowed, text)
    case 404, 410: return ConnectionFailure(.repositoryMissing, text)
    case 407: return ConnectionFailure(.proxyAuthenticationFailed, text)
    case 413: return ConnectionFailure(.tooLarge, text)
    case 429, 503:
      let wait = head("retry-after").flatMap { Int($0) }.map { " in \($0) s" } ?? " later"
      return ConnectionFailure(.serverBusy, "\(text); it is too busy", advice: "Try again\(wait)")
    case 500...:
      return ConnectionFailure(
        .serverBusy, "\(text); the server has failed",
        advice: "Try again; if it keeps failing, the server's log says more")
    default: return ConnectionFailure(.other, text)
    }
  }

  /// Checks that an answer is one of git's.
  ///
  /// - Throws: `ConnectionFailure` for a web page, a server without the smart protocol, and others.
  static func check(
    _ head: CurlHead, _ type: String, _ exchange: HTTPExchange
  ) throws(ConnectionFailure) {
    guard head.status != 200 || head.contentType != type else { return }
    let found = RepositoryPath.printable(head.contentType ?? "")
    exchange.drain()
    exchange.close()
    if head.status != 200 {
      throw ConnectionFailure(.other, "the server answered with HTTP status \(head.status)")
    }
    switch found {
    case "text/html", "application/xhtml+xml":
      throw ConnectionFailure(
        .repositoryMissing, "the address leads to a web page, not to a repository",
        advice: "Copy the address that the service gives for cloning; it usually ends in .git")
    case "text/plain", "application/octet-stream", "":
      throw ConnectionFailure(
        .other, "the server only serves files and does not run git (dumb http)",
        advice: "Use a server that runs git-http-backend, or an address with ssh://")
    default:
      throw ConnectionFailure(.other, "the server answered with “\(found)” in place of “\(type)”")
    }
  }
}
