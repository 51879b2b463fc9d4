internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct NoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: Phrases.helpNote(), discussion: Phrases.helpNoteMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String

  @Argument(help: ArgumentHelp(Phrases.helpNoteText()))
  var text: [String]

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await OpenTasks(console).list
      let choice = TaskChoice(console, list)
      let found = try await choice.tip(of: try await choice.find(task))
      let trouble = try await console.progress(
        Phrases.progressSaving(), stopped: Phrases.stoppedKept()
      ) { _ in try await list.note(text.joined(separator: " "), on: found) }
      console.success(Phrases.noted(title: found.header?.title ?? found.name))
      try console.endUnlessPushed(trouble)
    }
  }
}

struct RenameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: Phrases.helpRename(), discussion: Phrases.helpRenameMore())

  @Argument(help: ArgumentHelp(Phrases.helpTask()), completion: .tasks)
  var task: String

  @Argument(help: ArgumentHelp(Phrases.helpRenameTitle()))
  var title: [String]

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let list = try await OpenTasks(console).list
      let choice = TaskChoice(console, list)
      let found = try await choice.tip(of: try await choice.find(task))
      let renamed = try await console.progress(
        Phrases.progressSaving(), stopped: Phrases.stoppedKept()
      ) { _ in try await list.rename(found, to: title.joined(separator: " ")) }
      console.success(Phrases.renamed(title: renamed.title))
      try console.endUnlessPushed(renamed.trouble)
    }
  }
}
