/// What a synchronisation did.
public struct SyncReport: Sendable, Hashable {
  /// The commit that both sides have now, forty hexadecimal digits; `nil` while both are empty.
  public let commit: String?
  /// Whether commits of ours went to the remote.
  public let pushed: Bool
  /// Whether commits came from the remote.
  public let received: Bool
  /// How many pushes it took; 0 where there was nothing to push.
  public let attempts: Int

  /// Makes a report.
  public init(commit: String?, pushed: Bool, received: Bool, attempts: Int) {
    self.commit = commit
    self.pushed = pushed
    self.received = received
    self.attempts = attempts
  }
}
