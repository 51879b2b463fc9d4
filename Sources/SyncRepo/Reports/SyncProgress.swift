/// The point that a synchronisation has reached; for a progress line.
///
/// The phases come in the order of the work. A synchronisation that loses a race connects, receives,
/// rebases if there are commits to write anew, and pushes; and does so again if it loses another.
public struct SyncProgress: Sendable, Hashable {
  /// The phases of a synchronisation.
  public enum Phase: Sendable, Hashable, CaseIterable {
    /// A connection is made.
    case connecting
    /// The remote's commits come in.
    case receiving
    /// Our commits are written anew on top of the remote's.
    case rebasing
    /// Our commits go out.
    case pushing
  }

  /// The phase.
  public let phase: Phase
  /// The remote that is connected to; `nil` in other phases.
  public let address: RemoteAddress?
  /// The objects received or sent so far; 0 where it is not known.
  public let objects: Int
  /// The number of objects that come or go in all; 0 where it is not known.
  public let totalObjects: Int
  /// The bytes received or sent so far.
  public let bytes: Int

  /// Makes a progress report.
  ///
  /// - Parameters:
  ///   - phase: The phase.
  ///   - objects: The objects received or sent so far.
  ///   - totalObjects: The number of objects in all.
  ///   - bytes: The bytes received or sent so far.
  ///   - address: The remote that is connected to.
  public init(
    phase: Phase, objects: Int = 0, totalObjects: Int = 0, bytes: Int = 0,
    address: RemoteAddress? = nil
  ) {
    self.phase = phase
    self.address = address
    self.objects = objects
    self.totalObjects = totalObjects
    self.bytes = bytes
  }
}

/// The outcome of a synchronisation.
public struct SyncReport: Sendable, Hashable {
  /// The commit that both sides have now, forty hexadecimal digits; `nil` while both are empty.
  public let commit: String?
  /// True if commits of ours went to the remote.
  public let pushed: Bool
  /// True if commits came from the remote.
  public let received: Bool
  /// The number of pushes that it took; 0 where there was nothing to push.
  public let attempts: Int

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - commit: The commit that both sides have now.
  ///   - pushed: True if commits of ours went to the remote.
  ///   - received: True if commits came from the remote.
  ///   - attempts: The number of pushes that it took.
  public init(commit: String?, pushed: Bool, received: Bool, attempts: Int) {
    self.commit = commit
    self.pushed = pushed
    self.received = received
    self.attempts = attempts
  }
}
