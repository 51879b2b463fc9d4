/// What a remote said when it did not take a push.
package struct PushRefusal: Hashable, Sendable {
  /// The reason in the report of git-receive-pack(1), such as `pre-receive hook declined`.
  package let reason: String
  /// What the server said besides: the lines its hooks printed, safe to show.
  package let serverLines: [String]
  /// Whether the same push cannot succeed a moment later: libgit2 gave it up, or a hook did.
  ///
  /// The hook is only known by the words that git-receive-pack(1) reports for it.
  package let isFinal: Bool

  package init(reason: String, serverLines: [String], isFinal: Bool = false) {
    self.reason = reason
    self.serverLines = serverLines
    self.isFinal = isFinal || reason.hasSuffix("hook declined")
  }
}
