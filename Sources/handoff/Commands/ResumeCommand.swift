internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: Phrases.helpResume(),
    discussion: Phrases.help(Phrases.helpResumeMore(), examples: Phrases.examplesResume()))

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
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

  @Flag(help: ArgumentHelp(Phrases.helpResumeTake()))
  var take = false

  // Before the arguments behind `--`, so that the usage has it before them.
  @OptionGroup var output: OutputOptions

  @Argument(parsing: .postTerminator, help: ArgumentHelp(Phrases.helpResumeArguments()))
  var arguments: [String] = []

  func run() async throws {
    try await Console(output).run { console in
      let agent = try AgentStart.Agent(agent)
      // The picker shows what is here at once, and asks the remote meanwhile.
      let picks = task == nil && console.hasScreen
      let list = try await OpenTasks(console, fetch && !picks ? .full : .none).list
      let choice = TaskChoice(console, list)
      let chosen = try await choice.tip(of: try await choose(choice, console))
      let found = try await newest(of: chosen, list, console)
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
      let session = try CurrentSession.find(session, console.context)
      if !take && (starts || session != nil) {
        try await choice.confirmTaking(found, asks: isAtTerminal, isWord: session != nil)
      }
      let all = try await list.store.list()
      let options =
        agent == .claude
        ? await ClaudeOptions.read(of: list.settings.claude, context: console.context) : .unknown
      let finder = ProjectFinder(console.context, roots: list.settings.projectRoots)
      let search = snapshot.map { finder.find($0.header, of: all) }
      guard starts, let snapshot, let search else {
        let folder: String? = if case .here(let folders)? = search { folders.first } else { nil }
        let resumption = try Resumption(
          found, snapshot, folder: folder, all: all, machine: list.settings.machine,
          claude: options.version, context: console.context)
        try await takeOver(found, for: session, in: list, console)
        console.print(untrusted: resumption.prompt)
        return
      }
      let start = ResumeStart(console, list)
      let folder = try await start.folder(of: snapshot, search, asks: isAtTerminal)
      let resumption = try Resumption(
        found, snapshot, folder: folder, all: all, machine: list.settings.machine,
        claude: options.version, context: console.context)
      guard let folder else {
        try await takeOver(found, for: session, in: list, console)
        console.warn(Phrases.resumeNotHere())
        console.print(untrusted: resumption.prompt)
        return
      }
      let id = try await list.listed().task(of: found)?.shortID ?? found.name
      start.tell(
        found, snapshot, id: id, folder: folder, claude: options.version, prompt: resumption.prompt)
      start.tellOfOwn(in: all, before: found)
      if isAtTerminal { try await start.offerBranch(of: snapshot, in: folder) }
      throw try await start.take(
        found, with: agent, options: options, prompt: resumption.prompt, folder: folder,
        further: arguments)
    }
  }

  /// Has the session that this is run in take the task over.
  private func takeOver(
    _ task: StoredSnapshot, for session: SessionID?, in list: TaskList, _ console: Console
  ) async throws {
    if let session {
      if let exclusion = try list.exclusion(of: session) {
        return console.warn(exclusion.sentence, hint: Phrases.exclusionTaking())
      }
      _ = try await list.takeOver(task, in: session)
    } else if console.context.isInsideClaude {
      console.warn(Phrases.resumeUnknownSession(), hint: Phrases.resumeUnknownSessionHint())
    }
  }

  private func choose(_ choice: TaskChoice, _ console: Console) async throws -> StoredSnapshot {
    if let task { return try await choice.find(task) }
    guard console.context.canAsk else {
      throw HandoffError(.usage, Phrases.whichTask(), hint: Phrases.resumeWhichHint())
    }
    return try await choice.pick(.resume)
  }
}
