internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import SnapshotStore

/// Sessions that leave no trace.
extension SessionPass {
  /// Returns the rule that excludes the session, before anything of it is read.
  ///
  /// - Parameter record: What is known of it; the folders that it has worked in are noted there.
  /// - Returns: The rule; `nil` where there is none.
  func exclusion(in record: inout SessionRecord) -> Exclusion? {
    let rules = ExclusionRules(context, settings: settings)
    // Without a hook only the transcript's first line tells the folder.
    let folder = record.workingFolder ?? transcriptFolder(record)
    if let folder { record.note(rules.look(at: folder)) }
    return rules.exclusion(of: record.places, session: session)
  }

  private func transcriptFolder(_ record: SessionRecord) -> String? {
    guard let folder = try? context.claudeFolder() else { return nil }
    return TranscriptLocator(configurationFolder: folder)
      .path(sessionID: session.rawValue, workingFolder: nil, reportedPath: record.transcript)
      .flatMap { ProjectFolders.workingFolder(of: $0) }
  }

  /// Ends a pass over an excluded session: what its hooks said of it is forgotten, and a snapshot of
  /// before stays as it is; one that waits for its push is pushed.
  ///
  /// - Parameters:
  ///   - exclusion: The rule.
  ///   - record: What is known of the session.
  ///   - occasion: Who asks for the pass.
  /// - Returns: The outcome.
  /// - Throws: `HandoffError` for a person who wants a snapshot, `FileError`.
  func leaveOut(
    _ exclusion: Exclusion, _ record: inout SessionRecord, for occasion: Occasion
  ) async throws -> Outcome {
    let file = SessionRecordFile(state, session)
    record.forgetContent()
    if record.life.end != nil && record.snapshotAt == nil {
      try file.remove()
    } else {
      // A pause has an end, and then it is decided what the session's meant.
      if case .paused = exclusion {} else { record.amendEnd { $0.undecidedUntil = nil } }
      try file.save(record)
      WatchList(state).note(session, record)
    }
    dropNotes()
    if occasion.isByHand || occasion == .request {
      throw HandoffError(.usage, exclusion.sentence, hint: exclusion.hint)
    }
    guard record.delivery.isWaiting else { return .ignored }
    try await deliver(&record, to: try await openRepository(), for: occasion)
    try file.save(record)
    WatchList(state).note(session, record)
    var agenda = Debounce.Agenda()
    agenda.push = debounce.agenda(of: record).push
    return Outcome(result: .nothing, delivery: record.delivery, agenda: agenda)
  }
}

extension SessionRecord {
  /// Notes a folder that the session has worked in, as it is now.
  mutating func note(_ place: SessionPlace) {
    guard let index = places.firstIndex(where: { $0.folder == place.folder }) else {
      // The first ones stay, however often it wanders.
      if places.count == Self.maximumPlaces { places.removeLast() }
      places.append(place)
      return
    }
    // A folder that is gone tells nothing.
    if !place.remotes.isEmpty { places[index] = place }
  }

  private static var maximumPlaces: Int { 50 }

  /// Forgets what was said in the session, and what is owed for it.
  fileprivate mutating func forgetContent() {
    switch lastTurn {
    case .answer(_, let time)?: lastTurn = .answer(nil, at: time)
    case .failure(var failure)?:
      failure.message = ""
      failure.isWritten = true
      lastTurn = .failure(failure)
    case nil: break
    }
    compaction = nil
    running = []
    gaps = []
    trouble = nil
    unsettledSince = nil
  }
}
