internal import CGit2

/// The difference of a repository's working tree from its last commit; read only.
package struct WorkingTreeStatus: Hashable, Sendable {
  /// The branch without `refs/heads/`; `nil` for a detached HEAD.
  package var branch: String?
  /// The commit of HEAD; `nil` in a repository without one.
  package var head: ObjectID?
  /// The changed and the untracked files, the first ones of them; a folder that is not tracked
  /// counts once.
  package var changedFiles: [ChangedFile]
  /// The number of them in all.
  package var changedCount: Int
  /// The number of commits that no branch of a remote has; `nil` without a remote or a commit.
  package var unpushed: Int?
  /// The URL of `origin`, else of the only remote, as it is configured.
  package var remoteURL: String?
  /// The folder of the working tree.
  package var folder: String?

  /// One changed file, and its change.
  package struct ChangedFile: Hashable, Sendable {
    package let path: String
    /// `added`, `modified`, `deleted`, `renamed`, `untracked` or `conflicted`.
    package let change: String
  }
}

extension Repository {
  /// Reads branch, commit, changes and unpushed commits, and writes nothing (not even the index).
  ///
  /// - Parameter limit: The number of changed files that are named.
  /// - Returns: The status.
  /// - Throws: `GitError` if the repository cannot be read.
  package func status(namingAtMost limit: Int = 50) throws(GitError) -> WorkingTreeStatus {
    let changed = try changedFiles()
    return WorkingTreeStatus(
      branch: try branchName(), head: try target(of: "HEAD"),
      changedFiles: Array(changed.prefix(limit)), changedCount: changed.count,
      unpushed: try unpushedCount(), remoteURL: try anyRemoteURL(), folder: workingFolder)
  }

  /// Returns the branch without `refs/heads/`; `nil` for a detached HEAD.
  package func branchName() throws(GitError) -> String? {
    try symbolicTarget(of: "HEAD").map {
      $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0
    }
  }

  /// Returns the changed and the untracked files as `git status` counts them: a folder that is not tracked
  /// is one, and so is a submodule; what a sparse checkout has left out is none.
  ///
  /// - Throws: `GitError` if the index cannot be read.
  package func changedFiles() throws(GitError) -> [WorkingTreeStatus.ChangedFile] {
    if isBare { return [] }
    let repository = pointer
    let list = try GitHandle<StatusListKind> { (out) in
      var options = git_status_options()
      git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION))
      options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
      options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue
      return git_status_list_new(&out, repository, &options)
    }
    let index = try GitHandle<IndexKind> { (out) in git_repository_index(&out, repository) }
    return (0..<git_status_list_entrycount(list.pointer)).compactMap { position in
      guard let entry = git_status_byindex(list.pointer, position)?.pointee else { return nil }
      guard let delta = entry.index_to_workdir ?? entry.head_to_index,
        let path = delta.pointee.new_file.path ?? delta.pointee.old_file.path
      else { return nil }
      if entry.status == GIT_STATUS_WT_DELETED,
        let known = git_index_get_bypath(index.pointer, path, 0),
        known.pointee.flags_extended & UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) != 0
      {
        return nil
      }
      return WorkingTreeStatus.ChangedFile(
        path: String(cString: path), change: Repository.word(for: entry.status.rawValue))
    }
  }

  private static func word(for status: UInt32) -> String {
    func has(_ flags: git_status_t...) -> Bool { flags.contains { status & $0.rawValue != 0 } }
    if has(GIT_STATUS_CONFLICTED) { return "conflicted" }
    if has(GIT_STATUS_WT_DELETED, GIT_STATUS_INDEX_DELETED) { return "deleted" }
    if has(GIT_STATUS_WT_NEW) { return "untracked" }
    if has(GIT_STATUS_INDEX_NEW) { return "added" }
    if has(GIT_STATUS_WT_RENAMED, GIT_STATUS_INDEX_RENAMED) { return "renamed" }
    return "modified"
  }

  /// Returns the URL of `origin`, else of the only remote, as it is configured.
  package func anyRemoteURL() throws(GitError) -> String? {
    if let origin = try configuration("remote.origin.url") { return origin }
    let names = try remoteNames()
    guard names.count == 1, let only = names.first else { return nil }
    return try configuration("remote.\(only).url")
  }
}
