/// The address of a project's git remote.
enum ProjectAddress {
  /// Returns a URL without user and password; over ssh the user stays, who is no secret and part of the
  /// way.
  static func withoutSecrets(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return url }
    let isSSH = ["ssh", "git+ssh", "ssh+git"].contains(url[..<scheme.lowerBound].lowercased())
    let user = isSSH ? authority[..<at].prefix { $0 != ":" } + "@" : ""
    return url[..<scheme.upperBound] + user + String(rest[rest.index(after: at)...])
  }

  /// Returns the path of an address without `.git`, with all groups: `git@github.com:acme/api.git` gives
  /// `acme/api`.
  ///
  /// Of a path in a file system, here or on a server, the last parts say enough.
  static func name(of url: String) -> String? {
    var path = withoutSecrets(url)[...]
    var parts: [Substring]
    if let scheme = path.firstRange(of: "://") {
      path = path[scheme.upperBound...].drop { $0 != "/" }
      parts = path.split(separator: "/")
    } else if let colon = path.firstIndex(of: ":"), !path[..<colon].contains("/") {
      path = path[path.index(after: colon)...]
      parts = path.split(separator: "/")
      if path.hasPrefix("/") && parts.count > 2 { parts = parts.suffix(2) }
    } else {
      // A path on this computer: only its last part says something.
      parts = path.split(separator: "/").suffix(1)
    }
    if let first = parts.first, first.hasPrefix("~") || folders.contains(String(first)) {
      parts = parts.suffix(2).filter { !$0.hasPrefix("~") }
    }
    let name = withoutSuffix(parts.joined(separator: "/")[...])
    return name.isEmpty ? nil : name
  }

  /// The folders that paths on servers begin with.
  private static let folders: Set = [
    "srv", "home", "var", "opt", "usr", "mnt", "data", "Users", "volume1",
  ]

  private static func withoutSuffix(_ text: Substring) -> String {
    String(text.hasSuffix(".git") ? text.dropLast(4) : text)
  }
}
