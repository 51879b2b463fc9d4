internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: Phrases.helpRestore())

  @Argument(help: ArgumentHelp(Phrases.helpRestoreTask()))
  var task: String?

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let list = try await OpenTasks(console).list
      guard let task else { return try await showRemoved(list, console) }
      let removed = try await list.findRemoved(task)
      let trouble = try await list.restore(removed)
      console.success(
        Phrases.restoreDone(title: removed.last.header?.title ?? removed.last.name))
      try console.endUnlessPushed(trouble)
    }
  }

  private func showRemoved(_ list: TaskList, _ console: Console) async throws {
    let removed = try await list.store.removed(limit: 30)
    if reading.json {
      try console.print(json: RemovedListing(tasks: removed.map(RemovedListing.Row.init)))
      return
    }
    if removed.isEmpty {
      console.print(StyledText(Phrases.restoreNothing()))
      return
    }
    console.print(
      Table(
        columns: [
          TableColumn(Phrases.taskColumn(), minimum: 24, maximum: 60, priority: 3),
          TableColumn(Phrases.finishedColumn(), priority: 2),
          TableColumn(Phrases.nameColumn(), minimum: 12, priority: 4),
        ],
        rows: removed.map { task in
          [
            StyledText(task.last.header?.title ?? task.last.name, .bold),
            StyledText(console.ago(task.removed)), StyledText(task.last.name),
          ]
        }))
  }
}

/// The output of `handoff restore --json`.
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
