import Essentials

@testable import Phrases
@testable import TerminalUI

/// The tasks of a picker's tests, seen on Wed 25 Nov 2026, 14:06 (UTC).
enum PickerSample {
  static let now = Date(timeIntervalSince1970: 1_795_615_560)

  static func task(
    _ id: String, _ title: String, _ project: String, _ machine: String, minutes: Double,
    _ marks: TaskMarks = TaskMarks(.free), isHere: Bool = false, others: Int = 0
  ) -> PickerTask {
    var task = PickerTask(
      id: id + "-whole", shortID: id, title: title, machine: machine, marks: marks)
    task.project = project
    task.isOfThisProject = project == "acme/api"
    task.branch = "fix/login"
    task.isHere = isHere
    task.others = others
    task.time = now.addingTimeInterval(-60 * minutes)
    task.isOld = minutes > 30 * 1_440
    task.isWritable = isHere
    if others > 0 {
      task.sides = [
        PickerTask.Side(name: "desk-8be2", label: "desk  3 answers since, 2 h ago"),
        PickerTask.Side(name: "laptop-77aa", label: "here  5 answers since"),
      ]
    }
    return task
  }

  static let tasks = [
    task(
      "f2a9", "Upgrade to Swift 6.3 and fix the new warnings", "tools/lint", "studio", minutes: 1,
      TaskMarks(.claimed(agent: nil))),
    task(
      "91c7", "Write the migration guide for v4", "docs", "laptop", minutes: 3,
      TaskMarks(.open, isWaiting: true), isHere: true),
    task(
      "5a90", "Fix the login timeout after a token refresh", "acme/api", "desk", minutes: 4,
      TaskMarks(.open, uncommitted: 3, unpushed: 2)),
    task(
      "07d3", "为导出功能补上分页和重试", "acme/web", "studio", minutes: 35,
      TaskMarks(.open, uncommitted: 1)),
    task(
      "c41e", "Parser: keep comments when rewriting YAML", "acme/api", "laptop", minutes: 120,
      TaskMarks(.interrupted, uncommitted: 1), isHere: true),
    task(
      "8be2", "Move the nightly report to the new queue", "acme/api", "desk", minutes: 1_500,
      TaskMarks(.forked), others: 1),
    task(
      "3d5b", "Reproduce the flaky upload test on CI", "group/sub/shop", "studio", minutes: 4_400,
      TaskMarks(.interrupted, unpushed: 1)),
    task(
      "e6a0", "Invoice PDF: fonts are missing on Windows", "billing", "desk", minutes: 16_000,
      TaskMarks(.free, uncommitted: 12, unpushed: 2)),
    task("0b11", "An old idea", "billing", "desk", minutes: 100_000),
  ]

  static let notes = """
    ## Task

    > Users are logged out when the token is refreshed while a request is open.
    > Never touch the retry policy in client.swift.

    ## Next steps

    1. Convert the two call sites
    """

  static func model(
    _ verb: PickerVerb = .resume, _ tasks: [PickerTask] = tasks
  ) -> TaskPickerModel {
    var model = TaskPickerModel(verb: verb, tasks: tasks)
    if let id = model.wantedDetails() {
      let task = tasks.first { $0.id == id }
      model.take(
        .details(
          id, PickerDetails(facts: ["\(task?.shortID ?? "") · facts", "A sentence."], notes: notes))
      )
    }
    model.take(.freshness(.current(time: "14:06")))
    return model
  }

  /// The frame of a model as text.
  static func text(
    _ model: inout TaskPickerModel, columns: Int, rows: Int, glyphs: Glyphs = .unicode
  ) -> String {
    let terminal = Terminal.plain(columns: columns, rows: rows, glyphs: glyphs)
    return TaskPickerView(terminal: terminal, now: now).frame(of: &model).text
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
  }
}

extension TaskPickerModel {
  /// Presses keys: characters, and names of keys after each other.
  @discardableResult
  mutating func type(_ text: String) -> PickerEffect? {
    var effect: PickerEffect?
    for scalar in text.unicodeScalars { effect = handle(.character(scalar)) }
    return effect
  }

  /// The short id of the chosen task.
  var pointed: String? { current?.shortID }

  /// The short ids of the rows, from the top.
  var listed: [String] {
    rows.compactMap { row in
      if case .task(let index) = row { tasks[index].shortID } else { nil }
    }
  }
}
