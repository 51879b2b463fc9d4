internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore

/// One pass over a session: takes the notes of its hooks, writes or removes its snapshot, pushes.
///
/// The worker runs it after a hook, `handoff snapshot` in the foreground or for another machine, `handoff sync` for what still
/// waits, and reconciliation for sessions that nobody looks after. A lock keeps two passes over one
/// session apart.
package struct SessionPass {
  /// The one who asks for a pass; it says what the pass may do.
  package enum Occasion: Sendable, Hashable {
    /// A hook of the session: pushes as ``Debounce`` allows.
    case hook
    /// A prompt that no answer has followed: as a hook, but no model is asked, and nothing is read unless
    /// the transcript has grown since the last snapshot.
    case prompt
    /// A person (`handoff snapshot`): the session gets a snapshot whatever its state, and it is pushed.
    /// `isForced` skips the summary window; `transcript` is read instead of the one that hooks named.
    case person(isForced: Bool = false, transcript: String? = nil)
    /// Another machine, whose person is about to go on with the task (`handoff resume --fresh`): what
    /// there is to say of a session that is known here is written and pushed at once. One that has ended
    /// stays so, and no model is asked, since a person waits.
    case request
    /// `handoff sync`, which pushes for all sessions afterwards.
    case synchronization
    /// Nobody, see ``Reconciliation``, which pushes for all sessions, and asks no model. `isLost` is for
    /// a session that has ended without a hook, of which no record is left.
    case reconciliation(isLost: Bool)

    /// The time to wait for another pass over the same session, which a model may hold up for 90 seconds.
    var patience: Duration {
      switch self {
      case .hook, .prompt: .seconds(600)
      case .person: .seconds(120)
      case .request, .synchronization: .seconds(20)
      // Others wait for it, and the session is not neglected.
      case .reconciliation: .zero
      }
    }
    /// True if a person wants this snapshot.
    var isByHand: Bool { if case .person = self { true } else { false } }
    /// True if the summary window is skipped.
    var isForced: Bool { if case .person(isForced: true, _) = self { true } else { false } }
    /// True if a model may be asked.
    var asksModel: Bool {
      switch self {
      case .prompt, .reconciliation, .request: false
      case .hook, .person, .synchronization: true
      }
    }
  }

  /// The end of a pass: all that the callers need to know, decided once.
  package struct Outcome: Sendable, Hashable {
    /// The state of the snapshot.
    package enum Result: Sendable, Hashable {
      /// It was written, or says already what there is to say.
      case written(SnapshotID)
      /// The task is finished and its snapshot removed.
      case finished
      /// There is nothing to keep: no prompt was sent yet, or the session is not one we look at.
      case nothing
    }

    package let result: Result
    /// The way that the snapshot has come to the remote.
    let delivery: SessionRecord.Delivery
    /// The things that are left to do, and the time to look again; `nil` where the session is not one we look at.
    var agenda: Debounce.Agenda?

    /// The end of a pass over a session that is not one we look at.
    static let ignored = Outcome(result: .nothing, delivery: .delivered(at: nil), agenda: nil)
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
  ///   - repository: The repository of this machine, as far as it could be opened; `nil` where the pass
  ///     is to open it.
  /// - Throws: `HandoffError` where there is no place for state.
  init(
    _ context: HandoffContext, settings: Settings, session: SessionID,
    in repository: Result<MachineRepository, any Error>?
  ) throws {
    self.context = context
    self.settings = settings
    self.session = session
    self.repository = repository
    state = try context.state()
    log = try EventLog(context)
  }

  /// Makes a pass over one session that opens the repository of this machine itself.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - settings: The settings.
  ///   - session: The session.
  /// - Throws: `HandoffError` where there is no place for state.
  package init(_ context: HandoffContext, settings: Settings, session: SessionID) throws {
    try self.init(context, settings: settings, session: session, in: nil)
  }

  /// The windows, as they are now.
  var debounce: Debounce { Debounce(settings, state, now: context.now()) }

  /// Runs the pass.
  ///
  /// - Parameter occasion: Who asks for it.
  /// - Returns: What was done, and what is left to do.
  /// - Throws: `HandoffError`, `SyncError` or `FileError`; every earlier snapshot is then as it was, and
  ///   what the notes said is kept in the session's record.
  package func run(for occasion: Occasion) async throws -> Outcome {
    try state.create()
    let machine = try settings.requireMachine()
    let patience = context.patience ?? occasion.patience
    let path = state.passLock(of: session.rawValue)
    guard let lock = try FileLock.acquire(path, within: patience) else {
      throw HandoffError(
        .tryAgain,
        Phrases.sessionIsHeld(
          session: session,
          process: FileLock.holder(of: path).map(String.init) ?? Phrases.unknownMachine(),
          seconds: patience.components.seconds),
        hint: Phrases.sessionIsBusyHint(session: session))
    }
    defer { lock.release() }
    let records = SessionRecordFile(state, session)
    let known = records.load()
    var record = known ?? SessionRecord(created: context.now())
    let hasNotes = readNotes(into: &record, for: occasion)
    let isLost = occasion == .reconciliation(isLost: true)
    // What an earlier pass took, and has not brought to its end, may be committed and not pushed.
    if record.unsettledSince != nil { record.delivery.wait() }
    if hasNotes { record.unsettledSince = record.unsettledSince ?? context.now() }
    guard known != nil || hasNotes || occasion.isByHand || isLost else { return .ignored }
    if case .person(_, let transcript?) = occasion { record.transcript = transcript }
    if let exclusion = exclusion(in: &record) {
      noteLoss(in: &record, isLost: isLost && known == nil && !hasNotes)
      // A session is lost because there is a snapshot of it.
      if isLost { record.snapshotAt = record.snapshotAt ?? context.now() }
      return try await leaveOut(exclusion, &record, for: occasion)
    }
    if occasion.isByHand { record.reopen() }
    noteLineage(in: &record, machine: machine)
    noteLoss(in: &record, isLost: isLost && known == nil && !hasNotes)
    if record.entryPoint == "sdk-cli" && !settings.includePrintSessions && !occasion.isByHand {
      try records.remove()
      dropNotes()
      return .ignored
    }
    try records.save(record)
    if record.unsettledSince != nil {
      // Whoever finds them knows that a pass is owed, should this one not come to its end.
      WatchList(state).note(session, record)
      try? debounce.stamp(debounce.agenda(of: record))
        .write(to: state.window(of: session.rawValue))
    }
    dropNotes()

    let repository = try await openRepository()
    let id = SnapshotID(machine: machine, session: session)
    // Where that cannot be read, the pass itself says so.
    if !occasion.isForced, (try? await repository.store.isForgotten(session)) == true {
      return try leaveForgotten(for: occasion)
    }
    do {
      let result = try await settle(id, in: repository, &record, for: occasion)
      record.trouble = nil
      record.unsettledSince = nil
      if result == .finished { record.finish(at: context.now()) }
      try records.save(record, certain: result == .finished)
      WatchList(state).note(session, record)
      return Outcome(
        result: result, delivery: record.delivery, agenda: debounce.agenda(of: record))
    } catch {
      // Records and the log are read by programs, too, and stay English.
      let trouble = PhraseLanguage.$current.withValue(.english) { HandoffError(error) }
      record.trouble = .init(at: context.now(), message: trouble.message, hint: trouble.hint)
      // Without a transcript there is nothing to make up for.
      if trouble.status == .noInput { record.unsettledSince = nil }
      try? records.save(record)
      WatchList(state).note(session, record)
      throw error
    }
  }

  /// Ends a pass over a session that a person has told handoff to forget.
  private func leaveForgotten(for occasion: Occasion) throws -> Outcome {
    try SessionRecordFile(state, session).remove()
    WatchList(state).forget(session)
    if occasion.isByHand || occasion == .request {
      throw HandoffError(
        .usage, Phrases.sessionForgotten(session: session),
        hint: Phrases.sessionForgottenHint(session: session))
    }
    return .ignored
  }

  /// Opens the clone: what is wrong with it is told only now, when the hooks' notes have been taken.
  func openRepository() async throws -> MachineRepository {
    if let repository { return try repository.get() }
    return try await MachineRepository.open(context, settings: settings)
  }

  /// Does what the session's end, or its going on, asks for.
  private func settle(
    _ id: SnapshotID, in repository: MachineRepository, _ record: inout SessionRecord,
    for occasion: Occasion
  ) async throws -> Outcome.Result {
    while true {
      let snapshotState: Snapshot.State
      switch try await verdict(&record, id) {
      case .keep(let state): snapshotState = state
      case let verdict:
        if case .release = verdict {
          try await release(id, in: repository.store, &record)
        } else {
          try await remove(id, in: repository.store, &record)
        }
        if record.delivery.isWaiting { try await deliver(&record, to: repository, for: occasion) }
        return .finished
      }
      let isWritten = try await write(
        id, in: repository.store, &record, state: snapshotState, for: occasion)
      // A hook may have told of the end, or of another answer, while the summary was made.
      if Inbox(state, session: session.rawValue).events.contains("SessionEnd") {
        readNotes(into: &record, for: occasion)
        try SessionRecordFile(state, session).save(record)
        dropNotes()
        continue
      }
      if !isWritten {
        guard try await markCarriedOn(record, snapshotState, in: repository.store) else {
          return .nothing
        }
        record.delivery.wait()
      }
      if snapshotState == .interrupted && record.delivery.isWaiting {
        record.delivery.wait(isUrgent: true)
      }
      try await deliver(&record, to: repository, for: occasion)
      return .written(id)
    }
  }

  /// Pushes where that is allowed now.
  func deliver(
    _ record: inout SessionRecord, to repository: MachineRepository, for occasion: Occasion
  ) async throws {
    switch debounce.push(of: record, for: occasion) {
    case .wait: return
    case .onQuiet: guard try debounce.takeQuietPush() else { return }
    case .now: break
    }
    // Saved before: if this process is killed now, the record says what is left to do.
    try SessionRecordFile(state, session).save(record)
    try await repository.deliver()
    record.arrive(at: context.now())
  }
}
