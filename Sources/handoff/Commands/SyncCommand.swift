internal import ArgumentParser
internal import HandoffKit
internal import SyncRepo
internal import TerminalUI

struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Wait for this machine's snapshots, then fetch and push.")

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let synchronization = Synchronization(console.context, settings: settings)
      let report = try await console.progress("Synchronising") { progress in
        try await synchronization.run(progress: progress)
      }
      if reading.json {
        try console.print(json: SyncResult(report))
      } else {
        console.success(StyledText(SyncCommand.words(for: report)))
      }
    }
  }

  private static func words(for report: SyncReport) -> String {
    switch (report.pushed, report.received) {
    case (true, true): "Pushed this machine's changes and received others."
    case (true, false): "Pushed this machine's changes."
    case (false, true): "Received changes of other machines."
    case (false, false): "Everything is up to date."
    }
  }
}

/// What `handoff sync --json` prints.
private struct SyncResult: Encodable {
  let schemaVersion = 1
  let commit: String?
  let pushed: Bool
  let received: Bool
  let attempts: Int

  init(_ report: SyncReport) {
    commit = report.commit
    pushed = report.pushed
    received = report.received
    attempts = report.attempts
  }
}
