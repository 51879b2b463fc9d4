/// Whether somebody without a login can read a remote.
public enum AnonymousAccess: Sendable, Hashable, Codable {
  /// Anybody can; with how, such as `https://github.com/ann/tasks answers without a login`.
  case readable(String)
  /// Nobody can; with how that was seen.
  case closed(String)
  /// It was not asked, or cannot be told; with the reason, without a full stop.
  case unknown(String)
}
