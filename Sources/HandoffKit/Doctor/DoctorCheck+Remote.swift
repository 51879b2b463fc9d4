internal import SyncRepo

extension DoctorCheck {
  /// The remote's machine answers.
  ///
  /// The first of these checks that is run holds the one conversation that all of them share, so
  /// that each has the deadline of the whole.
  static let reached = DoctorCheck(
    "remote", "Remote reached", .remote, deadline: 120, isSlow: true, requires: ["clone"]
  ) { examination in
    let report = try await examination.access()
    if RemoteStage(report.read) == .unreached, let error = report.read.error {
      return .failed(error)
    }
    var finding = DoctorFinding("\(report.address), \(words(for: report.transport))")
    if report.pushAddress != report.address { finding.note("pushes go to \(report.pushAddress)") }
    let facts = report.facts
    if let milliseconds = facts.answerMilliseconds {
      finding.note("first answer after \(milliseconds) ms")
    }
    if let final = facts.finalAddress, final != report.address {
      finding.note("redirected to \(final)")
    }
    if let proxy = facts.proxy { finding.note("through the proxy \(proxy)") }
    if let program = facts.program { finding.note("connected by \(program)") }
    return finding
  }

  /// It is the machine it claims to be.
  static let server = DoctorCheck(
    "server", "Host key or certificate", .remote, deadline: 120, isSlow: true,
    requires: ["remote"]
  ) { examination in
    let report = try await examination.access()
    let stage = RemoteStage(report.read)
    if stage == .unidentified, let error = report.read.error { return .failed(error) }
    if stage == .unreached { return .skipped("The remote was not reached.") }
    switch report.transport {
    case .local: return .skipped("The remote is on this computer.")
    case .ssh: return hostKey(report.facts)
    case .git:
      return warning(
        "git:// proves nothing and hides nothing: anybody on the way can read and change it.",
        fix: "Use ssh or https: handoff init --remote URL --repo PATH")
    case .http, .other: return certificate(report, now: examination.context.seconds())
    }
  }

  /// A login was accepted.
  static let credential = DoctorCheck(
    "credential", "Login", .remote, deadline: 120, isSlow: true, requires: ["remote"]
  ) { examination in
    let report = try await examination.access()
    let stage = RemoteStage(report.read)
    if stage < .unauthenticated { return .skipped("It did not come to a login.") }
    if stage == .unauthenticated, let error = report.read.error { return .failed(error) }
    switch report.transport {
    case .local, .git: return .skipped("The remote knows no login.")
    case .ssh:
      let user = report.facts.credentialUser.map { " as \(masked($0))" } ?? ""
      return DoctorFinding("ssh logged in\(user), with its own keys or agent")
    case .http, .other: break
    }
    guard let source = report.facts.credentialSource else {
      return DoctorFinding("none was needed for reading")
    }
    let user = report.facts.credentialUser.map { ", user \(masked($0))" } ?? ""
    return DoctorFinding("from \(source)\(user)")
  }

  /// The repository may be read.
  static let read = DoctorCheck(
    "read", "Read access", .remote, deadline: 120, isSlow: true, requires: ["remote"]
  ) { examination in
    let report = try await examination.access()
    let stage = RemoteStage(report.read)
    if stage == .refused, let error = report.read.error { return .failed(error) }
    guard stage == .done, let branches = report.branches else {
      return .skipped("It did not come to a question.")
    }
    guard !branches.isEmpty else { return DoctorFinding("an empty repository") }
    let names = branches.prefix(3).map { $0.prefix(60) }.joined(separator: ", ")
    let more = branches.count > 3 ? " and \(branches.count - 3) more" : ""
    return DoctorFinding("branches: \(names)\(more)")
  }

  /// The repository may be written, as far as that can be told without doing so.
  static let write = DoctorCheck(
    "write", "Write access", .remote, deadline: 120, isSlow: true, requires: ["remote", "read"]
  ) { examination in
    let report = try await examination.access()
    switch report.write {
    case .allowed:
      let how =
        report.transport == .local
        ? "its files may be written" : "the remote opened a push, which went no further"
      return DoctorFinding(how)
    case .refused(let error): return .failed(error)
    case .unknown(let reason): return .skipped("Not known: \(reason).")
    }
  }

  /// The clocks here and there agree.
  static let clock = DoctorCheck(
    "clock", "Clock", .remote, deadline: 120, isSlow: true, requires: ["remote"]
  ) { examination in
    let facts = try await examination.access().facts
    guard let there = facts.serverTime, let here = facts.localTime else {
      return .skipped("The remote does not tell its time.")
    }
    let skew = here - there
    guard abs(skew) > 60 else { return DoctorFinding("\(abs(skew)) s apart") }
    return warning(
      "This computer's clock is \(abs(skew)) s \(skew > 0 ? "ahead of" : "behind") the remote's: "
        + "newer snapshots may look older.",
      fix: "Set it: timedatectl set-ntp true")
  }

  /// Nobody reads the snapshots without a login.
  static let privacy = DoctorCheck(
    "privacy", "Privacy", .remote, deadline: 120, isSlow: true, requires: ["remote"]
  ) { examination in
    let report = try await examination.access()
    switch report.anonymous {
    case .closed(let how): return DoctorFinding(how)
    case .unknown(let reason): return .skipped("Not known: \(reason).")
    case .readable(let how):
      let text = "Anybody can read the snapshots: \(how)."
      switch report.transport {
      case .local:
        return warning(text, fix: "Close it: chmod -R o-rwx \(shellWord(report.address))")
      case .git: return warning(text, fix: "Use ssh or https, or a network of your own.")
      default: return .failed(text, fix: "Make the repository private in its settings there.")
      }
    }
  }

  // MARK: - Words

  private static func hostKey(_ facts: RemoteFacts) -> DoctorFinding {
    if facts.isVerificationOff {
      return warning(
        "ssh accepts every host key there (StrictHostKeyChecking no).",
        fix: "Remove that from ~/.ssh/config, then accept the key once by hand.")
    }
    var finding = DoctorFinding()
    for key in facts.hostKeys.prefix(4) { finding.note("known: \(key)") }
    if facts.hostKeys.isEmpty { finding.note("accepted by ssh") }
    return finding
  }

  private static func certificate(_ report: AccessReport, now: Int64) -> DoctorFinding {
    let facts = report.facts
    if report.address.hasPrefix("http://") {
      return warning(
        "http:// proves nothing and hides nothing: anybody on the way can read and change it.",
        fix: "Use https: git remote set-url, or handoff init --remote https://…")
    }
    var finding = DoctorFinding()
    if facts.isVerificationOff {
      finding.add(
        .warning, "The certificate was not looked at: http.sslVerify is off.",
        fix: "Switch it on again: git config --global --unset http.sslVerify")
    }
    if let expiry = facts.certificateExpiry {
      let days = (expiry - now) / 86_400
      if days < 14 {
        finding.add(
          .warning, "The certificate ends in \(days) days.",
          fix: "Tell whoever runs the server to renew it.")
      } else {
        finding.note("valid for \(days) more days")
      }
    }
    if let subject = facts.certificateSubject { finding.note("for \(subject.prefix(200))") }
    if let issuer = facts.certificateIssuer { finding.note("from \(issuer.prefix(200))") }
    let protocols = [facts.tlsVersion, facts.httpVersion].compactMap(\.self)
    if !protocols.isEmpty { finding.note(protocols.joined(separator: ", ")) }
    if finding.evidence.isEmpty { finding.note("accepted") }
    return finding
  }

  private static func words(for transport: RemoteAddress.Transport) -> String {
    switch transport {
    case .local: "a path on this computer"
    case .ssh: "over ssh"
    case .http: "over http(s)"
    case .git: "over git’s own protocol"
    case .other(let scheme): scheme
    }
  }

  private static func warning(_ text: String, fix: String) -> DoctorFinding {
    var finding = DoctorFinding()
    finding.add(.warning, text, fix: fix)
    return finding
  }

  /// A user name that may be a token in truth.
  private static func masked(_ user: String) -> String {
    user.utf8.count > 15 ? "\(user.prefix(4))…" : user
  }
}

/// How far a look at a remote came before it was refused.
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

  /// Tells it by the verdict on reading.
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
