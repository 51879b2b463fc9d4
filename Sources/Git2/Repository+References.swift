internal import CGit2

extension Repository {
  /// Returns the commit that a reference names, or `nil` if there is no such reference.
  ///
  /// - Parameter reference: The full name, such as `refs/heads/main`.
  /// - Returns: The commit.
  /// - Throws: `GitError` if the reference is broken.
  package func target(of reference: String) throws(GitError) -> ObjectID? {
    var oid = git_oid()
    guard try checkFound(git_reference_name_to_id(&oid, pointer, reference)) != nil else {
      return nil
    }
    return ObjectID(oid)
  }

  /// Returns the reference that a symbolic reference names, also while that one has no commit yet.
  ///
  /// - Parameter reference: Usually `HEAD`.
  /// - Returns: A full name such as `refs/heads/main`; `nil` for a detached HEAD.
  /// - Throws: `notFound` if there is no such reference.
  package func symbolicTarget(of reference: String) throws(GitError) -> String? {
    let repository = pointer
    let found = try GitHandle<ReferenceKind> { (out) in
      git_reference_lookup(&out, repository, reference)
    }
    return git_reference_symbolic_target(found.pointer).map { String(cString: $0) }
  }

  /// Returns all references that lead to an object, `HEAD` included.
  package func references() throws(GitError) -> [String: ObjectID] {
    var list = git_strarray()
    try check(git_reference_list(&list, pointer))
    defer { git_strarray_dispose(&list) }
    var references: [String: ObjectID] = [:]
    references["HEAD"] = try target(of: "HEAD")
    for position in 0..<list.count {
      guard let name = list.strings[position].map({ String(cString: $0) }) else { continue }
      // A symbolic one may lead nowhere.
      references[name] = try target(of: name)
    }
    return references
  }

  /// Makes HEAD name a branch, which may have no commit yet.
  package func setHead(to reference: String) throws(GitError) {
    try check(git_repository_set_head(pointer, reference))
  }

  /// Sets a reference if it still is what the caller saw: compare and swap.
  ///
  /// - Parameters:
  ///   - reference: The full name.
  ///   - target: The commit to name.
  ///   - expected: The commit it names now; `nil` means that it must not exist.
  ///   - message: The line for the reflog.
  /// - Throws: `modified` if it is something else by now, `locked` if a lock file is there.
  package func setReference(
    _ reference: String, to target: ObjectID, expecting expected: ObjectID?, message: String
  ) throws(GitError) {
    let repository = pointer
    var new = target.oid
    var old = (expected ?? .zero).oid
    _ = try GitHandle<ReferenceKind> { (out) in
      git_reference_create_matching(&out, repository, reference, &new, 1, &old, message)
    }
  }

  /// Removes a reference of ours; one that is not there is fine.
  package func removeReference(_ reference: String) throws(GitError) {
    let code = git_reference_remove(pointer, reference)
    if code != GIT_ENOTFOUND.rawValue { try check(code) }
  }

  /// Sets a reference whatever it is now; for references that only we read, such as tracking ones.
  package func overwriteReference(
    _ reference: String, to target: ObjectID, message: String
  ) throws(GitError) {
    let repository = pointer
    var new = target.oid
    _ = try GitHandle<ReferenceKind> { (out) in
      git_reference_create(&out, repository, reference, &new, 1, message)
    }
  }
}
