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
    // Names alone are known before the files are read: what a filter leaves out does not count.
    let most = filter.isEmpty && limit < .max ? limit + 1 : .max
    let all = try await console.progress(Phrases.progressHistory()) { _ in
      try await list.finished(limit: most)
    }
    let found = all.filter { removed in
      var filter = filter
      // The time that counts is that of the end.
      (filter.since, filter.until) = (nil, nil)
      return filter.matches(removed.last, here: here) && isInTime(removed.removed)
    }
    let removed = Array(found.prefix(limit))
    if json {
      return try console.print(json: RemovedListing(tasks: removed.map(RemovedListing.Row.init)))
    }
    guard !removed.isEmpty else {
      return console.note(StyledText(Phrases.restoreNothing()))
    }
    guard console.output.isTTY || console.context.isInsideClaude else {
      for task in removed { console.print(raw: tabbed(task)) }
      return
    }
    var page = Page(console)
    page.add(
      Table(
        columns: [
          TableColumn(Phrases.taskColumn(), minimum: 16, priority: 6),
          TableColumn(Phrases.projectColumn(), minimum: 10, maximum: 30, priority: 3),
          TableColumn(Phrases.finishedColumn(), alignment: .right, priority: 5),
          TableColumn(Phrases.nameColumn(), minimum: 12, priority: 4),
        ],
        rows: removed.map { task in
          [
            StyledText(task.last.header?.title ?? task.last.name),
            StyledText(task.last.header?.projectName ?? ""),
            StyledText(RelativeTime.short(task.removed, now: console.context.now()), .dim),
            StyledText(task.last.name, .cyan),
          ]
        }))
    if found.count > removed.count {
      page.note(StyledText(Phrases.finishedMore(), .dim))
    }
    page.note(StyledText(Phrases.finishedNext(), .dim))
    page.show(pages: pages)
  }

  private func isInTime(_ time: Date) -> Bool {
    filter.since.map { time >= $0 } ?? true && filter.until.map { time <= $0 } ?? true
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
