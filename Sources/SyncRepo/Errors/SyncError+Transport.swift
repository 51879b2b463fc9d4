internal import Processes

extension SyncError {
  /// Puts the failure of a transport into a person's words, with the next step.
  ///
  /// - Parameters:
  ///   - failure: The failure; only its reason decides.
  ///   - address: The remote.
  init(_ failure: ConnectionFailure, address: RemoteAddress) {
    let row = FailureRow.row(for: failure.reason, over: address.transport)
    // "Cancelled: cancelled" says nothing more.
    let words = row.kind == .cancelled ? "" : ": \(failure.message)"
    self.init(
      row.kind, "\(row.text) (\(address))\(words).",
      remedy: row.remedy(RemotePlace(address)).refined(by: failure),
      underlying: Underlying(failure))
  }

  /// The command that makes a repository that libgit2 can read.
  static let sha1Repository = "git init --bare --object-format=sha1 PATH"
}

/// The meaning of a failure to a person: one row of a table, which is the only place to add to for a
/// new reason.
struct FailureRow: Sendable {
  let reason: ConnectionFailure.Reason
  /// The transport that the row is for; `nil` for all that have no row of their own.
  let transport: RemoteAddress.Transport?
  let kind: SyncError.Kind
  /// The sentence, up to the address and the failure's own words.
  let text: String
  let remedy: @Sendable (RemotePlace) -> SyncError.Remedy

  private init(
    _ reason: ConnectionFailure.Reason, over transport: RemoteAddress.Transport? = nil,
    _ kind: SyncError.Kind, _ text: String,
    remedy: @escaping @Sendable (RemotePlace) -> SyncError.Remedy
  ) {
    self.reason = reason
    self.transport = transport
    self.kind = kind
    self.text = text
    self.remedy = remedy
  }

  /// Returns the row for a failure.
  static func row(
    for reason: ConnectionFailure.Reason, over transport: RemoteAddress.Transport
  ) -> FailureRow {
    let rows = table.filter { $0.reason == reason }
    return rows.first { $0.transport == transport } ?? rows.first { $0.transport == nil } ?? other
  }

  private static let other = FailureRow(
    .other, .remoteUnreachable, "The remote cannot be used"
  ) { $0.trial("See why", isVerbose: true) }

  /// All rows but the one for reasons without a row.
  static let table: [FailureRow] = [
    FailureRow(
      .addressInvalid, .noRemote, "The remote's address cannot be used"
    ) { place in
      let example =
        switch place.address.transport {
        case .http: "https://HOST/PATH or https://HOST:PORT/PATH"
        case .git: "git://HOST/PATH, or better ssh://git@HOST/PATH"
        case .local, .ssh, .other: "git@HOST:PATH or ssh://git@HOST:PORT/PATH"
        }
      return .init(.giveAddress, "Use one like \(example)")
    },
    FailureRow(
      .programMissing, .remoteUnreachable, "The program for the connection cannot be run"
    ) { _ in
      .init(
        .installPackage, "Fix GIT_SSH_COMMAND, or install OpenSSH",
        command: "apt-get install openssh-client")
    },
    FailureRow(
      .programMissing, over: .http, .remoteUnreachable, "Remotes over https need libcurl"
    ) { _ in .init(.installPackage, "Install it", command: "apt-get install libcurl4") },
    FailureRow(
      .programMissing, over: .git, .remoteUnreachable, "The proxy program for git:// cannot be run"
    ) { _ in
      .run("git config --show-origin core.gitProxy", "Fix core.gitProxy or GIT_PROXY_COMMAND")
    },

    // MARK: The way there

    FailureRow(
      .nameNotFound, .nameNotFound, "No machine has the name in the remote's address"
    ) { $0.trial("Check the address and the network") },
    FailureRow(
      .refused, .connectionRefused, "The remote's machine refused the connection"
    ) { $0.trial("Check the port and the network") },
    FailureRow(
      .refused, over: .git, .connectionRefused, "The remote's machine refused the connection"
    ) { $0.trial("Check the port and the network; firewalls must let port 9418 through") },
    FailureRow(.timedOut, .timedOut, "The remote did not answer in time") {
      $0.trial("Try again, or see where it hangs", isVerbose: true)
    },
    FailureRow(
      .timedOut, over: .git, .timedOut, "The remote did not answer in time"
    ) { $0.trial("Try again; firewalls must let port 9418 through") },
    FailureRow(
      .connectionLost, .remoteUnreachable, "The connection with the remote broke"
    ) { _ in .init(.retry, "Try again") },
    FailureRow(
      .serverBusy, .remoteUnreachable, "The remote cannot be used"
    ) { _ in .init(.retry, "Try again later") },
    FailureRow(.cancelled, .cancelled, "The connection was cancelled") { _ in
      .init(.retry, "Try again")
    },

    // MARK: Who answers

    FailureRow(
      .hostKeyUnknown, .hostKeyUnknown, "The remote's host key is not known here"
    ) { $0.trial("Connect once, compare the fingerprint and accept it") },
    FailureRow(
      .hostKeyChanged, .hostKeyChanged, "The remote's host key is not the one it had before"
    ) { place in
      let advice = "This may be an attack. If its owner confirms the new key"
      return place.server.map { .run("ssh-keygen -R \($0.knownHostsWord)", advice) }
        ?? .inspect(place.address, advice)
    },
    FailureRow(
      .hostKeyRevoked, .hostKeyChanged, "The remote's host key is revoked here"
    ) { _ in
      .run(
        "grep @revoked ~/.ssh/known_hosts /etc/ssh/ssh_known_hosts",
        "Do not connect; ask its owner. The line that says so")
    },
    FailureRow(
      .certificateNotTrusted, .certificateNotTrusted, "The remote's certificate is not trusted"
    ) { .inspect($0.address, "See why") },

    // MARK: Logins

    FailureRow(
      .authenticationFailed, .authenticationFailed, "The remote accepted none of your keys"
    ) {
      $0.trial(
        "A key with a passphrase needs an agent (ssh-add). See which keys are tried",
        isVerbose: true)
    },
    FailureRow(
      .authenticationFailed, over: .http, .authenticationFailed,
      "The remote accepted none of your passwords"
    ) {
      .init(
        .giveCredential,
        "Give it a user name and a token, by a credential helper (gitcredentials(7)) say",
        address: $0.address.description)
    },
    FailureRow(
      .tooManyKeys, .authenticationFailed, "The remote stopped before all of your keys were tried"
    ) {
      $0.trial(
        "Name the one to use, by IdentitiesOnly and IdentityFile for the host in ~/.ssh/config. See "
          + "which are tried", isVerbose: true)
    },
    FailureRow(
      .proxyAuthenticationFailed, .authenticationFailed,
      "The proxy on the way wants a user name and a password"
    ) { _ in
      .run(
        "git config --global http.proxy http://USER:PASSWORD@HOST:PORT",
        "Put them into its address")
    },

    // MARK: The repository

    FailureRow(
      .notAllowed, .notAllowed, "The remote knows you, but does not allow this"
    ) { $0.trial("Give this key write access there; see whose it is") },
    FailureRow(
      .notAllowed, over: .http, .notAllowed, "The remote knows you, but does not allow this"
    ) { .inspect($0.address, "Give this login or token write access there; see whose it is") },
    FailureRow(
      .notAllowed, over: .git, .notAllowed, "The remote does not allow this"
    ) { _ in
      .run(
        "git daemon --enable=receive-pack",
        "git:// has no login. Use ssh or https, or let the server accept pushes from anyone")
    },
    FailureRow(
      .repositoryMissing, .repositoryMissing,
      "The remote has no such repository, or hides it from you"
    ) { _ in .makeRemote("Check the address, or make one there") },
    FailureRow(
      .repositoryMissing, over: .http, .repositoryMissing,
      "The remote has no such repository, or hides it from you"
    ) { .inspect($0.address, "Check the address, and which login is used") },
    FailureRow(
      .repositoryMissing, over: .git, .repositoryMissing,
      "The remote has no such repository, or hides it"
    ) { _ in
      .run(
        "touch PATH/git-daemon-export-ok",
        "Check the address; a repository is shown when the server has")
    },
    FailureRow(
      .tooLarge, .rejected, "The remote accepts nothing this large"
    ) { _ in
      .init(.followAdvice, "Its limit has to be raised there (nginx: client_max_body_size)")
    },
    FailureRow(
      .formatNotSupported, .unsupported, "The remote cannot be synchronised"
    ) { _ in
      .init(
        .giveAddress, "Use a SHA-1 repository as the remote", command: SyncError.sha1Repository)
    },
  ]
}

/// The remote of a failure, for the remedies that depend on it.
struct RemotePlace {
  let address: RemoteAddress
  /// The server, for ssh.
  let server: SSHAddress?

  init(_ address: RemoteAddress) {
    self.address = address
    server = address.transport == .ssh ? try? SSHAddress(address.text) : nil
  }

  /// Returns the remedy of a trial by ssh itself; without an address of ssh's, a closer look.
  func trial(_ advice: String, isVerbose: Bool = false) -> SyncError.Remedy {
    guard let server else { return .inspect(address, advice) }
    return .run("ssh -T \(server.shellWords)\(isVerbose ? " -v" : "")", advice)
  }
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
