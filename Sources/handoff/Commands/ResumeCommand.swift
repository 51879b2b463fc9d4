internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Platform
internal import Processes
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Carry a task on, on this machine.",
    discussion: """
      At a terminal this starts claude with the task's notes in the project's folder, if that is on \
      this machine. Elsewhere, and with --print, it prints the prompt for a new session.
      """)

  @Argument(help: TaskArgument.help)
  var task: String?

  @Flag(name: .customLong("print"), help: "Print the prompt instead of starting claude.")
  var printsPrompt = false

  @Option(help: "The session that carries it on, where Claude Code does not tell.")
  var session: String?

  @Flag(inversion: .prefixedNo, help: "Ask the remote first.")
  var fetch = true

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await TaskArgument.open(console, fetch: fetch)
      let found = try await choose(list, console)
      let resumption = try Resumption(found, context: console.context)
      try mark(resumption, console)
      let starts = console.isInteractive && !printsPrompt && !console.context.isInsideClaude
      guard starts else {
        console.print(
          raw: TerminalText.sanitized(resumption.prompt, keeping: [.newlines, .tabs]))
        return
      }
      guard let folder = resumption.folder else {
        console.note(
          StyledText(console.errors.glyphs.warning, .yellow)
            + " The project's folder is not on this machine; here is the prompt for a session.")
        console.print(
          raw: TerminalText.sanitized(resumption.prompt, keeping: [.newlines, .tabs]))
        return
      }
      let settings = try await SettingsLoader(console.context).load()
      console.note("Starting claude in \(console.context.shortened(folder)).")
      throw try ClaudeStart(program: settings.claude, folder: folder, resumption: resumption).run()
    }
  }

  /// Notes that the session this is run in carries the task on.
  private func mark(_ resumption: Resumption, _ console: Console) throws {
    if let current = try CurrentSession.find(session, console.context) {
      try SessionMark(console.context, session: current).carriesOn(resumption.name)
    } else if console.context.isInsideClaude {
      console.warn(
        "This version of Claude Code does not tell which session this is; "
          + "its snapshot will not say that it carries this task on.",
        hint: "Run this again with: --session ID")
    }
  }

  private func choose(_ list: TaskList, _ console: Console) async throws -> StoredSnapshot {
    if let task { return try await list.find(task) }
    let tasks = try await list.numbered().filter { $0.snapshot != nil }
    guard console.isInteractive else {
      throw HandoffError(
        .usage, "Which task?", hint: "See them: handoff list; then: handoff resume N")
    }
    guard !tasks.isEmpty else {
      throw HandoffError(.noInput, "There are no unfinished tasks.")
    }
    let items = tasks.map { task in
      let detail = [task.snapshot?.project, task.machine].compactMap { $0 }
      return PickerItem(
        StyledText(task.snapshot?.title ?? task.name),
        detail: StyledText(detail.joined(separator: " on ")))
    }
    guard let index = console.choose("Which task?", items) else { throw ExitCode.success }
    return tasks[index]
  }
}

/// Turns this process into a `claude` that carries a task on.
struct ClaudeStart {
  let program: String
  let folder: String
  let resumption: Resumption

  /// Starts it; comes back only where that fails.
  ///
  /// The marks of a session around this one are taken out: a `claude` that inherits them would be
  /// left out of its own history (`CLAUDE_CODE_CHILD_SESSION`).
  func run() throws -> HandoffError {
    for name in ProcessInfo.processInfo.environment.keys
    where name == "CLAUDECODE" || name == "CLAUDE_CODE_CHILD_SESSION"
      || name == "CLAUDE_CODE_SESSION_ID" || name == "CLAUDE_CODE_ENTRYPOINT"
    {
      unsafe unsetenv(name)
    }
    unsafe setenv("HANDOFF_RESUMED_FROM", resumption.name, 1)
    guard FileManager.default.changeCurrentDirectoryPath(folder) else {
      return HandoffError(.inputOutput, "The folder \(folder) cannot be entered.")
    }
    let error = ProgramReplacement.run(program, arguments: [resumption.prompt])
    return HandoffError(
      .configuration, "\(program) cannot be started: \(error.reason).",
      hint: "Install Claude Code, or print the prompt: handoff resume \(resumption.name) --print")
  }
}
