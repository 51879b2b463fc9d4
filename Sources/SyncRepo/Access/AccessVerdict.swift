/// Whether a remote lets this machine do something.
public enum AccessVerdict: Sendable, Hashable, Codable {
  /// It does: the remote has said so.
  case allowed
  /// It does not, or cannot be reached; with the reason and what to do about it.
  case refused(SyncError)
  /// It was not asked, or its answer does not tell; with the reason, without a full stop.
  case unknown(String)

  /// Why not; `nil` unless it is refused.
  public var error: SyncError? {
    if case .refused(let error) = self { error } else { nil }
  }
}
