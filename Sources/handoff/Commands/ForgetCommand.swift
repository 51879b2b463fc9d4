internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: Phrases.helpForget(), discussion: Phrases.helpForgetMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String

  @Flag(help: ArgumentHelp(Phrases.helpForgetHistory()))
  var history = false

  @Flag(help: ArgumentHelp(Phrases.helpCompactYes()))
  var yes = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await OpenTasks(console).list
      let (session, title) = try await find(list, console)
      if history && !yes { try await confirm(title, list, console) }
      let trouble = try await console.progress(Phrases.progressForgetting()) { progress in
        try await list.forget(session, history: history, progress: progress)
      }
      console.success(Phrases.forgetDone(title: title))
      console.remark(history ? Phrases.forgetHosts() : Phrases.forgetKept(task: session))
      if try await !list.store.repo.waitingBranches().isEmpty {
        console.warn(Phrases.forgetWaiting())
      }
      try console.endUnlessPushed(trouble)
    }
  }

  /// A session that is in the list, or, by its whole id, one that has been finished or forgotten.
  private func find(_ list: TaskList, _ console: Console) async throws -> (SessionID, String) {
    // A number means another task once the list has moved, and this cannot be undone.
    guard !task.allSatisfy(\.isNumber) || task.count > 4 else {
      throw HandoffError(
        .usage, Phrases.forgetNumber(number: task), hint: Phrases.forgetNumberHint())
    }
    if let session = SessionID(task),
      try await !list.store.list().contains(where: { $0.id?.session == session })
    {
      // Finished already, forgotten already, or known to this machine alone.
      guard try await list.knows(session) else {
        throw HandoffError(
          .noInput, Phrases.forgetUnknown(session: session), hint: Phrases.forgetNumberHint())
      }
      return (session, session.rawValue)
    }
    let found = try await TaskChoice(console, list).find(task)
    guard let session = found.id?.session else {
      throw HandoffError(
        .usage, Phrases.forgetNoSession(task: found.name),
        hint: Phrases.forgetNoSessionHint(task: found.name))
    }
    return (session, found.header?.title ?? found.name)
  }

  private func confirm(_ title: String, _ list: TaskList, _ console: Console) async throws {
    let remote = try await list.store.repo.remoteAddress().description
    let question = Phrases.forgetQuestion(title: title, remote: remote)
    guard console.context.canAsk, console.output.isTTY || console.errors.isTTY else {
      throw HandoffError(.usage, question, hint: Phrases.forgetHint(task: task))
    }
    let items = [
      PickerItem(StyledText(Phrases.takeBack())), PickerItem(StyledText(Phrases.forgetConfirm())),
    ]
    guard console.choose(question, items) == 1 else { throw ExitCode.success }
  }
}
