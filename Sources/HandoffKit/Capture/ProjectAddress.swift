internal import MachineState

/// The address of a project's git remote.
package enum ProjectAddress {
  /// Takes user and password out of a URL; `git@host:path` keeps its user, who is no secret.
  package static func withoutSecrets(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return url }
    return url[..<scheme.upperBound] + String(rest[rest.index(after: at)...])
  }

  /// The last two parts of the path without `.git`: `git@github.com:acme/api.git` gives `acme/api`.
  package static func name(of url: String) -> String? {
    var path = withoutSecrets(url)[...]
    if let scheme = path.firstRange(of: "://") {
      path = path[scheme.upperBound...].drop { $0 != "/" }
    } else if let colon = path.firstIndex(of: ":"), !path[..<colon].contains("/") {
      path = path[path.index(after: colon)...]
    } else {
      // A path on this computer: only its last part says something.
      let last = path.split(separator: "/").last.map(withoutSuffix)
      return last.flatMap { $0.isEmpty ? nil : $0 }
    }
    let parts = path.split(separator: "/").suffix(2).map(String.init)
    let name = withoutSuffix(parts.joined(separator: "/")[...])
    return name.isEmpty ? nil : name
  }

  /// Whether two addresses mean the same project: same host and path, whatever the transport.
  package static func isSame(_ first: String, _ second: String) -> Bool {
    ProjectKey.address(first) == ProjectKey.address(second)
  }

  private static func withoutSuffix(_ text: Substring) -> String {
    String(text.hasSuffix(".git") ? text.dropLast(4) : text)
  }
}
