internal import Git2
internal import Processes

extension SyncError {
  /// Puts the failure of a transport into a person's words, with what to type next.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  init(_ failure: ConnectionFailure, address: RemoteAddress) {
    if address.transport == .http {
      self.init(http: failure, address: address)
      return
    }
    if let error = SyncError.gitProtocol(failure, address: address) {
      self = error
      return
    }
    let server = address.transport == .ssh ? try? SSHAddress(address.text) : nil
    let connect = server.map { "ssh -T \($0.shellWords)" }
    // It names the address, so that it can be typed before handoff init as well.
    let doctor = "handoff doctor \(ShellQuoting.word(address.description))"
    let said = failure.message
    func unreachable(_ kind: Kind, _ text: String, hint: String?) -> SyncError {
      SyncError(kind, "\(text) (\(address)): \(said).", hint: hint)
    }
    self =
      switch failure.reason {
      case .addressInvalid:
        SyncError(
          .noRemote, "\(address) is not an address that can be used: \(said).",
          hint: "Give one such as git@HOST:PATH or ssh://git@HOST:PORT/PATH.")
      case .programMissing:
        unreachable(
          .remoteUnreachable, "The program for the connection cannot be run",
          hint: "Install OpenSSH (apt-get install openssh-client), or mend GIT_SSH_COMMAND.")
      case .nameNotFound:
        unreachable(
          .nameNotFound, "No machine has the name in the remote's address",
          hint: "Check the address and the network: \(connect ?? doctor)")
      case .refused:
        unreachable(
          .connectionRefused, "The remote's machine takes no connection",
          hint: "Check the port and the network: \(connect ?? doctor)")
      case .timedOut:
        unreachable(
          .timedOut, "The remote did not answer in time",
          hint:
            "Try again, or see where it stays: \(connect.map { "\($0) -v" } ?? doctor)")
      case .hostKeyUnknown:
        unreachable(
          .hostKeyUnknown, "The remote's host key is not known here",
          hint: "Connect once, compare the fingerprint and accept it: "
            + (connect ?? doctor))
      case .hostKeyChanged:
        unreachable(
          .hostKeyChanged, "The remote's host key is another one than before",
          hint: "This may be an attack. If its owner confirms the new key: "
            + (server.map { "ssh-keygen -R \($0.knownHostsWord)" } ?? doctor))
      case .hostKeyRevoked:
        unreachable(
          .hostKeyChanged, "The remote's host key is revoked here",
          hint: "Do not connect; ask its owner. The line that says so: grep @revoked "
            + "~/.ssh/known_hosts /etc/ssh/ssh_known_hosts")
      case .certificateNotTrusted:
        unreachable(
          .certificateNotTrusted, "The remote's certificate is not trusted",
          hint: "See why: \(doctor)")
      case .authenticationFailed:
        unreachable(
          .authenticationFailed, "The remote accepts no key of yours",
          hint: "A key with a passphrase needs an agent (ssh-add). See which keys are tried: "
            + (connect.map { "\($0) -v" } ?? doctor))
      case .tooManyKeys:
        unreachable(
          .authenticationFailed, "The remote stopped before all of your keys were tried",
          hint: "Name the one to use: git config --global core.sshCommand "
            + "'ssh -o IdentitiesOnly=yes -i ~/.ssh/id_ed25519', or set IdentitiesOnly for the "
            + "host in ~/.ssh/config. See which are tried: \(connect.map { "\($0) -v" } ?? doctor)")
      case .proxyAuthenticationFailed, .tooLarge:
        unreachable(.remoteUnreachable, "The remote cannot be used", hint: "See why: \(doctor)")
      case .notAllowed:
        unreachable(
          .notAllowed, "The remote knows you, but does not allow this",
          hint: "Give this key write access there; see whose it is: \(connect ?? doctor)")
      case .repositoryMissing:
        unreachable(
          .repositoryMissing, "The remote has no such repository, or hides it from you",
          hint: "Check the address, or make one there: git init --bare PATH")
      case .formatNotSupported:
        SyncError(
          .unsupported, "\(address) cannot be synchronised: \(said).",
          hint: "Use a SHA-1 repository as the remote: git init --bare --object-format=sha1 PATH")
      case .cancelled: SyncError(.cancelled, "The connection with \(address) was cancelled.")
      case .connectionLost:
        unreachable(
          .remoteUnreachable, "The connection with the remote broke", hint: "Try again.")
      default:
        unreachable(
          .remoteUnreachable, "The remote cannot be used",
          hint: "See why: \(connect.map { "\($0) -v" } ?? doctor)")
      }
  }

  /// Puts a remote's refusal of a push into a person's words, with those of its hook.
  static func refused(_ refusal: PushRefusal, address: RemoteAddress) -> SyncError {
    let said = refusal.serverLines.suffix(8).joined(separator: " / ").prefix(1_000)
    let text = said.isEmpty ? refusal.reason : "\(refusal.reason): \(said)"
    return SyncError(
      .rejected, "\(address) refused the push: \(text).",
      hint: "The commit is kept here. When the rule there is met, or lifted: handoff sync")
  }
}

extension SyncError {
  /// Puts a failure of `git://` into a person's words, where it has others than ssh.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  /// - Returns: The error; `nil` for another transport's address, and where the words are the same.
  static func gitProtocol(_ failure: ConnectionFailure, address: RemoteAddress) -> SyncError? {
    guard address.transport == .git else { return nil }
    let said = failure.message
    return switch failure.reason {
    case .addressInvalid:
      SyncError(
        .noRemote, "\(address) is not an address that can be used: \(said).",
        hint: "Give one such as git://HOST/PATH, or better ssh://git@HOST/PATH.")
    case .programMissing:
      SyncError(
        .remoteUnreachable, "The proxy program for git:// cannot be run (\(address)): \(said).",
        hint: "Mend core.gitProxy or GIT_PROXY_COMMAND: git config --show-origin core.gitProxy")
    case .refused, .nameNotFound, .timedOut:
      SyncError(
        failure.reason == .refused
          ? .connectionRefused : failure.reason == .timedOut ? .timedOut : .nameNotFound,
        "The remote's machine cannot be reached (\(address)): \(said).",
        hint: "Check the address and the network, port 9418 in firewalls too: "
          + "handoff doctor \(ShellQuoting.word(address.description))")
    case .notAllowed:
      SyncError(
        .notAllowed, "The remote does not allow this (\(address)): \(said).",
        hint: "git:// has no login. Use ssh or https; or let the server take pushes from anyone: "
          + "git daemon --enable=receive-pack")
    case .repositoryMissing:
      SyncError(
        .repositoryMissing, "The remote has no such repository, or hides it (\(address)): \(said).",
        hint: "Check the address; a repository is shown when the server has: "
          + "touch PATH/git-daemon-export-ok")
    default: nil
    }
  }
}
