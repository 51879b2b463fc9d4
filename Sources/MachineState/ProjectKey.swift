internal import Platform

/// What tells that folders on two machines hold the same project.
package enum ProjectKey {
  /// The key of a project with a git remote: the address's host and path, whatever the transport.
  ///
  /// - Parameter url: Any form that git takes: `https://…`, `ssh://…`, `git@host:path`, a path.
  /// - Returns: Lower case, without user, password, and `.git`.
  package static func address(_ url: String) -> String {
    var text = url[...]
    if let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") {
      text = text[colon...].dropFirst(3)
      let authority = text.prefix { $0 != "/" }
      if let at = authority.lastIndex(of: "@") { text = text[text.index(after: at)...] }
    } else if let at = text.firstIndex(of: "@") {
      text = text[text.index(after: at)...]
    }
    let path = text.split { $0 == "/" || $0 == ":" }.joined(separator: "/")
    return String(path.hasSuffix(".git") ? path.dropLast(4) : path[...]).lowercased()
  }

  /// The key of a folder without a remote: its place below the home folder.
  ///
  /// - Parameter shortened: The folder, with the home folder as `~`.
  /// - Returns: A key that no address can be.
  package static func folder(_ shortened: String) -> String { "folder " + shortened }
}
