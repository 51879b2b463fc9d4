internal import Phrases
package import SnapshotStore
package import SyncRepo

extension TaskList {
  /// The tasks that were finished.
  package struct Finished: Sendable {
    /// The snapshots that were removed, those that were meant first.
    package let removed: [StoredSnapshot]
    /// The short ids of the tasks that were meant, each once.
    package let shortIDs: [String]
    /// The reason for which the removal could not be pushed; here it is made.
    package let trouble: SyncError?
  }

  /// Removes a task and what it carries on and has seen all of, here and on the remote.
  ///
  /// - Parameter task: The task.
  /// - Returns: Why it could not be pushed; it is removed here all the same.
  /// - Throws: `SyncError` where it cannot be removed here, `HandoffError` where a worker is at it.
  package func finish(_ task: StoredSnapshot) async throws -> SyncError? {
    try await finish([task]).trouble
  }

  /// Removes tasks, each with what it carries on and has seen all of, here and on the remote, in one
  /// commit.
  ///
  /// - Parameters:
  ///   - tasks: The tasks.
  ///   - pushes: False to leave the push to `deliver(within:)`.
  ///   - progress: Called with how far the push has come.
  /// - Returns: What was removed.
  /// - Throws: As `finish(_:)`; nothing is then removed.
  package func finish(
    _ tasks: [StoredSnapshot], pushes: Bool = true,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> Finished {
    try await finish(named: tasks.map(\.name), pushes: pushes, progress: progress)
  }

  /// Finishes the task of one of this machine's sessions, whether it has a snapshot yet or not.
  ///
  /// - Parameters:
  ///   - session: The session.
  ///   - progress: Called with how far the push has come.
  /// - Returns: What was removed.
  /// - Throws: As `finish(_:)`.
  package func finish(
    session: SessionID, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> Finished {
    let machine = try settings.requireMachine()
    let ancestor = try SessionMark(context, session: session).isDone()
    return try await finish(
      named: [SnapshotID(machine: machine, session: session).description], carryingOn: ancestor,
      progress: progress)
  }

  /// Returns whether a session has left something that can be forgotten: a record here, a removed
  /// snapshot in history, or the file that says that it is forgotten.
  package func knows(_ session: SessionID) async throws -> Bool {
    if SessionRecordFile(try context.state(), session).load() != nil { return true }
    if try await store.isForgotten(session) { return true }
    return try await !store.removed(limit: 1) { $0.hasSuffix(session.rawValue) }.isEmpty
  }

  /// Forgets a session: its snapshots go, here and on the remote, and what this machine has kept of it;
  /// no machine takes one again until a person says so.
  ///
  /// - Parameters:
  ///   - session: The session.
  ///   - history: True to put one commit in the place of the remote's history, so that no commit has its
  ///     texts any more.
  ///   - progress: Called with how far it has come.
  /// - Returns: Why it could not be pushed; it is gone here all the same.
  /// - Throws: `SyncError` where it cannot be removed here, or where the history cannot be replaced.
  package func forget(
    _ session: SessionID, history: Bool,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> SyncError? {
    // What the task carries on has the same words.
    let all = try await store.list()
    let names = all.filter { $0.id?.session == session }.map(\.name)
    let lineage = Lineage(all)
    let chain = Set(names.flatMap { lineage.finishing($0) })
    let sessions = all.filter { chain.contains($0.name) }.compactMap(\.id?.session)
    try await store.forget(Set(sessions).union([session]))
    let trouble = await push()
    await repository.dropForgotten()
    if history {
      if let trouble { throw trouble }
      _ = try await store.repo.compact(message: Phrases.forgetSubject(), progress: progress)
    }
    return trouble
  }

  private func finish(
    named meant: [String], carryingOn ancestor: SessionRecord.Ancestor? = nil, pushes: Bool = true,
    progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> Finished {
    let all = try await store.list()
    let lineage = Lineage(all)
    let names = Set(meant.flatMap { lineage.finishing($0, carryingOn: ancestor) })
    let gone = all.filter { names.contains($0.name) }
    // Before the removal: a session that is open here would bring its snapshot back with the answer
    // that says so.
    let machine = try settings.requireMachine()
    for id in gone.compactMap(\.id) where id.machine == machine {
      try SessionMark(context, session: id.session).isDone()
    }
    guard !gone.isEmpty else { return Finished(removed: [], shortIDs: [], trouble: nil) }
    try await store.remove(gone)
    let ordered =
      gone.filter { meant.contains($0.name) } + gone.filter { !meant.contains($0.name) }
    let shortIDs = ShortID.all(of: Array(Set(all.map { lineage.task(of: $0) })))
    var shown: [String] = []
    let heads = gone.filter { meant.contains($0.name) }
    for task in heads.isEmpty ? gone : heads {
      let id = lineage.task(of: task)
      let shortID = shortIDs[id] ?? id
      if !shown.contains(shortID) { shown.append(shortID) }
    }
    return Finished(
      removed: ordered, shortIDs: shown, trouble: pushes ? await push(progress: progress) : nil)
  }

  /// Returns the finished tasks, those finished last first, without what a person has had forgotten.
  ///
  /// - Parameter limit: The most tasks.
  /// - Returns: The tasks as they were last.
  /// - Throws: `SyncError` where history cannot be read.
  package func finished(limit: Int = .max) async throws -> [FinishedTask] {
    let forgotten = try await store.forgotten()
    let removed = try await store.removed(limit: .max) { name in
      SnapshotID(path: "\(SnapshotID.folder)/\(name).md")
        .map { !forgotten.contains($0.session.fingerprint) } ?? true
    }
    let tasks = FinishedTask.all(in: removed, besides: try await store.list())
    return Array(tasks.lazy.filter(\.isTip).prefix(limit))
  }

  /// Finds a finished task in history.
  ///
  /// - Parameter text: The id of the task, the name of a file, its session id, or the beginning of one.
  /// - Returns: Its newest member, and the other sides of a fork that were finished with it.
  /// - Throws: `HandoffError` where there is none, or where several tasks are meant.
  package func findRemoved(_ text: String) async throws -> [FinishedTask] {
    let needle = text.lowercased()
    let all =
      needle.isEmpty
      ? []
      : FinishedTask.all(
        in: try await store.removed(limit: .max), besides: try await store.list())
    if let one = all.first(where: { $0.removed.last.name.lowercased() == needle }) { return [one] }
    let tasks =
      needle.count < ShortID.minimum
      ? [] : all.filter { $0.isTip && $0.id.lowercased().hasPrefix(needle) }
    if let newest = tasks.first, Set(tasks.map(\.id)).count == 1 {
      // Others of its sides may have been finished at another time.
      return tasks.filter { $0.removed.commit == newest.removed.commit }
    }
    let found =
      tasks.isEmpty
      ? all.filter {
        let last = $0.removed.last
        return last.name.lowercased().hasPrefix(needle) || last.sessionID?.hasPrefix(needle) == true
      } : tasks
    guard let first = found.first else {
      throw HandoffError(
        .noInput, Phrases.findRemovedNothing(text: text.prefix(80)),
        hint: Phrases.findRemovedNothingHint())
    }
    guard found.count == 1 else {
      throw HandoffError(
        .usage,
        Phrases.findRemovedSeveral(
          text: text.prefix(80), n: found.count, tasks: Self.names(of: found.map(\.removed.last))),
        hint: Phrases.findSeveralHint())
    }
    return [first]
  }

  /// Brings finished tasks back, here and on the remote.
  ///
  /// - Parameters:
  ///   - removed: What `findRemoved` returned.
  ///   - pushes: False to leave the push to `deliver(within:)`.
  ///   - progress: Called with how far the push has come.
  /// - Returns: Why it could not be pushed; they are back here all the same.
  /// - Throws: `SyncError` where one cannot be restored here, `HandoffError` for one that is forgotten.
  package func restore(
    _ removed: [RemovedSnapshot], pushes: Bool = true,
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> SyncError? {
    for one in removed {
      if let session = one.last.id?.session, try await store.isForgotten(session) {
        throw HandoffError(
          .usage, Phrases.sessionForgotten(session: session),
          hint: Phrases.sessionForgottenHint(session: session))
      }
    }
    for one in removed {
      if let id = one.last.id, id.machine == settings.machine {
        try SessionMark(context, session: id.session).isBack(try? Snapshot(parsing: one.content))
      }
      try await store.restore(one)
    }
    return pushes ? await push(progress: progress) : nil
  }
}
