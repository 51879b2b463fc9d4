internal import Essentials
package import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore
internal import Summarizer
package import SyncRepo

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
    hasReconciled
      ? await push(progress: progress) : await repository.refresh(progress: progress)
  }

  /// The tasks, newest first; those that another one carries on are left out.
  package func tasks() async throws -> [StoredSnapshot] { try await store.tasks() }

  /// The tasks as a person knows them: chains, with who is at them.
  package func listed() async throws -> ListedTasks {
    let all = try await store.list()
    let (lineage, seen) = repository.note(all)
    let waiting = waitingSessions()
    return ListedTasks(all: all, lineage: lineage, seen: seen, here: settings.machine) { stored in
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
      marked.filter { SessionRecordFile(state, $0).load()?.delivery.isWaiting == true })
  }

  /// The tasks, remembered in this order, so that numbers go on meaning what they meant.
  package func numbered() async throws -> [StoredSnapshot] {
    let tasks = try await listed().tips
    try? ListingMemory(try context.state()).remember(tasks.map(\.name))
    return tasks
  }

  /// Finds the task that a person means.
  ///
  /// - Parameter text: A number of the list shown last, the name of a file, a session id, or the
  ///   beginning of either.
  /// - Returns: The task.
  /// - Throws: `HandoffError` with `noInput` where there is none, `usage` where there are several.
  package func find(_ text: String) async throws -> StoredSnapshot {
    let all = try await store.list()
    // Four digits and more are the beginning of an id.
    if let number = Int(text), text.count < 4 { return try await find(number: number, in: all) }
    let needle = text.lowercased()
    let exact = all.filter { $0.name.lowercased() == needle || $0.sessionID == needle }
    let found =
      exact.isEmpty
      ? all.filter {
        $0.name.lowercased().hasPrefix(needle) || $0.sessionID?.hasPrefix(needle) == true
      } : exact
    guard let only = found.first else {
      throw HandoffError(
        .noInput, Phrases.findNothing(text: text.prefix(80)), hint: Phrases.findNothingHint())
    }
    guard found.count == 1 else {
      throw HandoffError(
        .usage,
        Phrases.findSeveral(text: text.prefix(80), n: found.count, tasks: Self.names(of: found)),
        hint: Phrases.findSeveralHint())
    }
    return only
  }

  /// Returns the names of some tasks, each with its title, for a message.
  static func names(of tasks: [StoredSnapshot]) -> String {
    tasks.prefix(5).map { task in
      guard let title = task.header?.title, !title.isEmpty else { return task.name }
      return "\(task.name) (\(title.oneLine(limit: 40)))"
    }.joined(separator: ", ")
  }

  private func find(number: Int, in all: [StoredSnapshot]) async throws -> StoredSnapshot {
    let shown = ListingMemory(try context.state()).names
    let hidden = Lineage(all).superseded
    let names = shown.isEmpty ? all.map(\.name).filter { !hidden.contains($0) } : shown
    guard names.indices.contains(number - 1) else {
      throw HandoffError(
        .noInput, Phrases.findNoNumber(number: number, n: names.count),
        hint: Phrases.findNoNumberHint())
    }
    guard let task = all.first(where: { $0.name == names[number - 1] }) else {
      throw HandoffError(
        .noInput, Phrases.findFinished(number: number),
        hint: Phrases.findFinishedHint(task: names[number - 1]))
    }
    return task
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

/// The order of the list that was shown last, so that `2` still means what it meant there.
package struct ListingMemory: Sendable {
  private let path: String

  package init(_ state: StateFolder) { path = state.path + "/last-list" }

  /// The names that were shown, in order.
  package var names: [String] {
    let bytes = (try? LocalFile.read(path, limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Remembers an order.
  package func remember(_ names: [String]) throws {
    try LocalFile.update(Array(names.joined(separator: "\n").utf8), at: path)
  }
}
