internal import Platform
internal import Processes

/// The places where a credential can be, one function each.
extension CredentialChain {
  /// A credential, and the place where it was.
  struct Finding {
    let credential: Credential
    let source: String
  }

  /// Looks in one place, and notes why nothing is there.
  func find(_ step: Step) throws(ConnectionFailure) -> Finding? {
    switch step {
    case .address: return inAddress()
    case .provider: return try provider.flatMap(ask)
    case .netrc: return netrc()
    case .helper(let index): return try ask(rules.helpers[index])
    case .prompt: return try prompt()
    }
  }

  private func inAddress() -> Finding? {
    guard let username = url.username, let password = url.password else {
      note("URL", "no password")
      return nil
    }
    return Finding(credential: Credential(username: username, password: password), source: "URL")
  }

  /// Asks the embedding program.
  private func ask(_ provider: AskedProvider) throws(ConnectionFailure) -> Finding? {
    switch try provider.credential(for: request, in: context) {
    case .credential(let credential):
      return Finding(credential: credential, source: provider.name)
    case .unavailable(let reason):
      note(provider.name, redacted(reason))
      return nil
    }
  }

  /// Reads the user's file of passwords, which curl reads for git.
  private func netrc() -> Finding? {
    let path =
      context.variable("NETRC").map(context.expanded) ?? context.home.map { "\($0)/.netrc" }
    guard let path else {
      note("netrc", "no home folder")
      return nil
    }
    do throws(FileError) {
      let file = Netrc(try LocalFile.read(path, limit: 1 << 20))
      let username = url.username.flatMap { $0.isEmpty ? nil : $0 }
      let host = hostName
      guard let credential = file.credential(host: host, username: username) else {
        note("netrc", "no entry for \(username.map { "\($0)@" } ?? "")\(host)")
        return nil
      }
      return Finding(credential: credential, source: "netrc")
    } catch  where error.isNotFound {
      note("netrc", "no file")
    } catch {
      note("netrc", "\(error.reason)")
    }
    return nil
  }

  /// The host without its port, and without the brackets of an IPv6 address.
  private var hostName: String {
    guard let place = try? HostAndPort(Array(request.host.utf8)[...]) else { return request.host }
    return String(decoding: place.host, as: UTF8.self)
  }

  // MARK: - A person

  /// Asks a person, or a program in that person's place.
  private func prompt() throws(ConnectionFailure) -> Finding? {
    guard rules.isInteractive else {
      note("askpass, terminal", "switched off by credential.interactive")
      return nil
    }
    var prompt = CredentialPrompt(askPass: settings.askPass, terminal: terminal, in: context)
    defer { for complaint in prompt.complaints { note(complaint.source, complaint.reason) } }
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

  // MARK: - Helpers

  /// Asks one helper of the configuration.
  ///
  /// - Returns: The credential, once a user name and a password are known.
  /// - Throws: `ConnectionFailure` where the helper wants nobody else to be asked, as in git.
  private func ask(_ value: String) throws(ConnectionFailure) -> Finding? {
    let setting = CredentialHelperSetting(text: value)
    let name = setting.name
    known.challenges = challenges
    guard let reply = try run(setting, .get, known) else { return nil }
    let answer = known.read(reply.output)
    let hadPassword = known.password != nil
    known.dropExpired(now: context.now())
    if let credential = known.credential { return Finding(credential: credential, source: name) }
    if answer.quits {
      note(name, "it wants nobody else to be asked")
      throw ConnectionFailure(.authenticationFailed, "\(name) wants nobody else to be asked")
    }
    if let complaint = reply.complaint {
      note(name, redacted(complaint))
    } else if answer.isBroken {
      note(name, "its answer makes no sense")
    } else if hadPassword, known.password == nil {
      note(name, "its password has expired")
    } else {
      note(name, "\(known.password == nil ? "no password" : "no user name")")
    }
    return nil
  }

  /// Tells all helpers that a credential was accepted or refused, as git does.
  func tell(_ operation: CredentialOperation, _ record: CredentialRecord) {
    if operation == .store, let expiry = record.expiry, expiry < context.now() { return }
    for value in rules.helpers {
      let setting = CredentialHelperSetting(text: value)
      // A cancelled task ends what is still to be said; the server's answer does not depend on it.
      guard let reply = try? run(setting, operation, record) else { continue }
      if let complaint = reply.complaint { report(setting, operation, complaint) }
    }
  }

  /// Notes that a helper could not keep or drop a credential.
  private func report(
    _ setting: CredentialHelperSetting, _ operation: CredentialOperation, _ complaint: String
  ) {
    let complaint = redacted(complaint)
    addToTried("\(setting.name): \(complaint)")
    context.report(
      SyncEvent(
        .helperFailed, "The \(setting.name) failed to \(operation) a password: \(complaint).",
        [.source: setting.name, .address: "\(url)", .reason: complaint]))
  }

  /// Runs a helper, and notes its failure.
  ///
  /// - Throws: `ConnectionFailure` with `cancelled`.
  private func run(
    _ setting: CredentialHelperSetting, _ operation: CredentialOperation,
    _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply? {
    do throws(ConnectionFailure) {
      let helper = try setting.helper(
        rules, lockMilliseconds: settings.storeLockMilliseconds, in: context)
      return try helper.run(operation, record)
    } catch  where error.reason != .cancelled {
      if operation == .get {
        note(setting.name, redacted(error.message))
      } else {
        report(setting, operation, error.message)
      }
      return nil
    }
  }
}
