internal import ArgumentParser
internal import Essentials
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
