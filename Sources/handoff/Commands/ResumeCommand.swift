internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: Phrases.helpResume(), discussion: Phrases.helpResumeMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()))
  var task: String?

  @Flag(name: .customLong("print"), help: ArgumentHelp(Phrases.helpResumePrint()))
  var printsPrompt = false

  @Option(help: ArgumentHelp(Phrases.helpResumeSession()))
  var session: String?

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpFetch()))
  var fetch = true

  @Flag(help: ArgumentHelp(Phrases.helpResumeFresh()))
  var fresh = false

  @Option(name: .customLong("with"), help: ArgumentHelp(Phrases.helpResumeWith()))
  var agent: String?

  @Flag(help: ArgumentHelp(Phrases.helpResumeFreshSession()))
  var freshSession = false

  @Argument(parsing: .postTerminator, help: ArgumentHelp(Phrases.helpResumeArguments()))
  var arguments: [String] = []

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let agent = try AgentStart.Agent(agent)
      let list = try await OpenTasks(console, fetch: fetch).list
      let found = try await newest(of: choose(list, console), list, console)
      let snapshot = try await list.store.read(found)
      let isAtTerminal = console.context.canAsk && console.output.isTTY
      let starts = !printsPrompt && (isAtTerminal || self.agent != nil || !arguments.isEmpty)
      let own =
        starts && agent == .claude && !freshSession
        ? OwnConversation.find(found, machine: list.settings.machine, context: console.context)
        : nil
      if let own {
        throw try ResumeStart(console, list).goOn(own, of: found, further: arguments)
      }
      let all = try await list.store.list()
      let search = snapshot.map { ProjectFinder(console.context).find($0.header, of: all) }
      guard starts, let snapshot, let search else {
        let folder: String? = if case .here(let folders)? = search { folders.first } else { nil }
        let resumption = try Resumption(found, snapshot, folder: folder, context: console.context)
        try await mark(found, in: list, console)
        console.print(untrusted: resumption.prompt)
        return
      }
      let start = ResumeStart(console, list)
      let folder = try await start.folder(of: snapshot, search, asks: isAtTerminal)
      let resumption = try Resumption(found, snapshot, folder: folder, context: console.context)
      try await mark(found, in: list, console)
      guard let folder else {
        console.warn(Phrases.resumeNotHere())
        console.print(untrusted: resumption.prompt)
        return
      }
      start.tell(found, snapshot, folder: folder)
      throw start.run(
        AgentStart(
          agent, claude: list.settings.claude, prompt: resumption.prompt, folder: folder,
          resumedFrom: resumption.name, further: arguments), task: found.name)
    }
  }

  /// Notes that the session this is run in takes the task over.
  private func mark(
    _ task: StoredSnapshot, in list: TaskList, _ console: Console
  ) async throws {
    if let current = try CurrentSession.find(session, console.context) {
      _ = try await list.takeOver(task, in: current)
    } else if console.context.isInsideClaude {
      console.warn(Phrases.resumeUnknownSession(), hint: Phrases.resumeUnknownSessionHint())
    }
  }

  private func choose(_ list: TaskList, _ console: Console) async throws -> StoredSnapshot {
    if let task { return try await list.find(task) }
    guard console.context.canAsk else {
      throw HandoffError(.usage, Phrases.whichTask(), hint: Phrases.resumeWhichHint())
    }
    let tasks = try await list.numbered().filter { $0.header != nil }
    guard !tasks.isEmpty else { throw HandoffError(.noInput, Phrases.noUnfinishedTasks()) }
    let items = tasks.map { task in
      PickerItem(StyledText(task.header?.title ?? task.name), detail: StyledText(place(task)))
    }
    guard let index = console.choose(Phrases.whichTask(), items) else { throw ExitCode.success }
    return tasks[index]
  }

  private func place(_ task: StoredSnapshot) -> String {
    guard let project = task.header?.project else { return task.machine ?? "" }
    return task.machine.map { Phrases.taskPlace(project: project, machine: $0) } ?? project
  }
}
