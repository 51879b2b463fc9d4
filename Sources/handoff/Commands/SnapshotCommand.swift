internal import ArgumentParser
internal import HandoffKit
internal import Platform
internal import SnapshotStore
internal import TerminalUI

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Take and push a session's snapshot now.",
    discussion: """
      Inside Claude Code (its Bash tool) this is the session it runs in. It returns when the \
      snapshot is on the remote. A new summary is written by the model only if the last one is old \
      enough (snapshot_interval), unless --force is given.
      """)

  @Option(help: "The session's id.")
  var session: String?

  @Option(
    help: "The session's transcript, a .jsonl file.", completion: .file(extensions: ["jsonl"]))
  var transcript: String?

  @Flag(help: "Ask the model for a new summary even if the last one is young.")
  var force = false

  @Flag(help: "Keep it however the session ends, until handoff done.")
  var keep = false

  @Option(help: "Something that it is to say besides, in your words.")
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
      let pass = try SessionPass(console.context, settings: settings, session: target.session)
      let outcome = try await console.progress("Taking the snapshot") { _ in
        try await pass.run(push: .always, isForced: force, transcript: target.transcript)
      }
      switch outcome {
      case .written(let id, _): console.success("Snapshot \(id.description) is on the remote")
      case .finished: console.success("The session is finished; its snapshot is removed.")
      case .nothing:
        throw HandoffError(
          .noInput, "The session \(target.session) has no prompt yet; there is nothing to keep.")
      }
    }
  }
}

/// What the process behind a hook starts; see `WaitingWorker`.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Take a snapshot on behalf of a hook.", shouldDisplay: false)

  @Argument(help: "The session's id.")
  var session: String

  func run() async throws {
    guard let id = SessionID(session) else {
      throw ExitCode(ExitStatus.usage.rawValue)
    }
    // A pass has limits of its own; this one ends a pass that hangs all the same (a disk of the
    // network, say), so that the session's next answer finds a free place.
    alarm(900)
    let isDone = try await Worker(.live(program: "worker"), session: id).run()
    if !isDone { throw ExitCode(ExitStatus.failure.rawValue) }
  }
}
