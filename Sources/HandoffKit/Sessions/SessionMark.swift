internal import Essentials
internal import MachineState
internal import Platform
package import SnapshotStore
internal import Summarizer

/// What a person says about one of this machine's sessions, kept in its record.
package struct SessionMark: Sendable {
  private let context: HandoffContext
  private let session: SessionID

  /// How many notes are kept; an older one goes when there are more.
  private static let maximumNotes = 10
  /// A worker holds the lock while a model writes a summary, 90 seconds at most by default.
  private static let patience = Duration.seconds(120)

  package init(_ context: HandoffContext, session: SessionID) {
    self.context = context
    self.session = session
  }

  /// Notes that the session carries another one's task on.
  ///
  /// - Parameter name: The name of the snapshot that is carried on; one of the session itself is
  ///   left out.
  /// - Throws: `HandoffError` where a worker holds the record, `FileError` where it cannot be written.
  package func carriesOn(_ name: String) throws {
    guard !name.hasSuffix(session.rawValue) else { return }
    try change { $0.resumedFrom = name }
  }

  /// Notes that the session's snapshot stays, however the session ends, until its task is done.
  ///
  /// - Parameters:
  ///   - note: What the snapshot is to say besides, in the user's words.
  ///   - isKept: `false` adds the note alone.
  /// - Throws: As `carriesOn(_:)`.
  package func keep(note: String? = nil, isKept: Bool = true) throws {
    try change { record in
      if isKept { record.isKept = true }
      guard let line = note?.oneLine(limit: 2_000), !line.isEmpty else { return }
      let notes = (record.notes ?? []).filter { $0 != line } + [line]
      record.notes = notes.suffix(Self.maximumNotes)
    }
  }

  /// Notes that the session's task is done: its snapshot does not come back until a person sends
  /// another prompt there.
  ///
  /// - Returns: The snapshot that the session carries on.
  /// - Throws: As `carriesOn(_:)`.
  package func isDone() throws -> String? {
    try change { record in
      (record.doneAt, record.finishedAt) = (context.now(), context.now())
      (record.isKept, record.notes) = (nil, nil)
    }.resumedFrom
  }

  /// Notes that the session's task is not done after all.
  ///
  /// - Throws: As `carriesOn(_:)`.
  package func isBack() throws {
    let state = try context.state()
    guard SessionRecordFile(state, session).load()?.doneAt != nil else { return }
    try change { record in (record.doneAt, record.finishedAt) = (nil, nil) }
  }

  @discardableResult
  private func change(_ body: (inout SessionRecord) -> Void) throws -> SessionRecord {
    let state = try context.state()
    try state.create()
    guard
      let lock = try FileLock.acquire(
        state.passLock(of: session.rawValue), within: Self.patience)
    else {
      throw HandoffError(
        .tryAgain, "A snapshot of the session \(session) is being taken just now.",
        hint: "Try again in a minute; what it does: handoff log --session \(session)")
    }
    defer { lock.release() }
    let file = SessionRecordFile(state, session)
    var record = file.load() ?? SessionRecord(created: context.now())
    body(&record)
    try file.save(record)
    return record
  }
}
