internal import ArgumentParser
internal import Essentials
internal import Foundation
internal import HandoffKit
internal import TerminalUI

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show this machine's sessions, what waits, and what model calls cost today.")

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let status = try await MachineStatus.read(
        console.context, settings: settings,
        midnight: Calendar.current.startOfDay(for: console.context.now()))
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
    console.print(
      StyledText(status.machine, .bold)
        + " synchronises with \(status.remote) through \(console.context.shortened(settings.repo))")
    console.print(
      "Last push: \(time(status.lastPush)). Last fetch: \(time(status.lastFetch)). "
        + "Commits that wait: \(status.unpushed).")
    if let failure = status.pushTrouble {
      console.print(
        StyledText("Pushes fail since \(clock(failure.since)): \(failure.message)", .red))
    }
    calls()
    hooks()
    if status.sessions.isEmpty { console.print("No session of this machine is open.") }
    for session in status.sessions { show(session) }
  }

  private func calls() {
    let calls = status.calls
    let dollars = calls.costUSD.formatted(
      .number.precision(.fractionLength(4)).locale(Locale(identifier: "en_US_POSIX")))
    console.print(
      "Model calls today: \(calls.calls), \(calls.failed) of them failed; tokens: "
        + "\(calls.inputTokens) in, \(calls.outputTokens) out; cost: $\(dollars).")
    if let stop = status.modelStop {
      console.print(
        StyledText(
          "  \(stop.reason) Summaries are made without a model until \(clock(stop.until)).", .yellow
        ))
    }
  }

  private func hooks() {
    guard let hooks = status.hooks else {
      console.print(StyledText("Hooks: Claude Code's settings cannot be read.", .red))
      console.print(StyledText("  See why: handoff install --dry-run", .dim))
      return
    }
    if status.isPluginEnabled && hooks.registered.isEmpty {
      console.print("Hooks: the plugin has them.")
      return
    }
    let names = hooks.registered.isEmpty ? "none" : hooks.registered.joined(separator: ", ")
    console.print("Hooks: \(names).")
    var remarks: [String] = []
    if hooks.isDisabled { remarks.append("They are switched off (disableAllHooks).") }
    if status.isPluginEnabled {
      remarks.append("The plugin has them too: each runs twice. Run: handoff uninstall")
    }
    if !hooks.unknown.isEmpty {
      let names = hooks.unknown.joined(separator: ", ")
      remarks.append("An installed Claude Code may not know \(names). Run: handoff install")
    }
    if !hooks.missing.isEmpty && !status.isPluginEnabled {
      remarks.append("Missing: \(hooks.missing.joined(separator: ", ")). Run: handoff install")
    }
    for remark in remarks { console.print(StyledText("  \(remark)", .yellow)) }
  }

  private func show(_ session: SessionStatus) {
    let folder = session.folder.map { " \(console.context.shortened($0))" } ?? ""
    let end = session.endReason.map { ", ended: \($0)" } ?? ""
    console.print(StyledText("\(session.id.prefix(8))", .cyan) + "\(folder)\(end)")
    let by = session.summaryBy.map { ", summary by \($0) \(time(session.summarizedAt))" } ?? ""
    console.print(
      "  last answer: \(time(session.lastAnswer)); snapshot: \(time(session.snapshotAt))\(by); "
        + "pushed: \(time(session.pushedAt))")
    if let failure = session.failure {
      console.print(StyledText("  The last turn ended with the error \(failure).", .yellow))
    }
    if !session.waits.isEmpty {
      let what = session.waits.map(words).joined(separator: ", ")
      let until = session.due.map { ", until \(clock($0))" } ?? ""
      let missing = session.isAttended ? "" : "; no process waits for it: handoff sync"
      console.print(StyledText("  Waiting: \(what)\(until)\(missing)", .yellow))
    }
    if let error = session.summaryError {
      console.print(StyledText("  No newer summary: \(error)", .yellow))
    }
    if let trouble = session.trouble {
      console.print(StyledText("  \(trouble.message) (\(time(trouble.at)))", .red))
      if let hint = trouble.hint { console.print(StyledText("  \(hint)", .dim)) }
    }
  }

  private func words(_ wait: SessionStatus.Wait) -> String {
    switch wait {
    case .answer: "a newer answer"
    case .push: "the push"
    case .summary: "a model's summary"
    case .end: "whether its end is final"
    }
  }

  /// A moment in the past, in words.
  private func time(_ date: Date?) -> String {
    guard let date else { return "never" }
    return RelativeTime.describe(
      Int64(date.timeIntervalSince1970), now: console.context.seconds(),
      utcOffset: TimeZone.current.secondsFromGMT(for: date))
  }

  /// A moment by the clock; with its day where it is not near.
  private func clock(_ date: Date) -> String {
    let isNear = abs(date.timeIntervalSince(console.context.now())) < 43_200
    var style = Date.VerbatimFormatStyle(
      format:
        "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
      timeZone: .current, calendar: Calendar(identifier: .gregorian))
    style.locale = Locale(identifier: "en_US_POSIX")
    let time = date.formatted(style)
    if isNear { return time }
    let day = date.formatted(.iso8601.year().month().day())
    return "\(day) \(time)"
  }
}
