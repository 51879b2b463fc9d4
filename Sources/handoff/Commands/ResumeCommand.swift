internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Platform
internal import Processes
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

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await OpenTasks(console, fetch: fetch).list
      let found = try await choose(list, console)
      let resumption = try Resumption(
        found, try await list.store.read(found), context: console.context)
      try await mark(found, in: list, console)
      guard console.context.canAsk && console.output.isTTY && !printsPrompt else {
        console.print(untrusted: resumption.prompt)
        return
      }
      guard let folder = resumption.folder else {
        console.warn(Phrases.resumeNotHere())
        console.print(untrusted: resumption.prompt)
        return
      }
      console.note(
        StyledText(Phrases.resumeStarting(folder: console.context.shortened(folder))))
      throw try ClaudeStart(
        program: list.settings.claude, folder: folder, resumption: resumption
      ).run()
    }
  }

  /// Notes that the session this is run in takes the task over.
  private func mark(
    _ task: StoredSnapshot, in list: TaskList, _ console: Console
  ) async throws {
    if let current = try CurrentSession.find(session, console.context) {
      try await list.takeOver(task, in: current)
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

/// The replacement of this process by a `claude` that goes on with a task.
struct ClaudeStart {
  let program: String
  let folder: String
  let resumption: Resumption

  /// Starts it; returns only if that fails.
  ///
  /// The marks of a session around this one are removed: a `claude` that inherits them would be
  /// left out of its own history (`CLAUDE_CODE_CHILD_SESSION`).
  func run() throws -> HandoffError {
    InheritedVariables.remove(InheritedVariables.ofSession)
    unsafe setenv("HANDOFF_RESUMED_FROM", resumption.name, 1)
    guard FileManager.default.changeCurrentDirectoryPath(folder) else {
      return HandoffError(.inputOutput, Phrases.resumeFolderRefused(folder: folder))
    }
    let error = ProgramReplacement.run(program, arguments: [resumption.prompt])
    return HandoffError(
      .configuration, Phrases.resumeStartFailed(program: program, reason: error.reason),
      hint: Phrases.resumeStartFailedHint(task: resumption.name))
  }
}
