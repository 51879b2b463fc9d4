internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SyncRepo

struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: Phrases.helpSync(),
    discussion: Phrases.help(examples: Phrases.examplesSync()))

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let synchronization = Synchronization(console.context, settings: settings)
      var first: HandoffError?
      let report = try await console.progress(
        Phrases.progressSyncing(), stopped: Phrases.stoppedKept()
      ) { progress in
        try await synchronization.run(
          progress: progress,
          trouble: { trouble in
            console.warn(trouble.message, hint: trouble.hint)
            first = first ?? trouble
          })
      }
      if reading.json {
        try console.print(json: SyncResult(report))
      } else if first == nil || report.pushed || report.received {
        console.success(SyncCommand.words(for: report))
      }
      // What a session has to say is not on the remote, whatever else is.
      if let first { throw ExitCode(first.status.rawValue) }
    }
  }

  private static func words(for report: SyncReport) -> String {
    switch (report.pushed, report.received) {
    case (true, true): Phrases.syncBoth()
    case (true, false): Phrases.syncPushed()
    case (false, true): Phrases.syncReceived()
    case (false, false): Phrases.syncNothing()
    }
  }
}

/// The output of `handoff sync --json`.
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
