internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct DoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: Phrases.helpDone(),
    discussion: Phrases.help(Phrases.helpDoneMore(), examples: Phrases.examplesDone()))

  @Argument(help: ArgumentHelp(Phrases.helpDoneTasks()), completion: .tasks)
  var tasks: [String] = []

  @Option(help: ArgumentHelp(Phrases.helpDoneSession()))
  var session: String?

  @Option(help: ArgumentHelp(Phrases.helpDoneOlder()))
  var olderThan: String?

  @Option(help: ArgumentHelp(Phrases.helpDoneMachine()), completion: .machines)
  var machine: String?

  @Flag(name: .shortAndLong, help: ArgumentHelp(Phrases.helpDoneYes()))
  var yes = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !tasks.isEmpty && session != nil { throw ValidationError(Phrases.doneTaskOrSession()) }
    if olderThan != nil, !tasks.isEmpty || session != nil {
      throw ValidationError(Phrases.doneTaskOrAge())
    }
    if olderThan == nil, machine != nil || yes { throw ValidationError(Phrases.doneOnlyWithAge()) }
  }

  func run() async throws {
    try await Console(output).run { console in
      if let olderThan { return try await finish(olderThan: olderThan, console) }
      guard !tasks.isEmpty else { return try await finishSession(console) }
      let list = try await OpenTasks(console).list
      let choice = TaskChoice(console, list)
      var found: [StoredSnapshot] = []
      // All are found, and asked about, before one goes.
      for task in tasks {
        let one = try await choice.find(task)
        try await choice.confirmFinishing(one, calledBy: task)
        if !found.contains(where: { $0.name == one.name }) { found.append(one) }
      }
      try await finish(found, list, console)
    }
  }

  /// Finishes what had no answer for some time, after a question.
  private func finish(olderThan age: String, _ console: Console) async throws {
    guard let time = PastTime.read(age, now: console.context.now()) else {
      throw HandoffError(
        .usage, Phrases.notATime(option: "--older-than", text: age.prefix(40)),
        hint: Phrases.notATimeHint(option: "--older-than"))
    }
    let list = try await OpenTasks(console).list
    var filter = TaskFilter()
    filter.machine = machine
    let here = list.settings.machine
    // Whoever is not asked sees no numbers.
    let listed = try await yes ? list.listed() : list.numbered()
    let old = listed.tasks.enumerated().map { (number: $0 + 1, task: $1) }
      .filter { row in
        // Who pins a task has not forgotten it.
        !row.task.isPinned && row.task.isOlder(than: time)
          && filter.matches(row.task, here: here?.rawValue)
      }
    guard !old.isEmpty else { return console.note(StyledText(Phrases.doneNothingOlder())) }
    let table = TaskTable(
      numbered: old, now: console.context.now(), here: here,
      session: console.context.currentSession)
    if !yes {
      // What is asked about, on the same screen as the question.
      for line in table.lines(for: console.errors) {
        Terminal.writer(fd: 2)(line + "\n")
      }
      try console.confirm(
        Phrases.doneTheseQuestion(n: old.count), Phrases.doneThese(n: old.count),
        hint: Phrases.doneTheseHint(age: age))
    }
    // Of a fork both sides are old: the newest is.
    try await finish(old.flatMap(\.task.tips), list, console)
  }

  private func finish(
    _ found: [StoredSnapshot], _ list: TaskList, _ console: Console
  ) async throws {
    let finished = try await console.progress(
      Phrases.progressFinishing(), stopped: Phrases.stoppedKept()
    ) { try await list.finish(found, progress: $0) }
    if let only = found.first, found.count == 1 {
      confirm(only, finished, console)
    } else {
      console.success(Phrases.doneTasks(n: found.count))
      console.remark(Phrases.doneUndo(task: finished.shortIDs.joined(separator: " ")))
    }
    try console.endUnlessPushed(finished.trouble)
  }

  private func finishSession(_ console: Console) async throws {
    guard let current = try CurrentSession.find(session, console.context) else {
      if console.hasScreen {
        let list = try await OpenTasks(console, .none).list
        return try await TaskChoice(console, list).work(.done)
      }
      throw HandoffError(
        .usage, Phrases.whichTask(),
        hint: console.context.isInsideClaude ? Phrases.doneWhichInside() : Phrases.doneWhichHint())
    }
    let list = try await OpenTasks(console).list
    let finished = try await console.progress(
      Phrases.progressFinishing(), stopped: Phrases.stoppedKept()
    ) { try await list.finish(session: current, progress: $0) }
    if let task = finished.removed.first {
      confirm(task, finished, console)
    } else {
      console.success(Phrases.doneSession())
    }
    try console.endUnlessPushed(finished.trouble)
  }

  private func confirm(
    _ task: StoredSnapshot, _ finished: TaskList.Finished, _ console: Console
  ) {
    console.success(Phrases.doneTask(title: task.header?.title ?? task.name))
    console.remark(Phrases.doneUndo(task: finished.shortIDs.joined(separator: " ")))
  }
}
