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
      let status: MachineStatus
      do {
        let settings = try await SettingsLoader(console.context).load()
        status = try await MachineStatus.read(
          console.context, settings: settings,
          midnight: LocalTime(console.context.now()).midnight)
        if !reading.json { return StatusView(status, settings, console).show() }
      } catch {
        let problem = HandoffError(error)
        if reading.json { return try console.print(json: StatusProblem(problem)) }
        return StatusLines(console).problem(problem)
      }
      try console.print(json: StatusListing(status))
    }
  }
}
