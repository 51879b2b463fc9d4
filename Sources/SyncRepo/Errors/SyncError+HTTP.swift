internal import Git2
internal import Processes

extension SyncError {
  /// Puts the failure of a transport over http into a person's words, with what to type next.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  init(http failure: ConnectionFailure, address: RemoteAddress) {
    // It names the address, so that it can be typed before handoff init as well.
    let check = "handoff doctor \(ShellQuoting.word(address.description))"
    let doctor = "See why: \(check)"
    let (kind, text, hint): (Kind, String, String) =
      switch failure.reason {
      case .addressInvalid:
        (
          .noRemote, "The remote's address cannot be used",
          "Give one such as https://HOST/PATH or https://HOST:PORT/PATH."
        )
      case .programMissing: (.remoteUnreachable, "Remotes over https need libcurl", doctor)
      case .nameNotFound:
        (
          .nameNotFound, "No machine has the name in the remote's address",
          "Check the address and the network: \(check)"
        )
      case .refused:
        (
          .connectionRefused, "The remote's machine takes no connection",
          "Check the port and the network: \(check)"
        )
      case .timedOut:
        (
          .timedOut, "The remote did not answer in time",
          "Try again, or see where it stays: \(check)"
        )
      case .certificateNotTrusted:
        (.certificateNotTrusted, "The remote's certificate is not trusted", doctor)
      case .authenticationFailed:
        (
          .authenticationFailed, "The remote accepts no password of yours",
          "Give it a token: export HANDOFF_TOKEN=… or set up a credential helper (gitcredentials(7))."
        )
      case .proxyAuthenticationFailed:
        (
          .authenticationFailed, "The proxy on the way wants a user name and a password",
          "Put them into its address: git config --global http.proxy http://USER:PASSWORD@HOST:PORT"
        )
      case .notAllowed:
        (
          .notAllowed, "The remote knows you, but does not allow this",
          "Give this login or token write access there; see whose it is: \(check)"
        )
      case .repositoryMissing:
        (
          .repositoryMissing, "The remote has no such repository, or hides it from you",
          "Check the address, and which login is used: \(check)"
        )
      case .tooLarge:
        (
          .rejected, "The remote takes nothing this large",
          "Its limit has to be raised there (nginx: client_max_body_size)."
        )
      case .cancelled: (.cancelled, "The connection was cancelled", "Try again.")
      case .connectionLost:
        (.remoteUnreachable, "The connection with the remote broke", "Try again.")
      case .formatNotSupported:
        (
          .unsupported, "The remote cannot be synchronised",
          "Use a SHA-1 repository as the remote: git init --bare --object-format=sha1 PATH"
        )
      default:
        (.remoteUnreachable, "The remote cannot be used", doctor)
      }
    self.init(kind, "\(text) (\(address)): \(failure.message).", hint: failure.hint ?? hint)
  }
}
