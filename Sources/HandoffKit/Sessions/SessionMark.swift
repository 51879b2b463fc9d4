internal import Essentials
internal import MachineState
internal import Phrases
package import SnapshotStore
internal import Summarizer

/// The words of a person about one of this machine's sessions, kept in its record.
package struct SessionMark: Sendable {
  private let context: HandoffContext
  private let session: SessionID

  /// A worker holds the lock while a model writes a summary, 90 seconds at most by default.
  static let patience = Duration.seconds(120)

  /// Finds the session's record.
  package init(_ context: HandoffContext, session: SessionID) {
    self.context = context
    self.session = session
  }

  /// Notes that the session carries another one's task on, and that the remote is to hear of it.
  ///
  /// - Parameters:
  ///   - ancestor: The snapshot that is carried on.
  ///   - notes: The notes that it hands down.
  ///   - newest: The answers of the session's own snapshot; `nil` where it has none.
  /// - Returns: The session's record.
  /// - Throws: `HandoffError` where a worker holds the record, `FileError` where it cannot be written.
  func carriesOn(
    _ ancestor: SessionRecord.Ancestor, _ notes: ChainNotes, over newest: Int?
  ) throws -> SessionRecord {
    try change { record in
      record.ancestor = ancestor
      record.inherited = notes
      // Who carries this session on has not seen that it goes on.
      if let newest { record.turns.advance(over: newest) }
      record.delivery.wait(isUrgent: true)
    }
  }

  /// Notes that the session's snapshot stays, however the session ends, until its task is done.
  ///
  /// - Parameters:
  ///   - note: What the snapshot is to say besides, in the user's words.
  ///   - isKept: `false` adds the note alone.
  /// - Throws: As `carriesOn(_:)`.
  package func keep(note: String? = nil, isKept: Bool = true) throws {
    try change { record in
      if isKept { record.wishes.isKept = true }
      guard let line = note?.oneLine(limit: ChainNotes.noteLimit * 2), !line.isEmpty else { return }
      record.wishes.add(.init(text: line, at: context.now()))
    }
  }

  /// Notes that the session's task is done: its snapshot does not come back until a person sends
  /// another prompt there.
  ///
  /// - Returns: The snapshot that the session carries on.
  /// - Throws: As `carriesOn(_:)`.
  @discardableResult
  func isDone() throws -> SessionRecord.Ancestor? {
    try change { record in
      record.markDone(at: context.now())
      record.promptAtDone = SessionReader(context: context).lastPrompt(of: session, record)
    }.ancestor
  }

  /// Notes that the session's task is not done after all.
  ///
  /// - Parameter snapshot: The snapshot that is back; it has the notes and the title that a person gave.
  /// - Throws: As `carriesOn(_:)`.
  func isBack(_ snapshot: Snapshot?) throws {
    guard case .done? = SessionRecordFile(try context.state(), session).load()?.life else { return }
    try change { record in
      record.takeBackDone()
      if let snapshot { record.wishes.recover(from: snapshot) }
    }
  }

  @discardableResult
  private func change(_ body: (inout SessionRecord) -> Void) throws -> SessionRecord {
    let state = try context.state()
    try state.create()
    let changed = try SessionRecordFile(state, session).change(waiting: Self.patience) { record in
      var known = record ?? SessionRecord(created: context.now())
      body(&known)
      record = known
    }
    guard let changed else {
      throw HandoffError(
        .tryAgain, Phrases.sessionIsBusy(session: session),
        hint: Phrases.sessionIsBusyHint(session: session))
    }
    return changed
  }
}
