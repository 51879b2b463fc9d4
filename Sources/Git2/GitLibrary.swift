internal import CGit2
internal import CGit2Shim
internal import Platform
internal import Synchronization

/// The libgit2 library of this process.
package enum GitLibrary {
  /// Starts libgit2 once; it is never shut down.
  ///
  /// Starting costs 3.6 ms (libgit2 parses the CA bundle), so nothing calls this before the first
  /// repository is opened. Objects and references are flushed to the disk: a snapshot is most wanted
  /// after a power cut. That is a setting of the process; of a repository there is only
  /// `core.fsyncObjectFiles`, which would have to be written into the configuration of other people's
  /// repositories. `GIT_CONFIG_NOSYSTEM`, `GIT_CONFIG_SYSTEM` and `GIT_CONFIG_GLOBAL` are honoured as
  /// git does (git-config(1)): see ``ConfigurationFiles``.
  package static func start() { _ = started }

  private static let started: Void = {
    git_libgit2_init()
    handoff_opt_enable_fsync_gitdir(1)
    if let value = getenv("GIT_CONFIG_NOSYSTEM").map({ String(cString: $0) }),
      !["", "0", "false", "no", "off"].contains(value)
    {
      handoff_opt_set_search_path(GIT_CONFIG_LEVEL_SYSTEM, "")
    }
    // The files that the variables name take the place of those that libgit2 would look for.
    if ConfigurationFiles.named.system != nil {
      handoff_opt_set_search_path(GIT_CONFIG_LEVEL_SYSTEM, "")
    }
    if ConfigurationFiles.named.global != nil {
      handoff_opt_set_search_path(GIT_CONFIG_LEVEL_XDG, "")
      handoff_opt_set_search_path(GIT_CONFIG_LEVEL_GLOBAL, "")
    }
  }()

  /// The version of the libgit2 that is running, such as `1.5.1`.
  package static var version: String {
    var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
  }

  /// True if libgit2 itself checks who owns the repositories that it opens; nothing here turns it off.
  static var checksOwners: Bool {
    start()
    var isOn: Int32 = 0
    handoff_opt_get_owner_validation(&isOn)
    return isOn != 0
  }

  /// Makes libgit2 read no configuration but that of a repository itself; for hermetic tests.
  package static func ignoreUserConfiguration() {
    start()
    ConfigurationFiles.areIgnored.store(true, ordering: .relaxed)
    for level in [
      GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
      GIT_CONFIG_LEVEL_PROGRAMDATA,
    ] {
      handoff_opt_set_search_path(level, "")
    }
  }
}

/// The configuration that the environment names: the files of `GIT_CONFIG_SYSTEM` and
/// `GIT_CONFIG_GLOBAL`, and the settings of `GIT_CONFIG_COUNT` (git-config(1), ENVIRONMENT).
///
/// libgit2 reads them only in repositories that it is told to find by the environment, or not at all, so
/// each is added to a configuration as its level's file.
enum ConfigurationFiles {
  /// The files by their levels; `nil` where the variable is not set, empty for no file.
  static let named: (system: String?, global: String?) = {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let isSystemOff = value("GIT_CONFIG_NOSYSTEM").map {
      !["", "0", "false", "no", "off"].contains($0)
    }
    return (isSystemOff == true ? nil : value("GIT_CONFIG_SYSTEM"), value("GIT_CONFIG_GLOBAL"))
  }()

  /// True if only a repository's own configuration is read.
  static let areIgnored = Atomic(false)

  /// Adds the files to a configuration; one that is not there is none, as in git.
  ///
  /// - Parameters:
  ///   - config: The configuration.
  ///   - repository: The repository that it is of, for conditional includes.
  /// - Throws: `GitError` if a file cannot be read.
  static func add(
    to config: borrowing GitHandle<ConfigurationKind>, of repository: OpaquePointer? = nil
  ) throws(GitError) {
    guard !areIgnored.load(ordering: .relaxed) else { return }
    for (file, level) in [
      (named.system, GIT_CONFIG_LEVEL_SYSTEM), (named.global, GIT_CONFIG_LEVEL_GLOBAL),
    ] {
      guard let file, !file.isEmpty else { continue }
      _ = try checkFound(
        git_config_add_file_ondisk(config.pointer, file, level, repository, 1))
    }
    if let settings = try ConfigurationSettings.ofEnvironment.get() {
      try settings.add(to: config, of: repository)
    }
  }

  /// Adds the files to the configuration of an open repository.
  static func add(to repository: borrowing GitHandle<RepositoryKind>) throws(GitError) {
    let hasSettings = try ConfigurationSettings.areSet()
    guard hasSettings || named.system != nil || named.global != nil else { return }
    let pointer = repository.pointer
    let config = try GitHandle<ConfigurationKind> { (out) in git_repository_config(&out, pointer) }
    try add(to: config, of: pointer)
  }
}
