internal import CGit2
internal import Platform

/// A connection to a remote for one push, which has told what the remote has.
///
/// It stays open while commits are fetched over another one, so that a remote that has moved costs no
/// third connection. What is pushed in the end is bound to what was told here: a remote that has moved
/// again refuses it.
package final class OpenPush {
  /// The commit of each of the remote's references, such as `refs/heads/main`.
  package let heads: [String: ObjectID]
  private let remote: GitHandle<RemoteKind>
  private let connection: RemoteConnection

  init(remote: consuming GitHandle<RemoteKind>, connection: RemoteConnection) throws(GitError) {
    heads = try connection.heads(of: remote.pointer, direction: GIT_DIRECTION_PUSH)
    self.remote = remote
    self.connection = connection
  }

  deinit { git_remote_disconnect(remote.pointer) }

  /// Pushes a commit to a branch, and leaves the tracking reference as it is; the connection is then
  /// used up.
  ///
  /// - Parameters:
  ///   - source: The local reference; libgit2 1.5 resolves it by name.
  ///   - branch: The branch on the remote, without `refs/heads/`.
  ///   - replaces: True if what was told of the branch is to go with its history.
  /// - Returns: `nil` if the remote took it, else its words about it.
  /// - Throws: `nonFastForward` if the remote has commits that we have not.
  package func push(
    _ source: String, to branch: String, replaces: Bool = false
  ) throws(GitError) -> PushRefusal? {
    do throws(GitError) {
      try connection.push(
        remote.pointer, refspec: "\(replaces ? "+" : "")\(source):refs/heads/\(branch)")
    } catch
      where error.cause == nil && !connection.serverText.lines.isEmpty
      && error.code != .user && error.code != .nonFastForward
    {
      // The server could not take the pack, and has said why: too large, disk full.
      return PushRefusal(
        reason: error.message, serverLines: connection.serverText.lines, isFinal: true)
    }
    return connection.refusals["refs/heads/\(branch)"].map { reason in
      PushRefusal(reason: reason, serverLines: connection.serverText.lines)
    }
  }
}

/// The words of a remote that did not take a push.
package struct PushRefusal: Hashable, Sendable {
  /// The reason in the report of git-receive-pack(1), such as `pre-receive hook declined`.
  package let reason: String
  /// The lines that the server's hooks printed, safe to show.
  package let serverLines: [String]
  /// True if the same push cannot succeed a moment later: libgit2 gave it up, or a hook did.
  ///
  /// The hook is only known by the words that git-receive-pack(1) reports for it.
  package let isFinal: Bool

  /// True if others who push at the same time are the likely reason: their lock, or a tip that was told
  /// too early.
  ///
  /// By the words of git's receive-pack and of servers that speak for it.
  package var isRace: Bool {
    let words = [
      "lock", "stale", "fetch first", "non-fast-forward", "failed to update ref", "old value",
      "is at ", "already exists",
    ]
    return !isFinal && words.contains { reason.contains($0) }
  }

  package init(reason: String, serverLines: [String], isFinal: Bool = false) {
    self.reason = reason
    self.serverLines = serverLines
    self.isFinal = isFinal || reason.hasSuffix("hook declined")
  }
}
