internal import ArgumentParser
internal import Foundation
internal import HandoffKit
internal import TerminalUI

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show this machine's sessions, and what waits to be pushed.")

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let status = try await MachineStatus.read(console.context, settings: settings)
      if reading.json {
        try console.print(json: StatusListing(status))
        return
      }
      console.print(
        StyledText(status.machine, .bold)
          + " synchronises with \(status.remote) through \(console.context.shortened(settings.repo))"
      )
      let push = status.lastPush.map { time($0, console) } ?? "never"
      console.print("Last push: \(push). Commits that wait: \(status.unpushed).")
      for session in status.sessions { show(session, console) }
      if status.sessions.isEmpty { console.print("No session of this machine is open.") }
    }
  }

  private func show(_ session: MachineStatus.Session, _ console: Console) {
    let snapshot = session.snapshotAt.map { time($0, console) } ?? "none yet"
    var line = StyledText("\(session.id.prefix(8))", .cyan) + " snapshot: \(snapshot)"
    if session.waitsForPush { line += StyledText(", waits for the push window", .yellow) }
    if let due = session.due { line += StyledText(", next look \(time(due, console))", .dim) }
    console.print(line)
    if let trouble = session.trouble {
      console.print(StyledText("  \(trouble.message)", .red))
      if let hint = trouble.hint { console.print(StyledText("  \(hint)", .dim)) }
    }
  }

  private func time(_ date: Date, _ console: Console) -> String {
    RelativeTime.describe(
      Int64(date.timeIntervalSince1970), now: console.context.seconds(),
      utcOffset: TimeZone.current.secondsFromGMT(for: date))
  }
}

/// What `handoff status --json` prints.
private struct StatusListing: Encodable {
  struct Session: Encodable {
    let sessionId: String
    let snapshotAt: Date?
    let pushedAt: Date?
    let waitsForPush: Bool
    let due: Date?
    let trouble: String?
    let hint: String?
  }

  let schemaVersion = 1
  let machine: String
  let remote: String
  let unpushed: Int
  let lastPush: Date?
  let sessions: [Session]

  init(_ status: MachineStatus) {
    machine = status.machine
    remote = status.remote
    unpushed = status.unpushed
    lastPush = status.lastPush
    sessions = status.sessions.map { session in
      Session(
        sessionId: session.id, snapshotAt: session.snapshotAt, pushedAt: session.pushedAt,
        waitsForPush: session.waitsForPush, due: session.due, trouble: session.trouble?.message,
        hint: session.trouble?.hint)
    }
  }
}
