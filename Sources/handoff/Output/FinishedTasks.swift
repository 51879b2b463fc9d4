internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

/// The list of finished tasks, which history keeps.
struct FinishedTasks {
  /// The tasks that are shown where nobody says how many.
  static let usual = 30

  var filter = TaskFilter()
  var limit = usual
  let json: Bool
  let pages: Bool

  /// Shows it.
  ///
  /// - Parameters:
  ///   - list: The tasks.
  ///   - console: The output.
  /// - Throws: `SyncError` where history cannot be read.
  func show(_ list: TaskList, _ console: Console) async throws {
    let here = list.settings.machine?.rawValue
    let all = try await console.progress(Phrases.progressHistory()) { _ in
      try await list.finished()
    }
    var others = filter
    // The time that counts is that of the end.
    others.since = nil
    let found = all.filter { task in
      others.matches(task.removed.last, here: here, id: task.id)
        && filter.since.map { task.removed.removed >= $0 } ?? true
    }
    let tasks = Array(found.prefix(limit))
    if json {
      return try console.print(json: FinishedListing(tasks: tasks.map(FinishedListing.Row.init)))
    }
    guard let newest = tasks.first else {
      let names = NamesInTasks(all.map(\.removed.last))
      return console.note(
        StyledText(
          all.isEmpty
            ? Phrases.restoreNothing()
            : names.unknown(in: filter, isFinished: true) ?? Phrases.finishedNoMatch(n: all.count)))
    }
    guard console.output.isTTY || console.context.isInsideClaude else {
      for task in tasks { console.print(raw: tabbed(task.removed)) }
      return
    }
    var page = Page(console)
    page.add(
      Table(
        columns: [
          TableColumn(Phrases.idColumn(), priority: 6),
          TableColumn(Phrases.taskColumn(), minimum: 16, priority: 7),
          TableColumn(Phrases.projectColumn(), minimum: 10, maximum: 30, priority: 3),
          TableColumn(Phrases.finishedColumn(), alignment: .right, priority: 5),
          TableColumn(Phrases.onColumn(), priority: 4),
        ],
        rows: tasks.map { task in
          let last = task.removed.last
          return [
            StyledText(task.shortID, .cyan), StyledText(last.header?.title ?? last.name),
            StyledText(last.header?.projectName ?? ""),
            StyledText(
              RelativeTime.short(task.removed.removed, now: console.context.now()), .dim),
            StyledText(last.machine ?? Phrases.unknownMachine()),
          ]
        }))
    if found.count > tasks.count {
      page.note(StyledText(Phrases.finishedMore(), .dim))
    }
    page.note(StyledText(Phrases.finishedNext(id: newest.shortID), .dim))
    page.show(pages: pages)
  }

  /// The row for programs: name, time of the end, title, project; with a tab between two of them.
  private func tabbed(_ task: RemovedSnapshot) -> String {
    [
      task.last.name, LocalTime.utc(task.removed),
      StyledText(task.last.header?.title ?? task.last.name).plain,
      StyledText(task.last.header?.projectName ?? "").plain,
    ].joined(separator: "\t")
  }
}

/// The output of `handoff list --finished --json`.
private struct FinishedListing: Encodable {
  struct Row: Encodable {
    let task: TaskRow
    let removed: Date
    let commit: String

    init(_ finished: FinishedTask) {
      task = TaskRow(finished.removed.last, id: finished.shortID)
      removed = finished.removed.removed
      commit = finished.removed.commit
    }
  }

  let schemaVersion = 1
  let tasks: [Row]
}
