internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import Platform
package import SnapshotStore
internal import Summarizer

/// One pass over a session: take the notes of its hooks, write or remove its snapshot, push.
///
/// The worker runs it after a hook, `handoff snapshot` in the foreground, `handoff sync` for what
/// still waits. A lock keeps two of them apart.
package struct SessionPass {
  /// When a pass may push.
  package enum Push: Sendable, Hashable {
    /// When the push window is open, or when it must not wait.
    case whenOpen
    /// In any case.
    case always
    /// Never: the caller pushes for several sessions at once.
    case never
  }

  /// How a pass ended.
  package enum Outcome: Sendable, Hashable {
    /// The snapshot was written, and possibly pushed.
    case written(SnapshotID, isPushed: Bool)
    /// The task is finished and its snapshot removed.
    case finished(isPushed: Bool)
    /// There is nothing to keep: no prompt was sent yet, or the session is not one we look at.
    case nothing
  }

  let context: HandoffContext
  let settings: Settings
  let state: StateFolder
  let session: SessionID
  let log: EventLog
  private let repository: Result<MachineRepository, any Error>?

  /// Makes a pass over one session.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - settings: The settings.
  ///   - session: The session.
  ///   - repository: The repository of this machine, as far as it could be opened; it is opened by the
  ///     pass where the caller has no use for it.
  /// - Throws: `HandoffError` where there is no place for state.
  package init(
    _ context: HandoffContext, settings: Settings, session: SessionID,
    in repository: Result<MachineRepository, any Error>? = nil
  ) throws {
    self.context = context
    self.settings = settings
    self.session = session
    self.repository = repository
    state = try context.state()
    log = try EventLog(context)
  }

  /// Runs the pass.
  ///
  /// - Parameters:
  ///   - push: When it may push.
  ///   - isForced: Whether the summary window is skipped.
  ///   - transcript: A transcript to read instead of the one the hooks named.
  ///   - isLost: Whether the session is known to have ended without a hook.
  ///   - asksModel: Whether a model may be asked.
  /// - Returns: What was done.
  /// - Throws: `HandoffError`, `SyncError` or `FileError`; every earlier snapshot is then as it was,
  ///   and the notes are kept in the session's record.
  package func run(
    push: Push, isForced: Bool = false, transcript: String? = nil, isLost: Bool = false,
    asksModel: Bool = true
  ) async throws -> Outcome {
    try state.create()
    let machine = try settings.requireMachine()
    guard let lock = try FileLock.acquire(state.passLock(of: session.rawValue)) else {
      throw HandoffError(.tryAgain, "The session is locked.")
    }
    defer { lock.release() }
    let records = SessionRecordFile(state, session)
    let known = records.load()
    var record = known ?? SessionRecord(created: context.now())
    let hasNotes = takeNotes(into: &record)
    // Who asks for a snapshot by hand gets one, however the session stands.
    let isByHand = push == .always
    guard known != nil || hasNotes || isByHand || isLost else { return .nothing }
    if let transcript { record.transcript = transcript }
    if isByHand { (record.end, record.finishedAt, record.doneAt) = (nil, nil, nil) }
    noteLineage(in: &record, machine: machine)
    noteLoss(in: &record, isLost: isLost && known == nil && !hasNotes)
    if record.entryPoint == "sdk-cli" && !settings.includePrintSessions && !isByHand {
      try records.remove()
      return .nothing
    }
    try records.save(record)

    let repository = try await openRepository()
    let id = SnapshotID(machine: machine, session: session)
    do {
      let outcome = try await settle(
        id, in: repository, &record, push: push, isForced: isForced, asksModel: asksModel)
      record.trouble = nil
      if case .finished = outcome { record.finishedAt = record.finishedAt ?? context.now() }
      try records.save(record)
      WatchList(state).note(session, record, isDecided: !isWaiting(record))
      return outcome
    } catch {
      let trouble = HandoffError(error)
      record.trouble = .init(at: context.now(), message: trouble.message, hint: trouble.hint)
      try? records.save(record)
      WatchList(state).note(session, record, isDecided: false)
      throw error
    }
  }

  /// What is wrong with the clone is told only now, when the hooks' notes have been taken.
  private func openRepository() async throws -> MachineRepository {
    if let repository { return try repository.get() }
    return try await MachineRepository.open(context, settings: settings)
  }

  /// Does what the session's end, or its going on, asks for.
  private func settle(
    _ id: SnapshotID, in repository: MachineRepository, _ record: inout SessionRecord, push: Push,
    isForced: Bool, asksModel: Bool
  ) async throws -> Outcome {
    let store = repository.store
    while true {
      if let done = record.doneAt {
        guard await isGoingOn(since: done, record) else {
          return try await finish(id, in: repository, &record, push: push)
        }
        (record.doneAt, record.finishedAt) = (nil, nil)
      }
      var isUrgent = false
      var snapshotState = Snapshot.State.active
      if let end = record.end {
        switch try decide(end, &record, id) {
        case .finish where record.isKept != true:
          return try await finish(id, in: repository, &record, push: push)
        case .finish, .keep, .wait: (isUrgent, snapshotState) = (true, .interrupted)
        case .goOn: break
        }
      }
      let isWritten = try await write(
        id, in: store, &record, state: snapshotState, push: push, isForced: isForced,
        asksModel: asksModel)
      // A hook may have told of the end, or of another answer, while the summary was made.
      if Inbox(state, session: session.rawValue).events.contains("SessionEnd") {
        takeNotes(into: &record)
        continue
      }
      if !isWritten {
        guard try await markCarriedOn(record, snapshotState, in: store) else { return .nothing }
        record.waitsForPush = true
      }
      if record.isUrgent == true { isUrgent = true }
      let isPushed = try await self.push(repository, &record, push, isUrgent: isUrgent)
      return .written(id, isPushed: isPushed)
    }
  }

  /// Writes the snapshot; `false` where there is nothing to write.
  private func write(
    _ id: SnapshotID, in store: Snapshots, _ record: inout SessionRecord,
    state snapshotState: Snapshot.State, push: Push, isForced: Bool, asksModel: Bool
  ) async throws -> Bool {
    let reading: SessionReading
    do {
      reading = try await SessionReader(context: context).read(
        session: session.rawValue, record: record)
    } catch let error as HandoffError
      where error.status == .noInput && record.lastAnswerAt == nil && push != .always
    {
      // A session that has just begun, or ends before its first prompt, has no transcript, although
      // its hooks name one; then there is nothing to keep.
      return false
    }
    if reading.digest.isEmpty { return false }
    if let startedAt = reading.startedAt { record.created = min(record.created, startedAt) }
    let isLost = record.end?.reason == EndOfSession.noReason
    if asksModel && !isLost {
      try await updateSummary(
        reading.digest, &record, isForced: isForced, isByHand: push != .whenOpen)
    }
    let existing = try await store.read(id)?.snapshot
    if isLost { record.recover(from: existing) }
    record.created = min(record.created, existing?.created ?? record.created)
    var snapshot = try SnapshotComposer().compose(
      reading, record: record, state: snapshotState, now: context.now())
    snapshot.unknownFields = existing?.unknownFields ?? []
    // What another pass has written already is not written again with a newer time.
    if let existing, snapshot.saysTheSame(as: existing, id) { return true }
    try await store.write(snapshot, as: id)
    record.snapshotAt = context.now()
    record.waitsForPush = true
    return true
  }
}
