internal import ArgumentParser
internal import HandoffKit
internal import SnapshotStore
internal import TerminalUI

struct DoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Mark a task as finished.",
    discussion: "Its snapshot is removed on all machines; handoff restore brings it back.")

  @Argument(help: TaskArgument.help)
  var task: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await TaskArgument.open(console)
      let found = try await list.find(task)
      let trouble = try await list.finish(found)
      console.success("Finished: \(found.snapshot?.title ?? found.name)")
      console.note(StyledText("  Bring it back: handoff restore \(found.name)", .dim))
      if let trouble {
        console.warn(trouble, "The other machines see it after the next push.")
        throw ExitCode(HandoffError(trouble).status.rawValue)
      }
    }
  }
}
