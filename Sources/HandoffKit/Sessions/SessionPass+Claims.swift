internal import Essentials
internal import SnapshotStore

/// The snapshot of a session that has taken a task over and has not done anything for it yet.
extension SessionPass {
  /// Writes it, where it is not there.
  ///
  /// - Returns: `false` where the session carries nothing on, or what it carries on is gone.
  func writeClaim(
    _ id: SnapshotID, in store: Snapshots, _ record: inout SessionRecord, state: Snapshot.State
  ) async throws -> Bool {
    guard record.isClaim, let ancestor = record.ancestor else { return false }
    if var existing = try await store.read(id) {
      // Of a conversation that has lost what it had: the snapshot keeps it.
      if existing.state != .claimed && existing.state != state {
        existing.state = state
        try await store.write(existing, as: id)
        record.delivery.wait()
      }
      return true
    }
    guard let parent = SnapshotID(path: "\(SnapshotID.folder)/\(ancestor.name).md"),
      let snapshot = try await store.read(parent)
    else { return false }
    try await store.write(.claim(on: snapshot, ancestor, at: context.now()), as: id)
    record.ancestor?.isReleased = nil
    record.snapshotAt = context.now()
    record.delivery.wait(isUrgent: true)
    try await takePlace(&record, in: store)
    return true
  }

  /// Gives back the task that the session took over: what it carries on is as it was.
  ///
  /// A claim that somebody carries on stays, since without it that one's ancestors would be back in the
  /// list.
  func release(
    _ id: SnapshotID, in store: Snapshots, _ record: inout SessionRecord
  ) async throws {
    record.ancestor?.isReleased = true
    let all = try await store.list()
    if Lineage(all).superseded.contains(id.description), var own = try await store.read(id) {
      own.state = .interrupted
      try await store.write(own, as: id)
    } else {
      let own = all.filter { $0.id == id }
      if own.isEmpty && !record.delivery.isWaiting { return }
      if !own.isEmpty { try await store.withdraw(own) }
    }
    record.delivery.wait(isUrgent: true)
  }

  /// Removes the claim that was made for the session before its id was known.
  func takePlace(_ record: inout SessionRecord, in store: Snapshots) async throws {
    guard let claim = record.ancestor?.placeholder.flatMap({ SessionID($0) }) else { return }
    let gone = try await store.list().filter {
      $0.id?.session == claim && $0.id?.machine == settings.machine
    }
    if !gone.isEmpty { try await store.withdraw(gone) }
    WatchList(state).forget(claim)
    try SessionRecordFile(state, claim).remove()
    record.ancestor?.placeholder = nil
  }

  /// Returns whether a session has ended without an answer to a prompt of the person's own, and without
  /// a changed file, so that the task it took over is as it was.
  func isUnused(_ record: SessionRecord) async throws -> Bool {
    guard record.ancestor?.at != nil else { return false }
    do {
      return try await !SessionReader(context: context).read(
        session: session.rawValue, record: record
      ).hasWork
    } catch let error as HandoffError where error.status == .noInput {
      return record.lastTurn == nil
    }
  }
}
