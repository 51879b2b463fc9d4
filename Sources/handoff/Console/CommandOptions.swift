internal import ArgumentParser
internal import HandoffKit
internal import SyncRepo
internal import TerminalUI

/// What the commands share that take a task.
enum TaskArgument {
  static let help: ArgumentHelp =
    "A number of the last list, a session id, or the beginning of either or of a file's name."

  /// Opens the list, brought up to date where the remote can be reached.
  static func open(_ console: Console, fetch: Bool = true) async throws -> TaskList {
    let settings = try await SettingsLoader(console.context).load()
    let list = try await TaskList.open(console.context, settings: settings)
    if fetch {
      let trouble = try await console.progress("Fetching") { progress in
        await list.refresh(progress: progress)
      }
      if let trouble { console.warn(trouble, "This is what was known before.") }
    }
    return list
  }
}

/// The options of commands that show something.
struct OutputOptions: ParsableArguments {
  @Option(help: "Use colour: auto, always or never.")
  var color: ColorChoice = .auto
}

/// The options of commands that read something.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions

  @Flag(help: "Print JSON for programs instead of text for people.")
  var json = false
}

extension ColorChoice: ExpressibleByArgument {}
