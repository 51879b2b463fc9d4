internal import Essentials
internal import MachineState
internal import Phrases
package import SnapshotStore
package import SyncRepo

/// A task that a session of this machine has taken over.
///
/// A claim is the next member of the chain, written before the work starts: there is no lock to steal,
/// and none to time out. Nobody writes another machine's file.
package struct Claim: Sendable {
  /// The session that carries the task on.
  package let session: SessionID
  /// The reason for which other machines do not know of it yet; `nil` where they do.
  package let trouble: SyncError?
}

/// Taking a task over, and giving it back.
extension TaskList {
  /// The time that a claim's push may take while a person waits; after that it goes on behind.
  private static let patience = Duration.seconds(3)

  /// Takes a task over for a session that is about to start.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - session: The id of the new session.
  ///   - folder: The folder that it will work in; `nil` where that is not known.
  ///   - agent: The program that carries it on where it is not Claude Code.
  /// - Returns: The claim; it is written here, whether it could be pushed or not.
  /// - Throws: `HandoffError` where the folder is excluded; that, `SyncError` or `FileError` where the task
  ///   is gone, or the claim cannot be written here.
  package func claim(
    _ task: StoredSnapshot, for session: SessionID, folder: String?, agent: String? = nil
  ) async throws -> Claim {
    let rules = ExclusionRules(context, settings: settings)
    if let exclusion = rules.exclusion(of: folder.map { [rules.look(at: $0)] } ?? []) {
      throw HandoffError(
        .usage, exclusion.sentence, hint: Phrases.exclusionResume(task: task.name))
    }
    var (ancestor, snapshot) = try await ancestor(task)
    ancestor.agent = agent
    let id = SnapshotID(machine: try settings.requireMachine(), session: session)
    var record = SessionRecord(created: context.now())
    record.workingFolder = folder
    record.ancestor = ancestor
    record.inherited = ChainNotes(handedDownBy: snapshot, machine: task.machine)
    try await store.write(.claim(on: snapshot, ancestor, at: context.now()), as: id)
    record.snapshotAt = context.now()
    record.delivery.wait(isUrgent: true)
    try await note(session, record)
    // The line of the new session is not to name the task that it has just taken over.
    _ = try await listed()
    return Claim(session: session, trouble: await pushSoon(session))
  }

  /// Returns the rule by which a session that runs here leaves no trace, also none of what it takes over;
  /// `nil` where there is none.
  package func exclusion(of session: SessionID) throws -> Exclusion? {
    let rules = ExclusionRules(context, settings: settings)
    let known = SessionRecordFile(try context.state(), session).load()?.places ?? []
    return rules.exclusion(
      of: known + [rules.look(at: context.workingFolder)], session: session)
  }

  /// Takes a task over for a session that runs here.
  ///
  /// - Parameters:
  ///   - task: The task; the session's own is left as it is.
  ///   - session: The session.
  /// - Returns: The claim.
  /// - Throws: `HandoffError` where a worker holds the session's record, `SyncError` or `FileError`
  ///   where it cannot be written here.
  package func takeOver(
    _ task: StoredSnapshot, in session: SessionID
  ) async throws -> Claim {
    let id = SnapshotID(machine: try settings.requireMachine(), session: session)
    guard task.id != id else { return Claim(session: session, trouble: nil) }
    let (ancestor, snapshot) = try await ancestor(task)
    let own = try await store.read(id)
    if own?.turns ?? 0 > 0 { try await removeAncestors(of: id) }
    let record = try SessionMark(context, session: session).carriesOn(
      ancestor, ChainNotes(handedDownBy: snapshot, machine: task.machine), over: own?.turns)
    var claim = own ?? .claim(on: snapshot, ancestor, at: context.now())
    claim.header.carryOn(ancestor)
    if own != nil { claim.turns = record.turns.count }
    try await store.write(claim, as: id)
    WatchList(try context.state()).note(session, record)
    return Claim(session: session, trouble: await pushSoon(session))
  }

  /// Gives a task back whose session could not be started; the snapshot that was to be carried on is as
  /// it was.
  ///
  /// - Parameter claim: The claim.
  /// - Throws: `SyncError` or `FileError` where it cannot be removed here.
  package func release(_ claim: Claim) async throws {
    let id = SnapshotID(machine: try settings.requireMachine(), session: claim.session)
    let own = try await store.list().filter { $0.id == id }
    if !own.isEmpty { try await store.withdraw(own) }
    let state = try context.state()
    WatchList(state).forget(claim.session)
    try SessionRecordFile(state, claim.session).remove()
    _ = await pushSoon(claim.session)
  }

  /// Removes what a session has carried on so far, and has seen all of: its snapshot names another
  /// parent from now on, and those would be back in the list.
  private func removeAncestors(of id: SnapshotID) async throws {
    let all = try await store.list()
    let names = Lineage(all).finishing(id.description).subtracting([id.description])
    let gone = all.filter { names.contains($0.name) }
    if !gone.isEmpty { try await store.remove(gone) }
  }

  private func ancestor(
    _ task: StoredSnapshot
  ) async throws -> (SessionRecord.Ancestor, Snapshot) {
    guard let snapshot = try await store.read(task) else {
      throw HandoffError(unreadable: task)
    }
    let chain = Lineage(try await store.list()).task(of: task)
    return (SessionRecord.Ancestor(task, task: chain, at: context.now()), snapshot)
  }

  /// Leaves the session's record where its first hook, and whoever pushes for others, will find it.
  private func note(_ session: SessionID, _ record: SessionRecord) async throws {
    let state = try context.state()
    try state.create()
    try SessionRecordFile(state, session).save(record)
    WatchList(state).note(session, record)
    let debounce = Debounce(settings, state, now: context.now())
    try debounce.stamp(debounce.agenda(of: record)).write(to: state.window(of: session.rawValue))
  }

  /// Pushes while a person waits, and has it go on behind where that takes too long.
  private func pushSoon(_ session: SessionID) async -> SyncError? {
    let push = Task { await self.push() }
    let limit = Task {
      try await Task.sleep(for: Self.patience)
      push.cancel()
    }
    let trouble = await push.value
    limit.cancel()
    if trouble != nil { context.passBehind(session) }
    return trouble
  }
}

extension TaskList {
  /// Fetches a branch of a task's project and checks it out, with the person's own logins.
  ///
  /// - Parameters:
  ///   - branch: The branch.
  ///   - folder: The project's folder.
  ///   - progress: Called with how far it has come.
  /// - Returns: The outcome; nothing has changed but by `switched`.
  /// - Throws: `SyncError`, `HandoffError`.
  package func switchBranch(
    to branch: String, in folder: String, progress: @escaping @Sendable (SyncProgress) -> Void
  ) async throws -> BranchSwitch {
    var configuration = context.syncConfiguration(of: try settings.requireMachine())
    configuration.credentials = nil
    return try await ProjectRemote.switchBranch(
      to: branch, in: folder, configuration: configuration, progress: progress)
  }

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
