internal import Platform
internal import Processes

extension CredentialChain {
  /// A credential, and the place where it was.
  struct Finding {
    let credential: Credential
    let source: String
  }

  /// Looks in one place; what is not there is noted.
  func find(_ step: Step) throws(ConnectionFailure) -> Finding? {
    switch step {
    case .provider:
      guard let provider else { return nil }
      guard let credential = provider.credential(for: request) else {
        note("embedding program: no password")
        return nil
      }
      return Finding(credential: credential, source: "embedding program")
    case .address:
      guard let username = url.username, let password = url.password else {
        note("URL: no password")
        return nil
      }
      let credential = Credential(username: username, password: password)
      return Finding(credential: credential, source: "URL")
    case .token: return token()
    case .netrc: return netrc()
    case .helper(let index): return try ask(rules.helpers[index])
    case .prompt: return try prompt()
    }
  }

  /// The token of the environment, which no one may overhear: only over TLS, or to this computer.
  private func token() -> Finding? {
    guard let token = surroundings.variable("HANDOFF_TOKEN") else {
      note("HANDOFF_TOKEN: not set")
      return nil
    }
    guard request.scheme == "https" || isLoopback else {
      note("HANDOFF_TOKEN: not sent, the address is not https")
      return nil
    }
    // Services that take tokens ignore the name, or want this one (GitHub's).
    let username = url.username.flatMap { $0.isEmpty ? nil : $0 } ?? "x-access-token"
    return Finding(
      credential: Credential(username: username, password: token), source: "HANDOFF_TOKEN")
  }

  /// The user's file of passwords, which curl reads for git.
  private func netrc() -> Finding? {
    let path =
      surroundings.variable("NETRC").map(surroundings.expanded)
      ?? surroundings.home.map { "\($0)/.netrc" }
    guard let path else {
      note("netrc: no home folder")
      return nil
    }
    do throws(FileError) {
      let file = Netrc(try LocalFile.read(path, limit: 1 << 20))
      let username = url.username.flatMap { $0.isEmpty ? nil : $0 }
      guard let credential = file.credential(host: hostName, username: username) else {
        note("netrc: no entry for \(username.map { "\($0)@" } ?? "")\(hostName)")
        return nil
      }
      return Finding(credential: credential, source: "netrc")
    } catch  where error.isNotFound {
      note("netrc: no file")
    } catch {
      note("netrc: \(error.reason)")
    }
    return nil
  }

  /// The person, or a program in that person's place.
  private func prompt() throws(ConnectionFailure) -> Finding? {
    guard rules.isInteractive else {
      note("askpass, terminal: switched off by credential.interactive")
      return nil
    }
    var prompt = CredentialPrompt(
      askPass: settings.askPass, terminal: terminal, in: surroundings)
    defer { for complaint in prompt.complaints { note(complaint) } }
    var source = ""
    if known.username == nil {
      guard let answer = try prompt.ask("Username for '\(shownAddress)': ", isSecret: false) else {
        return nil
      }
      known.username = answer.text
      source = answer.source
    }
    if known.password == nil {
      guard let answer = try prompt.ask("Password for '\(shownAddress)': ", isSecret: true) else {
        return nil
      }
      known.password = answer.text
      source = answer.source
    }
    return known.credential.map { Finding(credential: $0, source: source) }
  }

  /// The address as git shows it in a prompt.
  private var shownAddress: String {
    var shown = CredentialURL()
    shown.scheme = known.scheme
    shown.username = known.username
    shown.host = known.host
    shown.path = known.path
    if rules.sanitizesPrompt, let text = CredentialRules.formatted(shown) { return text }
    let user = known.username.flatMap { $0.isEmpty ? nil : "\($0)@" } ?? ""
    return "\(known.scheme)://\(user)\(known.host)\(known.path.map { "/\($0)" } ?? "")"
  }

  /// The host without its port, and without the brackets of an address.
  private var hostName: String {
    let host = request.host
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      return String(host[host.index(after: host.startIndex)..<end])
    }
    return String(host.prefix { $0 != ":" })
  }

  private var isLoopback: Bool {
    if ["localhost", "::1"].contains(hostName) { return true }
    let numbers = hostName.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}

extension CredentialChain {
  /// Asks one helper of the configuration.
  ///
  /// - Returns: The credential, once a user name and a password are known.
  /// - Throws: `ConnectionFailure` where the helper wants that nobody else is asked, as git stops too.
  func ask(_ value: String) throws(ConnectionFailure) -> Finding? {
    let setting = CredentialHelperSetting(text: value)
    let name = "credential helper \"\(setting.shownName)\""
    known.challenges = challenges
    guard let reply = try run(setting, .get, known) else { return nil }
    let answer = known.read(reply.output)
    let hadPassword = known.password != nil
    known.dropExpired(now: surroundings.now())
    if let credential = known.credential { return Finding(credential: credential, source: name) }
    if answer.quits {
      note("\(name): told us to quit")
      throw ConnectionFailure(.authenticationFailed, "\(name) told us to quit")
    }
    if let complaint = reply.complaint {
      note("\(name): \(redacted(complaint))")
    } else if answer.isBroken {
      note("\(name): its answer makes no sense")
    } else if hadPassword, known.password == nil {
      note("\(name): its password has expired")
    } else {
      note("\(name): \(known.password == nil ? "no password" : "no user name")")
    }
    return nil
  }

  /// Tells all helpers what became of a credential, as git does.
  func tell(_ operation: CredentialOperation, _ record: CredentialRecord) {
    if operation == .store, let expiry = record.expiry, expiry < surroundings.now() { return }
    for value in rules.helpers {
      let setting = CredentialHelperSetting(text: value)
      // A cancelled task ends what is still to be said, and the server's answer stands anyway.
      guard let reply = try? run(setting, operation, record) else { continue }
      if let complaint = reply.complaint {
        note("credential helper \"\(setting.shownName)\": \(redacted(complaint))")
      }
    }
  }

  /// Runs a helper; what fails is noted.
  ///
  /// - Throws: `ConnectionFailure` with `cancelled`.
  private func run(
    _ setting: CredentialHelperSetting, _ operation: CredentialOperation,
    _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply? {
    do throws(ConnectionFailure) {
      let helper = try setting.helper(
        rules, lockMilliseconds: settings.storeLockMilliseconds, in: surroundings)
      return try helper.run(operation, record)
    } catch  where error.reason != .cancelled {
      note("credential helper \"\(setting.shownName)\": \(redacted(error.message))")
      return nil
    }
  }
}
