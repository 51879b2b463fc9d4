internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: Phrases.helpForget(),
    discussion: Phrases.help(Phrases.helpForgetMore(), examples: Phrases.examplesForget()))

  @Argument(help: ArgumentHelp(Phrases.helpForgetTask()), completion: .tasks)
  var task: String

  @Flag(help: ArgumentHelp(Phrases.helpForgetHistory()))
  var history = false

  @Flag(help: ArgumentHelp(Phrases.helpCompactYes()))
  var yes = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let (list, session, title) = try await find(console)
      if history && !yes {
        let remote = try await list.store.repo.remoteAddress().description
        try console.confirm(
          Phrases.forgetQuestion(title: title, remote: remote), Phrases.forgetConfirm(),
          hint: Phrases.forgetHint(task: task))
      }
      let trouble = try await console.progress(Phrases.progressForgetting()) { progress in
        try await list.forget(session, history: history, progress: progress)
      }
      console.success(Phrases.forgetDone(title: title))
      console.remark(history ? Phrases.forgetHosts() : Phrases.forgetKept(task: session))
      if await list.store.repo.owesPrune { console.warn(Phrases.forgetOwed()) }
      try console.endUnlessPushed(trouble)
    }
  }

  /// Looks here first: bringing the clone up to date could push a snapshot that is not there yet.
  private func find(_ console: Console) async throws -> (TaskList, SessionID, String) {
    let here = try await OpenTasks(console, .none).list
    do {
      let (session, title) = try await find(here, console)
      return (here, session, title)
    } catch let error as HandoffError where error.status == .noInput {
      let list = try await OpenTasks(console).list
      let (session, title) = try await find(list, console)
      return (list, session, title)
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
}
