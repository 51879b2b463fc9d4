internal import Essentials
internal import MachineState
internal import Platform
package import SnapshotStore
internal import SyncRepo

/// The slow part behind a hook: one pass, and the stamp that tells when the next one is due.
package struct Worker {
  private let context: HandoffContext
  private let session: SessionID
  private let state: StateFolder
  private let log: EventLog

  package init(_ context: HandoffContext, session: SessionID) throws {
    self.context = context
    self.session = session
    state = try context.state()
    log = try EventLog(context)
  }

  /// Runs a pass and leaves the stamp; whatever fails stands in the event log.
  ///
  /// - Returns: Whether the pass succeeded or failed in a way that waiting may mend; `false` asks the
  ///   caller to try again soon.
  package func run() async -> Bool {
    let settings: Settings
    do {
      settings = try await SettingsLoader(context).load()
    } catch {
      return fail(error, retryAfter: nil)
    }
    if !settings.sessionHint { try? HintIndex([]).write(to: state) }
    let isStart = Inbox(state, session: session.rawValue).events.contains("SessionStart")
    do {
      let repository = await open(settings)
      try await pass(settings, in: repository)
      try stamp(settings).write(to: state.window(of: session.rawValue))
      SessionRecordFile.prune(state, now: context.now())
      if isStart { await fetch(in: repository) }
      return true
    } catch {
      return fail(error, retryAfter: Int64(max(60, settings.pushInterval)))
    }
  }

  private func open(_ settings: Settings) async -> Result<MachineRepository, any Error> {
    do {
      return .success(try await MachineRepository.open(context, settings: settings))
    } catch {
      return .failure(error)
    }
  }

  /// Settles the sessions that nobody looks after, then this one, and pushes all of it at once.
  private func pass(
    _ settings: Settings, in opened: Result<MachineRepository, any Error>
  ) async throws {
    let reconciliation = try Reconciliation(context, settings: settings)
    // What is wrong with the clone is told by this session's own pass, which takes its notes first.
    let repository = try? opened.get()
    var settled: [SessionID] = []
    if let repository { settled = await reconciliation.run(in: repository, except: session) }
    _ = try await SessionPass(context, settings: settings, session: session, in: opened).run(
      push: .whenOpen)
    // Unless the session's own push has taken the others along.
    let isOwing = settled.contains { SessionRecordFile(state, $0).load()?.waitsForPush == true }
    if isOwing { try await repository?.deliver() }
  }

  /// Brings the clone up to date behind the start of a session, so that `handoff list` and the next
  /// start know what other machines have done; sessions that start within a minute share it.
  private func fetch(in opened: Result<MachineRepository, any Error>) async {
    let now = context.seconds()
    let last = SyncClock(.fetch, in: state).last
    guard last > now || last + 60 <= now else { return }
    do {
      guard let error = try await opened.get().refresh() else { return }
      throw error
    } catch {
      let trouble = HandoffError(error)
      log.add(
        .warning, "fetch", trouble.message, session: session.rawValue, hint: trouble.hint)
    }
  }

  /// When the next pass is due: when the push window opens for what waits, when the grace period of
  /// a closed terminal is over, or when a model may be asked about what has been said since.
  func stamp(_ settings: Settings) -> WindowStamp {
    let now = context.seconds()
    let opens = SyncClock(.push, in: state).opens(interval: settings.pushInterval, now: now)
    guard let record = SessionRecordFile(state, session).load() else {
      return WindowStamp(opens: 0, due: nil)
    }
    var due: [Int64] = []
    if record.waitsForPush { due.append(max(opens, now + 1)) }
    if let end = record.end, record.finishedAt == nil, record.isKept != true {
      let decision = EndOfSession.decide(
        end, .init(signs: context.signs()), grace: settings.gracePeriod, now: context.now())
      if case .wait(let until) = decision {
        due.append(Int64(until.timeIntervalSince1970.rounded(.up)))
      }
    } else if record.end == nil, record.doneAt == nil, let at = summaryDue(record, settings) {
      due.append(max(at, opens, now + 1))
    }
    return WindowStamp(opens: opens, due: due.min())
  }

  private func fail(_ error: any Error, retryAfter seconds: Int64?) -> Bool {
    let trouble = HandoffError(error)
    log.add(
      .error, "worker", trouble.message, session: session.rawValue, hint: trouble.hint)
    let now = context.seconds()
    let isPermanent = trouble.status == .configuration || trouble.status == .noInput
    let due = isPermanent ? nil : seconds.map { now + $0 }
    do {
      try WindowStamp(opens: due ?? 0, due: due).write(to: state.window(of: session.rawValue))
      // Without a configuration the notes were not taken: running again at once would go on for ever.
      return trouble.status != .configuration
    } catch {
      return false
    }
  }

  /// When a model is to be asked about what was said since its last summary; `nil` if nothing was,
  /// or if models are not used.
  private func summaryDue(_ record: SessionRecord, _ settings: Settings) -> Int64? {
    guard record.hasUnseenAnswers(settings) else { return nil }
    let policy = ModelPolicy(settings: settings)
    let limits = ModelLimits(state, settings).status(now: context.now())
    let opens = policy.opens(record, limits, now: context.now())
    return Int64(opens.timeIntervalSince1970.rounded(.up))
  }
}
