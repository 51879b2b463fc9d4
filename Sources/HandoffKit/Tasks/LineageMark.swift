internal import Foundation
internal import HookRelay
internal import LocalFiles
internal import SnapshotStore

/// Notes that the session this process runs in carries on another one's task.
package struct LineageMark: Sendable {
  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Notes it, if this process runs inside a session (`CLAUDE_CODE_SESSION_ID`).
  ///
  /// - Parameter name: The name of the snapshot that is carried on.
  /// - Throws: `FileError` where the record cannot be written.
  package func set(_ name: String) async throws {
    guard let current = context.currentSession, let session = SessionID(current),
      !name.hasSuffix(session.rawValue)
    else { return }
    let state = try context.state()
    try state.create()
    guard let lock = try FileLock.acquire(state.passLock(of: session.rawValue)) else { return }
    defer { lock.release() }
    let file = SessionRecordFile(state, session)
    var record = file.load() ?? SessionRecord(created: context.now())
    record.resumedFrom = name
    try file.save(record)
  }
}
