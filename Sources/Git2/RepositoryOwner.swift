internal import CGit2
internal import Platform

/// Whether a repository is this user's own: another's configuration may name programs to run.
///
/// The rules are git's (git-config(1), `safe.directory`).
enum RepositoryOwner {
  /// Checks an open repository.
  ///
  /// - Parameter repository: The repository.
  /// - Throws: `owner`, with the path that `safe.directory` would have to name.
  static func check(_ repository: borrowing GitHandle<RepositoryKind>) throws(GitError) {
    let gitFolder = git_repository_path(repository.pointer).map { String(cString: $0) } ?? ""
    let workingFolder = git_repository_workdir(repository.pointer).map { String(cString: $0) }
    let paths = [gitFolder, workingFolder, workingFolder.map { $0 + ".git" }].compactMap(\.self)
    if paths.allSatisfy({ isOurs($0) }) { return }
    let path = withoutSlash(workingFolder ?? gitFolder)
    // The repository's own configuration has no say in this.
    if isListed(path, in: try UserConfiguration.values("safe.directory")) { return }
    var error = GitError(code: .owner, message: "another user owns \(path)")
    error.ownedPath = path
    throw error
  }

  /// Whether a list of `safe.directory` has a path.
  ///
  /// - Parameters:
  ///   - path: The absolute path of a working tree, or of a bare repository.
  ///   - list: The values in order; an empty one drops those before it, `*` is every path, and
  ///     `/some/path/*` all below that.
  /// - Returns: Whether the path may be used.
  static func isListed(_ path: String, in list: [String]) -> Bool {
    var isListed = false
    for value in list {
      if value.isEmpty {
        isListed = false
      } else if value == "*" {
        isListed = true
      } else if value.hasSuffix("/*") {
        isListed = isListed || path.hasPrefix(value.dropLast())
      } else {
        isListed = isListed || resolved(value) == resolved(path)
      }
    }
    return isListed
  }

  /// Whether this user owns a file; for root under sudo(8), the user who called that is meant too.
  ///
  /// One that is not there is nobody else's.
  private static func isOurs(_ path: String) -> Bool {
    var information = stat()
    guard lstat(path, &information) == 0 else { return true }
    let user = geteuid()
    if information.st_uid == user { return true }
    guard user == 0, let caller = getenv("SUDO_UID").flatMap({ UInt32(String(cString: $0)) })
    else { return false }
    return information.st_uid == caller
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return withoutSlash(path) }
    defer { free(real) }
    return String(cString: real)
  }

  private static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
