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
