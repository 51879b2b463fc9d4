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
      let tasks = try await open.list.numbered()
      if json {
        try console.print(
          json: TaskListing(
            tasks: tasks.enumerated().map { TaskRow($1, number: $0 + 1) },
            isCurrent: fetch && open.trouble == nil,
            pushesFailSince: MachineStatus.pushTrouble(console.context)?.since))
        return
      }
      warnOfPushes(console)
      show(tasks, open.list.settings, console)
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

  private static func show(_ tasks: [StoredSnapshot], _ settings: Settings, _ console: Console) {
    if tasks.isEmpty {
      console.print(StyledText(Phrases.noUnfinishedTasks()))
      return
    }
    let table = TaskTable(
      tasks: tasks, now: console.context.now(), here: settings.machine?.rawValue,
      session: console.context.currentSession)
    console.print(table.layout(for: console.output.glyphs))
    for task in tasks {
      if let problem = task.problem {
        console.warn(
          Phrases.taskProblem(
            path: "\(settings.repo)/\(task.path)", problem: problem.description))
      }
    }
    if console.output.isTTY { console.note(StyledText(Phrases.listNext(), .dim)) }
  }
}

/// The table of unfinished tasks.
struct TaskTable {
  let tasks: [StoredSnapshot]
  let now: Date
  let here: String?
  /// The session that the table is shown in.
  let session: String?

  func layout(for glyphs: Glyphs) -> Table {
    Table(
      columns: [
        TableColumn("#", alignment: .right, priority: 10),
        TableColumn(Phrases.taskColumn(), minimum: 24, maximum: 60, priority: 9),
        TableColumn(Phrases.projectColumn(), minimum: 10, maximum: 30, priority: 6),
        TableColumn(Phrases.machineColumn(), minimum: 8, maximum: 40, priority: 7),
        TableColumn(Phrases.branchColumn(), minimum: 8, maximum: 24, priority: 4),
        TableColumn(Phrases.updatedColumn(), priority: 8),
        TableColumn(Phrases.stateColumn(), priority: 5),
      ],
      rows: tasks.enumerated().map { index, task in row(task, index + 1, glyphs) })
  }

  private func row(_ task: StoredSnapshot, _ number: Int, _ glyphs: Glyphs) -> [StyledText] {
    let index = StyledText("\(number)", .cyan)
    let machine = task.machine ?? Phrases.unknownMachine()
    guard let snapshot = task.header else {
      return [
        index, StyledText("\(glyphs.failure) \(task.name)", .red), "", StyledText(machine), "", "",
        StyledText(Phrases.taskBroken(), .red),
      ]
    }
    let title = snapshot.title.isEmpty ? task.name : snapshot.title
    return [
      index, StyledText(title, .bold), StyledText(snapshot.project ?? ""), place(machine, task),
      StyledText(snapshot.branch ?? ""),
      StyledText(RelativeTime.describe(snapshot.updated, now: now)), state(snapshot.state),
    ]
  }

  private func place(_ machine: String, _ task: StoredSnapshot) -> StyledText {
    guard machine == here else { return StyledText(machine) }
    let isThis = session != nil && task.sessionID == session
    return StyledText(
      isThis ? Phrases.taskThisSession(machine: machine) : Phrases.taskHere(machine: machine), .dim)
  }

  private func state(_ state: Snapshot.State) -> StyledText {
    switch state {
    case .active: StyledText(Phrases.taskActive(), .green)
    case .interrupted: StyledText(Phrases.taskInterrupted(), .yellow)
    case .ended: StyledText(Phrases.taskEnded(), .dim)
    case .claimed: StyledText(Phrases.taskClaimed(), .cyan)
    }
  }
}
