internal import Platform

/// The key by which folders on two machines are known to hold the same project.
package enum ProjectKey {
  /// Returns the key of a project with a git remote: the address's host and path, whatever the transport.
  ///
  /// The user, the port, `.git`, the case of letters, and slashes at the end do not matter, and a
  /// service's own hosts for ssh are the service. An address on this computer is its path.
  ///
  /// - Parameter url: Any form that git takes: `https://…`, `ssh://…`, `git@host:path`, a path.
  /// - Returns: Such as `github.com/acme/api`.
  package static func address(_ url: String) -> String {
    guard let (scheme, authority, path) = parts(url) else {
      let path = url.hasPrefix("file://") ? withoutHost(url.dropFirst(7)) : url[...]
      let key = withoutSuffix(path.split(separator: "/").joined(separator: "/"))
      return path.utf8.first == UInt8(ascii: "/") ? "/" + key : key
    }
    var host = host(authority).lowercased()
    if host.hasSuffix(".") { host.removeLast() }
    var names = path.lowercased().split(separator: "/").map(String.init)[...]
    // A path below the home folder of the user there: `host:api` and `ssh://host/~/api`.
    if names.first == "~" { names = names.dropFirst() }
    // Bitbucket Server has it in addresses of https alone.
    if names.first == "scm" && scheme.hasPrefix("http") && names.count > 2 {
      names = names.dropFirst()
    }
    if host == "ssh.dev.azure.com" && names.first == "v3" { names = names.dropFirst() }
    host = services[host] ?? host
    if host == "dev.azure.com" { names = names.filter { $0 != "_git" }[...] }
    return withoutSuffix(([host] + names).joined(separator: "/"))
  }

  /// Returns the key of a folder without a remote: its place below the home folder.
  ///
  /// - Parameter shortened: The folder, with the home folder as `~`.
  /// - Returns: A key that no address can be.
  package static func folder(_ shortened: String) -> String { folderMark + shortened }

  /// Returns the folder of a key that is one; `nil` for the key of a remote.
  package static func folder(of key: String) -> String? {
    key.hasPrefix(folderMark) ? String(key.dropFirst(folderMark.utf8.count)) : nil
  }

  private static let folderMark = "folder "

  /// Returns the host by which a service is known, for one that it has for ssh through firewalls.
  package static func service(_ host: String) -> String { services[host.lowercased()] ?? host }

  private static let services = [
    "ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org", "ssh.dev.azure.com": "dev.azure.com",
  ]

  /// Cuts an address into scheme, authority and path; `nil` for one on this computer (git-clone(1),
  /// "GIT URLS").
  private static func parts(
    _ url: String
  ) -> (scheme: String, authority: Substring, path: Substring)? {
    if let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") {
      let scheme = url[..<colon].lowercased()
      guard scheme != "file" else { return nil }
      let rest = url[colon...].dropFirst(3)
      let authority = rest.prefix { $0 != "/" }
      return (scheme, authority, rest[authority.endIndex...])
    }
    // `[user@host:port]:path`: a colon in brackets belongs to the host.
    var start = url.startIndex
    let head = url.prefix { $0 != "/" }
    if let open = head.firstIndex(of: "["), let close = head[open...].firstIndex(of: "]") {
      start = close
    }
    guard let colon = head[start...].firstIndex(of: ":") else { return nil }
    return ("ssh", url[..<colon], url[url.index(after: colon)...])
  }

  /// The host of an authority, without user, port and brackets.
  private static func host(_ authority: Substring) -> Substring {
    var place = authority
    if place.first == "[" && place.last == "]" { place = place.dropFirst().dropLast() }
    if let at = place.lastIndex(of: "@") { place = place[place.index(after: at)...] }
    if place.first == "[" { return place.dropFirst().prefix { $0 != "]" } }
    // Several colons are an IPv6 address.
    let colons = place.utf8.count { $0 == UInt8(ascii: ":") }
    return colons == 1 ? place.prefix { $0 != ":" } : place
  }

  private static func withoutHost(_ path: Substring) -> Substring {
    path.hasPrefix("localhost/") ? path.dropFirst("localhost".count) : path
  }

  private static func withoutSuffix(_ text: String) -> String {
    text.hasSuffix(".git") ? String(text.dropLast(4)) : text
  }
}
