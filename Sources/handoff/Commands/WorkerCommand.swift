internal import ArgumentParser
internal import HandoffKit
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
    let isDone = try await Worker(.live(program: "worker"), session: id).run()
    if !isDone { throw ExitCode(ExitStatus.failure.rawValue) }
  }
}
