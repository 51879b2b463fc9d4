internal import Essentials
internal import SnapshotStore
internal import TerminalUI

/// The table of unfinished tasks.
struct TaskTable {
  let tasks: [StoredSnapshot]
  let now: Date
  let here: String?
  /// The session that the table is shown in.
  let session: String?

  func lines(for terminal: Terminal) -> [String] {
    var table = Table(columns: [
      TableColumn("#", alignment: .right, priority: 10),
      TableColumn("TASK", minimum: 24, maximum: 60, priority: 9),
      TableColumn("PROJECT", minimum: 10, maximum: 30, priority: 6),
      TableColumn("MACHINE", minimum: 8, maximum: 40, priority: 7),
      TableColumn("BRANCH", minimum: 8, maximum: 24, priority: 4),
      TableColumn("UPDATED", priority: 8),
      TableColumn("STATE", priority: 5),
    ])
    table.headerStyle = .dim
    table.rows = tasks.enumerated().map { index, task in row(task, index + 1, terminal) }
    return table.lines(for: terminal)
  }

  private func row(_ task: StoredSnapshot, _ number: Int, _ terminal: Terminal) -> [StyledText] {
    let index = StyledText("\(number)", .cyan)
    guard let snapshot = task.snapshot else {
      return [
        index, StyledText("\(terminal.glyphs.failure) \(task.name)", .red), "",
        StyledText(task.machine ?? "?"), "", "", StyledText("broken", .red),
      ]
    }
    let machine = task.machine ?? "?"
    let title = snapshot.title.isEmpty ? task.name : snapshot.title
    return [
      index, StyledText(title, .bold), StyledText(snapshot.project ?? ""),
      place(machine, task),
      StyledText(snapshot.branch ?? ""),
      StyledText(
        RelativeTime.describe(
          Int64(snapshot.updated.timeIntervalSince1970), now: Int64(now.timeIntervalSince1970),
          utcOffset: TimeZone.current.secondsFromGMT(for: snapshot.updated))),
      state(snapshot.state),
    ]
  }

  private func place(_ machine: String, _ task: StoredSnapshot) -> StyledText {
    guard machine == here else { return StyledText(machine) }
    let isThis = session != nil && task.sessionID == session
    return StyledText("\(machine) (\(isThis ? "this session" : "here"))", .dim)
  }

  private func state(_ state: Snapshot.State) -> StyledText {
    switch state {
    case .active: StyledText("active", .green)
    case .interrupted: StyledText("interrupted", .yellow)
    case .ended: StyledText("ended", .dim)
    }
  }
}
