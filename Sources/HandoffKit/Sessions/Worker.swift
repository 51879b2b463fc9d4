internal import ClaudeCode
internal import Essentials
internal import MachineState
package import SnapshotStore
internal import SyncRepo

/// The slow part behind a hook: one pass, and the stamp that says when the next one is due.
package struct Worker {
  private let context: HandoffContext
  private let session: SessionID
  private let state: StateFolder
  private let log: EventLog

  /// Makes a worker for one session.
  package init(_ context: HandoffContext, session: SessionID) throws {
    self.context = context
    self.session = session
    state = try context.state()
    log = try EventLog(context)
  }

  /// Runs a pass and leaves the stamp; whatever fails is in the event log.
  ///
  /// - Returns: `true` where the pass succeeded, or failed in a way that waiting may fix; `false` asks
  ///   the caller to try again soon.
  package func run() async -> Bool {
    let inbox = Inbox(state, session: session.rawValue)
    // Among the other notes that of a prompt asks for no more than a fetch.
    let asksForFetch = inbox.drop("UserPromptSubmit")
    let settings: Settings
    do {
      settings = try await SettingsLoader(context).load()
    } catch {
      return fail(error, settings: nil)
    }
    if !settings.sessionHint { try? HintIndex([]).write(to: state) }
    let isStart = inbox.events.contains("SessionStart")
    do {
      let repository = await open(settings)
      if asksForFetch && !isPassDue(inbox, prompted: inbox.prompted) {
        await fetch(in: repository)
        return true
      }
      let outcome = try await pass(settings, in: repository, for: occasion(inbox))
      try Debounce(settings, state, now: context.now()).stamp(outcome.agenda)
        .write(to: state.window(of: session.rawValue))
      SessionRecordFile.prune(state, now: context.now())
      if isStart || asksForFetch { await fetch(in: repository) }
      return true
    } catch {
      return fail(error, settings: settings)
    }
  }

  /// Returns whether a note or the last pass asks for a pass now.
  private func isPassDue(_ inbox: Inbox, prompted: Int64?) -> Bool {
    Debounce.nextPass(
      events: inbox.events.map { HookEvent(rawValue: $0) }, heard: inbox.heard, prompted: prompted,
      stamp: WindowStamp.read(state.window(of: session.rawValue)), now: context.seconds()) == .now
  }

  /// Returns who asks for a pass now.
  private func occasion(_ inbox: Inbox) -> SessionPass.Occasion {
    guard let prompted = inbox.prompted, !isPassDue(inbox, prompted: nil) else { return .hook }
    return isPassDue(inbox, prompted: prompted) ? .prompt : .hook
  }

  // The optimiser of Swift 6.3 crashes where it takes this into `run`.
  @inline(never)
  private func open(_ settings: Settings) async -> Result<MachineRepository, any Error> {
    do {
      return .success(try await MachineRepository.open(context, settings: settings))
    } catch {
      return .failure(error)
    }
  }

  /// Settles the sessions that nobody looks after, then this one, and pushes all of it at once.
  private func pass(
    _ settings: Settings, in opened: Result<MachineRepository, any Error>,
    for occasion: SessionPass.Occasion
  ) async throws -> SessionPass.Outcome {
    let reconciliation = try Reconciliation(context, settings: settings)
    // What is wrong with the clone is told by this session's own pass, which takes its notes first.
    let repository = try? opened.get()
    var settled: [SessionID] = []
    if let repository { settled = await reconciliation.run(in: repository, except: session) }
    var outcome = try await SessionPass(
      context, settings: settings, session: session, in: opened
    ).run(for: occasion)
    // Unless the session's own push has taken the others along.
    let isOwing = settled.contains {
      SessionRecordFile(state, $0).load()?.delivery.isWaiting == true
    }
    guard let repository else { return outcome }
    let hasLeftBehind = await repository.hasLeftBehind()
    if isOwing || hasLeftBehind {
      try await repository.deliver()
      // What somebody else wrote into the session's record meanwhile is still to be pushed.
      let isWaiting = SessionRecordFile(state, session).load()?.delivery.isWaiting == true
      if !isWaiting { outcome.agenda?.push = nil }
    }
    return outcome
  }

  /// Packs what many snapshots have left in the clone, at most once an hour.
  ///
  /// All that matters is done by then: it may fail, and be ended at any moment.
  package func tidy() async {
    let clock = SyncClock(.upkeep, in: state)
    let (now, last) = (context.seconds(), clock.last)
    guard last > now || last + 3_600 <= now, (try? clock.note(now)) != nil,
      let settings = try? await SettingsLoader(context).load(),
      let repository = try? await open(settings).get()
    else { return }
    do {
      try await repository.store.repo.tidy()
      // Whoever asks for finished tasks next finds what history says of them.
      _ = try await repository.store.removed { _ in false }
    } catch {
      log.add(.warning, "upkeep", HandoffError(error).message, session: session.rawValue)
    }
  }

  /// Brings the clone up to date behind the start of a session, or a prompt, so that `handoff list`, the
  /// next start and the next prompt know what other machines have done; those of a minute share it.
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

  private func fail(_ error: any Error, settings: Settings?) -> Bool {
    let trouble = HandoffError(error)
    log.add(
      .error, "worker", trouble.message, session: session.rawValue, hint: trouble.hint)
    let stamp = Debounce.stamp(after: trouble, settings: settings, now: context.seconds())
    do {
      try stamp.write(to: state.window(of: session.rawValue))
      // Without a configuration the notes were not taken: running again at once would go on forever.
      return trouble.status != .configuration
    } catch {
      return false
    }
  }
}
