internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo

struct CompactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact", abstract: Phrases.helpCompact(),
    discussion: Phrases.help(Phrases.helpCompactMore(), examples: Phrases.examplesCompact()))

  @Flag(help: ArgumentHelp(Phrases.helpCompactYes()))
  var yes = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let list = try await TaskList.open(console.context, settings: settings)
      let remote = try await list.store.repo.remoteAddress().description
      if !yes {
        try console.confirm(
          Phrases.compactQuestion(remote: remote), Phrases.compactConfirm(),
          hint: Phrases.compactHint())
      }
      let count = try await console.progress(Phrases.progressCompacting()) { progress in
        try await list.store.repo.compact(message: Phrases.compactSubject(), progress: progress)
      }
      console.success(
        count < 2 ? Phrases.compactNothing() : Phrases.compactDone(remote: remote, n: count))
    }
  }
}
