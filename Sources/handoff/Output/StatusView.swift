internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

/// The lines of a status: each with a mark, and what to type below it.
struct StatusLines {
  let console: Console

  init(_ console: Console) { self.console = console }

  /// Prints that something is well.
  func well(_ text: String) { line(console.output.glyphs.success, .green, text) }

  /// Prints what needs attention.
  func attention(_ text: String, next: String? = nil, indent: String = "") {
    line(console.output.glyphs.warning, .yellow, text, next: next, indent: indent)
  }

  /// Prints a trouble.
  func trouble(_ text: String, next: String? = nil, indent: String = "") {
    line(console.output.glyphs.failure, .red, text, next: next, indent: indent)
  }

  /// Prints an error with the way out of it.
  func problem(_ error: HandoffError) { trouble(error.message, next: error.hint) }

  private func line(
    _ mark: String, _ style: Style, _ text: String, next: String? = nil, indent: String = ""
  ) {
    console.print(StyledText(indent) + StyledText(mark, style) + " " + StyledText(text))
    // A worker, whose words are English, may have noted it.
    if let next {
      console.print(StyledText(indent + "  " + LibraryText.inReadersLanguage(next), .dim))
    }
  }
}

/// The status of this machine as a person reads it.
struct StatusView {
  private let status: MachineStatus
  private let settings: Settings
  private let console: Console
  private let lines: StatusLines

  init(_ status: MachineStatus, _ settings: Settings, _ console: Console) {
    self.status = status
    self.settings = settings
    self.console = console
    lines = StatusLines(console)
  }

  /// Prints it: the machine first, then its sessions.
  func show() {
    guard let machine = status.machine else {
      return lines.attention(
        Phrases.statusNotSetUp(machine: MachineName(making: console.context.hostName())),
        next: Phrases.statusInit())
    }
    showClone(of: machine)
    showHooks()
    showCalls()
    for pause in status.pauses {
      lines.attention(PauseText(console).line(pause), next: PauseText.end(pause.scope))
    }
    showSessions()
  }

  private func showClone(of machine: String) {
    let clone = try? status.clone.get()
    let remote = (try? clone?.remote.get()) ?? Phrases.unknownMachine()
    let name = Phrases.statusMachine(
      machine: machine, mark: console.output.glyphs.machines, remote: remote)
    console.print(StyledText(name).highlighting(machine, .bold))
    if let problem = status.problem { lines.problem(problem) }
    guard let clone else { return }
    if let how = clone.publicRemote {
      lines.trouble(Phrases.publicNowStatus(how: how), next: Phrases.publicNowStatusHint())
    } else if let failure = status.pushTrouble {
      lines.trouble(
        Phrases.statusNotPushed(time: clock(failure.since), reason: failure.message),
        next: Phrases.statusDoctor())
    }
    let times = times(waiting: clone.unpushed)
    if status.pushTrouble == nil && clone.publicRemote == nil && status.problem == nil {
      lines.well(times)
    } else {
      lines.attention(times)
    }
    if clone.standing.isTrouble {
      lines.trouble(clone.standing.sentence, next: clone.standing.hint)
    } else if case .asked = clone.standing {
      lines.attention(clone.standing.sentence, next: clone.standing.hint)
    }
    if clone.sharesName { lines.trouble(Phrases.statusShared(machine: machine)) }
    for branch in clone.waitingBranches {
      lines.attention(
        Phrases.clonePutAside(branch: branch),
        next: Phrases.clonePutAsideHint(path: ShellQuoting.word(settings.repo), branch: branch))
    }
    for (other, version) in clone.newerMachines {
      lines.attention(
        Phrases.checkNewer(machine: other, version: version, own: Version.text),
        next: Phrases.fixNewer(version: version))
    }
    for other in clone.olderMachines { lines.attention(Phrases.statusOlder(machine: other)) }
  }

  /// Says when both sides last met, and how much waits.
  private func times(waiting n: Int) -> String {
    // Who pushes has heard the remote, too.
    guard let fetch = (status.lastFetch ?? status.lastPush).map(console.ago) else {
      return n == 0 ? Phrases.statusNeverMet() : Phrases.statusNeverMetWaits(n: n)
    }
    guard let push = status.lastPush.map(console.ago) else {
      return n == 0
        ? Phrases.statusNeverPushed(fetch: fetch)
        : Phrases.statusNeverPushedWaits(fetch: fetch, n: n)
    }
    return n == 0
      ? Phrases.statusAllPushed(push: push, fetch: fetch)
      : Phrases.statusUnpushed(push: push, fetch: fetch, n: n)
  }

  private func showCalls() {
    let calls = status.calls
    if let stop = status.modelStop {
      lines.attention(Phrases.statusModelStop(reason: stop.reason, time: clock(stop.until)))
    }
    let dollars = Self.dollars(calls.costUSD)
    guard calls.calls > 0 else { return lines.well(Phrases.statusNoCalls()) }
    lines.well(
      calls.failed == 0
        ? Phrases.statusCalls(n: calls.calls, dollars: dollars)
        : Phrases.statusFailedCalls(n: calls.calls, failed: calls.failed, dollars: dollars))
  }

  private func showHooks() {
    guard let hooks = status.hooks else {
      return lines.trouble(
        Phrases.statusHooksUnreadable(), next: Phrases.statusHooksUnreadableHint())
    }
    if status.isPluginEnabled && hooks.registered.isEmpty {
      return lines.well(Phrases.statusHooksOfPlugin())
    }
    var remarks: [String] = []
    if hooks.registered.isEmpty { remarks.append(Phrases.statusNoHooks()) }
    if hooks.isDisabled { remarks.append(Phrases.statusHooksOff()) }
    if status.isPluginEnabled { remarks.append(Phrases.statusHooksTwice()) }
    if !hooks.unknown.isEmpty {
      remarks.append(Phrases.statusHooksUnknown(names: Phrases.list(hooks.unknown)))
    }
    if !hooks.missing.isEmpty && !hooks.registered.isEmpty && !status.isPluginEnabled {
      remarks.append(Phrases.statusHooksMissing(names: Phrases.list(hooks.missing)))
    }
    for remark in remarks { lines.attention(remark) }
    switch status.skill {
    // Without hooks nothing of handoff is installed.
    case .missing where !hooks.registered.isEmpty: lines.attention(Phrases.statusNoSkill())
    case .outdated: lines.attention(Phrases.statusOldSkill())
    case .current where remarks.isEmpty:
      lines.well(
        hooks.claude.map { Phrases.statusInstalledFor(version: $0) } ?? Phrases.statusInstalled())
    // A skill of the person's own is theirs.
    case .edited where remarks.isEmpty: lines.well(Phrases.statusOwnSkill())
    case .missing, .current, .edited, nil: return
    }
  }

  // MARK: - Sessions

  private func showSessions() {
    guard !status.sessions.isEmpty else {
      return console.print(StyledText(Phrases.statusNoSessions()))
    }
    let table = Table(
      columns: [
        TableColumn("", priority: 5), TableColumn("", minimum: 16, priority: 9),
        TableColumn("", priority: 10),
      ],
      rows: status.sessions.map { session in
        [
          StyledText(session.task, .cyan),
          StyledText(session.title ?? Phrases.statusNoFolder()), StyledText(facts(of: session)),
        ]
      })
    for (session, line) in zip(status.sessions, table.lines(for: console.output)) {
      console.print(raw: line)
      showTroubles(of: session)
    }
  }

  /// The state, the time of the last answer, and the way of the snapshot to the others.
  private func facts(of session: SessionStatus) -> String {
    var facts: [String] = []
    switch session.standing {
    case .open: break
    case .claimed: facts.append(Phrases.legendClaimed())
    case .ending: facts.append(Phrases.statusEnding())
    case .interrupted: facts.append(Phrases.legendInterrupted())
    case .finished: facts.append(Phrases.searchFinished())
    }
    // Of a session of which no hook told, the snapshot is as old as what it says.
    if let answer = session.lastAnswer ?? session.snapshotAt {
      facts.append(console.ago(answer))
    } else if session.standing == .open {
      facts.append(Phrases.statusNoAnswer())
    }
    if session.exclusion != nil {
      facts.append(Phrases.statusLeftOut())
    } else if isBehind(session) {
      let due = session.due.flatMap { $0 > console.context.now() ? clock($0) : nil }
      facts.append(due.map { Phrases.statusWaitsUntil(time: $0) } ?? Phrases.legendWaiting())
    } else if session.snapshotAt == nil {
      facts.append(Phrases.statusNoSnapshot())
    } else {
      facts.append(Phrases.statusPushed())
    }
    return facts.joined(separator: Phrases.statusSeparator())
  }

  /// Returns whether the others do not have the newest of a session.
  private func isBehind(_ session: SessionStatus) -> Bool {
    session.waits.contains { [.push, .answer, .prompt].contains($0) }
  }

  private func showTroubles(of session: SessionStatus) {
    if isBehind(session), session.exclusion == nil {
      let text =
        session.textOnRemote.map { Phrases.statusRemoteText(time: console.ago($0)) }
        ?? Phrases.statusNoRemoteText()
      console.print(StyledText("  " + text, .dim))
    }
    func tell(_ text: String) { lines.attention(text, indent: "  ") }
    if let failure = session.failure { tell(Phrases.statusTurnFailed(reason: failure)) }
    if let exclusion = session.exclusion {
      tell(exclusion.sentence)
      if session.keepsSnapshot { tell(Phrases.exclusionKept(id: session.task)) }
    }
    if !session.waits.isEmpty && !session.isAttended { tell(Phrases.statusUnattended()) }
    if let error = session.summaryError { tell(Phrases.statusNoSummary(reason: error)) }
    for gap in session.gaps { tell(gap) }
    if let trouble = session.trouble {
      lines.trouble(
        Phrases.statusTrouble(problem: trouble.message, time: console.ago(trouble.at)),
        next: trouble.hint, indent: "  ")
    }
  }

  /// Returns a moment by the clock; with its day if that is not near.
  private func clock(_ date: Date) -> String { LocalTime(date).clock(now: console.context.now()) }

  /// Returns an amount in cents; one below ten cents with two digits more, as a call costs a fraction
  /// of one.
  static func dollars(_ amount: Double) -> String {
    let parts = Int((min(max(amount, 0), 1e12) * 10_000).rounded())
    let digits = "\(parts / 10_000)." + String(String(parts % 10_000 + 10_000).dropFirst())
    return parts < 1_000 ? digits : String(digits.dropLast(2))
  }
}
