internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore

struct PinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: Phrases.helpPin(), discussion: Phrases.helpPinMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await OpenTasks(console, .none).list
      let (found, open) = try await list.findWhole(task)
      try await list.pin(found)
      console.success(Phrases.pinned(title: open?.title ?? found.name))
      console.remark(Phrases.pinUndo(id: open?.shortID ?? found.name))
    }
  }
}

struct UnpinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpin", abstract: Phrases.helpUnpin(), discussion: Phrases.helpPinMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await OpenTasks(console, .none).list
      let (found, open) = try await list.findWhole(task)
      let title = open?.title ?? found.name
      guard try await list.unpin(found) else {
        throw HandoffError(
          .noInput, Phrases.unpinNothing(title: title), hint: Phrases.unpinNothingHint())
      }
      console.success(Phrases.unpinned(title: title))
    }
  }
}
