internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Phrases.helpList(), aliases: ["ls"])

  @OptionGroup var reading: ReadingOptions

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpFetch()))
  var fetch = true

  func run() async throws {
    try await Self.run(fetch: fetch, json: reading.json, color: reading.output.color)
  }

  /// Shows the list.
  ///
  /// - Parameters:
  ///   - fetch: True to ask the remote first.
  ///   - json: True for JSON.
  ///   - color: The option of that name.
  /// - Throws: `ExitCode`; the reason has been told.
  static func run(fetch: Bool, json: Bool, color: ColorChoice) async throws {
    try await Console(color: color).run { console in
      let open = try await OpenTasks(console, fetch: fetch)
      let isTable = !json && (console.output.isTTY || console.context.isInsideClaude)
      // What a program reads renumbers nothing.
      let listed = try await isTable ? open.list.numbered() : open.list.listed()
      if json {
        try console.print(
          json: TaskListing(
            tasks: listed.tasks.enumerated().flatMap { index, task in
              task.tips.map { TaskRow($0, number: index + 1, id: task.shortID) }
            },
            isCurrent: fetch && open.trouble == nil,
            pushesFailSince: MachineStatus.pushTrouble(console.context)?.since))
        return
      }
      warnOfPushes(console)
      let table = TaskTable(
        tasks: listed.tasks, now: console.context.now(), here: open.list.settings.machine,
        session: console.context.currentSession)
      if listed.tasks.isEmpty {
        console.note(StyledText(Phrases.noUnfinishedTasks()))
      } else if isTable {
        show(table, console)
      } else {
        for line in table.tabbed { console.print(raw: line) }
      }
    }
  }

  /// Warns that other machines see an older state of this one.
  private static func warnOfPushes(_ console: Console) {
    guard let failure = MachineStatus.pushTrouble(console.context) else { return }
    let since = LocalTime(failure.since).clock(now: console.context.now())
    console.warn(
      Phrases.listNotPushed(time: since, reason: failure.message),
      hint: Phrases.listNotPushedHint())
  }

  private static func show(_ table: TaskTable, _ console: Console) {
    console.print(table.layout(for: console.output.glyphs))
    guard console.output.isTTY else { return }
    console.note(StyledText(table.legend(for: console.output.glyphs), .dim))
  }
}
