internal import Git2
internal import Platform
internal import Processes

/// One look at a remote: may it be read, may it be written, by whom.
struct AccessProbe: Sendable {
  let configuration: SyncConfiguration
  let cancellation: Cancellation
  /// The branch that would be pushed; `nil` means the remote's default one.
  let branch: String?

  /// Asks the remote, and changes nothing on either side.
  ///
  /// - Parameter repository: A repository whose configuration has the remote.
  /// - Returns: The findings; a remote that cannot be reached is one of them, and no error.
  /// - Throws: `SyncError` with `noRemote`, or `cancelled`.
  func run(on repository: borrowing Repository) throws(SyncError) -> AccessReport {
    let name = configuration.remote
    let urls = try attempt("read the configuration") { () throws(GitError) in
      try repository.remoteURLs(name)
    }
    guard let urls else {
      let folder = ShellQuoting.word(repository.workingFolder ?? repository.gitFolder)
      throw SyncError(
        .noRemote, "There is no remote named \(name).",
        remedy: SyncError.Remedy(
          .giveAddress, "Add one", command: "git -C \(folder) remote add \(name) URL"))
    }
    let (fetch, push) = (RemoteAddress(urls.fetch), RemoteAddress(urls.push))
    // One for all questions: what keeps a connection open uses it again.
    let transports = configuration.transports(cancellation)
    var report = AccessReport(address: fetch, pushAddress: push)
    do throws(SyncError) {
      let seen = try advertisement(of: repository, at: fetch, isPush: false, transports)
      report.read = .allowed
      report.branches = seen.references.keys.filter { $0.hasPrefix("refs/heads/") }
        .map { String($0.dropFirst(11)) }.sorted()
      report.defaultBranch = seen.defaultBranch
    } catch {
      report.read = .refused(error)
    }
    if report.read == .allowed {
      report.write = write(
        to: push, branch: branch ?? report.defaultBranch ?? "main", of: repository, transports)
    } else {
      report.write = .unknown("it was not asked, since reading failed")
    }
    if fetch.transport == .ssh { noteHostKeys(of: fetch, repository, transports) }
    report.facts = transports.observation.facts
    report.anonymous = anonymousAccess(fetch, isReadable: report.read == .allowed, repository)
    if cancellation.isCancelled { throw SyncError(.cancelled, "The check was cancelled.") }
    return report
  }

  private func write(
    to address: RemoteAddress, branch: String, of repository: borrowing Repository,
    _ transports: RemoteTransports
  ) -> AccessVerdict {
    if let path = address.localPath { return LocalAccess(path, address).write(to: branch) }
    do throws(SyncError) {
      _ = try advertisement(of: repository, at: address, isPush: true, transports)
      return .allowed
    } catch {
      return .refused(error)
    }
  }

  private func noteHostKeys(
    of address: RemoteAddress, _ repository: borrowing Repository, _ transports: RemoteTransports
  ) {
    guard let parts = try? SSHAddress(address.text),
      let program = try? transports.sshProgram(of: repository),
      let found = SSHHostKeys.of(program, parts, in: transports.context)
    else { return }
    transports.observation.note { facts in
      facts.hostKeys = found.keys
      facts.isVerificationOff = found.isCheckingOff
      facts.credentialUser = facts.credentialUser ?? found.user
    }
  }

  private func advertisement(
    of repository: borrowing Repository, at address: RemoteAddress, isPush: Bool,
    _ transports: RemoteTransports
  ) throws(SyncError) -> RemoteAdvertisement {
    let route = try transports.route(to: address, of: repository)
    do throws(GitError) {
      return try repository.advertisement(
        of: configuration.remote, isPush: isPush, over: route,
        watcher: transports.watcher { _ in })
    } catch {
      throw SyncError.remote(error, address: address)
    }
  }

  // MARK: - Without a login

  /// Asks only that, of a remote that is reached by ssh or https.
  ///
  /// - Parameter repository: A repository whose configuration has the remote.
  /// - Returns: The answer.
  /// - Throws: `SyncError` where the configuration cannot be read.
  func visibility(on repository: borrowing Repository) throws(SyncError) -> AnonymousAccess {
    let name = configuration.remote
    let urls = try attempt("read the configuration") { () throws(GitError) in
      try repository.remoteURLs(name)
    }
    guard let address = urls.map({ RemoteAddress($0.push) }) else {
      return .unknown("there is no remote")
    }
    switch address.transport {
    case .http, .ssh: return anonymousAccess(address, isReadable: false, repository)
    case .git, .local, .other: return .unknown("its transport is not one that is asked")
    }
  }

  private func anonymousAccess(
    _ address: RemoteAddress, isReadable: Bool, _ repository: borrowing Repository
  ) -> AnonymousAccess {
    switch address.transport {
    case .git:
      return isReadable
        ? .readable("git:// knows no login") : .unknown("the remote could not be read")
    case .local: return LocalAccess(address.localPath ?? "", address).anonymous
    case .http: return askAnonymously(address.withoutUser, repository)
    case .ssh:
      guard let page = KnownHost.httpsAddress(of: address) else {
        return .unknown("ssh does not tell who else has a login")
      }
      return askAnonymously(page, repository)
    case .other: return .unknown("its transport is not known")
    }
  }

  private func askAnonymously(
    _ address: RemoteAddress, _ repository: borrowing Repository
  ) -> AnonymousAccess {
    var configuration = configuration
    // A question beside the main one: a network that swallows it must not take long.
    configuration.network.firstAnswer = min(configuration.network.firstAnswer, .seconds(8))
    configuration.network.silence = min(configuration.network.silence, .seconds(8))
    configuration.network.total = min(configuration.network.total, .seconds(12))
    configuration.isInteractive = false
    let transports = configuration.transports(cancellation, allowsCredentials: false)
    do throws(SyncError) {
      guard let transport = try transports.transport(for: address, of: repository) else {
        return .unknown("its transport is not known")
      }
      do throws(GitError) {
        _ = try RemoteAdvertisement(
          of: address.text, over: transport, watcher: transports.watcher { _ in })
      } catch {
        throw SyncError.remote(error, address: address)
      }
    } catch {
      switch error.kind {
      case .authenticationFailed, .notAllowed, .repositoryMissing:
        return .closed("\(address) does not answer without a login")
      default:
        return .unknown("\(address) could not be asked without a login: \(error.message)")
      }
    }
    return .readable("\(address) answers without a login")
  }
}

/// The hosting services that have the same repositories under ssh and https addresses.
enum KnownHost {
  private static let names: Set = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"]

  /// Returns the https address of a repository that is reached by ssh.
  ///
  /// - Parameter address: The ssh address.
  /// - Returns: `nil` for another host, an alias of ssh's configuration included.
  static func httpsAddress(of address: RemoteAddress) -> RemoteAddress? {
    guard let parts = try? SSHAddress(address.text) else { return nil }
    var host = parts.host.lowercased()
    // The services' own names for ssh on port 443.
    for (alias, name) in [
      ("ssh.github.com", "github.com"), ("altssh.gitlab.com", "gitlab.com"),
      ("altssh.bitbucket.org", "bitbucket.org"),
    ] where host == alias { host = name }
    guard names.contains(host), !parts.path.hasPrefix("~") else { return nil }
    let path = parts.path.drop { $0 == "/" }
    let allowed = path.utf8.allSatisfy { byte in
      byte > 0x20 && byte < 0x7F && !"?#%@:\\".utf8.contains(byte)
    }
    guard allowed, !path.isEmpty else { return nil }
    return RemoteAddress("https://\(host)/\(path)")
  }
}
