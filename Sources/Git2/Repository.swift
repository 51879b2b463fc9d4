internal import CGit2

/// An open git repository.
///
/// One thread at a time may use it (libgit2 `docs/threading.md`); it is owned by an actor or used
/// inside one function.
package struct Repository: ~Copyable {
  let handle: GitHandle<RepositoryKind>

  var pointer: OpaquePointer { handle.pointer }

  /// Takes an open repository over.
  init(handle: consuming GitHandle<RepositoryKind>) { self.handle = handle }

  /// Opens the repository at a path, without searching the folders above it.
  ///
  /// - Parameter path: The working tree, its `.git` folder, or a bare repository.
  /// - Throws: `notFound` if there is none, `owner` if another user owns it.
  package init(opening path: String) throws(GitError) {
    handle = try RepositoryOwner.open(path, flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
  }

  /// Opens the repository that a folder lies in, searching upwards as git does.
  package init(containing folder: String) throws(GitError) {
    handle = try RepositoryOwner.open(folder, flags: 0)
  }

  /// Makes a new repository.
  ///
  /// - Parameters:
  ///   - path: Its folder, made if it is missing.
  ///   - bare: True for one without a working tree.
  ///   - branch: The branch that HEAD names, without `refs/heads/`.
  /// - Throws: `exists` if there is a repository already.
  package init(creating path: String, bare: Bool, branch: String) throws(GitError) {
    handle = try RepositoryOwner.openMade(path) { (out) in
      var options = git_repository_init_options()
      git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION))
      options.flags =
        GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        | (bare ? GIT_REPOSITORY_INIT_BARE.rawValue : 0)
      return branch.withCString { name in
        options.initial_head = name
        return git_repository_init_ext(&out, path, &options)
      }
    }
  }

  /// The folder that holds `objects` and `refs`, with a slash at its end.
  package var gitFolder: String { String(cString: git_repository_path(pointer)) }

  /// The folder of the working tree with a slash at its end; `nil` for a bare repository.
  package var workingFolder: String? {
    git_repository_workdir(pointer).map { String(cString: $0) }
  }

  /// True if it has no working tree.
  package var isBare: Bool { git_repository_is_bare(pointer) == 1 }

  /// True if its history was cut off (`git clone --depth`): libgit2 1.5 can neither fetch into such a
  /// one nor push it ("object not found").
  package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }

  /// True if it is one of several working trees of a repository (git-worktree(1)).
  package var isLinkedWorktree: Bool { gitFolder != commonFolder }

  /// The folder that all working trees share, with a slash at its end; usually `gitFolder`.
  package var commonFolder: String {
    git_repository_commondir(pointer).map { String(cString: $0) } ?? gitFolder
  }
}
