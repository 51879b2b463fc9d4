internal import ArgumentParser
internal import HandoffKit
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct DoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Mark a task as finished.",
    discussion: """
      Its snapshot is removed on all machines; handoff restore brings it back. Inside Claude Code, \
      without a task, this is the session it runs in. A session that is open goes on; its snapshot \
      comes back with the next prompt that is sent there.
      """)

  @Argument(help: TaskArgument.help)
  var task: String?

  @Option(help: "The session whose task is done, where Claude Code does not tell.")
  var session: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if task != nil && session != nil {
      throw ValidationError("Name a task, or a session by --session, not both.")
    }
  }

  func run() async throws {
    try await Console(output).run { console in
      guard let task else { return try await finishSession(console) }
      let list = try await TaskArgument.open(console)
      let found = try await list.find(task)
      try say([found], try await list.finish(found), console)
    }
  }

  private func finishSession(_ console: Console) async throws {
    guard let current = try CurrentSession.find(session, console.context) else {
      throw HandoffError(
        .usage, "Which task?",
        hint: console.context.isInsideClaude
          ? "This session's: handoff done --session ID; another one: handoff done N"
          : "See them: handoff list; then: handoff done N")
    }
    let list = try await TaskArgument.open(console)
    let finished = try await list.finish(session: current)
    if finished.removed.isEmpty {
      console.success("Finished: this session, which has no snapshot yet")
    }
    try say(finished.removed, finished.trouble, console)
  }

  private func say(
    _ tasks: [StoredSnapshot], _ trouble: SyncError?, _ console: Console
  ) throws {
    if let task = tasks.first {
      console.success("Finished: \(task.snapshot?.title ?? task.name)")
      console.note(StyledText("  Bring it back: handoff restore \(task.name)", .dim))
    }
    if let trouble {
      console.warn(trouble, "The other machines see it after the next push.")
      throw ExitCode(HandoffError(trouble).status.rawValue)
    }
  }
}
