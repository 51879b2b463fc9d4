internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SyncRepo
internal import TerminalUI

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: Phrases.helpStatus(),
    discussion: Phrases.helpStatusMore(
      settings: #""statusLine": {"type": "command", "command": "\#(lineCommand)"}"#))

  /// The member of Claude Code's settings that shows the line runs this (`statusLine.command`).
  private static let lineCommand = ["handoff", "status", "--line"].joined(separator: " ")

  @Flag(help: ArgumentHelp(Phrases.helpStatusLine()))
  var line = false

  @Option(help: ArgumentHelp(Phrases.helpStatusWidth()))
  var width = StatusLineView.usualWidth

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    if line { return StatusLineView.show(width: width) }
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let status = try await MachineStatus.read(
        console.context, settings: settings, midnight: LocalTime(console.context.now()).midnight)
      if reading.json {
        try console.print(json: StatusListing(status))
      } else {
        StatusView(status: status, settings: settings, console: console).show()
      }
    }
  }
}

/// The status of this machine as a person reads it.
struct StatusView {
  let status: MachineStatus
  let settings: Settings
  let console: Console

  /// Prints it: the machine first, then its sessions.
  func show() {
    let machine = Phrases.statusMachine(
      machine: status.machine, remote: status.remote,
      folder: console.context.shortened(settings.repo))
    console.print(StyledText(machine).highlighting(status.machine, .bold))
    let (push, fetch) = (ago(status.lastPush), ago(status.lastFetch))
    show(
      status.unpushed == 0
        ? Phrases.statusAllPushed(push: push, fetch: fetch)
        : Phrases.statusUnpushed(push: push, fetch: fetch, n: status.unpushed))
    if let how = status.publicRemote {
      show(Phrases.publicNowStatus(how: how), .red)
      show("  " + Phrases.publicNowStatusHint(), .dim)
    } else if let failure = status.pushTrouble {
      show(Phrases.statusNotPushed(time: clock(failure.since), reason: failure.message), .red)
    }
    if status.sharesName { show(Phrases.statusShared(machine: status.machine), .red) }
    for branch in status.waitingBranches {
      show(Phrases.clonePutAside(branch: branch), .yellow)
      let folder = ShellQuoting.word(settings.repo)
      show("  " + Phrases.clonePutAsideHint(path: folder, branch: branch), .dim)
    }
    for pause in status.pauses {
      show(PauseText(console).line(pause), .yellow)
      show("  " + PauseText.end(pause.scope), .dim)
    }
    showCalls()
    showHooks()
    for machine in status.olderMachines { show(Phrases.statusOlder(machine: machine), .yellow) }
    if status.sessions.isEmpty { show(Phrases.statusNoSessions()) }
    for session in status.sessions { show(session) }
  }

  private func showCalls() {
    let calls = status.calls
    let dollars = Self.dollars(calls.costUSD)
    if calls.calls == 0 {
      show(Phrases.statusNoCalls())
    } else if calls.failed == 0 {
      show(
        Phrases.statusCalls(
          n: calls.calls, input: calls.inputTokens, output: calls.outputTokens, dollars: dollars))
    } else {
      show(
        Phrases.statusFailedCalls(
          n: calls.calls, failed: calls.failed, input: calls.inputTokens,
          output: calls.outputTokens, dollars: dollars))
    }
    if let stop = status.modelStop {
      show("  " + Phrases.statusModelStop(reason: stop.reason, time: clock(stop.until)), .yellow)
    }
  }

  private func showHooks() {
    guard let hooks = status.hooks else {
      show(Phrases.statusHooksUnreadable(), .red)
      show("  " + Phrases.statusHooksUnreadableHint(), .dim)
      return
    }
    if status.isPluginEnabled && hooks.registered.isEmpty {
      return show(Phrases.statusHooksOfPlugin())
    }
    show(
      hooks.registered.isEmpty
        ? Phrases.statusNoHooks() : Phrases.statusHooks(names: Phrases.list(hooks.registered)))
    var remarks: [String] = []
    if hooks.isDisabled { remarks.append(Phrases.statusHooksOff()) }
    if status.isPluginEnabled { remarks.append(Phrases.statusHooksTwice()) }
    if !hooks.unknown.isEmpty {
      remarks.append(Phrases.statusHooksUnknown(names: Phrases.list(hooks.unknown)))
    }
    if !hooks.missing.isEmpty && !status.isPluginEnabled {
      remarks.append(Phrases.statusHooksMissing(names: Phrases.list(hooks.missing)))
    }
    for remark in remarks { show("  " + remark, .yellow) }
  }

  private func show(_ session: SessionStatus) {
    let id = String(session.id.prefix(8))
    let folder = session.folder.map(console.context.shortened) ?? Phrases.statusNoFolder()
    let title =
      session.endReason.map { Phrases.statusSessionEnded(id: id, folder: folder, reason: $0) }
      ?? Phrases.statusSession(id: id, folder: folder)
    console.print(StyledText(title).highlighting(id, .cyan))
    let times = Phrases.statusTimes(
      answer: ago(session.lastAnswer), snapshot: ago(session.snapshotAt),
      push: ago(session.pushedAt))
    show("  " + times)
    show(
      "  "
        + (session.textOnRemote.map { Phrases.statusRemoteText(time: console.ago($0)) }
          ?? Phrases.statusNoRemoteText()))
    if let author = session.summaryBy {
      show("  " + Phrases.statusSummary(author: author, time: ago(session.summarizedAt)))
    }
    if let failure = session.failure {
      show("  " + Phrases.statusTurnFailed(reason: failure), .yellow)
    }
    if let exclusion = session.exclusion {
      show("  " + exclusion.sentence, .yellow)
      if session.keepsSnapshot { show("  " + Phrases.exclusionKept(id: id), .yellow) }
    }
    showPending(session)
    if let error = session.summaryError {
      show("  " + Phrases.statusNoSummary(reason: error), .yellow)
    }
    for gap in session.gaps { show("  " + gap, .yellow) }
    if let trouble = session.trouble {
      show("  " + Phrases.statusTrouble(problem: trouble.message, time: ago(trouble.at)), .red)
      if let hint = trouble.hint { show("  " + hint, .dim) }
    }
  }

  private func showPending(_ session: SessionStatus) {
    guard !session.waits.isEmpty else { return }
    let names = Phrases.list(
      session.waits.map { wait in
        switch wait {
        case .answer: Phrases.pendingAnswer()
        case .push: Phrases.pendingPush()
        case .summary: Phrases.pendingSummary()
        case .end: Phrases.pendingEnd()
        }
      })
    let pending =
      session.due.map { Phrases.statusPendingUntil(names: names, time: clock($0)) }
      ?? Phrases.statusPending(names: names)
    show("  " + pending, .yellow)
    if !session.isAttended { show("  " + Phrases.statusUnattended(), .yellow) }
  }

  private func show(_ text: String, _ style: Style = .plain) {
    console.print(StyledText(text, style))
  }

  /// Returns a moment in the past in words.
  private func ago(_ date: Date?) -> String { date.map(console.ago) ?? Phrases.never() }

  /// Returns a moment by the clock; with its day if that is not near.
  private func clock(_ date: Date) -> String { LocalTime(date).clock(now: console.context.now()) }

  /// Returns an amount with four decimals: a call costs a fraction of a cent.
  static func dollars(_ amount: Double) -> String {
    let parts = Int((min(max(amount, 0), 1e12) * 10_000).rounded())
    return "\(parts / 10_000)." + String(String(parts % 10_000 + 10_000).dropFirst())
  }
}
