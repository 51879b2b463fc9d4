internal import SyncRepo

extension HandoffContext {
  /// Makes the address of a remote absolute, where it is a path on this computer.
  ///
  /// - Parameter text: The address as a person types it.
  /// - Returns: The address for git.
  /// - Throws: `HandoffError` where a `~` cannot be resolved.
  package func absoluteAddress(_ text: String) throws -> String {
    guard RemoteAddress(text).transport == .local, !text.contains("://") else { return text }
    return try absolute(text)
  }
}
