internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

extension PickerTask {
  /// Describes an unfinished task.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - isOfThisProject: True if it is of the project in the working folder.
  ///   - console: The console; its clock tells what is old.
  init(_ task: OpenTask, isOfThisProject: Bool, _ console: Console) {
    let header = task.newest.header
    let title =
      if case .unreadable(let problem) = task.standing {
        Phrases.taskUnreadableRow(file: task.newest.name + ".md", reason: problem.description)
      } else { task.title }
    self.init(
      id: task.id, shortID: task.shortID, title: StyledText(title).plain,
      machine: StyledText(task.newest.machine ?? Phrases.unknownMachine()).plain,
      marks: task.marks)
    self.isOfThisProject = isOfThisProject
    project = header?.projectName.map { StyledText($0).plain }
    folder = header?.workingFolder
    branch = header?.branch.map { StyledText($0).plain }
    isHere = task.isHere
    others = task.others.count
    time = header?.updated
    isOld = task.isOlder(than: console.context.now().addingTimeInterval(-OpenTask.oldAge))
    isWritable = task.isHere && task.others.isEmpty
    sides =
      task.others.isEmpty
      ? [] : task.tips.map { PickerTask.Side(name: $0.name, label: task.side($0, console)) }
  }

  /// Describes a finished task.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - here: This machine.
  ///   - isOfThisProject: True if it is of the project in the working folder.
  init(_ task: FinishedTask, here: String?, isOfThisProject: Bool) {
    let removed = task.removed
    let header = removed.last.header
    let machine = removed.last.machine ?? Phrases.unknownMachine()
    self.init(
      id: removed.last.name, shortID: task.shortID,
      title: StyledText(header?.title ?? removed.last.name).plain,
      machine: StyledText(machine).plain, marks: TaskMarks(.free))
    self.isOfThisProject = isOfThisProject
    project = header?.projectName.map { StyledText($0).plain }
    folder = header?.workingFolder
    branch = header?.branch.map { StyledText($0).plain }
    isHere = removed.last.machine == here
    time = removed.removed
  }
}

extension OpenTask {
  /// Describes one side in a line.
  func side(_ tip: StoredSnapshot, _ console: Console) -> String {
    let time = tip.header.map { console.ago($0.updated) } ?? Phrases.unknownMachine()
    let machine = StyledText(tip.machine ?? tip.name).plain
    return machine + "  " + Phrases.forkSide(n: answers(of: tip), time: time)
  }
}
