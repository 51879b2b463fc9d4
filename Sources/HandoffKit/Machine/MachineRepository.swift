internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import SyncRepo

/// The sync repository of this machine, and what the state folder remembers of it.
///
/// Worker, commands, reconciliation and doctor open the clone here, and here alone it is synchronised:
/// whoever pushes leaves the same notes.
///
/// | note | says | read by |
/// | --- | --- | --- |
/// | `last-push`, `last-fetch` | when the remote was last in step, and last heard | the push window, `handoff status` |
/// | `push-trouble` | since when pushes fail, and why | `status`, `list`, the line of a new session |
/// | the sessions' records | which of them the remote has | `status`, the worker's next look |
/// | `public-remote` | that anybody can read the remote | pushes, `status`, the line of a new session |
/// | `hints` | the tasks of other machines | the line of a new session |
/// | `claimed` | which open sessions were carried on elsewhere | their next prompt |
/// | `first-seen` | when this machine first saw each version | claims, and the questions of `resume` |
struct MachineRepository: Sendable {
  /// The snapshots in it.
  let store: Snapshots
  /// The keys to it; `nil` where it is not encrypted, as far as this machine knows.
  let vault: Vault?
  private let context: HandoffContext
  private let settings: Settings
  private let state: StateFolder

  /// Opens the clone that the settings name.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - settings: The settings.
  /// - Returns: The repository.
  /// - Throws: `HandoffError` where handoff is not set up, `SyncError` where the clone cannot be opened.
  static func open(
    _ context: HandoffContext, settings: Settings
  ) async throws -> MachineRepository {
    let machine = try settings.requireMachine()
    let vault = try Vault.load(context)
    let repo = try await openClone(
      at: settings.repo, configuration: context.syncConfiguration(of: machine, vault))
    // A machine that was never let in, or has lost its files, does not tell the host in plain text.
    let isLocked = vault == nil ? try await GroupStanding.isEncrypted(repo) : false
    return try MachineRepository(repo, vault, context, settings: settings, isLocked: isLocked)
  }

  /// Takes an open clone with the keys to it.
  init(
    _ repo: SyncRepository, _ vault: Vault?, _ context: HandoffContext, settings: Settings,
    isLocked: Bool = false
  ) throws {
    state = try context.state()
    let rows = RowCache(state)
    store =
      isLocked
      ? Snapshots(repo: repo, memory: rows, lock: Phrases.groupOutside())
      : Snapshots(repo: repo, memory: rows, sealing: vault)
    (self.vault, self.context, self.settings) = (vault, context, settings)
  }

  /// Opens a clone that is not in use yet, or only looked at: to adopt it, or to examine it.
  ///
  /// - Parameters:
  ///   - path: The folder of its working tree.
  ///   - configuration: How to work with it.
  /// - Returns: The clone.
  /// - Throws: `SyncError` where it cannot be opened.
  static func openClone(
    at path: String, configuration: SyncConfiguration
  ) async throws(SyncError) -> SyncRepository {
    try await SyncRepository.open(at: path, configuration: configuration)
  }

  /// Brings both sides to the same commit, and notes what came of it.
  ///
  /// - Parameter progress: Called with how far it has come.
  /// - Returns: What was done.
  /// - Throws: `SyncError`; it has been noted, too.
  @discardableResult
  func deliver(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws(SyncError) -> SyncReport {
    if let trouble = await Visibility(context, settings: settings, state).trouble(of: store.repo) {
      // What other machines have pushed is no less worth knowing.
      _ = await refresh(progress: progress)
      noteFailure(trouble)
      throw trouble
    }
    // Looked at before the push: what is written meanwhile goes with the next one.
    let waiting = SessionRecordFile.waiting(in: state)
    var report: SyncReport
    let before = await groupBefore()
    do throws(SyncError) {
      report = try await store.repo.synchronize(progress: progress)
      // What follows from what others have told is pushed, too; a rival may have been faster.
      for _ in 0..<3 where await meetGroup(before) {
        let next = try await store.repo.synchronize(progress: progress)
        if next.received { report = next }
      }
    } catch {
      noteFailure(error)
      throw error
    }
    PushTrouble.clear(state)
    noteTime(.push)
    noteTime(.fetch)
    // Where they cannot be listed nothing is known to have arrived.
    if !waiting.isEmpty, let there = try? await store.paths() {
      for (session, record) in waiting {
        noteArrival(of: session, knownAs: record, in: there)
      }
    }
    if report.received, let all = try? await store.list() {
      note(all)
      await dropForgotten()
    }
    return report
  }

  /// Brings the clone up to date without a push, and notes that the remote was heard.
  ///
  /// - Parameter progress: Called with how far it has come.
  /// - Returns: Why the remote could not be heard; `nil` if it was.
  func refresh(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> SyncError? {
    let before = await groupBefore()
    do throws(SyncError) {
      try await store.repo.fetch(progress: progress)
      try await store.repo.rebase()
    } catch {
      return error
    }
    noteTime(.fetch)
    // Who waits to be let in is not to wait for this machine's next push.
    if await meetGroup(before) { _ = try? await deliver(progress: progress) }
    if let all = try? await store.list() { note(all) }
    await dropForgotten()
    return nil
  }

  /// Looks at the clone before the remote is heard, where that matters.
  private func groupBefore() async -> GroupBefore? {
    vault == nil ? nil : await GroupBefore(store.repo)
  }

  /// Does what follows from what the group's machines have told each other.
  ///
  /// - Parameter before: What was in the clone before the remote was heard.
  /// - Returns: True if something was committed.
  private func meetGroup(_ before: GroupBefore?) async -> Bool {
    guard let before, let pass = groupPass else { return false }
    do {
      return try await pass.run(before)
    } catch {
      let trouble = HandoffError(error)
      try? EventLog(context).add(.warning, "group", trouble.message, hint: trouble.hint)
      return false
    }
  }

  /// The work with the group's machines; `nil` where nothing is encrypted, as far as this machine knows.
  var groupPass: GroupPass? {
    guard let vault, let machine = settings.machine else { return nil }
    return GroupPass(vault: vault, repo: store.repo, machine: machine, now: context.seconds())
  }

  /// The place of this machine in the group.
  func standing() async throws(SyncError) -> GroupStanding {
    try await GroupStanding.of(store.repo, vault)
  }

  /// Removes what this machine has kept of sessions that are forgotten, on whichever machine a person
  /// said so.
  func dropForgotten() async {
    guard let forgotten = try? await store.forgotten(), !forgotten.isEmpty else { return }
    var isKnown = true
    for session in SessionRecordFile.sessions(state) where forgotten.contains(session.fingerprint) {
      isKnown = false
      // Whoever is at it drops it by itself.
      guard let lock = try? FileLock.tryAcquire(state.passLock(of: session.rawValue)) else {
        continue
      }
      defer { lock.release() }
      try? SessionRecordFile(state, session).remove()
      WatchList(state).forget(session)
    }
    // Rows of lists have titles; they are made anew where another session is forgotten.
    let file = state.path + "/forgotten"
    let mark = Array((Fingerprint.of(forgotten.sorted().joined(separator: "\n")) + "\n").utf8)
    if isKnown, (try? LocalFile.read(file, limit: 64)) == mark { return }
    try? LocalFile.remove(state.path + "/rows")
    try? LocalFile.write(mark, to: file)
  }

  /// Notes what sessions are to be told of other machines' tasks, and which versions there are.
  ///
  /// - Parameter all: The snapshots of all machines, newest first.
  /// - Returns: Their chains, and when each version was first seen.
  @discardableResult
  func note(_ all: [StoredSnapshot]) -> (lineage: Lineage, seen: FirstSeen) {
    let lineage = Lineage(all)
    // A session's start can do without: an index that cannot be written is no reason to fail.
    try? SessionHints(context: context, settings: settings).update(lineage.tips(of: all))
    let seen = FirstSeen.note(all, in: state, now: context.seconds())
    if let machine = settings.machine {
      TakeoverNotes(machine: machine, state: state).update(all, seen, now: context.seconds())
    }
    return (lineage, seen)
  }

  private func noteTime(_ clock: SyncClock.Kind) {
    // The remote has everything by now: a clock that cannot be set is no reason to say otherwise.
    try? state.create()
    try? SyncClock(clock, in: state).note(context.seconds())
  }

  private func noteFailure(_ error: SyncError) {
    // Nothing is wrong with a remote while another process of ours holds the clone.
    if error.kind == .busy || error.kind == .cancelled { return }
    try? state.create()
    try? PushTrouble.note(HandoffError(error).message, in: state, now: context.seconds())
  }

  /// Returns whether commits wait here for a push although the push window is open: whoever was to push
  /// them has failed, or was killed.
  func hasLeftBehind() async -> Bool {
    guard let count = try? await store.repo.unpushedCount(), count > 0 else { return false }
    let (now, last) = (context.seconds(), SyncClock(.push, in: state).last)
    return last > now || last + Int64(settings.pushInterval) <= now
  }

  /// Notes that a session's snapshot is on the remote, unless a pass has been at it since.
  ///
  /// One that runs now holds the session's lock, and notes it itself. What has arrived is what the remote
  /// holds: a snapshot that is not there (the clone was made anew) is owed once more.
  private func noteArrival(
    of session: SessionID, knownAs known: SessionRecord, in paths: Set<String>
  ) {
    let path = settings.machine.map { SnapshotID(machine: $0, session: session).path }
    let isLost = known.isToBeThere && path.map { paths.contains($0) } == false
    let changed = try? SessionRecordFile(state, session).change(certain: isLost) { record in
      guard record == known else { return }
      if isLost {
        record?.unsettledSince = context.now()
      } else {
        record?.arrive(at: context.now())
      }
    }
    guard let record = changed ?? nil else { return }
    if isLost {
      try? WindowStamp(opens: 0, due: context.seconds())
        .write(to: state.window(of: session.rawValue))
    }
    if isLost || !record.delivery.isWaiting { WatchList(state).note(session, record) }
  }
}

extension HandoffContext {
  /// Returns the way in which this process works with a sync repository: its clock, its environment, and
  /// whether a person can be asked.
  ///
  /// - Parameters:
  ///   - machine: The machine's name, which its commits and files carry.
  ///   - vault: The keys to it.
  /// - Returns: The configuration to open or clone the repository with.
  func syncConfiguration(of machine: MachineName, _ vault: Vault? = nil) -> SyncConfiguration {
    var configuration = Snapshots.configuration(
      name: "handoff", machine: machine, now: seconds, sealing: vault)
    let owns = configuration.owns
    configuration.owns = { owns($0) || GroupPath.isOwn($0, of: machine) }
    configuration.isInteractive = canAsk
    configuration.credentials = TokenProvider(environment: environment)
    configuration.environment = environment.filter { $0.key != Self.tokenVariable }
    configuration.passedVariables = passedVariables
    if let log = try? EventLog(self) {
      configuration.events = { event in
        if Self.notable.contains(event.kind) { log.add(.warning, "clone", event.message) }
      }
    }
    return configuration
  }

  /// The events that a person may want to know of; the others are for programs that embed the library.
  private static let notable: Set<SyncEvent.Kind> = [
    .folderMade, .commitsPutAside, .branchRenamed, .indexRebuilt, .pruneFailed,
  ]
}
