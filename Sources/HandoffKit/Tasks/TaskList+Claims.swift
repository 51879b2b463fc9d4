internal import Essentials
package import SnapshotStore
package import SyncRepo

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

extension TaskList {
  /// Clones a task's project, with the person's own logins: the sync repository's token stays here.
  ///
  /// - Parameters:
  ///   - address: The project's remote.
  ///   - folder: The folder of the clone.
  ///   - progress: Called with how far it has come.
  /// - Throws: `SyncError`, `HandoffError`.
  package func cloneProject(
    from address: String, to folder: String,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws {
    var configuration = context.syncConfiguration(of: try settings.requireMachine())
    configuration.credentials = nil
    try await ProjectRemote.clone(
      from: address, to: folder, configuration: configuration, progress: progress)
  }
}
