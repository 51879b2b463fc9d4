internal import Processes

extension SyncError {
  /// Puts the failure of a transport into a person's words, with the next step.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  init(_ failure: ConnectionFailure, address: RemoteAddress) {
    let (kind, message, remedy) =
      switch address.transport {
      case .http: SyncError.http(failure, address: address)
      case .git: SyncError.git(failure, address: address)
      case .local, .ssh, .other: SyncError.ssh(failure, address: address)
      }
    self.init(
      kind, message, remedy: remedy.map { $0.refined(by: failure) },
      underlying: Underlying(failure))
  }

  /// The parts of an error, before what the failure itself knows is taken into account.
  typealias Parts = (kind: Kind, message: String, remedy: Remedy?)

  /// Puts a failure of ssh into a person's words.
  private static func ssh(_ failure: ConnectionFailure, address: RemoteAddress) -> Parts {
    let server = address.transport == .ssh ? try? SSHAddress(address.text) : nil
    let connect = server.map { "ssh -T \($0.shellWords)" }
    func error(_ kind: Kind, _ text: String, _ remedy: Remedy?) -> Parts {
      (kind, "\(text) (\(address)): \(failure.message).", remedy)
    }
    /// A trial by ssh itself; without an address of ssh's, a look of our own.
    func trial(_ advice: String, isVerbose: Bool = false) -> Remedy {
      connect.map { .run(isVerbose ? "\($0) -v" : $0, advice) } ?? .inspect(address, advice)
    }
    switch failure.reason {
    case .addressInvalid:
      return (
        .noRemote, "\(address) is not an address that can be used: \(failure.message).",
        Remedy(.giveAddress, "Give one such as git@HOST:PATH or ssh://git@HOST:PORT/PATH")
      )
    case .programMissing:
      return error(
        .remoteUnreachable, "The program for the connection cannot be run",
        Remedy(
          .installPackage, "Fix GIT_SSH_COMMAND, or install OpenSSH",
          command: "apt-get install openssh-client"))
    case .nameNotFound:
      return error(
        .nameNotFound, "No machine has the name in the remote's address",
        trial("Check the address and the network"))
    case .refused:
      return error(
        .connectionRefused, "The remote's machine refused the connection",
        trial("Check the port and the network"))
    case .timedOut:
      return error(
        .timedOut, "The remote did not answer in time",
        trial("Try again, or see where it hangs", isVerbose: true))
    case .hostKeyUnknown:
      return error(
        .hostKeyUnknown, "The remote's host key is not known here",
        trial("Connect once, compare the fingerprint and accept it"))
    case .hostKeyChanged:
      let advice = "This may be an attack. If its owner confirms the new key"
      return error(
        .hostKeyChanged, "The remote's host key is another one than before",
        server.map { .run("ssh-keygen -R \($0.knownHostsWord)", advice) }
          ?? .inspect(address, advice))
    case .hostKeyRevoked:
      return error(
        .hostKeyChanged, "The remote's host key is revoked here",
        .run(
          "grep @revoked ~/.ssh/known_hosts /etc/ssh/ssh_known_hosts",
          "Do not connect; ask its owner. The line that says so"))
    case .certificateNotTrusted:
      return error(
        .certificateNotTrusted, "The remote's certificate is not trusted",
        .inspect(address, "See why"))
    case .authenticationFailed:
      return error(
        .authenticationFailed, "The remote accepted none of your keys",
        trial(
          "A key with a passphrase needs an agent (ssh-add). See which keys are tried",
          isVerbose: true))
    case .tooManyKeys:
      return error(
        .authenticationFailed, "The remote stopped before all of your keys were tried",
        trial(
          "Name the one to use: git config --global core.sshCommand "
            + "'ssh -o IdentitiesOnly=yes -i ~/.ssh/id_ed25519', or set IdentitiesOnly for the "
            + "host in ~/.ssh/config. See which are tried", isVerbose: true))
    case .notAllowed:
      return error(
        .notAllowed, "The remote knows you, but does not allow this",
        trial("Give this key write access there; see whose it is"))
    case .repositoryMissing:
      return error(
        .repositoryMissing, "The remote has no such repository, or hides it from you",
        .run("git init --bare PATH", "Check the address, or make one there"))
    case .formatNotSupported:
      return (
        .unsupported, "\(address) cannot be synchronised: \(failure.message).",
        .run(sha1Repository, "Use a SHA-1 repository as the remote")
      )
    case .cancelled: return (.cancelled, "The connection with \(address) was cancelled.", nil)
    case .connectionLost:
      return error(
        .remoteUnreachable, "The connection with the remote broke", Remedy(.retry, "Try again"))
    default:
      return error(
        .remoteUnreachable, "The remote cannot be used", trial("See why", isVerbose: true))
    }
  }

  /// Puts a failure of `git://` into a person's words; those without a word of their own are those
  /// of ssh.
  private static func git(_ failure: ConnectionFailure, address: RemoteAddress) -> Parts {
    func error(_ kind: Kind, _ text: String, _ remedy: Remedy) -> Parts {
      (kind, "\(text) (\(address)): \(failure.message).", remedy)
    }
    func unreachable(_ kind: Kind) -> Parts {
      error(
        kind, "The remote's machine cannot be reached",
        .inspect(address, "Check the address and the network, port 9418 in firewalls too"))
    }
    switch failure.reason {
    case .addressInvalid:
      return (
        .noRemote, "\(address) is not an address that can be used: \(failure.message).",
        Remedy(.giveAddress, "Give one such as git://HOST/PATH, or better ssh://git@HOST/PATH")
      )
    case .programMissing:
      return error(
        .remoteUnreachable, "The proxy program for git:// cannot be run",
        .run(
          "git config --show-origin core.gitProxy", "Fix core.gitProxy or GIT_PROXY_COMMAND"))
    case .refused: return unreachable(.connectionRefused)
    case .nameNotFound: return unreachable(.nameNotFound)
    case .timedOut: return unreachable(.timedOut)
    case .notAllowed:
      return error(
        .notAllowed, "The remote does not allow this",
        .run(
          "git daemon --enable=receive-pack",
          "git:// has no login. Use ssh or https, or let the server accept pushes from anyone"))
    case .repositoryMissing:
      return error(
        .repositoryMissing, "The remote has no such repository, or hides it",
        .run(
          "touch PATH/git-daemon-export-ok",
          "Check the address; a repository is shown when the server has"))
    default: return ssh(failure, address: address)
    }
  }

  /// The command that makes a repository that libgit2 can read.
  static let sha1Repository = "git init --bare --object-format=sha1 PATH"
}

extension SyncError.Remedy {
  /// Returns the remedy in the terms of the one who failed, who may know more than the reason tells.
  fileprivate func refined(by failure: ConnectionFailure) -> SyncError.Remedy {
    guard let advice = failure.advice else { return self }
    if let command = failure.command {
      return SyncError.Remedy(
        kind == .installPackage ? kind : .runCommand, advice, command: command)
    }
    // Another step than the usual one of these kinds: its address and command would mislead.
    let isSame = kind == .retry || kind == .giveAddress
    return SyncError.Remedy(isSame ? kind : .followAdvice, advice, address: isSame ? address : nil)
  }
}
