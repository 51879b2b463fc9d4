internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the unfinished tasks of all machines.",
    aliases: ["ls"])

  @OptionGroup var reading: ReadingOptions

  @Flag(inversion: .prefixedNo, help: "Ask the remote first.")
  var fetch = true

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let list = try await TaskList.open(console.context, settings: settings)
      var trouble: SyncError?
      if fetch {
        trouble = try await console.progress("Fetching") { progress in
          await list.refresh(progress: progress)
        }
      }
      let tasks = try await list.numbered()
      if let trouble { console.warn(trouble, "This is what was known before.") }
      if reading.json {
        try console.print(
          json: TaskListing(
            tasks: tasks.enumerated().map { TaskRow($1, number: $0 + 1) },
            isCurrent: fetch && trouble == nil,
            pushesFailSince: MachineStatus.pushTrouble(console.context)?.since))
        return
      }
      warnOfPushes(console)
      show(tasks, settings, console)
    }
  }

  /// What other machines see of this one is older than it should be.
  private func warnOfPushes(_ console: Console) {
    guard let failure = MachineStatus.pushTrouble(console.context) else { return }
    let since = RelativeTime.describe(
      Int64(failure.since.timeIntervalSince1970), now: console.context.seconds(),
      utcOffset: TimeZone.current.secondsFromGMT(for: failure.since))
    console.note(
      StyledText(console.errors.glyphs.warning, .yellow)
        + " Pushes of this machine fail, first \(since): \(failure.message)")
    console.note(StyledText("  See what waits: handoff status", .dim))
  }

  private func show(_ tasks: [StoredSnapshot], _ settings: Settings, _ console: Console) {
    if tasks.isEmpty {
      console.print("No unfinished tasks.")
      return
    }
    let table = TaskTable(
      tasks: tasks, now: console.context.now(), here: settings.machine?.rawValue,
      session: console.context.currentSession)
    for line in table.lines(for: console.output) { console.print(raw: line) }
    for task in tasks {
      if let problem = task.problem {
        console.note(
          StyledText(console.errors.glyphs.warning, .yellow)
            + " \(settings.repo)/\(task.path): \(problem.description)")
      }
    }
    if console.output.isTTY { console.note(StyledText("Carry one on: handoff resume N", .dim)) }
  }
}
