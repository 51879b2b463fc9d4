internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore
internal import Summarizer
package import SyncRepo

/// The outcome of asking the remote what is new.
package enum Refreshment: Sendable {
  /// The clone holds what the remote has.
  case current
  /// The remote has not answered in time; it may still.
  case late(remote: RemoteAddress?)
  /// The remote could not be asked.
  case failed(SyncError)
}

/// The unfinished tasks of all machines.
package struct TaskList: Sendable {
  let context: HandoffContext
  /// The settings that it was opened with.
  package let settings: Settings
  let repository: MachineRepository
  /// True if opening it has settled sessions of this machine, which the remote does not know yet.
  private let hasReconciled: Bool

  /// The store they are in.
  package var store: Snapshots { repository.store }

  /// Opens the sync repository of this machine, and settles the sessions of this machine that ended
  /// without a word.
  package static func open(
    _ context: HandoffContext, settings: Settings
  ) async throws -> TaskList {
    let repository = try await MachineRepository.open(context, settings: settings)
    let settled = await (try Reconciliation(context, settings: settings)).run(in: repository)
    return TaskList(
      context: context, settings: settings, repository: repository,
      hasReconciled: !settled.isEmpty)
  }

  /// Brings the clone up to date, if the remote can be reached.
  ///
  /// - Parameter progress: Called with how far it has come.
  /// - Returns: Why it could not; `nil` if it could.
  package func refresh(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> SyncError? {
    let hasLeftBehind = await repository.hasLeftBehind()
    guard hasReconciled || hasLeftBehind, await push(progress: progress) == nil else {
      return await repository.refresh(progress: progress)
    }
    return nil
  }

  /// Brings the clone up to date, if the remote answers soon; if it does not, a process of its own goes
  /// on with that.
  ///
  /// - Parameters:
  ///   - grace: The time that somebody who only wants to read waits.
  ///   - progress: Called with how far it has come.
  /// - Returns: What came of it.
  package func refresh(
    within grace: Duration, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> Refreshment {
    await within(grace) { await refresh(progress: progress) }
  }

  /// Pushes what waits, if the remote answers soon; if it does not, a process of its own goes on with
  /// that.
  ///
  /// - Parameter grace: The time that a person waits for it.
  /// - Returns: What came of it.
  package func deliver(within grace: Duration) async -> Refreshment {
    await within(grace) { await push() }
  }

  /// Has a process of its own push what waits, for one that ends now.
  package func deliverBehind() { BackgroundPass.fetch(environment: context.environment) }

  private func within(
    _ grace: Duration, _ exchange: @escaping @Sendable () async -> SyncError?
  ) async -> Refreshment {
    let exchange = Task { await exchange() }
    let timer = Task {
      do { try await Task.sleep(for: grace) } catch { return false }
      // The clone is free at once; what has arrived so far is fetched again.
      exchange.cancel()
      return true
    }
    let trouble = await withTaskCancellationHandler {
      await exchange.value
    } onCancel: {
      exchange.cancel()
    }
    timer.cancel()
    guard let trouble else { return .current }
    guard await timer.value, trouble.kind == .cancelled else { return .failed(trouble) }
    if !isRefreshing { BackgroundPass.fetch(environment: context.environment) }
    return .late(remote: try? await store.repo.remoteAddress())
  }

  /// Brings the clone up to date for whoever asks next, unless another process is at that.
  ///
  /// - Throws: `HandoffError` where handoff is not set up, `SyncError` where the clone cannot be opened,
  ///   `FileError` where there is no place for a lock.
  package static func refreshBehind(_ context: HandoffContext, settings: Settings) async throws {
    let state = try context.state()
    try state.create()
    guard let lock = try FileLock.tryAcquire(refreshLock(state)) else { return }
    defer { lock.release() }
    let list = try await open(context, settings: settings)
    // What the command before has settled went with the fetch that it gave up.
    let count = (try? await list.store.repo.unpushedCount()) ?? 0
    _ = count > 0 ? await list.push() : await list.refresh()
  }

  /// True if another process fetches for whoever asks next.
  private var isRefreshing: Bool {
    guard let state = try? context.state() else { return false }
    do {
      guard let lock = try FileLock.tryAcquire(Self.refreshLock(state)) else { return true }
      lock.release()
    } catch {
      // Without a place for the lock nobody holds it.
    }
    return false
  }

  private static func refreshLock(_ state: StateFolder) -> String { state.locks + "/refresh" }

  /// The tasks, newest first; those that another one carries on are left out.
  package func tasks() async throws -> [StoredSnapshot] { try await store.tasks() }

  /// The tasks as a person knows them: chains, with who is at them.
  package func listed() async throws -> ListedTasks {
    let all = try await store.list()
    let (lineage, seen) = repository.note(all)
    let waiting = waitingSessions()
    let pins = (try? context.state()).map { Pins($0).tasks } ?? []
    return ListedTasks(
      all: all, lineage: lineage, seen: seen, here: settings.machine, pins: pins
    ) { stored in
      guard let id = stored.id, id.machine == settings.machine else { return false }
      return waiting.contains(id.session)
    }
  }

  /// The sessions of this machine with something that has not reached the remote.
  private func waitingSessions() -> Set<SessionID> {
    guard let state = try? context.state() else { return [] }
    // Who waits has a mark; few sessions have one.
    let marked = WatchList(state).marks.map(\.session)
    return Set(
      marked.filter { SessionRecordFile(state, $0).load()?.isOwed == true })
  }

  /// Pushes what waits.
  ///
  /// - Parameter progress: Called with how far it has come.
  /// - Returns: Why it could not; `nil` if it could.
  package func push(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> SyncError? {
    do throws(SyncError) {
      try await repository.deliver(progress: progress)
      return nil
    } catch {
      return error
    }
  }

  private init(
    context: HandoffContext, settings: Settings, repository: MachineRepository,
    hasReconciled: Bool
  ) {
    self.context = context
    self.settings = settings
    self.repository = repository
    self.hasReconciled = hasReconciled
  }
}
