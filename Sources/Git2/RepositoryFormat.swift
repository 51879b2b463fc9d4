internal import CGit2

/// What a repository says that a program must understand to use it (gitrepository-layout(5),
/// `core.repositoryFormatVersion`), read without opening it: libgit2 tells only that it cannot.
package struct RepositoryFormat: Sendable, Hashable {
  /// `core.repositoryFormatVersion`.
  package let version: Int
  /// The names after `extensions.` in lower case, with their values.
  package let extensions: [String: String]

  /// How objects are named: `sha1` or `sha256`.
  package var objectFormat: String { extensions["objectformat"]?.lowercased() ?? "sha1" }

  /// Reads the format of the repository at a path; `nil` where no configuration of one can be read.
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
