internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

/// The choice of a task by a person: by what was typed, or from a list.
struct TaskChoice {
  private let console: Console
  private let list: TaskList

  init(_ console: Console, _ list: TaskList) {
    self.console = console
    self.list = list
  }

  /// Finds what was typed, asking which side of a fork is meant.
  ///
  /// - Throws: `HandoffError`; `ExitCode` where the person leaves the question.
  func find(_ text: String) async throws -> StoredSnapshot {
    try await list.find(text) { try side(of: $0) }
  }

  /// Has the person pick one of the unfinished tasks.
  ///
  /// - Parameter verb: The command that it is picked for; `done` finishes in the picker itself.
  /// - Returns: The task, or the side that was chosen.
  /// - Throws: `HandoffError` where there is none, `ExitCode` where the person leaves.
  func pick(_ verb: PickerVerb) async throws -> StoredSnapshot {
    let picked = try await run(verb) { host, id, side in host.stored(id, side: side) }
    guard let picked else { throw ExitCode.success }
    return picked
  }

  /// Has the person pick one of all tasks, finished ones too, to be shown.
  ///
  /// - Returns: The task, and its file where it is a finished one.
  /// - Throws: As `pick(_:)`.
  func pickToShow() async throws -> (StoredSnapshot, FinishedTask?) {
    let picked = try await run(.show) {
      host, id, side -> (StoredSnapshot, FinishedTask?)? in
      if let removed = host.finished(id) { return (removed.removed.last, removed) }
      return host.stored(id, side: side).map { ($0, nil) }
    }
    guard let picked else { throw ExitCode.success }
    return picked
  }

  /// Opens the picker for a command that is done inside of it.
  ///
  /// - Throws: As `pick(_:)`.
  func work(_ verb: PickerVerb) async throws {
    _ = try await run(verb) { host, id, side in host.stored(id, side: side) }
  }

  /// Runs the picker, or asks line by line where there is no screen for it.
  private func run<Value>(
    _ verb: PickerVerb, _ take: (TaskPickerHost, String, String?) -> Value?
  ) async throws -> Value? {
    let host = TaskPickerHost(console, list)
    let tasks = try await host.tasks()
    guard console.hasScreen else {
      guard verb == .resume || verb == .show else {
        throw HandoffError(.usage, Phrases.whichTask(), hint: Phrases.resumeWhichHint())
      }
      return try ask(tasks).flatMap { take(host, $0, nil) }
    }
    host.refresh()
    let picker = TaskPicker(verb, tasks: tasks, now: console.context.now)
    let outcome = await picker.run(
      input: 0, output: 2, environment: console.context.environment, color: console.color,
      mailbox: host.mailbox, perform: host.perform, ending: host.handOver)
    try await host.end()
    switch outcome {
    case .chosen(let ids, let side):
      let taken = ids.first.flatMap { take(host, $0, side) }
      if verb == .resume, !host.isCurrent { await catchUp() }
      return taken
    case .left(isInterrupted: true): throw ExitCode(130)
    case .left, .ended, nil: return nil
    }
  }

  /// Waits for the remote for two seconds more, before a task is taken over that somebody may be at.
  private func catchUp() async {
    let outcome = try? await console.progress(Phrases.progressFetching()) { progress in
      await list.refresh(within: .seconds(2), progress: progress)
    }
    switch outcome {
    case .current, nil: break
    case .late(let remote): console.warnOfLateness(remote)
    case .failed(let trouble): console.warnOfAge(trouble)
    }
  }

  /// Asks for a number, an id or words, until one task is left.
  private func ask(_ tasks: [PickerTask]) throws -> String? {
    guard !tasks.isEmpty else { throw HandoffError(.noInput, Phrases.noUnfinishedTasks()) }
    var shown = tasks
    while true {
      for (index, task) in shown.enumerated() {
        let time = task.time.map { RelativeTime.short($0, now: console.context.now()) } ?? ""
        let state = TaskMarks.Meaning.allCases.first { $0.isState && $0.occurs(in: task.marks) }
        let facts = [task.project, task.machine, state?.words(isHere: task.isHere)]
          .compactMap(\.self)
        console.note(
          StyledText("\(index + 1)  \(time)  ")
            + StyledText(Phrases.pickerRow(title: task.title, facts: Phrases.list(facts))))
      }
      Terminal.writer(fd: 2)(Phrases.pickerQuestion() + " ")
      guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else { return nil }
      if let number = Int(line), line.count < ShortID.minimum, shown.indices.contains(number - 1) {
        return shown[number - 1].id
      }
      let word = line.lowercased()
      if let one = shown.first(where: { $0.shortID == word || $0.id == word }) { return one.id }
      let fitting = PickerTask.matching(line, in: tasks)
      if fitting.count == 1 { return fitting[0].id }
      if fitting.isEmpty {
        console.note(StyledText(Phrases.pickerNothing()))
      } else {
        shown = fitting
      }
    }
  }

  /// Moves on to the member that carries a snapshot on, where somebody does.
  func tip(of stored: StoredSnapshot) async throws -> StoredSnapshot {
    let listed = try await list.listed()
    let tips = listed.tips(carryingOn: stored)
    guard tips.count > 1, let task = listed.task(of: tips[0]) else { return tips.first ?? stored }
    guard let side = try side(of: task) else { throw task.whichSide }
    return side
  }

  /// Asks before a task is taken over that somebody else is at.
  ///
  /// - Parameters:
  ///   - stored: The snapshot.
  ///   - asks: False where nobody can be asked.
  ///   - isWord: True for a session that a person has told to go on with it.
  /// - Throws: `HandoffError` (`tryAgain`) where nobody can be asked; `ExitCode` for a no.
  func confirmTaking(_ stored: StoredSnapshot, asks: Bool, isWord: Bool) async throws {
    let listed = try await list.listed()
    // Of a fork the side that is carried on counts.
    let standing = listed.standing(of: stored)
    guard let task = listed.task(of: stored), let held = standing.holder,
      let machine = held.holder.machine, machine != list.settings.machine?.rawValue,
      !standing.isFree(at: console.context.now())
    else { return }
    let time = console.ago(stored.header?.updated ?? held.since)
    let since = console.ago(held.since)
    let said =
      if case .claimed = standing {
        Phrases.takeClaimed(machine: machine, time: since)
      } else { Phrases.takeOpen(title: task.title, machine: machine, time: time) }
    let isQuiet = standing.isQuiet(at: console.context.now())
    guard asks else {
      // A claim the person may not have heard of.
      let isOpen = if case .open = standing { true } else { false }
      guard isQuiet || isOpen && isWord else {
        throw HandoffError(.tryAgain, said, hint: Phrases.takeHint(id: task.shortID))
      }
      return console.warn(said)
    }
    console.note(StyledText(said))
    let items = [
      PickerItem(StyledText(Phrases.takeHere(machine: machine))),
      PickerItem(StyledText(Phrases.takeBack())),
    ]
    let title = Phrases.takeFork()
    guard let index = try console.choose(title, isQuiet ? items : items.reversed()),
      (index == 0) == isQuiet
    else { throw ExitCode.success }
  }

  /// Asks before a task is finished whose number is not what it was when this reader saw a list.
  ///
  /// - Parameters:
  ///   - stored: The task that the number meant then.
  ///   - text: What was typed.
  /// - Throws: `HandoffError` (`usage`) where nobody can be asked.
  func confirmFinishing(_ stored: StoredSnapshot, calledBy text: String) async throws {
    guard let number = Int(text), text.count < ShortID.minimum,
      let other = try await list.renumbered(number)
    else { return }
    let title = StyledText(stored.header?.title ?? stored.name).plain
    let id = try await list.listed().task(of: stored)?.shortID ?? stored.name
    let said =
      switch (other.shownAt, other.now?.title) {
      case (let time?, let now?):
        Phrases.doneRenumbered(number: number, title: title, time: console.ago(time), now: now)
      case (_?, nil): Phrases.doneGone(number: number, title: title)
      case (nil, _): Phrases.doneNotShown(number: number, title: title)
      }
    guard console.context.canAsk, console.output.isTTY || console.errors.isTTY else {
      throw HandoffError(.usage, said, hint: Phrases.doneByID(id: id))
    }
    console.note(StyledText(said))
    let items = [
      PickerItem(StyledText(Phrases.takeBack())), PickerItem(StyledText(Phrases.doneConfirm())),
    ]
    guard try console.choose(Phrases.doneQuestion(title: title, id: id), items) == 1 else {
      throw ExitCode.success
    }
  }

  /// Asks which side of a fork is meant; `nil` where nobody can be asked.
  private func side(of task: OpenTask) throws -> StoredSnapshot? {
    guard !task.others.isEmpty else { return task.newest }
    guard console.context.canAsk, console.output.isTTY || console.errors.isTTY else { return nil }
    let items = task.tips.map { PickerItem(StyledText(task.side($0, console))) }
    // The question is what comes behind the title.
    let title = StyledText(task.title).truncated(to: 40, ellipsis: console.errors.glyphs.ellipsis)
    guard let index = try console.choose(Phrases.forkTitle(title: title.plain), items) else {
      throw ExitCode.success
    }
    return task.tips[index]
  }
}
