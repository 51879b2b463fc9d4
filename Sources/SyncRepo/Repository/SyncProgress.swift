/// How far a synchronisation has come; for a progress line.
public struct SyncProgress: Sendable, Hashable {
  /// What is being done.
  public enum Phase: Sendable, Hashable {
    case connecting, receiving, rebasing, pushing
  }

  /// What is being done.
  public let phase: Phase
  /// Objects received so far, and in all; 0 where it is not known.
  public let receivedObjects: Int
  /// The objects that come in all.
  public let totalObjects: Int
  /// Bytes received so far.
  public let receivedBytes: Int

  /// Makes a progress report.
  public init(
    phase: Phase, receivedObjects: Int = 0, totalObjects: Int = 0, receivedBytes: Int = 0
  ) {
    self.phase = phase
    self.receivedObjects = receivedObjects
    self.totalObjects = totalObjects
    self.receivedBytes = receivedBytes
  }
}

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
