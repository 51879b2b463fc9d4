/// The address of a remote, as git reads it (git-clone(1), "GIT URLS").
///
/// It only tells how the remote is reached. What is on the way there reads the address again, each
/// by the rules of the program that it has to agree with:
///
/// - `HTTPAddress`: `https://` and `http://` for libcurl (RFC 3986), with redirects and origins.
/// - `SSHAddress`: `ssh://` and `user@host:path` for the ssh program (git's `connect.c`).
/// - `GitAddress`: `git://` for git-daemon(1) (git's `connect.c`).
/// - `CredentialURL`: the description of a credential (git's `credential.c`), in the remote's URL, in
///   the files of `git credential-store` and, with parts missing, in the names of settings.
/// - `NormalizedURL`: the form in which two URLs are compared, for the settings `http.<url>.*` and
///   `credential.<url>.*` (git's `urlmatch.c`).
///
/// `AddressParts`, `HostAndPort` and `PercentEncoding` are common to all of them.
public struct RemoteAddress: Sendable, Hashable, CustomStringConvertible {
  /// The way in which a remote is reached.
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

  /// The address as it was given; it may hold a password.
  public let text: String
  /// The way in which the remote is reached.
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
    guard text.contains("://") else { return VisibleText.of(text) }
    return VisibleText.of(
      AddressParts.withoutLogin(text, keepsUser: transport == .ssh))
  }

  /// The address of a URL without user and password.
  var withoutUser: RemoteAddress {
    text.contains("://") ? RemoteAddress(AddressParts.withoutLogin(text)) : self
  }
}
