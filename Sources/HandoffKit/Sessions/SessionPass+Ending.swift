internal import Essentials
internal import SnapshotStore

extension SessionPass {
  /// Whether a person has sent a prompt since they said that the task is done: the answer to that
  /// comes later, and is no reason to bring the snapshot back.
  func isGoingOn(since done: Date, _ record: SessionRecord) async -> Bool {
    let reading = try? await SessionReader(context: context).read(
      session: session.rawValue, record: record)
    return reading?.lastPromptAt.map { $0 > done } ?? false
  }

  /// Removes the snapshot of a finished task, and those that it carried on.
  func finish(
    _ id: SnapshotID, in repository: MachineRepository, _ record: inout SessionRecord, push: Push
  ) async throws -> Outcome {
    let all = try await repository.store.list()
    let names = Lineage(all).names(endingIn: id.description, resumedFrom: record.resumedFrom)
    let gone = all.filter { names.contains($0.name) }
    if !gone.isEmpty {
      try await repository.store.remove(gone)
      record.waitsForPush = true
    }
    guard record.waitsForPush else { return .finished(isPushed: true) }
    let isPushed = try await self.push(repository, &record, push, isUrgent: true)
    return .finished(isPushed: isPushed)
  }

  /// Pushes where that is allowed now.
  ///
  /// - Returns: Whether all that was written is on the remote.
  func push(
    _ repository: MachineRepository, _ record: inout SessionRecord, _ push: Push, isUrgent: Bool
  ) async throws -> Bool {
    switch push {
    case .never: return false
    case .always: break
    case .whenOpen:
      let now = context.seconds()
      let opens = SyncClock(.push, in: state).opens(interval: settings.pushInterval, now: now)
      if !isUrgent && opens > now { return false }
    }
    // Saved before: who kills this process now leaves a record that says what has to be done.
    try SessionRecordFile(state, session).save(record)
    try await repository.deliver()
    record.arrive(at: context.now())
    return true
  }

  /// Marks the snapshot that a session carries on and has none of its own yet beside: a session that
  /// `/background` made, before its first prompt.
  ///
  /// - Returns: Whether something was written.
  func markCarriedOn(
    _ record: SessionRecord, _ snapshotState: Snapshot.State, in store: Snapshots
  ) async throws -> Bool {
    guard let name = record.resumedFrom,
      let parent = SnapshotID(path: "\(SnapshotID.folder)/\(name).md"),
      parent.machine == settings.machine,
      SessionRecordFile(state, parent.session).load()?.continuedIn == session.rawValue,
      var snapshot = try await store.read(parent)?.snapshot, snapshot.state != snapshotState
    else { return false }
    snapshot.state = snapshotState
    try await store.write(snapshot, as: parent)
    return true
  }

  /// Takes the lineage from the environment of a `claude` that `handoff resume` started.
  ///
  /// What was said inside the session counts more. Only for the program's first session: the next
  /// one, after `/clear` or `/resume`, carries nothing on.
  func noteLineage(in record: inout SessionRecord, machine: MachineName) {
    guard record.resumedFrom == nil, let resumed = context.variable(HandoffContext.lineageVariable),
      resumed != "\(machine)-\(session)"
    else { return }
    let process = record.process ?? record.end?.process
    let isTaken = SessionRecordFile.sessions(state).contains { other in
      guard other != session, process != nil else { return false }
      let record = SessionRecordFile(state, other).load()
      return record?.resumedFrom == resumed && (record?.process ?? record?.end?.process) == process
    }
    if !isTaken { record.resumedFrom = resumed }
  }
}
