internal import CGit2
internal import CGit2Shim
internal import Platform

/// The libgit2 library of this process.
package enum GitLibrary {
  /// Starts libgit2 once; it is never shut down.
  ///
  /// Starting costs 3.6 ms (libgit2 parses the CA bundle), so nothing calls this before the first
  /// repository is opened. Objects and references are flushed to the disk: a snapshot is most wanted
  /// after a power cut. That is a setting of the process; of a repository there is only
  /// `core.fsyncObjectFiles`, which would have to be written into the configuration of other people's
  /// repositories. `GIT_CONFIG_NOSYSTEM` is honoured as git does (git-config(1)).
  package static func start() { _ = started }

  private static let started: Void = {
    git_libgit2_init()
    handoff_opt_enable_fsync_gitdir(1)
    if let value = getenv("GIT_CONFIG_NOSYSTEM").map({ String(cString: $0) }),
      !["", "0", "false", "no", "off"].contains(value)
    {
      handoff_opt_set_search_path(GIT_CONFIG_LEVEL_SYSTEM, "")
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
    for level in [
      GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
      GIT_CONFIG_LEVEL_PROGRAMDATA,
    ] {
      handoff_opt_set_search_path(level, "")
    }
  }
}
