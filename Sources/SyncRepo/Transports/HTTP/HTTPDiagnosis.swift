internal import Curl
internal import Processes

/// What a failed request means, in terms of the settings it was made with.
struct HTTPDiagnosis {
  let configuration: HTTPConfiguration

  /// Puts an answer with an error's status into words.
  ///
  /// - Parameters:
  ///   - head: The answer's head.
  ///   - lines: What the server says in plain text.
  ///   - address: Who answered.
  /// - Returns: The reason, with what was said and what to do.
  static func failure(
    _ head: CurlHead, _ lines: [String], _ address: HTTPAddress
  ) -> ConnectionFailure {
    let said = lines.prefix(4).joined(separator: " / ").prefix(600)
    let text =
      "HTTP status \(head.status) from \(address.hostWithPort)" + (said.isEmpty ? "" : ": \(said)")
    switch head.status {
    case 401:
      return ConnectionFailure(.authenticationFailed, "the password was accepted, then refused")
    case 403: return ConnectionFailure(.notAllowed, text)
    case 404, 410: return ConnectionFailure(.repositoryMissing, text)
    case 407: return ConnectionFailure(.proxyAuthenticationFailed, text)
    case 413: return ConnectionFailure(.tooLarge, text)
    case 429, 503:
      let wait = head("retry-after").flatMap { Int($0) }.map { " in \($0) s" } ?? " later"
      return ConnectionFailure(.other, "\(text), it is too busy", hint: "Try again\(wait).")
    case 500...:
      return ConnectionFailure(
        .other, "\(text), the server has failed",
        hint: "Try again; if it stays so, the server's log has more.")
    default: return ConnectionFailure(.other, text)
    }
  }

  /// Sees that an answer is one of git's.
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
        .repositoryMissing, "the address shows a web page, not a repository",
        hint: "Copy the address that the service gives for cloning; it mostly ends in .git")
    case "text/plain", "application/octet-stream", "":
      throw ConnectionFailure(
        .other, "the server only shows files; it does not run git (dumb http)",
        hint: "Use a server that runs git-http-backend, or an address with ssh://")
    default:
      throw ConnectionFailure(.other, "the server answered with “\(found)”, not with “\(type)”")
    }
  }
}
