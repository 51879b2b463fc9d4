internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import Summarizer

/// The snapshot that a pass writes, and the summary in it.
extension SessionPass {
  /// Writes the snapshot.
  ///
  /// - Parameters:
  ///   - id: The name of the snapshot.
  ///   - store: The snapshots of this machine's clone.
  ///   - record: What is known of the session.
  ///   - snapshotState: The state that the snapshot tells.
  ///   - occasion: Who asks for it.
  /// - Returns: `false` where there is nothing to write.
  /// - Throws: `HandoffError`, `SyncError` or `FileError`; the snapshot is then as it was.
  func write(
    _ id: SnapshotID, in store: Snapshots, _ record: inout SessionRecord,
    state snapshotState: Snapshot.State, for occasion: Occasion
  ) async throws -> Bool {
    if occasion == .prompt, !hasGrown(record) { return true }
    try context.requireRedaction()
    let reading: SessionReading
    let redactor = context.redactor(settings, of: session, record)
    do {
      reading = try await read(&record, redactor)
    } catch let error as HandoffError
      where error.status == .noInput && record.lastTurn == nil && !occasion.isByHand
    {
      // A session that has just begun, or ends before its first prompt, has no transcript, although
      // its hooks name one; then there is nothing to keep.
      return try await writeClaim(id, in: store, &record, state: snapshotState)
    }
    if reading.digest.isEmpty || record.isClaim && !reading.hasWork {
      return try await writeClaim(id, in: store, &record, state: snapshotState)
    }
    if occasion.asksModel && !record.isLost {
      try await updateSummary(reading.digest, &record, for: occasion, redactor)
    }
    let existing = try await store.read(id)
    if let existing, isAnothers(existing, record) {
      // Whoever is at it there has gone further than this one.
      record.gaps = [Phrases.sessionOfTwo(machine: id.machine)]
      record.transcriptSize = reading.transcriptSize
      return true
    }
    let (snapshot, isNew) = try await compose(
      reading, over: existing, as: id, in: store, &record, state: snapshotState, redactor)
    if isNew {
      // Before it is written: a pass that is killed behind that must not take it for another's.
      try SessionRecordFile(state, session).save(record)
      try await store.write(snapshot, as: id, again: occasion.isForced)
      record.snapshotAt = context.now()
      record.delivery.wait()
      try await takePlace(&record, in: store)
    }
    record.transcriptSize = reading.transcriptSize
    noteFailureWritten(&record)
    return true
  }

  /// Reads the session, without what is hidden.
  func read(
    _ record: inout SessionRecord, _ redactor: Redactor
  ) async throws -> SessionReading {
    let hidden = HiddenFiles(context, settings: settings)
    let reading = try await SessionReader(context: context).read(
      session: session.rawValue, record: record, hiding: hidden, redactor: redactor)
    if let folder = record.workingFolder {
      HiddenContent(hidden, folder: folder, of: record, names: reading.hiddenNames)
        .remove(from: &record)
    }
    if let startedAt = reading.startedAt { record.created = min(record.created, startedAt) }
    return reading
  }

  /// Puts the snapshot together, with what a pass before has written.
  ///
  /// - Parameters:
  ///   - reading: What the session says now.
  ///   - existing: The session's snapshot in the repository.
  ///   - id: Its name.
  ///   - store: The snapshots, where the repository can be read.
  ///   - record: What is known of the session.
  ///   - snapshotState: The state that the snapshot tells.
  ///   - redactor: The redactor.
  /// - Returns: The snapshot; what says the same as the one before is not new.
  /// - Throws: `SyncError` where the repository cannot be read.
  func compose(
    _ reading: SessionReading, over existing: Snapshot?, as id: SnapshotID, in store: Snapshots?,
    _ record: inout SessionRecord, state snapshotState: Snapshot.State, _ redactor: Redactor
  ) async throws -> (snapshot: Snapshot, isNew: Bool) {
    if record.isLost {
      record.recover(from: existing)
    } else if record.snapshotAt == nil, let existing, existing.state != .claimed {
      record.wishes.recover(from: existing)
    }
    try await inherit(existing, id, in: store, &record)
    record.wishes.look(atCustomTitle: reading.customTitle)
    record.gaps = reading.project?.gaps ?? []
    record.created = min(record.created, existing?.created ?? record.created)
    var snapshot = SnapshotComposer(redactor: redactor).compose(
      reading, record: record, state: snapshotState, machine: id.machine, now: context.now())
    let folder = record.isOfWindows ? record.workingFolder : nil
    if let there = folder.flatMap(context.drives().windowsPath) {
      let masked: String = redactor.redact(there)
      snapshot.workingFolder = masked
    }
    snapshot.unknownFields = existing?.unknownFields ?? []
    // What another pass has written already is not written again with a newer time.
    snapshot.turns = existing?.turns
    snapshot.header.installation = existing?.header.installation
    snapshot.header.sequence = existing?.header.sequence
    snapshot.header.writer = existing?.header.writer
    if let existing, snapshot.saysTheSame(as: existing, id) { return (snapshot, false) }
    record.turns.write(
      reading.digest.conversationHash, over: existing?.turns,
      saysTheSame: existing?.body == snapshot.body)
    snapshot.turns = record.turns.count
    snapshot.header.installation = Installation(state, clone: settings.repo).id
    snapshot.header.writer = Version.writer
    snapshot.header.sequence = max(record.sequence ?? 0, existing?.header.sequence ?? 0) + 1
    record.sequence = snapshot.header.sequence
    return (snapshot, true)
  }

  /// Returns whether the transcript is another one than the snapshot covers; `true` where that is not
  /// known.
  private func hasGrown(_ record: SessionRecord) -> Bool {
    guard record.snapshotAt != nil, let covered = record.transcriptSize else { return true }
    return SessionReader(context: context).transcriptSize(of: session, record) != covered
  }

  /// Returns whether another installation of the same name has written the session's snapshot since this
  /// one did: a machine that was cloned with its sessions, or restored from a backup.
  private func isAnothers(_ existing: Snapshot, _ record: SessionRecord) -> Bool {
    guard let own = record.sequence, let newest = existing.header.sequence else { return false }
    return newest > own
  }

  /// Takes the notes of the snapshot that the session carries on, where its record has lost them.
  private func inherit(
    _ existing: Snapshot?, _ id: SnapshotID, in store: Snapshots?, _ record: inout SessionRecord
  ) async throws {
    guard record.inherited == nil, let ancestor = record.ancestor else { return }
    let parent = SnapshotID(path: "\(SnapshotID.folder)/\(ancestor.name).md")
    if let existing {
      // Its own snapshot has them, and what was said since.
      record.inherited = ChainNotes(handedDownBy: existing, machine: id.machine.rawValue)
      if existing.state != .claimed, record.inherited?.work.last?.machine == id.machine.rawValue {
        record.inherited?.work.removeLast()
      }
    } else if let parent, let snapshot = try await store?.read(parent) {
      record.inherited = ChainNotes(handedDownBy: snapshot, machine: parent.machine.rawValue)
    }
  }

  /// Notes that the snapshot tells of the error that ended the last turn: who cannot go on here may want
  /// to go on elsewhere, now.
  private func noteFailureWritten(_ record: inout SessionRecord) {
    guard var failure = record.failure, !failure.isWritten else { return }
    failure.isWritten = true
    record.lastTurn = .failure(failure)
    record.delivery.wait(isUrgent: true)
  }

  /// Brings the session's summary up to date: from a compaction, or by asking a model where that is
  /// due and allowed; a failure is noted, never thrown.
  ///
  /// - Parameters:
  ///   - digest: The content of the conversation now.
  ///   - record: What is known of the session.
  ///   - occasion: Who asks for the snapshot.
  ///   - redactor: The redactor of a compaction's text.
  /// - Throws: `FileError` where the state folder cannot be written.
  private func updateSummary(
    _ digest: Digest, _ record: inout SessionRecord, for occasion: Occasion, _ redactor: Redactor
  ) async throws {
    guard takeSummary(digest, &record, redactor) else { return }
    switch debounce.model(about: digest, of: record, for: occasion) {
    case .nothingNew, .wait(_, reason: nil): return
    case .wait(_, reason: let reason?): record.modelTry.failure = reason
    case .ask:
      try await askModel(SessionPass.modelDigest(digest, of: record, redactor), &record)
    }
  }

  /// Has the record say what of a summary is there without asking anybody.
  ///
  /// - Returns: True if a model may be asked.
  func takeSummary(
    _ digest: Digest, _ record: inout SessionRecord, _ redactor: Redactor
  ) -> Bool {
    guard debounce.usesModels else {
      record.summary = nil
      record.modelTry.failure = nil
      return false
    }
    useCompaction(digest, &record, redactor)
    return true
  }

  /// Takes the summary that `/compact` made; the window begins with it, as with one of ours.
  private func useCompaction(
    _ digest: Digest, _ record: inout SessionRecord, _ redactor: Redactor
  ) {
    guard let compaction = record.compaction, let at = compaction.pendingSince else { return }
    record.compaction?.pendingSince = nil
    // What stands in the transcript anyway is written anew each time.
    var summary = SavedSummary(
      CompactSummarizer(redactor: redactor).summarize(compaction.text, digest: digest), at: at,
      // It covers what came before it, and nothing of what has followed.
      conversationHash: digest.hasWorkSinceCompaction ? "" : digest.conversationHash
    ).without(ExtractSummarizer().summarize(digest.withoutCompaction))
    summary.title = record.summary?.title ?? ""
    summary.seenTitle = record.summary?.seenTitle
    record.summary = summary
    record.modelTry.at = at
    record.modelTry.failure = nil
  }

  /// The digest as a model is given it: with what the session carries on, and the summary before.
  static func modelDigest(
    _ digest: Digest, of record: SessionRecord, _ redactor: Redactor
  ) -> Digest {
    var digest = digest
    digest.inherited = record.inherited?.forModel ?? []
    if let summary = record.summary {
      digest.add(
        summaryBefore: redactor.redact(summary.markdown), of: summary.at.formatted(.iso8601))
    }
    return digest
  }

  private func askModel(_ digest: Digest, _ record: inout SessionRecord) async throws {
    try LocalFile.createFolder(state.emptyFolder, durable: false)
    let start = context.now()
    let limits = ModelLimits(state, settings)
    // Noted before the call, so that one that is killed counts, too.
    guard
      let call = try limits.begin(session: session.rawValue, model: settings.model, now: start)
    else { return }
    record.modelTry.at = start
    do throws(SummarizerError) {
      let answer = try await context.summarize(
        digest,
        ClaudeSummarizer.Configuration(
          executable: settings.claude, model: settings.model,
          timeout: .seconds(settings.summaryTimeout), environment: context.environment,
          passedVariables: context.variablesOfModel, workingFolder: state.emptyFolder,
          repairs: limits.allowsAnother(now: start)))
      record.summary = SavedSummary(
        answer.summary, at: context.now(), conversationHash: digest.conversationHash)
      record.summary?.seenTitle = digest.title
      record.modelTry.failure = nil
      limits.end(call, answer.usage, now: context.now())
      log.add(
        .info, "summary",
        Phrases.logSummaryWritten(model: answer.usage.model, n: answer.usage.outputTokens),
        session: session.rawValue)
    } catch {
      limits.end(call, error, now: context.now())
      // Without a `claude` program "auto" means that no model was wanted.
      if error == .notInstalled && settings.summarizer == .auto { return }
      let (reason, hint) = PhraseLanguage.$current.withValue(.english) {
        (error.description, error.hint)
      }
      record.modelTry.failure = reason
      log.add(.warning, "summary", reason, session: session.rawValue, hint: hint)
    }
  }
}
