internal import Essentials
package import SnapshotStore

/// Taking a task over.
extension TaskList {
  /// Notes that a running session of this machine carries a task on.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - session: The session.
  /// - Throws: `HandoffError` where a worker holds the session's record.
  package func takeOver(_ task: StoredSnapshot, in session: SessionID) async throws {
    let chain = Lineage(try await store.list()).task(of: task)
    try SessionMark(context, session: session).carriesOn(
      SessionRecord.Ancestor(task, task: chain, at: context.now()))
  }
}
