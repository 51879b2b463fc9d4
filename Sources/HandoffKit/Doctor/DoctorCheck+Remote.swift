internal import Phrases
internal import Platform
internal import SnapshotStore
internal import SyncRepo

extension DoctorCheck {
  /// Makes a check of the remote.
  ///
  /// The first of them that is run holds the one conversation that all of them share, so that each
  /// has the deadline of the whole.
  private static func ofRemote(
    _ name: String, _ title: String, requires: [String] = ["remote"],
    run: @escaping @Sendable (DoctorExamination, AccessReport) async throws -> DoctorFinding
  ) -> DoctorCheck {
    DoctorCheck(
      name, title, .remote, deadline: .seconds(120), isSlow: true, requires: requires
    ) { examination in try await run(examination, try await examination.access()) }
  }

  /// The remote's machine answers.
  static let reached = ofRemote("remote", Phrases.titleRemote(), requires: ["clone"]) {
    _, report in
    if RemoteStage(report.read) == .unreached, let error = report.read.error {
      return .failed(error)
    }
    var finding = DoctorFinding(address(of: report)).summarized(report.address)
    if let path = RemoteAddress(report.address).localPath {
      finding.lookAtSync(of: path, shown: path, fix: Phrases.fixSyncedRemote())
    }
    if report.pushAddress != report.address {
      finding.note(Phrases.checkPushAddress(address: report.pushAddress))
    }
    let facts = report.facts
    if let milliseconds = facts.answerMilliseconds {
      finding.note(Phrases.checkFirstAnswer(n: milliseconds))
    }
    if let final = facts.finalAddress, final != report.address {
      finding.note(Phrases.checkRedirect(address: final))
    }
    if let proxy = facts.proxy { finding.note(Phrases.checkProxy(proxy: proxy)) }
    if let program = facts.program { finding.note(Phrases.checkConnectedBy(program: program)) }
    return finding
  }

  /// It is the machine it claims to be.
  static let server = ofRemote("server", Phrases.titleServer()) { examination, report in
    let stage = RemoteStage(report.read)
    if stage == .unidentified, let error = report.read.error { return .failed(error) }
    if stage == .unreached { return .skipped(Phrases.checkUnreached()) }
    return switch report.transport {
    case .local: .skipped(Phrases.checkServerLocal())
    case .ssh: hostKey(report.facts)
    case .git: .warning(Phrases.checkGitProtocol(), fix: Phrases.fixGitProtocol())
    case .http, .other: certificate(report, now: examination.context.seconds())
    }
  }

  /// A login was accepted.
  static let credential = ofRemote("credential", Phrases.titleCredential()) { _, report in
    let stage = RemoteStage(report.read)
    if stage < .unauthenticated { return .skipped(Phrases.checkLoginUnreached()) }
    if stage == .unauthenticated, let error = report.read.error { return .failed(error) }
    let user = report.facts.credentialUser.map(masked)
    switch report.transport {
    case .local, .git: return .skipped(Phrases.checkLoginless())
    case .ssh:
      return DoctorFinding(
        user.map { Phrases.checkSSHLoginAs(user: $0) } ?? Phrases.checkSSHLogin())
    case .http, .other:
      guard let source = report.facts.credentialSource else {
        return DoctorFinding(Phrases.checkNoLoginNeeded())
      }
      return DoctorFinding(
        user.map { Phrases.checkCredentialOf(source: source, user: $0) }
          ?? Phrases.checkCredential(source: source))
    }
  }

  /// The repository may be read.
  static let read = ofRemote("read", Phrases.titleRead()) { _, report in
    let stage = RemoteStage(report.read)
    if stage == .refused, let error = report.read.error { return .failed(error) }
    guard stage == .done, let branches = report.branches else {
      return .skipped(Phrases.checkNotAsked())
    }
    let summary = Phrases.summaryReads()
    guard !branches.isEmpty else {
      return DoctorFinding(Phrases.checkEmptyRemote()).summarized(summary)
    }
    let names = Phrases.list(branches.prefix(3).map { String($0.prefix(60)) })
    return DoctorFinding(
      branches.count > 3
        ? Phrases.checkMoreBranches(names: names, n: branches.count - 3)
        : Phrases.checkBranches(names: names)
    ).summarized(summary)
  }

  /// The repository may be written, as far as that can be told without doing so.
  static let write = ofRemote("write", Phrases.titleWrite(), requires: ["remote", "read"]) {
    _, report in
    switch report.write {
    case .allowed where report.transport == .local:
      var finding = DoctorFinding(Phrases.checkWritableFiles())
        .summarized(Phrases.summaryWrites())
      let hooks = hooks(of: RemoteAddress(report.address).localPath ?? report.address)
      if !hooks.isEmpty {
        finding.add(
          .warning, Phrases.checkLocalHooks(names: Phrases.list(hooks)),
          fix: Phrases.fixLocalHooks())
      }
      return finding
    case .allowed:
      return DoctorFinding(Phrases.checkWritableRemote()).summarized(Phrases.summaryWrites())
    case .refused(let error): return .failed(error)
    case .unknown(let reason): return .skipped(Phrases.checkUnknown(reason: reason))
    }
  }

  /// The hooks that git-receive-pack(1) would run for a push to a repository.
  private static func hooks(of repository: String) -> [String] {
    ["pre-receive", "update", "post-receive", "reference-transaction"].filter { name in
      ["\(repository)/hooks/\(name)", "\(repository)/.git/hooks/\(name)"].contains {
        LocalFile.isExecutable($0)
      }
    }
  }

  /// The clocks here and there agree.
  static let clock = ofRemote("clock", Phrases.titleClock()) { _, report in
    guard let there = report.facts.serverTime, let here = report.facts.localTime else {
      return .skipped(Phrases.checkNoClock())
    }
    let skew = here - there
    guard abs(skew) > 60 else { return DoctorFinding(Phrases.checkClock(n: abs(skew))) }
    return .warning(
      skew > 0 ? Phrases.checkClockAhead(n: skew) : Phrases.checkClockBehind(n: -skew),
      fix: Phrases.fixClock())
  }

  /// Nobody reads the snapshots without a login.
  static let privacy = ofRemote("privacy", Phrases.titlePrivacy()) { _, report in
    switch report.anonymous {
    case .closed(let how):
      return DoctorFinding(LibraryText.inReadersLanguage(how))
        .summarized(Phrases.summaryPrivate())
    case .unknown(let reason): return .skipped(Phrases.checkUnknown(reason: reason))
    case .readable(let how):
      let text = Phrases.checkPublic(how: how)
      return switch report.transport {
      case .local:
        .warning(text, fix: Phrases.fixPublicFiles(path: shellWord(report.address)))
      case .git: .warning(text, fix: Phrases.fixPublicProtocol())
      default: .failed(text, fix: Phrases.fixPublicRepository())
      }
    }
  }

  /// The refused tasks that are shown each.
  private static let shownTasks = 20

  /// Every task on the remote can be read by a machine that has none of it yet.
  static let tasks = DoctorCheck(
    "tasks", Phrases.titleTasks(), .remote, deadline: .seconds(600), isSlow: true,
    requires: ["read"]
  ) { examination in
    try await examination.withNewClone { store in
      var finding = DoctorFinding()
      var count = 0
      var refused = 0
      for stored in try await store.list() {
        var problem = stored.problem?.description
        if problem == nil {
          do throws(SyncError) {
            if try await store.read(stored) == nil { problem = Phrases.checkTaskUnread() }
          } catch {
            problem = error.message
          }
        }
        if let problem {
          refused += 1
          guard refused <= shownTasks else { continue }
          finding.add(
            .warning, Phrases.checkTaskRefused(task: stored.name, reason: problem),
            fix: Phrases.fixTaskRefused())
        } else {
          count += 1
        }
      }
      if refused > shownTasks {
        finding.note(Phrases.checkMoreTasks(n: refused - shownTasks))
      }
      finding.note(Phrases.checkTasks(n: count))
      return finding
    }
  }

  // MARK: - Words

  private static func address(of report: AccessReport) -> String {
    let address = report.address
    return switch report.transport {
    case .local: Phrases.checkLocalRemote(address: address)
    case .ssh: Phrases.checkSSHRemote(address: address)
    case .http: Phrases.checkHTTPRemote(address: address)
    case .git: Phrases.checkGitRemote(address: address)
    case .other(let scheme): Phrases.checkOtherRemote(address: address, scheme: scheme)
    }
  }

  private static func hostKey(_ facts: RemoteFacts) -> DoctorFinding {
    if facts.isVerificationOff {
      return .warning(Phrases.checkAnyHostKey(), fix: Phrases.fixAnyHostKey())
    }
    var finding = DoctorFinding()
    for key in facts.hostKeys.prefix(4) { finding.note(Phrases.checkHostKey(key: key)) }
    if facts.hostKeys.isEmpty { finding.note(Phrases.checkHostKeyAccepted()) }
    return finding
  }

  private static func certificate(_ report: AccessReport, now: Int64) -> DoctorFinding {
    let facts = report.facts
    if report.address.hasPrefix("http://") {
      return .warning(Phrases.checkPlainHTTP(), fix: Phrases.fixPlainHTTP())
    }
    var finding = DoctorFinding()
    if facts.isVerificationOff {
      finding.add(.warning, Phrases.checkAnyCertificate(), fix: Phrases.fixAnyCertificate())
    }
    if let expiry = facts.certificateExpiry {
      let days = (expiry - now) / 86_400
      if days < 14 {
        finding.add(
          .warning,
          expiry <= now
            ? Phrases.checkCertificateExpired() : Phrases.checkCertificateExpires(n: days),
          fix: Phrases.fixCertificateExpires())
      } else {
        finding.note(Phrases.checkCertificateValid(n: days))
      }
    }
    if let subject = facts.certificateSubject {
      finding.note(Phrases.checkCertificateSubject(name: subject.prefix(200)))
    }
    if let issuer = facts.certificateIssuer {
      finding.note(Phrases.checkCertificateIssuer(name: issuer.prefix(200)))
    }
    let protocols = [facts.tlsVersion, facts.httpVersion].compactMap(\.self)
    if !protocols.isEmpty { finding.note(Phrases.list(protocols)) }
    if finding.evidence.isEmpty { finding.note(Phrases.checkCertificateAccepted()) }
    return finding
  }

  /// Returns a user name, cut off where it may be a token in truth.
  private static func masked(_ user: String) -> String {
    user.utf8.count > 15 ? "\(user.prefix(4))…" : user
  }
}

/// The point at which a look at a remote was refused.
enum RemoteStage: Int, Comparable {
  /// Its machine did not answer, or the address is none.
  case unreached
  /// Its machine answered, and is not known to be the right one.
  case unidentified
  /// It accepted no login.
  case unauthenticated
  /// It accepted the login, and refused what was asked.
  case refused
  /// It did what was asked.
  case done

  /// Tells the point by the verdict on reading.
  init(_ read: AccessVerdict) {
    guard let error = read.error else {
      self = .done
      return
    }
    switch error.kind {
    case .hostKeyUnknown, .hostKeyChanged, .certificateNotTrusted: self = .unidentified
    case .authenticationFailed: self = .unauthenticated
    case .notAllowed, .repositoryMissing, .rejected: self = .refused
    default: self = .unreached
    }
  }

  static func < (one: RemoteStage, other: RemoteStage) -> Bool { one.rawValue < other.rawValue }
}
