internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import TerminalUI

/// The table of unfinished tasks.
struct TaskTable {
  /// The tasks in order, each with its number in the whole list.
  let numbered: [(number: Int, task: OpenTask)]
  let now: Date
  let here: MachineName?
  /// The session that the table is shown in.
  let session: String?

  private var tasks: [OpenTask] { numbered.map(\.task) }

  /// The columns from which on a task is a row; below, its title has a line of its own.
  private static let narrow = 76

  /// Lays it out.
  ///
  /// - Parameter terminal: The output.
  /// - Returns: The lines to write.
  func lines(for terminal: Terminal) -> [String] {
    if terminal.isTTY, terminal.columns < Self.narrow {
      return numbered.flatMap { pair($0.task, $0.number, terminal) }
    }
    return layout(for: terminal.glyphs).lines(for: terminal)
  }

  private func layout(for glyphs: Glyphs) -> Table {
    Table(
      columns: [
        TableColumn("#", alignment: .right, priority: 10),
        TableColumn(Phrases.idColumn(), priority: 5),
        TableColumn(Phrases.taskColumn(), minimum: 30, priority: 9),
        TableColumn(
          Phrases.projectColumn(), minimum: 10, maximum: 30, keepsEnd: true, priority: 6),
        TableColumn(Phrases.machineColumn(), priority: 10),
        TableColumn(Phrases.branchColumn(), maximum: 24, priority: 4),
        TableColumn(Phrases.whenColumn(), alignment: .right, priority: 10),
        TableColumn("", priority: 10),
      ],
      rows: numbered.map { row($0.task, $0.number, glyphs) })
  }

  private func row(_ task: OpenTask, _ number: Int, _ glyphs: Glyphs) -> [StyledText] {
    let header = task.newest.header
    return [
      StyledText("\(number)", .dim), StyledText(task.shortID, .cyan), StyledText(name(of: task)),
      StyledText(header?.projectName ?? ""), place(of: task), StyledText(header?.branch ?? ""),
      StyledText(time(of: task), .dim), task.marks.text(glyphs),
    ]
  }

  /// The two lines of a task on a narrow terminal: its title and age, and the rest.
  private func pair(_ task: OpenTask, _ number: Int, _ terminal: Terminal) -> [String] {
    let lead = String(repeating: " ", count: max(0, 2 - String(number).count)) + "\(number)  "
    let time = StyledText(time(of: task), .dim)
    let room = max(1, terminal.columns - lead.count - time.width - 2)
    let title = StyledText(name(of: task))
      .truncated(to: room, ellipsis: terminal.glyphs.ellipsis).closed()
    let gap = String(repeating: " ", count: room - title.width + 2)
    let first = StyledText(lead, .dim) + title + StyledText(gap) + time
    var second = StyledText(String(repeating: " ", count: lead.count))
    second += StyledText(task.shortID, .cyan)
    let project = StyledText(task.newest.header?.projectName ?? "")
    for part in [project, place(of: task), task.marks.text(terminal.glyphs)] where !part.isEmpty {
      second += StyledText(" · ", .dim) + part
    }
    second = second.truncated(to: terminal.columns, ellipsis: terminal.glyphs.ellipsis).closed()
    return [first.rendered(for: terminal), second.rendered(for: terminal)]
  }

  private func name(of task: OpenTask) -> String {
    guard case .unreadable(let problem) = task.standing else { return Self.title(of: task) }
    return Phrases.taskUnreadableRow(file: task.newest.path, reason: problem.description)
  }

  private func time(of task: OpenTask) -> String {
    task.newest.header.map { RelativeTime.short($0.updated, now: now) } ?? ""
  }

  /// The title, and what the text says against the file's name.
  private static func title(of task: OpenTask) -> String {
    guard let other = task.newest.contradiction else { return task.title }
    return Phrases.taskContradiction(title: task.title, claim: other.prefix(60))
  }

  /// The machine of the newest side, and the number of the others: `desk +1`.
  private func place(of task: OpenTask) -> StyledText {
    let machine = task.newest.machine ?? Phrases.unknownMachine()
    let isThis = session != nil && task.newest.sessionID == session && task.isHere
    let name =
      isThis ? Phrases.taskThisSession() : task.isHere ? Phrases.taskHere() : machine
    let style: Style = task.isHere ? .dim : .plain
    guard !task.others.isEmpty else { return StyledText(name, style) }
    return StyledText(Phrases.taskFork(machine: name, others: task.others.count), style)
  }

  /// The meaning of the marks that occur, and what to type, in as many lines as that takes.
  func legend(for terminal: Terminal) -> [String] {
    let glyphs = terminal.glyphs
    let marks = tasks.map(\.marks)
    let parts = TaskMarks.Meaning.allCases.filter { meaning in
      marks.contains { meaning.occurs(in: $0) }
    }.map { Phrases.legendMark(mark: $0.mark(glyphs), text: $0.words) }
    var lines: [String] = []
    for part in parts + [Phrases.listNext()] {
      if let last = lines.last,
        StyledText(last).width + 2 + StyledText(part).width <= terminal.columns
      {
        lines[lines.count - 1] = last + "  " + part
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// The rows for programs, a line for each task: id, time of the last answer, state, title, project,
  /// machines, branch, uncommitted files, unpushed commits; with a tab between two of them.
  var tabbed: [String] {
    tasks.map { task in
      let header = task.newest.header
      let machines =
        task.others.isEmpty
        ? task.newest.machine ?? "" : task.tips.compactMap(\.machine).joined(separator: ",")
      var line = task.shortID + "\t"
      if let header { line += LocalTime.utc(header.updated) }
      let title =
        PhraseLanguage.$current.withValue(.english) {
          if case .unreadable(let problem) = task.standing {
            Phrases.taskUnreadableRow(file: task.newest.name, reason: problem.description)
          } else {
            Self.title(of: task)
          }
        }
      line +=
        "\t" + task.standing.name.rawValue + "\t" + Self.cell(title) + "\t"
        + Self.cell(header?.projectName) + "\t"
      line += Self.cell(machines) + "\t" + Self.cell(header?.branch) + "\t"
      if let dirty = header?.dirty { line += String(dirty) }
      line += "\t"
      if let unpushed = header?.unpushed { line += String(unpushed) }
      return line
    }
  }

  private static func cell(_ text: String?) -> String { text.map { StyledText($0).plain } ?? "" }
}
