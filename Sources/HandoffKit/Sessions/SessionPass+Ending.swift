internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import SnapshotStore

/// The end of a session, and what follows from it.
extension SessionPass {
  /// The meaning of the session's life for its snapshot.
  enum Verdict {
    /// The snapshot stays, in this state.
    case keep(Snapshot.State)
    /// The snapshot goes, and those that it carries on and has seen all of.
    case finish
    /// The snapshot goes alone: the session has done nothing for the task that it took over.
    case release
  }

  /// Decides that, once a pass.
  func verdict(_ record: inout SessionRecord, _ id: SnapshotID) async throws -> Verdict {
    if case .done(let time, _) = record.life, await isGoingOn(since: time, record) {
      record.takeBackDone()
    }
    switch record.life {
    case .open: return .keep(.active)
    case .done, .finished: return .finish
    case .ended(let end):
      let decision = try decide(end, &record, id)
      if decision != .goOn, try await isUnused(record) {
        record.amendEnd { $0.undecidedUntil = nil }
        // What a person has noted on it must not go.
        return record.isClaim ? .release : .keep(.interrupted)
      }
      switch decision {
      case .goOn: return .keep(.active)
      case .finish where !record.wishes.isKept: return .finish
      case .wait(let until) where !record.wishes.isKept:
        record.amendEnd { $0.undecidedUntil = until }
      case .finish, .wait, .keep: record.amendEnd { $0.undecidedUntil = nil }
      }
      return .keep(.interrupted)
    }
  }

  /// Returns whether a person has sent a prompt since they said that the task is done: the answer to
  /// that comes later, and is no reason to bring the snapshot back.
  private func isGoingOn(since done: Date, _ record: SessionRecord) async -> Bool {
    let reader = SessionReader(context: context)
    if let known = record.promptAtDone {
      // Another one than the last of that time, however the clock was set since.
      let last = reader.lastPrompt(of: session, record)
      return last.map { abs($0.timeIntervalSince(known)) > 0.0005 } ?? false
    }
    let reading = try? await reader.read(session: session.rawValue, record: record)
    return reading?.lastPromptAt.map { $0 > done } ?? false
  }

  /// Decides what an end means, and takes over where it is none.
  private func decide(
    _ end: SessionRecord.End, _ record: inout SessionRecord, _ id: SnapshotID
  ) throws -> EndOfSession.Decision {
    let view = context.processes()
    let other = end.process.flatMap { ended in
      liveEntries(besides: ended.pid, view).first { $0.liveness == .alive }
    }
    let successor = try successor(end, &record, id)
    let decision = EndOfSession.decide(
      end,
      .init(signs: context.signs(), isOpenElsewhere: other != nil, successor: successor),
      grace: settings.gracePeriod, now: context.now())
    if decision == .goOn { record.amendEnd { $0.undecidedUntil = nil } }
    if let other {
      record.reopen()
      record.process = other.identity
    }
    return decision
  }

  /// The state of the session that continues this one: `/background` ends a session like an exit.
  private func successor(
    _ end: SessionRecord.End, _ record: inout SessionRecord, _ id: SnapshotID
  ) throws -> EndOfSession.Successor? {
    guard end.reason == .promptInputExit else { return nil }
    var continuedIn = end.continuedIn
    if continuedIn == nil {
      let path = TranscriptLocator(configurationFolder: try context.claudeFolder()).path(
        sessionID: session.rawValue, workingFolder: record.workingFolder,
        reportedPath: record.transcript)
      // The line of an earlier time, before the session was resumed, says nothing about this end.
      guard let found = path.flatMap(SessionContinuation.find), let at = found.at,
        abs(end.at.timeIntervalSince(at)) < 60, found.session != session.rawValue
      else { return nil }
      continuedIn = found.session
      record.amendEnd { $0.continuedIn = found.session }
    }
    guard let next = continuedIn.flatMap(SessionID.init) else { return nil }
    let file = SessionRecordFile(state, next)
    var known = file.load()
    if known?.ancestor == nil {
      let own = record
      known =
        try file.change(waiting: .seconds(5)) { record in
          var adopted = record ?? SessionRecord(created: own.created)
          adopted.ancestor = adopted.ancestor ?? SessionRecord.Ancestor(continuing: id, own)
          adopted.wishes.isKept = adopted.wishes.isKept || own.wishes.isKept
          if adopted.wishes.notes.isEmpty { adopted.wishes.notes = own.wishes.notes }
          adopted.wishes.title = adopted.wishes.title ?? own.wishes.title
          record = adopted
        } ?? known
    }
    switch known?.life {
    case .open, nil: return .open
    case .ended: return .interrupted
    case .done, .finished: return .finished
    }
  }

  /// Removes the snapshot of a finished task, and those that it carries on and has seen all of.
  func remove(
    _ id: SnapshotID, in store: Snapshots, _ record: inout SessionRecord
  ) async throws {
    let all = try await store.list()
    let names = Lineage(all).finishing(
      id.description, carryingOn: record.ancestor?.isReleased == true ? nil : record.ancestor)
    let gone = all.filter { names.contains($0.name) }
    if !gone.isEmpty { try await store.remove(gone) }
    if !gone.isEmpty || record.delivery.isWaiting { record.delivery.wait(isUrgent: true) }
  }

  /// Marks the snapshot that a session carries on while it has none of its own: a session that
  /// `/background` made, before its first prompt.
  ///
  /// - Returns: Whether something was written.
  func markCarriedOn(
    _ record: SessionRecord, _ snapshotState: Snapshot.State, in store: Snapshots
  ) async throws -> Bool {
    guard let name = record.ancestor?.name,
      let parent = SnapshotID(path: "\(SnapshotID.folder)/\(name).md"),
      parent.machine == settings.machine,
      SessionRecordFile(state, parent.session).load()?.life.end?.continuedIn == session.rawValue,
      var snapshot = try await store.read(parent), snapshot.state != snapshotState
    else { return false }
    snapshot.state = snapshotState
    try await store.write(snapshot, as: parent)
    return true
  }
}
