internal import CGit2

/// The configuration of the system and the user, without any repository's: what git calls protected
/// (git-config(1), SCOPES).
enum UserConfiguration {
  /// Returns all values of a path-like key, in git's order.
  ///
  /// - Parameter key: Such as `safe.directory`.
  /// - Returns: The values, with `~/` expanded; an empty one stays empty.
  /// - Throws: `GitError` where a file cannot be read.
  static func values(_ key: String) throws(GitError) -> [String] {
    let config = try GitHandle<ConfigurationKind> { (out) in git_config_open_default(&out) }
    let pattern = "^\(key.replacing(".", with: "\\."))$"
    return try config.entries(matching: pattern).map { expanded($0.value ?? "") }
  }

  private static func expanded(_ value: String) -> String {
    guard value.hasPrefix("~") else { return value }
    var path = git_buf()
    guard git_config_parse_path(&path, value) == 0 else {
      git_error_clear()
      return value
    }
    defer { git_buf_dispose(&path) }
    return path.ptr.map { String(cString: $0) } ?? value
  }
}
