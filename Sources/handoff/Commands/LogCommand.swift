internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import TerminalUI

struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show what hooks and workers had to say.")

  @Option(help: "Only events of this session; the beginning of its id is enough.")
  var session: String?

  @Option(name: [.short, .customLong("lines")], help: "How many events to show at most.")
  var lines = 50

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let events = try EventLog(console.context).events(limit: max(1, lines), session: session)
      if reading.json {
        try console.print(json: EventListing(events: events))
        return
      }
      if events.isEmpty { console.print("The event log is empty.") }
      for event in events {
        let time = Date(timeIntervalSince1970: TimeInterval(event.time)).formatted(
          .iso8601.year().month().day().dateTimeSeparator(.space).time(
            includingFractionalSeconds: false))
        let style: Style =
          event.level == "error" ? .red : event.level == "warning" ? .yellow : .plain
        let about = event.session.map { " \($0.prefix(8))" } ?? ""
        console.print(
          StyledText("\(time) ", .dim) + StyledText("\(event.topic)\(about): ", .cyan)
            + StyledText(event.message, style))
        if let hint = event.hint { console.print(StyledText("  \(hint)", .dim)) }
      }
    }
  }
}

/// What `handoff log --json` prints.
private struct EventListing: Encodable {
  let schemaVersion = 1
  let events: [EventLog.Event]
}
