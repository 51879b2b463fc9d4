internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: Phrases.helpRestore(),
    discussion: Phrases.help(examples: Phrases.examplesRestore()))

  @Argument(help: ArgumentHelp(Phrases.helpRestoreTask()), completion: .finished)
  var tasks: [String] = []

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var paging: PagingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      if tasks.isEmpty, !reading.json, console.hasScreen, console.output.isTTY {
        let list = try await OpenTasks(console, .none).list
        return try await TaskChoice(console, list).work(.restore)
      }
      // Who only reads waits two seconds.
      let list = try await OpenTasks(console, tasks.isEmpty ? .short : .full).list
      guard !tasks.isEmpty else {
        return try await FinishedTasks(json: reading.json, pages: paging.pager).show(list, console)
      }
      // All are found before one is back.
      var removed: [RemovedSnapshot] = []
      for task in tasks {
        let found = try await list.findRemoved(task).map(\.removed)
        removed += found.filter { one in !removed.contains { $0.last.name == one.last.name } }
      }
      let found = removed
      let trouble = try await console.progress(
        Phrases.progressRestoring(), stopped: Phrases.stoppedKept()
      ) { try await list.restore(found, progress: $0) }
      for one in removed {
        console.success(Phrases.restoreDone(title: one.last.header?.title ?? one.last.name))
      }
      try console.endUnlessPushed(trouble)
    }
  }
}
