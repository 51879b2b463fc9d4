internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import Platform
internal import SnapshotStore

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: Phrases.helpSnapshot(),
    discussion: Phrases.help(Phrases.helpSnapshotMore(), examples: Phrases.examplesSnapshot()))

  @Option(help: ArgumentHelp(Phrases.helpSnapshotSession()))
  var session: String?

  @Option(
    help: ArgumentHelp(Phrases.helpSnapshotTranscript()), completion: .file(extensions: ["jsonl"]))
  var transcript: String?

  @Flag(help: ArgumentHelp(Phrases.helpSnapshotForce()))
  var force = false

  @Flag(help: ArgumentHelp(Phrases.helpSnapshotKeep()))
  var keep = false

  @Option(help: ArgumentHelp(Phrases.helpSnapshotNote()))
  var note: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let target = try SnapshotTarget(
        session: session, transcript: transcript, context: console.context)
      if keep || note != nil {
        try SessionMark(console.context, session: target.session).keep(note: note, isKept: keep)
      }
      // Another machine only wants to know what there is.
      let isRequest =
        console.context.isAskedByMachine && session != nil && transcript == nil && !keep
        && note == nil
      let pass = try SessionPass(console.context, settings: settings, session: target.session)
      let outcome = try await console.progress(Phrases.progressSnapshot()) { _ in
        try await pass.run(
          for: isRequest ? .request : .person(isForced: force, transcript: target.transcript))
      }
      switch outcome.result {
      case .written(let id): console.success(Phrases.snapshotPushed(id: id))
      case .finished: console.success(Phrases.snapshotFinished())
      case .nothing:
        throw HandoffError(
          .noInput,
          isRequest
            ? Phrases.snapshotNotOpen(session: target.session)
            : Phrases.snapshotNothing(session: target.session))
      }
    }
  }
}

/// The command that the process behind a hook starts; see `WaitingWorker`.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: Phrases.helpWorker(), shouldDisplay: false)

  @Argument(help: ArgumentHelp(Phrases.helpSnapshotSession()))
  var session: String

  func run() async throws {
    guard let id = SessionID(session) else {
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    // A pass has time limits of its own. This one ends a pass that still hangs (on a network drive,
    // say), so that the session's next answer finds a free place.
    alarm(900)
    let worker = try Worker(.live(program: "worker"), session: id)
    if await !worker.run() { throw ExitCode(ExitStatus.failure.rawValue) }
    // libgit2 1.5 reads a truncated object for ever, and the next answer must not wait for upkeep.
    signal(SIGALRM) { _ in _exit(0) }
    alarm(30)
    await worker.tidy()
  }
}

/// A fetch for a command that did not wait for it.
struct RefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: Phrases.helpRefresh(), shouldDisplay: false)

  func run() async throws {
    // Each step has limits of its own; this one is for what hangs all the same.
    alarm(300)
    let context = HandoffContext.live(program: "refresh")
    let settings = try await SettingsLoader(context).load()
    try await TaskList.refreshBehind(context, settings: settings)
  }
}
