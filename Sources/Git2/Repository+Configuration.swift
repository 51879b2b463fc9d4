internal import CGit2

extension Repository {
  /// Returns every entry of a section, subsections included, in the order in which git reads them:
  /// the system's, the user's, the repository's.
  ///
  /// - Parameter section: The section's name in lower case: letters only.
  /// - Returns: The entries; a name is there as often as it is set.
  /// - Throws: `GitError` where a file cannot be read.
  package func configurationEntries(in section: String) throws(GitError) -> [ConfigurationEntry] {
    let repository = pointer
    let config = try GitHandle<ConfigurationKind> { (out) in
      git_repository_config_snapshot(&out, repository)
    }
    var found: OpaquePointer?
    try check(git_config_iterator_glob_new(&found, config.pointer, "^\(section)\\."))
    defer { git_config_iterator_free(found) }
    var entries: [ConfigurationEntry] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git_config_next(&entry, found) == 0, let line = entry?.pointee {
      guard let name = line.name else { continue }
      entries.append(
        ConfigurationEntry(
          name: String(cString: name),
          value: line.value.map { String(cString: $0) } ?? "true"))
    }
    return entries
  }
}
