package import Foundation
internal import HookRelay
internal import SnapshotStore
internal import SyncRepo

/// How this machine stands: its sessions, and what waits.
package struct MachineStatus: Sendable {
  /// One session of this machine.
  package struct Session: Sendable {
    package let id: String
    package let snapshotAt: Date?
    package let pushedAt: Date?
    package let waitsForPush: Bool
    /// When its worker looks again.
    package let due: Date?
    package let trouble: SessionRecord.Trouble?
  }

  package let machine: String
  /// The remote's address, without a password.
  package let remote: String
  /// How many commits wait to be pushed.
  package let unpushed: Int
  package let lastPush: Date?
  package let sessions: [Session]

  /// Reads it from the state folder and the clone; the network is not used.
  package static func read(
    _ context: HandoffContext, settings: Settings
  ) async throws -> MachineStatus {
    let state = try context.state()
    let list = try await TaskList.open(context, settings: settings)
    let last = PushClock(state).last
    let sessions = SessionRecordFile.sessions(state).compactMap { id -> Session? in
      guard let record = SessionRecordFile(state, id).load(),
        record.finishedAt == nil || record.waitsForPush
      else { return nil }
      let due = WindowStamp.read(state.window(of: id.rawValue)).due
      return Session(
        id: id.rawValue, snapshotAt: record.snapshotAt, pushedAt: record.pushedAt,
        waitsForPush: record.waitsForPush,
        due: due.map { Date(timeIntervalSince1970: TimeInterval($0)) }, trouble: record.trouble)
    }
    return MachineStatus(
      machine: try settings.requireMachine().rawValue,
      remote: try await list.store.repo.remoteAddress().description,
      unpushed: try await list.store.repo.unpushedCount(),
      lastPush: last == 0 ? nil : Date(timeIntervalSince1970: TimeInterval(last)),
      sessions: sessions)
  }
}
