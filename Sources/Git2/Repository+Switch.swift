internal import CGit2

extension Repository {
  /// The outcome of a switch to another branch.
  package enum Switch: Sendable, Hashable {
    /// It is checked out, and has all that the remote's has.
    case switched
    /// Neither the remote nor this repository has the branch.
    case missing
    /// Both sides have commits of their own.
    case diverged
    /// Files were changed here.
    case changed
    /// Another working tree of the repository has it checked out.
    case taken
    /// A rebase, a merge or the like is not finished here.
    case busy
  }

  /// True unless a rebase, a merge, a bisection or the like is not finished (`git_repository_state`).
  package var isIdle: Bool { git_repository_state(pointer) == GIT_REPOSITORY_STATE_NONE.rawValue }

  /// Checks a branch out, moved forwards to a commit of the remote's where it is behind that.
  ///
  /// - Parameters:
  ///   - branch: The branch, without `refs/heads/`.
  ///   - tip: The remote's commit; `nil` where it has no such branch.
  ///   - remote: The remote that a new branch follows.
  ///   - name: The name of the program, for the reflog.
  /// - Returns: The outcome; nothing has changed but by `switched`.
  /// - Throws: `GitError` where a file that is not tracked is in the way.
  package func switchBranch(
    to branch: String, at tip: ObjectID?, remote: String, name: String
  ) throws(GitError) -> Switch {
    let reference = "refs/heads/\(branch)"
    let own = try target(of: reference)
    guard let wanted = tip ?? own else { return .missing }
    var new = wanted
    if let own {
      if try isAncestor(wanted, of: own) {
        new = own
      } else if try !isAncestor(own, of: wanted) {
        return .diverged
      }
      if try symbolicTarget(of: "HEAD") != reference, try isCheckedOut(reference) { return .taken }
    }
    try checkOut(tree: try commit(new).tree)
    if own != new {
      try setReference(reference, to: new, expecting: own, message: "\(name): switch")
    }
    if own == nil {
      try setConfiguration("branch.\(branch).remote", to: remote)
      try setConfiguration("branch.\(branch).merge", to: reference)
    }
    try setHead(to: reference)
    return .switched
  }

  private func isCheckedOut(_ reference: String) throws(GitError) -> Bool {
    let repository = pointer
    let found = try GitHandle<ReferenceKind> { (out) in
      git_reference_lookup(&out, repository, reference)
    }
    return try check(git_branch_is_checked_out(found.pointer)) == 1
  }
}
