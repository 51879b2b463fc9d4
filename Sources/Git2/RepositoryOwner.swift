internal import CGit2
internal import CGit2Shim
internal import Platform

/// The opening of repositories, and the check that they are this user's own: another's configuration
/// may name programs to run.
///
/// The rules are git's (git-config(1), `safe.directory`). libgit2 has the same check, as a switch for
/// the whole process; it stays on, for a program may use libgit2 for other things too. But libgit2
/// 1.5 does not know all forms of `safe.directory`, such as `*`, and refuses what git allows. Such a
/// repository is opened by parts, which libgit2 does not check, and checked here.
enum RepositoryOwner {
  /// Opens a repository that is this user's own, or trusted.
  ///
  /// - Parameters:
  ///   - path: The path for `git_repository_open_ext`.
  ///   - flags: Its flags.
  /// - Returns: The open repository.
  /// - Throws: `owner`, with the path that `safe.directory` would have to name.
  static func open(_ path: String, flags: UInt32) throws(GitError) -> GitHandle<RepositoryKind> {
    let repository = try attempt(path) { (out) in
      git_repository_open_ext(&out, path, flags, nil)
    }
    try check(repository)
    return repository
  }

  /// Opens the repository that a libgit2 function has just made; whoever owns its folder.
  ///
  /// - Parameters:
  ///   - path: The folder of the new repository.
  ///   - make: The function.
  /// - Returns: The open repository.
  /// - Throws: `GitError`, as the function does.
  static func openMade(
    _ path: String, _ make: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> GitHandle<RepositoryKind> {
    try attempt(path, make)
  }

  /// Calls a libgit2 function that opens a repository, and opens it by parts if libgit2 does not trust
  /// its owner.
  ///
  /// That is the last thing libgit2 looks at: the format was fine.
  private static func attempt(
    _ path: String, _ open: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> GitHandle<RepositoryKind> {
    let repository: GitHandle<RepositoryKind>
    do throws(GitError) {
      repository = try GitHandle(open)
    } catch  where error.code == .owner || isMissingList(error) {
      repository = try openByParts(path)
    }
    try ConfigurationFiles.add(to: repository)
    try Git2.check(handoff_refuse_cut_objects(repository.pointer))
    return repository
  }

  /// Returns true for the failure with which libgit2 1.5 refuses another user's repository if the
  /// configuration has no `safe.directory` at all.
  ///
  /// It is "not found", said of a configuration; that there is no repository is said of a repository.
  private static func isMissingList(_ error: GitError) -> Bool {
    error.code == .notFound && error.category == Int32(GIT_ERROR_CONFIG.rawValue)
  }

  /// Opens the repository at a path, or above it, without a look at its owner.
  static func openByParts(_ path: String) throws(GitError) -> GitHandle<RepositoryKind> {
    GitLibrary.start()
    var found = git_buf()
    try Git2.check(git_repository_discover(&found, path, 0, nil))
    defer { git_buf_dispose(&found) }
    let gitFolder = found.ptr.map { String(cString: $0) } ?? path
    let repository = try GitHandle<RepositoryKind> { (out) in
      git_repository_open_bare(&out, gitFolder)
    }
    if let folder = try workingFolder(of: repository, from: path) {
      try Git2.check(git_repository_set_workdir(repository.pointer, folder, 0))
    }
    return repository
  }

  /// Finds the working tree of a repository that was opened as a bare one, as libgit2 does.
  ///
  /// - Parameters:
  ///   - repository: The repository.
  ///   - path: The path it was found from.
  /// - Returns: The folder; `nil` for a bare repository.
  /// - Throws: `GitError` if the configuration cannot be read.
  private static func workingFolder(
    of repository: borrowing GitHandle<RepositoryKind>, from path: String
  ) throws(GitError) -> String? {
    let pointer = repository.pointer
    let gitFolder = git_repository_path(pointer).map { String(cString: $0) } ?? ""
    // A linked working tree: the file names the `.git` there.
    if let bytes = try? LocalFile.read(gitFolder + "gitdir", limit: 65_536) {
      let link = String(decoding: bytes.prefix { !$0.isNewline }, as: UTF8.self)
      return LocalFile.folder(of: link)
    }
    let config = try GitHandle<ConfigurationKind> { (out) in
      git_repository_config_snapshot(&out, pointer)
    }
    var isBare: Int32 = 0
    _ = try checkFound(git_config_get_bool(&isBare, config.pointer, "core.bare"))
    if isBare != 0 { return nil }
    var configured: UnsafePointer<CChar>?
    if try checkFound(git_config_get_string(&configured, config.pointer, "core.worktree")) != nil,
      let folder = configured.map({ String(cString: $0) })
    {
      return folder.hasPrefix("/") ? folder : gitFolder + folder
    }
    // A file `.git` that leads to a folder elsewhere.
    var folder = LocalFile.resolved(path) ?? path
    while !gitFolder.hasSuffix("/.git/"), folder != "/", folder != "." {
      if LocalFile.kind(folder + "/.git") == .regular { return folder }
      folder = LocalFile.folder(of: folder)
    }
    return LocalFile.folder(of: withoutSlash(gitFolder))
  }

  /// Checks an open repository.
  ///
  /// - Parameter repository: The repository.
  /// - Throws: `owner`, with the path that `safe.directory` would have to name.
  private static func check(_ repository: borrowing GitHandle<RepositoryKind>) throws(GitError) {
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

  /// Returns true if a list of `safe.directory` has a path.
  ///
  /// - Parameters:
  ///   - path: The absolute path of a working tree, or of a bare repository.
  ///   - list: The values in order; an empty one drops those before it, `*` is every path, and
  ///     `/some/path/*` all below that.
  /// - Returns: True if the path may be used.
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

  /// Returns true if this user owns a file; for root under sudo(8), the user who called that is meant too.
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
    LocalFile.resolved(path) ?? withoutSlash(path)
  }

  private static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
