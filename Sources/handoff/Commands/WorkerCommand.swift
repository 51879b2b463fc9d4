internal import ArgumentParser
internal import HandoffKit
internal import Platform
internal import SnapshotStore

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
