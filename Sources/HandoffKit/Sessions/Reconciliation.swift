internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import SyncRepo

/// Brings what is known of this machine's sessions in line with what really runs.
///
/// A session that was killed, a worker that was, a power cut, a deleted state folder, a prompt that was
/// interrupted where no hook tells of prompts: every worker and every command that looks at tasks finds
/// them. Without anything amiss it costs a listing of a folder or two, and the record of each session that
/// runs.
struct Reconciliation: Sendable {
  private let context: HandoffContext
  private let settings: Settings
  private let state: StateFolder
  private let log: EventLog

  /// A pass over more sessions at once would hold up who waits for it; the rest is done next time.
  private static let limit = 40
  /// A worker takes its place within milliseconds of the hook; notes that are older are nobody's.
  private static let noteAge: Int64 = 5
  /// A pass that is later than that has nobody who waits for it.
  private static let lateness: Int64 = 60
  /// The time in seconds that a transcript must have been left alone before a session counts as over only
  /// because it is in no registry.
  private static let silence: Int64 = 3_600
  /// The pause between two looks at the snapshots themselves, in seconds.
  private static let surveyInterval: Int64 = 600

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - settings: The settings.
  /// - Throws: `HandoffError` where there is no place for state.
  init(_ context: HandoffContext, settings: Settings) throws {
    self.context = context.withoutLineage()
    self.settings = settings
    state = try context.state()
    log = try EventLog(context)
  }

  /// Settles every session that needs it, in the clone; nothing is pushed, no model is asked.
  ///
  /// - Parameters:
  ///   - repository: The repository of this machine.
  ///   - own: A session that the caller settles itself.
  /// - Returns: The sessions of which something was written that the remote does not have. What fails
  ///   is in the event log.
  func run(
    in repository: MachineRepository, except own: SessionID? = nil
  ) async -> [SessionID] {
    let view = context.processes()
    let isSurvey = isSurveyDue
    guard isSurvey || !neglected(view, except: own).isEmpty else { return [] }
    // Two at once would do the same twice; who comes second finds it done.
    guard (try? state.create()) != nil,
      let lock = try? FileLock.acquire(state.locks + "/reconciliation", within: .seconds(10))
    else { return [] }
    defer { lock.release() }
    var written: [SessionID] = []
    for session in neglected(view, except: own).prefix(Self.limit) {
      if await settle(session, in: repository, isLost: false) { written.append(session) }
    }
    if isSurvey {
      for session in await strays(in: repository.store, view, except: own).prefix(Self.limit) {
        if await settle(session, in: repository, isLost: true) { written.append(session) }
      }
      LeftoverFiles.remove(in: state, clone: settings.repo, now: context.seconds())
      try? LocalFile.write(Array("\(context.seconds())\n".utf8), to: surveyPath, durable: false)
    }
    return written
  }

  /// The sessions whose process is gone, whose pass is late, or whose notes nobody takes, and those that
  /// have gone on without a word.
  private func neglected(_ view: ProcessView, except own: SessionID?) -> [SessionID] {
    let now = context.seconds()
    var found: Set<SessionID> = []
    for mark in WatchList(state).marks where mark.session != own {
      let due = WindowStamp.read(state.window(of: mark.session.rawValue)).due
      let isLate = due.map { $0 + Self.lateness <= now } ?? false
      if mark.process?.liveness(view) == .dead {
        // What could not be settled is not tried by every command.
        let isTriedLater =
          due != nil && !isLate && SessionRecordFile(state, mark.session).load()?.trouble != nil
        if !isTriedLater { found.insert(mark.session) }
      } else if isLate || due == nil && hasEndedInPause(mark), !hasWorker(mark.session) {
        found.insert(mark.session)
      } else if hasGoneOn(mark, view) {
        // Who waits for the session looks at notes alone.
        found.insert(mark.session)
      }
    }
    for name in Inbox.sessions(state) {
      guard let session = SessionID(name), session != own,
        let oldest = Inbox(state, session: name).oldest,
        oldest / 1_000_000_000 + Self.noteAge <= now, !hasWorker(session)
      else { continue }
      found.insert(session)
    }
    return found.filter { !FileLock.isHeld(state.passLock(of: $0.rawValue)) }.sorted()
  }

  /// Returns whether a session has ended in a pause that is over, so that it is to be decided what that
  /// meant.
  private func hasEndedInPause(_ mark: WatchList.Mark) -> Bool {
    guard mark.process == nil, let record = SessionRecordFile(state, mark.session).load(),
      record.isUndecided, record.trouble == nil
    else { return false }
    return !isExcluded(mark.session, record)
  }

  /// Returns whether a session that runs has said more than its snapshot tells, and none of its hooks has
  /// come for the length of a push window.
  ///
  /// A turn that Esc has ended has no hook of its own, and an older installation none for prompts.
  private func hasGoneOn(_ mark: WatchList.Mark, _ view: ProcessView) -> Bool {
    guard mark.process?.liveness(view) == .alive,
      Inbox(state, session: mark.session.rawValue).isEmpty,
      let record = SessionRecordFile(state, mark.session).load(),
      record.life == .open, record.trouble == nil, let seen = record.seenAt,
      let written = record.snapshotAt, let covered = record.transcriptSize,
      max(seen, written) + TimeInterval(max(60, settings.pushInterval)) <= context.now()
    else { return false }
    let size = SessionReader(context: context).transcriptSize(of: mark.session, record)
    return size != nil && size != covered && !isExcluded(mark.session, record)
  }

  private func isExcluded(_ session: SessionID, _ record: SessionRecord) -> Bool {
    ExclusionRules(context, settings: settings).exclusion(of: record.places, session: session)
      != nil
  }

  private func hasWorker(_ session: SessionID) -> Bool {
    FileLock.isHeld(state.workerLock(of: session.rawValue))
  }

  /// Runs the session's pass; returns whether it wrote something.
  private func settle(
    _ session: SessionID, in repository: MachineRepository, isLost: Bool
  ) async -> Bool {
    do {
      let outcome = try await SessionPass(
        context, settings: settings, session: session, in: .success(repository)
      ).run(for: .reconciliation(isLost: isLost))
      try Debounce(settings, state, now: context.now()).stamp(outcome.agenda)
        .write(to: state.window(of: session.rawValue))
      return outcome.result != .nothing && outcome.delivery.isWaiting
    } catch {
      let trouble = PhraseLanguage.$current.withValue(.english) { HandoffError(error) }
      log.add(
        .error, "session", trouble.message, session: session.rawValue, hint: trouble.hint)
      let stamp = Debounce.stamp(after: trouble, settings: settings, now: context.seconds())
      try? stamp.write(to: state.window(of: session.rawValue))
      if stamp.due == nil { WatchList(state).forget(session) }
      return false
    }
  }

  private var surveyPath: String { state.path + "/surveyed" }

  /// True if the snapshots themselves are looked at: the state folder is new, or some time has passed.
  private var isSurveyDue: Bool {
    guard let last = LocalFile.word(surveyPath).flatMap({ Int64($0) }) else { return true }
    let now = context.seconds()
    return last > now || last + Self.surveyInterval <= now
  }

  /// The sessions that are over, of those of this machine that have an active snapshot and no record.
  ///
  /// The state folder was deleted; what is left are the registry and the transcripts.
  private func strays(
    in store: Snapshots, _ view: ProcessView, except own: SessionID?
  ) async -> [SessionID] {
    guard let machine = settings.machine, let folder = try? context.claudeFolder(),
      let all = try? await store.list()
    else { return [] }
    let registry = SessionRegistry(configurationFolder: folder)
    let locator = TranscriptLocator(configurationFolder: folder)
    return all.compactMap { stored in
      guard let id = stored.id, id.machine == machine, id.session != own,
        // Files of older scripts are not ours to write again.
        let snapshot = stored.header, snapshot.state == .active, snapshot.schema != nil,
        !LocalFile.exists(state.record(of: id.session.rawValue)),
        let transcript = locator.path(sessionID: id.session.rawValue)
      else { return nil }
      let entries = registry.entries(of: id.session.rawValue)
      if !entries.isEmpty {
        return entries.allSatisfy { $0.liveness(view) == .dead } ? id.session : nil
      }
      // Without a registry, or with a version that keeps none, silence is the only sign.
      guard registry.exists, let modified = LocalFile.modified(transcript),
        modified / 1_000_000_000 + Self.silence <= context.seconds()
      else { return nil }
      return id.session
    }
  }
}
