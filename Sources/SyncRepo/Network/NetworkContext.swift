internal import Processes

/// What a chain of credentials gets from its process, and its limits.
struct NetworkContext: Sendable {
  /// The environment of this process.
  let environment: [String: String]
  /// Whether a person sits at the terminal and may be asked.
  let isInteractive: Bool
  /// The time a helper may take; longer where a person may have to do something.
  let helperLimit: Duration
  /// What ends everything early.
  let cancellation: Cancellation
  /// The time, in seconds since 1970.
  let now: @Sendable () -> Int64

  /// Makes surroundings.
  init(
    environment: [String: String], isInteractive: Bool, limits: NetworkLimits,
    cancellation: Cancellation, now: @escaping @Sendable () -> Int64
  ) {
    self.environment = environment
    self.isInteractive = isInteractive
    helperLimit = isInteractive ? limits.total : limits.firstAnswer
    self.cancellation = cancellation
    self.now = now
  }

  /// The user's home folder; `nil` where it is not known.
  var home: String? { variable("HOME") }

  /// A variable that is set, and not to nothing.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Returns a path with `~/` at its beginning replaced by the home folder.
  func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst()
  }

  /// The environment that helpers and askpass programs get.
  ///
  /// The folders of git's own programs are in `PATH`, as git puts them there: some helpers live in
  /// nothing else. Where nobody may be asked, helpers that know how are told not to.
  var programEnvironment: [String: String] {
    var result = environment.filter { !RepositoryVariables.names.contains($0.key) }
    var folders = [result["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
    if let own = variable("GIT_EXEC_PATH") { folders.insert(own, at: 0) }
    result["PATH"] = (folders + Self.helperFolders).joined(separator: ":")
    if !isInteractive {
      result["GIT_TERMINAL_PROMPT"] = "0"
      result["GCM_INTERACTIVE"] = result["GCM_INTERACTIVE"] ?? "never"
    }
    return result
  }

  /// Where the usual packages of git put programs that are not in `PATH`.
  private static let helperFolders = [
    "/usr/lib/git-core", "/usr/libexec/git-core", "/usr/local/libexec/git-core",
    "/opt/homebrew/opt/git/libexec/git-core", "/usr/local/opt/git/libexec/git-core",
    "/home/linuxbrew/.linuxbrew/opt/git/libexec/git-core",
    "/Library/Developer/CommandLineTools/usr/libexec/git-core",
    "/Applications/Xcode.app/Contents/Developer/usr/libexec/git-core",
  ]
}

/// The variables that git sets for the repository at hand, which is not the one on the server.
enum RepositoryVariables {
  /// Their names; programs that we start for a remote do not get them.
  ///
  /// We may run in a hook of git's. `GIT_PROTOCOL` asks for a protocol that libgit2 does not speak.
  static let names: Set = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_PROTOCOL", "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
  ]
}
