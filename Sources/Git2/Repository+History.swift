internal import CGit2

extension Repository {
  /// Returns the best common ancestor of two commits; `nil` if they have none.
  package func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> ObjectID? {
    var (base, first, second) = (git_oid(), first.oid, second.oid)
    guard try checkFound(git_merge_base(&base, pointer, &first, &second)) != nil else {
      return nil
    }
    return ObjectID(base)
  }

  /// Returns true if a commit is another one or lies behind it.
  package func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(GitError) -> Bool {
    if ancestor == commit { return true }
    var (commit, ancestor) = (commit.oid, ancestor.oid)
    return try check(git_graph_descendant_of(pointer, &commit, &ancestor)) == 1
  }

  /// Returns the number of commits that each side has and the other has not.
  package func aheadBehind(
    _ local: ObjectID, _ upstream: ObjectID
  ) throws(GitError) -> (ahead: Int, behind: Int) {
    var (ahead, behind, local, upstream) = (0, 0, local.oid, upstream.oid)
    try check(git_graph_ahead_behind(&ahead, &behind, pointer, &local, &upstream))
    return (ahead, behind)
  }

  /// Returns the commits that lead to one and not to others, parents before children.
  package func commits(
    from tip: ObjectID, hiding hidden: [ObjectID] = []
  ) throws(GitError) -> [ObjectID] {
    var ids: [ObjectID] = []
    try walk(
      from: tip, hiding: hidden, order: GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_REVERSE.rawValue
    ) { id in
      ids.append(id)
      return true
    }
    return ids
  }

  /// Visits the commits behind one and not behind another, newest first, until the closure returns `false`.
  package func visitHistory(
    from tip: ObjectID, hiding base: ObjectID? = nil,
    _ visit: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    try walk(
      from: tip, hiding: base.map { [$0] } ?? [],
      order: GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue, visit)
  }

  /// Counts the commits that no branch of any remote has, as far as this clone knows.
  ///
  /// - Parameter limit: The count is no larger than this.
  /// - Returns: The count; `nil` without a commit, or without a remote.
  /// - Throws: `GitError` if the history cannot be read.
  package func unpushedCount(limit: Int = 10_000) throws(GitError) -> Int? {
    guard let head = try target(of: "HEAD"), try !remoteNames().isEmpty else { return nil }
    var count = 0
    try walk(from: head, hiding: [], hidingAll: "refs/remotes/*", order: GIT_SORT_NONE.rawValue) {
      _ in
      count += 1
      return count < limit
    }
    return count
  }

  private func walk(
    from tip: ObjectID, hiding hidden: [ObjectID], hidingAll pattern: String? = nil, order: UInt32,
    _ visit: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    let repository = pointer
    let walk = try GitHandle<RevisionWalkKind> { (out) in git_revwalk_new(&out, repository) }
    try check(git_revwalk_sorting(walk.pointer, order))
    var tip = tip.oid
    try check(git_revwalk_push(walk.pointer, &tip))
    for id in hidden {
      var hidden = id.oid
      try check(git_revwalk_hide(walk.pointer, &hidden))
    }
    if let pattern { try check(git_revwalk_hide_glob(walk.pointer, pattern)) }
    var oid = git_oid()
    while true {
      let code = git_revwalk_next(&oid, walk.pointer)
      if code == GIT_ITEROVER.rawValue { return }
      try check(code)
      guard try visit(ObjectID(oid)) else { return }
    }
  }
}

extension Repository {
  /// Merges two changed versions of a text as git does.
  ///
  /// - Parameters:
  ///   - base: The common version.
  ///   - ours: Our version.
  ///   - theirs: The other version.
  /// - Returns: The merged text, or `nil` if both changed the same lines.
  /// - Throws: `GitError` if libgit2 cannot merge at all.
  package func mergedText(
    base: [UInt8], ours: [UInt8], theirs: [UInt8]
  ) throws(GitError) -> [UInt8]? {
    GitLibrary.start()
    var result = git_merge_file_result()
    let code = Repository.withInput(base) { base in
      Repository.withInput(ours) { ours in
        Repository.withInput(theirs) { theirs in
          git_merge_file(&result, base, ours, theirs, nil)
        }
      }
    }
    try check(code)
    defer { git_merge_file_result_free(&result) }
    guard result.automergeable == 1 else { return nil }
    guard result.len > 0, let start = result.ptr else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: result.len))
  }

  private static func withInput(
    _ bytes: [UInt8], _ body: (UnsafePointer<git_merge_file_input>) -> Int32
  ) -> Int32 {
    bytes.withUnsafeBytes { raw in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      input.ptr = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = raw.count
      return body(&input)
    }
  }
}
