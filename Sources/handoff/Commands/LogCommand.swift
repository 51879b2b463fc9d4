internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import TerminalUI

struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: Phrases.helpLog(),
    discussion: Phrases.help(examples: Phrases.examplesLog()))

  @Option(help: ArgumentHelp(Phrases.helpLogSession()))
  var session: String?

  @Option(
    name: [.short, .customLong("lines")], help: ArgumentHelp(Phrases.helpLogLines()))
  var lines = 50

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let events = try EventLog(console.context).events(limit: max(1, lines), session: session)
      if reading.json {
        try console.print(json: EventListing(events: events))
        return
      }
      if events.isEmpty { console.note(StyledText(Phrases.logEmpty())) }
      for event in events {
        let time = Date(timeIntervalSince1970: TimeInterval(event.time))
        let style: Style =
          event.level == "error" ? .red : event.level == "warning" ? .yellow : .plain
        let about = event.session.map { " \($0.prefix(8))" } ?? ""
        console.print(
          StyledText("\(LocalTime(time).timestamp) ", .dim)
            + StyledText("\(event.topic)\(about): ", .cyan) + StyledText(event.message, style))
        if let hint = event.hint { console.print(StyledText("  \(hint)", .dim)) }
      }
    }
  }
}

/// The output of `handoff log --json`.
private struct EventListing: Encodable {
  let schemaVersion = 1
  let events: [EventLog.Event]
}
