internal import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore
package import SyncRepo

/// `handoff sync`: everything that waits on this machine, and then both sides alike.
package struct Synchronization: Sendable {
  private let context: HandoffContext
  private let settings: Settings

  package init(_ context: HandoffContext, settings: Settings) {
    self.context = context.withoutLineage()
    self.settings = settings
  }

  /// Runs the passes that hooks have asked for, waits for those that are running, synchronises.
  ///
  /// - Parameters:
  ///   - progress: Called with how far it has come.
  ///   - report: Called for each session whose pass failed, or that another process has held for too
  ///     long; the others are synchronised all the same.
  /// - Returns: What the synchronisation did.
  /// - Throws: `SyncError`, `HandoffError`.
  package func run(
    progress: @escaping @Sendable (SyncProgress) -> Void,
    trouble report: (_ trouble: HandoffError) -> Void = { _ in }
  ) async throws -> SyncReport {
    let state = try context.state()
    try state.create()
    let log = try EventLog(context)
    for name in waitingSessions(state) {
      guard let session = SessionID(name) else { continue }
      do {
        _ = try await SessionPass(context, settings: settings, session: session)
          .run(for: .synchronization)
      } catch {
        let trouble = HandoffError(error)
        log.add(.error, "sync", trouble.message, session: name, hint: trouble.hint)
        report(trouble)
      }
    }
    return try await TaskList.open(context, settings: settings).repository.deliver(
      progress: progress)
  }

  /// The sessions with notes, those that something is owed for, and those whose pass is running: its lock
  /// is waited for.
  private func waitingSessions(_ state: StateFolder) -> [String] {
    let running = LocalFile.names(in: state.locks).filter { name in
      name.hasSuffix(".pass") && FileLock.isHeld("\(state.locks)/\(name)")
    }
    let owing = SessionRecordFile.owing(in: state).map(\.rawValue)
    return Set(Inbox.sessions(state) + owing + running.map { String($0.dropLast(5)) }).sorted()
  }
}
