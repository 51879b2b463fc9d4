internal import CGit2

extension Repository {
  /// Returns the lines of the configuration whose names match, in git's order.
  ///
  /// All levels are taken together: system, user, repository; an included file stands where it is
  /// included (git-config(1), FILES). A name may come several times.
  ///
  /// - Parameter pattern: A regular expression for the whole name, such as `^credential\\.`.
  /// - Returns: The lines.
  /// - Throws: `GitError` where a file cannot be read.
  package func configurationEntries(
    matching pattern: String
  ) throws(GitError) -> [ConfigurationEntry] {
    let repository = pointer
    let config = try GitHandle<ConfigurationKind> { (out) in
      git_repository_config_snapshot(&out, repository)
    }
    return try config.entries(matching: pattern)
  }
}

extension GitHandle where Kind == ConfigurationKind {
  /// Returns the lines whose names match a regular expression, in git's order.
  func entries(matching pattern: String) throws(GitError) -> [ConfigurationEntry] {
    var iterator: OpaquePointer?
    try check(git_config_iterator_glob_new(&iterator, pointer, pattern))
    defer { git_config_iterator_free(iterator) }
    var entries: [ConfigurationEntry] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while true {
      let code = git_config_next(&entry, iterator)
      if code == GIT_ITEROVER.rawValue { return entries }
      try check(code)
      guard let entry, let name = entry.pointee.name else { continue }
      entries.append(
        ConfigurationEntry(
          name: String(cString: name), value: entry.pointee.value.map { String(cString: $0) }))
    }
  }
}
