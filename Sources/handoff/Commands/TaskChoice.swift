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
  func pick() async throws -> StoredSnapshot {
    let tasks = try await list.listed().tasks.filter { $0.newest.header != nil }
    guard !tasks.isEmpty else { throw HandoffError(.noInput, Phrases.noUnfinishedTasks()) }
    let items = tasks.map { task in
      PickerItem(StyledText(task.title), detail: StyledText(place(of: task)))
    }
    guard let index = console.choose(Phrases.whichTask(), items, wholeScreen: true) else {
      throw ExitCode.success
    }
    return try side(of: tasks[index]) ?? tasks[index].newest
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
    guard let index = console.choose(title, isQuiet ? items : items.reversed()),
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
    guard console.choose(Phrases.doneQuestion(title: title, id: id), items) == 1 else {
      throw ExitCode.success
    }
  }

  /// Asks which side of a fork is meant; `nil` where nobody can be asked.
  private func side(of task: OpenTask) throws -> StoredSnapshot? {
    guard !task.others.isEmpty else { return task.newest }
    guard console.context.canAsk, console.output.isTTY || console.errors.isTTY else { return nil }
    let items = task.tips.map { tip in
      PickerItem(
        StyledText(tip.machine ?? tip.name),
        detail: StyledText(
          Phrases.forkSide(
            n: task.answers(of: tip),
            time: tip.header.map { console.ago($0.updated) } ?? Phrases.unknownMachine())))
    }
    // The question is what comes behind the title.
    let title = StyledText(task.title).truncated(to: 40, ellipsis: console.errors.glyphs.ellipsis)
    guard let index = console.choose(Phrases.forkTitle(title: title.plain), items) else {
      throw ExitCode.success
    }
    return task.tips[index]
  }

  private func place(of task: OpenTask) -> String {
    let machine = task.newest.machine ?? ""
    guard let project = task.newest.header?.project else { return machine }
    return task.newest.machine.map { Phrases.taskPlace(project: project, machine: $0) } ?? project
  }
}
