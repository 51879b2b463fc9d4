internal import Git2

/// The hosting services that have the same repositories under ssh and https addresses.
enum KnownHost {
  private static let names: Set = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"]

  /// Returns the https address of a repository that is reached by ssh.
  ///
  /// - Parameter address: The ssh address.
  /// - Returns: `nil` for another host, an alias of ssh's configuration included.
  static func httpsAddress(of address: RemoteAddress) -> RemoteAddress? {
    guard let parts = try? SSHAddress(address.text) else { return nil }
    var host = parts.host.lowercased()
    // The services' own names for ssh on port 443.
    for (alias, name) in [
      ("ssh.github.com", "github.com"), ("altssh.gitlab.com", "gitlab.com"),
      ("altssh.bitbucket.org", "bitbucket.org"),
    ] where host == alias { host = name }
    guard names.contains(host), !parts.path.hasPrefix("~") else { return nil }
    let path = parts.path.drop { $0 == "/" }
    let allowed = path.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"?#%@:\\".utf8.contains(byte)
    }
    guard allowed, !path.isEmpty else { return nil }
    return RemoteAddress("https://\(host)/\(path)")
  }
}

extension RemoteAddress {
  /// The address of a URL without user and password.
  var withoutUser: RemoteAddress {
    guard let scheme = text.firstRange(of: "://") else { return self }
    let rest = text[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return self }
    return RemoteAddress(text[..<scheme.upperBound] + String(rest[rest.index(after: at)...]))
  }
}
