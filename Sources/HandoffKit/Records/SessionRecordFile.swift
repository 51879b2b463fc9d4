internal import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore

/// The file in the state folder that keeps a session's record.
struct SessionRecordFile: Sendable {
  private let state: StateFolder
  private let session: SessionID

  /// Finds the file of a session.
  init(_ state: StateFolder, _ session: SessionID) {
    self.state = state
    self.session = session
  }

  /// Returns the record; `nil` where there is none, or where it is broken (the transcript has it all
  /// again).
  func load() -> SessionRecord? {
    guard let bytes = try? LocalFile.read(state.record(of: session.rawValue), limit: 4 << 20)
    else { return nil }
    return try? Self.decoder.decode(SessionRecord.self, from: Data(bytes))
  }

  /// Writes the record.
  ///
  /// - Parameters:
  ///   - record: The record.
  ///   - certain: False where the one before tells that something is still to be done, which finds nothing
  ///     left if it comes back after a power cut.
  /// - Throws: `FileError`, or an encoder's error.
  func save(_ record: SessionRecord, certain: Bool = true) throws {
    let data = try Self.encoder.encode(record)
    try LocalFile.write(Array(data), to: state.record(of: session.rawValue), named: certain)
  }

  /// Changes the record while no pass is at it.
  ///
  /// - Parameters:
  ///   - patience: How long to wait for a pass that runs.
  ///   - certain: As in ``save(_:certain:)``.
  ///   - change: Makes the change; it gets `nil` where there is no record, and may leave it at that.
  /// - Returns: The record as it is now; `nil` where there is none, or where the pass runs on.
  /// - Throws: `FileError` where the record cannot be written.
  @discardableResult
  func change(
    waiting patience: Duration = .zero, certain: Bool = true,
    _ change: (inout SessionRecord?) -> Void
  ) throws -> SessionRecord? {
    guard
      let lock = try FileLock.acquire(state.passLock(of: session.rawValue), within: patience)
    else { return nil }
    defer { lock.release() }
    let known = load()
    var record = known
    change(&record)
    if let record, record != known { try save(record, certain: certain) }
    return record
  }

  /// Forgets the session.
  func remove() throws {
    try LocalFile.remove(state.record(of: session.rawValue))
    try LocalFile.remove(state.index(of: session.rawValue))
    try LocalFile.remove(state.window(of: session.rawValue))
    try LocalFile.remove(state.openMark(of: session.rawValue))
  }

  /// Returns the sessions that there are records of.
  static func sessions(_ state: StateFolder) -> [SessionID] {
    LocalFile.names(in: state.sessions).compactMap { name in
      name.hasSuffix(".json") ? SessionID(String(name.dropLast(5))) : nil
    }
  }

  /// Returns the sessions for which something is still to be done.
  static func owing(in state: StateFolder) -> [SessionID] {
    sessions(state).filter { SessionRecordFile(state, $0).load()?.isOwed == true }
  }

  /// Returns the sessions with something that has not reached the remote.
  static func waiting(in state: StateFolder) -> [(session: SessionID, record: SessionRecord)] {
    sessions(state).compactMap { session in
      guard let record = SessionRecordFile(state, session).load(), record.delivery.isWaiting
      else {
        return nil
      }
      return (session, record)
    }
  }

  /// Forgets sessions that were finished more than a week ago.
  static func prune(_ state: StateFolder, now: Date) {
    for session in sessions(state) {
      let file = SessionRecordFile(state, session)
      guard let record = file.load(), let finished = record.life.finishedAt,
        !record.delivery.isWaiting,
        now.timeIntervalSince(finished) > 7 * 86_400,
        let lock = try? FileLock.tryAcquire(state.passLock(of: session.rawValue))
      else { continue }
      try? file.remove()
      for path in [
        state.passLock(of: session.rawValue), state.workerLock(of: session.rawValue),
        state.wakePipe(of: session.rawValue),
      ] {
        try? LocalFile.remove(path)
      }
      lock.release()
    }
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    encoder.outputFormatting = [.sortedKeys]
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return decoder
  }
}
