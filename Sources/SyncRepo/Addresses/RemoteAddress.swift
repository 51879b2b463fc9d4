/// The address of a remote, as git reads it (git-clone(1), "GIT URLS").
public struct RemoteAddress: Sendable, Hashable, CustomStringConvertible {
  /// How the remote is reached.
  public enum Transport: Sendable, Hashable, Codable {
    /// A path on this computer, or `file://`.
    case local
    /// `ssh://`, `git+ssh://`, `ssh+git://` or `user@host:path`.
    case ssh
    /// `https://` or `http://`.
    case http
    /// `git://`.
    case git
    /// Anything else, with its scheme.
    case other(String)
  }

  /// The address as it was given; may hold a password.
  public let text: String
  /// How it is reached.
  public let transport: Transport
  /// The path on this computer; `nil` for a remote elsewhere.
  public let localPath: String?

  /// Reads an address.
  public init(_ text: String) {
    self.text = text
    if let separator = text.firstRange(of: "://") {
      let scheme = text[..<separator.lowerBound].lowercased()
      switch scheme {
      case "file":
        transport = .local
        var path = text[separator.upperBound...]
        if path.hasPrefix("localhost/") { path = path.dropFirst("localhost".count) }
        localPath = String(decoding: PercentEncoding.decoded(path.utf8), as: UTF8.self)
      case "ssh", "git+ssh", "ssh+git": (transport, localPath) = (.ssh, nil)
      case "https", "http": (transport, localPath) = (.http, nil)
      case "git": (transport, localPath) = (.git, nil)
      default: (transport, localPath) = (.other(scheme), nil)
      }
      return
    }
    // git's rule: "host:path" is ssh unless a slash comes before the first colon.
    let beforeColon = text.firstIndex(of: ":").map { text[..<$0] }
    if let beforeColon, !beforeColon.contains("/") {
      (transport, localPath) = (.ssh, nil)
    } else {
      (transport, localPath) = (.local, text)
    }
  }

  /// The address without a password, for messages.
  public var description: String {
    guard let scheme = text.firstRange(of: "://") else { return RepositoryPath.printable(text) }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return RepositoryPath.printable(text) }
    let user = authority[..<at].prefix { $0 != ":" }
    let shown = transport == .ssh ? "\(user)@" : ""
    return RepositoryPath.printable(
      text[..<scheme.upperBound] + shown + rest[rest.index(after: at)...])
  }
}
