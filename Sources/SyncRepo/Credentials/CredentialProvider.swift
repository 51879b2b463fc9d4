/// Where a program that embeds `SyncRepository` keeps passwords of its own.
///
/// It is asked before all other sources. The calls come on the thread of the repository, which waits
/// for the answer.
public protocol CredentialProvider: Sendable {
  /// Returns a password for a remote.
  ///
  /// - Parameter request: What it is for; never another host than the remote's own.
  /// - Returns: `nil` where there is none, and the next source is asked.
  func credential(for request: CredentialRequest) -> Credential?

  /// Hears that the remote has accepted what `credential(for:)` returned.
  func approve(_ credential: Credential, for request: CredentialRequest)

  /// Hears that the remote has refused what `credential(for:)` returned.
  func reject(_ credential: Credential, for request: CredentialRequest)
}
