internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore

struct DoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: Phrases.helpDone(), discussion: Phrases.helpDoneMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String?

  @Option(help: ArgumentHelp(Phrases.helpDoneSession()))
  var session: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if task != nil && session != nil { throw ValidationError(Phrases.doneTaskOrSession()) }
  }

  func run() async throws {
    try await Console(output).run { console in
      guard let task else { return try await finishSession(console) }
      let list = try await OpenTasks(console).list
      let choice = TaskChoice(console, list)
      let found = try await choice.find(task)
      try await choice.confirmFinishing(found, calledBy: task)
      let trouble = try await list.finish(found)
      confirm(found, console)
      try console.endUnlessPushed(trouble)
    }
  }

  private func finishSession(_ console: Console) async throws {
    guard let current = try CurrentSession.find(session, console.context) else {
      throw HandoffError(
        .usage, Phrases.whichTask(),
        hint: console.context.isInsideClaude ? Phrases.doneWhichInside() : Phrases.doneWhichHint())
    }
    let list = try await OpenTasks(console).list
    let finished = try await list.finish(session: current)
    if let task = finished.removed.first {
      confirm(task, console)
    } else {
      console.success(Phrases.doneSession())
    }
    try console.endUnlessPushed(finished.trouble)
  }

  private func confirm(_ task: StoredSnapshot, _ console: Console) {
    console.success(Phrases.doneTask(title: task.header?.title ?? task.name))
    console.remark(Phrases.doneUndo(task: task.name))
  }
}
