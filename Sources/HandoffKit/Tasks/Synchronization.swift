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
    // The lineage in the environment is that of the session around, if there is one.
    var context = context
    context.environment["HANDOFF_RESUMED_FROM"] = nil
    self.context = context
    self.settings = settings
  }

  /// Runs the passes that hooks have asked for, waits for those that are running, synchronises.
  ///
  /// - Parameter progress: Called with how far it has come.
  /// - Returns: What the synchronisation did.
  /// - Throws: `SyncError`, `HandoffError`.
  package func run(
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> SyncReport {
    let state = try context.state()
    try state.create()
    let log = try EventLog(context)
    for name in waitingSessions(state) {
      guard let session = SessionID(name) else { continue }
      do {
        _ = try await SessionPass(context, settings: settings, session: session).run(push: .never)
      } catch {
        let trouble = HandoffError(error)
        log.add(.error, "sync", trouble.message, session: name, hint: trouble.hint)
      }
    }
    let list = try await TaskList.open(context, settings: settings)
    let clock = PushClock(state)
    let report: SyncReport
    do {
      report = try await list.store.repo.synchronize(progress: progress)
    } catch {
      clock.noteFailure(error, context.seconds())
      throw error
    }
    try clock.note(context.seconds())
    await list.noteFetch()
    try noteArrival(state)
    return report
  }

  /// The sessions with notes, and those whose pass is running: its lock is waited for.
  private func waitingSessions(_ state: StateFolder) -> [String] {
    let running = LocalFile.names(in: state.locks).filter { name in
      name.hasSuffix(".pass") && FileLock.isHeld("\(state.locks)/\(name)")
    }
    return Set(Inbox.sessions(state) + running.map { String($0.dropLast(5)) }).sorted()
  }

  /// Nothing waits for a push any more.
  private func noteArrival(_ state: StateFolder) throws {
    for session in SessionRecordFile.sessions(state) {
      guard let lock = try FileLock.tryAcquire(state.passLock(of: session.rawValue)) else {
        continue
      }
      defer { lock.release() }
      let file = SessionRecordFile(state, session)
      guard var record = file.load(), record.waitsForPush else { continue }
      record.waitsForPush = false
      record.pushedAt = context.now()
      record.trouble = nil
      try file.save(record)
    }
  }
}
