internal import Git2
internal import Processes

/// The reasons of git's transports, besides those that every connection has.
extension ConnectionFailure.Reason {
  /// The address is malformed, or one that is refused for safety.
  static let addressInvalid = Self("addressInvalid")
  /// The server's key is one that was never seen.
  static let hostKeyUnknown = Self("hostKeyUnknown")
  /// The server's key is not the one that is known.
  static let hostKeyChanged = Self("hostKeyChanged")
  /// The server's key is one that was revoked here.
  static let hostKeyRevoked = Self("hostKeyRevoked")
  /// The server's certificate is not trusted, or is for another name.
  static let certificateNotTrusted = Self("certificateNotTrusted")
  /// The server accepted no key and no password.
  static let authenticationFailed = Self("authenticationFailed")
  /// A proxy on the way wants a password, or accepts none of ours.
  static let proxyAuthenticationFailed = Self("proxyAuthenticationFailed")
  /// The server did not let as many keys be tried as there are.
  static let tooManyKeys = Self("tooManyKeys")
  /// The login is accepted, but may not do this.
  static let notAllowed = Self("notAllowed")
  /// There is no such repository, or none that this login may see.
  static let repositoryMissing = Self("repositoryMissing")
  /// The server takes nothing of this size.
  static let tooLarge = Self("tooLarge")
  /// The server has too much to do, or has failed itself; it may do better later.
  static let serverBusy = Self("serverBusy")
  /// The repository there is one that libgit2 cannot read.
  static let formatNotSupported = Self("formatNotSupported")
}

extension ProgramConnection: SmartConnection {}
extension SocketConnection: SmartConnection {}

extension SmartTransport {
  /// Passes on what the server said: the transport knows no reasons.
  func refusal(_ text: String, for service: SmartService) -> any Error {
    ConnectionFailure(.other, text)
  }

  func unsupportedFormat(_ name: String) -> any Error {
    ConnectionFailure(.formatNotSupported, "its objects have \(name) names")
  }
}
