internal import CGit2

extension Repository {
  /// Returns a value of the configuration, all levels taken together; `nil` if it is not set.
  package func configuration(_ key: String) throws(GitError) -> String? {
    let repository = pointer
    let config = try GitHandle<ConfigurationKind> { (out) in
      git_repository_config_snapshot(&out, repository)
    }
    var value: UnsafePointer<CChar>?
    guard try checkFound(git_config_get_string(&value, config.pointer, key)) != nil else {
      return nil
    }
    return value.map { String(cString: $0) }
  }

  /// Sets a value in the repository's own configuration; `nil` takes it out.
  package func setConfiguration(_ key: String, to value: String?) throws(GitError) {
    let repository = pointer
    let all = try GitHandle<ConfigurationKind> { (out) in git_repository_config(&out, repository) }
    // Settings of the environment stand above it.
    let levels = all.pointer
    let config = try GitHandle<ConfigurationKind> { (out) in
      git_config_open_level(&out, levels, GIT_CONFIG_LEVEL_LOCAL)
    }
    guard let value else {
      _ = try checkFound(git_config_delete_entry(config.pointer, key))
      return
    }
    try check(git_config_set_string(config.pointer, key, value))
  }

  /// Has this handle write no reflogs: nothing reads them, and each costs two flushes.
  ///
  /// A person's git in the same repository goes on with its own.
  package func keepNoReflogs() throws(GitError) {
    if let settings = try ConfigurationSettings.withoutReflogs.get() { try add(settings) }
  }

  /// Has settings hold above the configuration's files, in the place of those of the environment.
  func add(_ settings: ConfigurationSettings) throws(GitError) {
    let repository = pointer
    let config = try GitHandle<ConfigurationKind> { (out) in
      git_repository_config(&out, repository)
    }
    try settings.add(to: config, of: repository)
  }

  /// Returns the lines of the configuration whose names match, in git's order.
  ///
  /// All levels are taken together: system, user, repository; an included file counts where it is
  /// included (git-config(1), FILES). A name may come several times.
  ///
  /// - Parameter pattern: A regular expression for the whole name, such as `^credential\\.`.
  /// - Returns: The lines.
  /// - Throws: `GitError` if a file cannot be read.
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

/// One line of git's configuration.
package struct ConfigurationEntry: Sendable, Hashable {
  /// The whole name; section and key are in lower case, the part between them is as it was written.
  package let name: String
  /// The value; `nil` for a key without `=`, which git reads as true.
  package let value: String?

  package init(name: String, value: String?) {
    self.name = name
    self.value = value
  }
}

/// The configuration of the system and the user, without any repository's: what git calls protected
/// (git-config(1), SCOPES).
package enum UserConfiguration {
  /// The beginnings of addresses that git replaces (`url.<base>.insteadOf`), in git's order.
  ///
  /// - Returns: Each beginning with what takes its place; none where a file cannot be read.
  package static func addressPrefixes() -> [(written: String, replacement: String)] {
    guard let config = try? open(),
      let entries = try? config.entries(matching: "^url\\..*\\.insteadof$")
    else { return [] }
    return entries.compactMap { entry in
      guard let value = entry.value, !value.isEmpty else { return nil }
      return (value, String(entry.name.dropFirst("url.".count).dropLast(".insteadof".count)))
    }
  }

  /// Returns a value; `nil` where it is not set, or a file cannot be read.
  package static func value(_ key: String) -> String? {
    (try? values(key))?.last
  }

  private static func open() throws(GitError) -> GitHandle<ConfigurationKind> {
    let config = try GitHandle<ConfigurationKind> { (out) in git_config_open_default(&out) }
    try ConfigurationFiles.add(to: config)
    return config
  }

  /// Returns all values of a path-like key, in git's order.
  ///
  /// - Parameter key: Such as `safe.directory`.
  /// - Returns: The values, with `~/` expanded; an empty one stays empty.
  /// - Throws: `GitError` if a file cannot be read.
  static func values(_ key: String) throws(GitError) -> [String] {
    let config = try open()
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

/// The format that a program must understand to use a repository (gitrepository-layout(5),
/// `core.repositoryFormatVersion`), read without opening it: libgit2 tells only that it cannot.
package struct RepositoryFormat: Sendable, Hashable {
  /// `core.repositoryFormatVersion`.
  package let version: Int
  /// The names after `extensions.` in lower case, with their values.
  package let extensions: [String: String]

  /// The names of objects: `sha1` or `sha256`.
  package var objectFormat: String { extensions["objectformat"]?.lowercased() ?? "sha1" }

  /// Reads the format of the repository at a path; `nil` if no configuration of one can be read.
  ///
  /// - Parameter path: A working tree, or a bare repository.
  package init?(at path: String) {
    for file in ["\(path)/.git/config", "\(path)/config"] {
      guard
        let config = try? GitHandle<ConfigurationKind>({ (out) in
          git_config_open_ondisk(&out, file)
        }),
        let version = RepositoryFormat.value("core.repositoryformatversion", in: config)
      else { continue }
      self.version = Int(version) ?? 0
      extensions = RepositoryFormat.extensions(in: config)
      return
    }
    return nil
  }

  private static func value(
    _ key: String, in config: borrowing GitHandle<ConfigurationKind>
  ) -> String? {
    var value = git_buf()
    guard git_config_get_string_buf(&value, config.pointer, key) == 0 else {
      git_error_clear()
      return nil
    }
    defer { git_buf_dispose(&value) }
    return value.ptr.map { String(cString: $0) }
  }

  private static func extensions(
    in config: borrowing GitHandle<ConfigurationKind>
  ) -> [String: String] {
    let entries = (try? config.entries(matching: "^extensions\\.")) ?? []
    return Dictionary(
      entries.map { (String($0.name.dropFirst("extensions.".count)), $0.value ?? "true") },
      uniquingKeysWith: { $1 })
  }
}
