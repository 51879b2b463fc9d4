internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import SnapshotStore
internal import TerminalUI

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a finished task back, or list the finished ones.")

  @Argument(help: "A session id or a file's name, or the beginning of either.")
  var task: String?

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let list = try await TaskArgument.open(console)
      guard let task else { return try await showRemoved(list, console) }
      let removed = try await list.findRemoved(task)
      let trouble = try await list.restore(removed)
      console.success("Restored: \(removed.last.snapshot?.title ?? removed.last.name)")
      if let trouble {
        console.warn(trouble, "The other machines see it after the next push.")
        throw ExitCode(HandoffError(trouble).status.rawValue)
      }
    }
  }

  private func showRemoved(_ list: TaskList, _ console: Console) async throws {
    let removed = try await list.store.removed(limit: 30)
    if reading.json {
      try console.print(json: RemovedListing(tasks: removed.map(RemovedListing.Row.init)))
      return
    }
    if removed.isEmpty {
      console.print("No finished tasks in history.")
      return
    }
    var table = Table(columns: [
      TableColumn("TASK", minimum: 24, maximum: 60, priority: 3),
      TableColumn("FINISHED", priority: 2), TableColumn("NAME", minimum: 12, priority: 4),
    ])
    table.headerStyle = .dim
    let now = Int64(console.context.now().timeIntervalSince1970)
    table.rows = removed.map { task in
      [
        StyledText(task.last.snapshot?.title ?? task.last.name, .bold),
        StyledText(RelativeTime.describe(Int64(task.removed.timeIntervalSince1970), now: now)),
        StyledText(task.last.name),
      ]
    }
    for line in table.lines(for: console.output) { console.print(raw: line) }
  }
}

/// What `handoff restore --json` prints.
private struct RemovedListing: Encodable {
  struct Row: Encodable {
    let task: TaskRow
    let removed: Date
    let commit: String

    init(_ removed: RemovedSnapshot) {
      task = TaskRow(removed.last, number: nil)
      self.removed = removed.removed
      commit = removed.commit
    }
  }

  let schemaVersion = 1
  let tasks: [Row]
}
