internal import Git2

/// The kinds of repositories that can be synchronised, and the remedies for the others.
enum RepositorySupport {
  /// Checks an open clone.
  ///
  /// - Parameters:
  ///   - repository: The clone.
  ///   - remote: The name of its remote.
  ///   - name: The name of the program.
  /// - Returns: The folder of its working tree, and its branch: the one that is pinned, or else the one
  ///   that HEAD names.
  /// - Throws: `SyncError` with `unsupported`.
  static func check(
    _ repository: borrowing Repository, remote: String, name: String
  ) throws(SyncError) -> (folder: String, branch: PinnedBranch) {
    guard let folder = repository.workingFolder else {
      throw SyncError(
        .unsupported, "\(repository.gitFolder) is a bare repository, without working files.",
        remedy: SyncError.Remedy(
          .makeClone, "Make a clone of it", address: repository.gitFolder))
    }
    let word = ShellQuoting.word(folder)
    if repository.isLinkedWorktree {
      let main = repository.commonFolder.replacing(/\.git\/?$/, with: "")
      throw SyncError(
        .unsupported,
        "\(folder) is a linked working tree, whose branches belong to another folder.",
        remedy: SyncError.Remedy(.useClone, "Use the main one", path: main))
    }
    try checkHistory(repository, path: folder, remote: remote, orElse: .remakeClone)
    if let pinned = PinnedBranch(in: repository.gitFolder, name: name) { return (folder, pinned) }
    let head = try? repository.symbolicTarget(of: "HEAD")
    guard let head, head.hasPrefix("refs/heads/") else {
      throw SyncError(
        .unsupported, "\(folder) is not on a branch (detached HEAD).",
        remedy: SyncError.Remedy(
          .remakeClone, "Choose one", command: "git -C \(word) switch main"))
    }
    let branch = PinnedBranch(String(head.dropFirst("refs/heads/".count)))
    // One that cannot be kept is looked for again.
    try? branch.write(in: repository.gitFolder, name: name)
    return (folder, branch)
  }

  /// Checks the repository at the path of a remote on this computer.
  ///
  /// - Parameter address: The remote.
  /// - Throws: `SyncError`, also where it cannot be opened.
  static func checkLocalRemote(_ address: RemoteAddress) throws(SyncError) {
    guard let path = address.localPath else { return }
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(opening: path)
    } catch {
      throw SyncError.remote(error, address: address)
    }
    try checkHistory(repository, path: path, remote: "origin", orElse: .giveAddress)
  }

  /// A history that is not whole cannot be pushed: libgit2 asks nobody for what is missing.
  private static func checkHistory(
    _ repository: borrowing Repository, path: String, remote: String,
    orElse kind: SyncError.Remedy.Kind
  ) throws(SyncError) {
    let word = ShellQuoting.word(path)
    if repository.isShallow {
      throw SyncError(
        .unsupported, "\(path) is a shallow clone, which cannot be synchronised.",
        remedy: SyncError.Remedy(
          kind, "Complete it", command: "git -C \(word) fetch --unshallow"))
    }
    let filter = try attempt("read \(path)") { () throws(GitError) in
      try repository.configuration("remote.\(remote).partialCloneFilter")
    }
    if filter != nil {
      throw SyncError(
        .unsupported, "\(path) is a partial clone, which cannot be synchronised.",
        remedy: SyncError.Remedy(
          kind, "Complete it",
          command: "git -C \(word) fetch --refetch --no-filter \(remote) && "
            + "git -C \(word) config --unset remote.\(remote).promisor && "
            + "git -C \(word) config --unset remote.\(remote).partialclonefilter"))
    }
  }
}
