internal import Processes

extension SyncError {
  /// Puts a failure of http into a person's words, with the next step.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  /// - Returns: The parts of the error.
  static func http(_ failure: ConnectionFailure, address: RemoteAddress) -> Parts {
    let (kind, text, remedy): (Kind, String, Remedy) =
      switch failure.reason {
      case .addressInvalid:
        (
          .noRemote, "The remote's address cannot be used",
          Remedy(
            .giveAddress, "Give one such as https://HOST/PATH or https://HOST:PORT/PATH")
        )
      case .programMissing:
        (
          .remoteUnreachable, "Remotes over https need libcurl",
          Remedy(.installPackage, "Install it", command: "apt-get install libcurl4")
        )
      case .nameNotFound:
        (
          .nameNotFound, "No machine has the name in the remote's address",
          .inspect(address, "Check the address and the network")
        )
      case .refused:
        (
          .connectionRefused, "The remote's machine refused the connection",
          .inspect(address, "Check the port and the network")
        )
      case .timedOut:
        (
          .timedOut, "The remote did not answer in time",
          .inspect(address, "Try again, or see where it hangs")
        )
      case .certificateNotTrusted:
        (
          .certificateNotTrusted, "The remote's certificate is not trusted",
          .inspect(address, "See why")
        )
      case .authenticationFailed:
        (
          .authenticationFailed, "The remote accepted none of your passwords",
          Remedy(
            .giveCredential,
            "Give it a user name and a token, by a credential helper (gitcredentials(7)) say",
            address: address.description)
        )
      case .proxyAuthenticationFailed:
        (
          .authenticationFailed, "The proxy on the way wants a user name and a password",
          .run(
            "git config --global http.proxy http://USER:PASSWORD@HOST:PORT",
            "Put them into its address")
        )
      case .notAllowed:
        (
          .notAllowed, "The remote knows you, but does not allow this",
          .inspect(
            address, "Give this login or token write access there; see whose it is")
        )
      case .repositoryMissing:
        (
          .repositoryMissing, "The remote has no such repository, or hides it from you",
          .inspect(address, "Check the address, and which login is used")
        )
      case .tooLarge:
        (
          .rejected, "The remote takes nothing this large",
          Remedy(
            .followAdvice, "Its limit has to be raised there (nginx: client_max_body_size)")
        )
      case .serverBusy:
        (.remoteUnreachable, "The remote cannot be used", Remedy(.retry, "Try again later"))
      case .cancelled: (.cancelled, "The connection was cancelled", Remedy(.retry, "Try again"))
      case .connectionLost:
        (
          .remoteUnreachable, "The connection with the remote broke", Remedy(.retry, "Try again")
        )
      case .formatNotSupported:
        (
          .unsupported, "The remote cannot be synchronised",
          .run(sha1Repository, "Use a SHA-1 repository as the remote")
        )
      default:
        (.remoteUnreachable, "The remote cannot be used", .inspect(address, "See why"))
      }
    return (kind, "\(text) (\(address)): \(failure.message).", remedy)
  }
}
