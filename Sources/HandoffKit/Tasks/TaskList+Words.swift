internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore
internal import Summarizer
package import SyncRepo

/// A person's words about a task: notes, and its title.
///
/// They are kept in the session's record, so that every later snapshot has them, and are put into the
/// snapshot that is there, so that the others need not wait for the next answer. A file has one writer:
/// the task has to be this machine's.
extension TaskList {
  /// Adds a note to a task, here and on the remote.
  ///
  /// - Parameters:
  ///   - text: The person's words; they become one line.
  ///   - task: A tip of this machine's.
  ///   - pushes: False to leave the push to `deliver(within:)`.
  /// - Returns: Why it could not be pushed; it is written here all the same.
  /// - Throws: `HandoffError` for words that are none or too many, for a task of another machine, and where
  ///   a worker is at it; `SyncError` or `FileError` where it cannot be written here.
  package func note(
    _ text: String, on task: StoredSnapshot, pushes: Bool = true
  ) async throws -> SyncError? {
    let limit = ChainNotes.noteLimit
    let line = text.oneLine(limit: limit * 2 + 2)
    guard !line.isEmpty else { throw HandoffError(.usage, Phrases.noteEmpty()) }
    guard line.count <= limit else {
      throw HandoffError(.usage, Phrases.noteTooLong(limit: limit))
    }
    let now = context.now()
    return try await change(task, pushes: pushes) { wishes, snapshot, machine, redactor in
      wishes.add(.init(text: line, at: now))
      ChainNotes.add(
        .init(
          text: redactor.redact(line), machine: machine.rawValue, time: ChainNotes.time(now),
          kind: .note), to: &snapshot.body.sections[.task])
    }
  }

  /// Gives a task another title, here and on the remote.
  ///
  /// - Parameters:
  ///   - task: A tip of this machine's.
  ///   - text: The title; it becomes one line of at most 60 columns.
  ///   - isPersons: False to give back a title that nobody has chosen.
  ///   - pushes: False to leave the push to `deliver(within:)`.
  /// - Returns: The title as it stands now, and why it could not be pushed; it is written here all the same.
  /// - Throws: As `note(_:on:)`.
  package func rename(
    _ task: StoredSnapshot, to text: String, isPersons: Bool = true, pushes: Bool = true
  ) async throws -> (title: String, trouble: SyncError?) {
    let line = TitleLine.make(from: text)
    guard !line.isEmpty else { throw HandoffError(.usage, Phrases.renameEmpty()) }
    var title = line
    let trouble = try await change(task, pushes: pushes) { wishes, snapshot, _, redactor in
      wishes.title = isPersons ? .init(text: line, custom: nil) : nil
      title = redactor.redact(line)
      snapshot.title = title
      snapshot.titleBy = isPersons ? SnapshotHeader.person : nil
    }
    return (title, trouble)
  }

  private typealias Change = (
    inout SessionRecord.Wishes, inout Snapshot, MachineName, Redactor
  ) -> Void

  /// Changes a session's record and its snapshot while no pass is at it, and pushes.
  private func change(
    _ task: StoredSnapshot, pushes: Bool, _ change: Change
  ) async throws -> SyncError? {
    let id = try await own(task)
    try await write(id, change)
    return pushes ? await push() : nil
  }

  private func write(_ id: SnapshotID, _ change: Change) async throws {
    let state = try context.state()
    try state.create()
    let path = state.passLock(of: id.session.rawValue)
    guard let lock = try FileLock.acquire(path, within: SessionMark.patience) else {
      throw HandoffError(
        .tryAgain, Phrases.sessionIsBusy(session: id.session),
        hint: Phrases.sessionIsBusyHint(session: id.session))
    }
    defer { lock.release() }
    guard var snapshot = try await store.read(id) else {
      throw HandoffError(
        .noInput, Phrases.findNothing(text: id.description), hint: Phrases.findNothingHint())
    }
    let file = SessionRecordFile(state, id.session)
    let known = file.load()
    var record = known ?? SessionRecord(created: snapshot.created ?? context.now())
    record.workingFolder =
      record.workingFolder ?? snapshot.workingFolder.flatMap { try? context.absolute($0) }
    let redactor = context.redactor(settings, of: id.session, record)
    try context.requireRedaction()
    change(&record.wishes, &snapshot, id.machine, redactor)
    snapshot.header.installation = Installation(state, clone: settings.repo).id
    snapshot.header.writer = Version.writer
    snapshot.header.sequence = max(record.sequence ?? 0, snapshot.header.sequence ?? 0) + 1
    // Of a session of which no record is left the snapshot alone tells; a new one would call it open.
    if known != nil {
      record.sequence = snapshot.header.sequence
      record.delivery.wait(isUrgent: true)
      try file.save(record)
      WatchList(state).note(id.session, record)
    }
    try await store.write(snapshot, as: id)
  }

  /// Returns the name of a task's snapshot that this machine may change.
  private func own(_ task: StoredSnapshot) async throws -> SnapshotID {
    let listed = try await listed()
    let tips = listed.tips(carryingOn: task)
    let tip = tips.first { $0.id?.machine == settings.machine } ?? tips.first ?? task
    guard let header = tip.header else {
      throw HandoffError(unreadable: tip)
    }
    guard let id = tip.id, id.machine == settings.machine else {
      let title = listed.task(of: tip)?.title ?? header.title
      throw HandoffError(
        .usage,
        Phrases.wordsElsewhere(title: title, machine: tip.machine ?? Phrases.unknownMachine()),
        hint: Phrases.wordsElsewhereHint(id: listed.task(of: tip)?.shortID ?? tip.name))
    }
    return id
  }
}
