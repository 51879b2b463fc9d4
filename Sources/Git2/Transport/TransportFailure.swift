/// Why a remote could not be reached, or a conversation with it ended early.
package struct TransportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What to decide on.
  package enum Reason: Hashable, Sendable {
    /// The address is malformed, or one that is refused for safety.
    case addressInvalid
    /// The program that makes the connection cannot be started.
    case programMissing
    /// No machine has the name.
    case nameNotFound
    /// The machine, or one on the way, takes no connection.
    case refused
    /// Nothing came within the time limit.
    case timedOut
    /// The server's key is one that was never seen.
    case hostKeyUnknown
    /// The server's key is not the one that is known.
    case hostKeyChanged
    /// The server's key is one that was revoked here.
    case hostKeyRevoked
    /// The server's certificate is not trusted, or is for another name.
    case certificateNotTrusted
    /// The server accepted no key and no password.
    case authenticationFailed
    /// A proxy on the way wants a password, or accepts none of ours.
    case proxyAuthenticationFailed
    /// The server did not let as many keys be tried as there are.
    case tooManyKeys
    /// The login is accepted, but may not do this.
    case notAllowed
    /// There is no such repository, or none that this login may see.
    case repositoryMissing
    /// The server takes nothing of this size.
    case tooLarge
    /// The repository there is one that libgit2 cannot read.
    case formatNotSupported
    /// The connection broke.
    case connectionLost
    /// The task was cancelled.
    case cancelled
    /// Anything else.
    case other
  }

  /// What to decide on.
  package let reason: Reason
  /// What the other side, or the program that talks to it, said.
  ///
  /// Without control characters, bounded, without secrets; never compared.
  package let message: String
  /// What to do about it, where the transport knows more than the reason tells; with a command to
  /// type.
  package let hint: String?

  package init(_ reason: Reason, _ message: String, hint: String? = nil) {
    self.reason = reason
    self.message = message
    self.hint = hint
  }

  package var description: String { message }
}
