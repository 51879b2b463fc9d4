internal import Essentials
package import MachineState
internal import Platform
package import SnapshotStore
package import SyncRepo

/// The unfinished tasks of all machines.
package struct TaskList: Sendable {
  let context: HandoffContext
  let settings: Settings
  /// The store they are in.
  package let store: Snapshots
  /// Whether opening it has settled sessions of this machine, which the remote does not know yet.
  private let hasReconciled: Bool

  /// Opens the sync repository of this machine, and settles the sessions of this machine that ended
  /// without a word.
  package static func open(
    _ context: HandoffContext, settings: Settings
  ) async throws -> TaskList {
    let machine = try settings.requireMachine()
    let repo = try await SyncRepository.open(
      at: settings.repo,
      configuration: context.syncConfiguration(of: machine))
    let store = Snapshots(repo: repo)
    let hasReconciled = await (try Reconciliation(context, settings: settings)).run(in: store)
    return TaskList(
      context: context, settings: settings, store: store, hasReconciled: hasReconciled)
  }

  /// Brings the clone up to date, if the remote can be reached.
  ///
  /// - Parameter progress: Called with how far it has come.
  /// - Returns: Why it could not; `nil` if it could.
  package func refresh(
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> SyncError? {
    if hasReconciled { return await push(progress: progress) }
    do throws(SyncError) {
      try await store.repo.fetch(progress: progress)
      try await store.repo.rebase()
    } catch {
      return error
    }
    await noteFetch()
    return nil
  }

  /// Notes that the remote was heard, and what a new session is to be told of it.
  func noteFetch() async {
    guard let state = try? context.state() else { return }
    try? state.create()
    try? FetchClock(state).note(context.seconds())
    if let tasks = try? await tasks() { updateHints(tasks) }
  }

  /// A session's start can do without: an index that cannot be written is no reason to fail.
  private func updateHints(_ tasks: [StoredSnapshot]) {
    try? SessionHints(context: context, settings: settings).update(tasks)
  }

  /// The tasks, newest first; those that another one carries on are left out.
  package func tasks() async throws -> [StoredSnapshot] {
    let all = try await store.list()
    let hidden = Lineage(all).carriedOn
    return all.filter { !hidden.contains($0.name) }
  }

  /// The same, remembered, so that numbers go on meaning what they meant.
  package func numbered() async throws -> [StoredSnapshot] {
    let tasks = try await tasks()
    updateHints(tasks)
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
        .noInput, "There is no task “\(text.prefix(80))”.",
        hint: "See what there is: handoff list; finished ones come back by: handoff restore ID")
    }
    guard found.count == 1 else {
      let names = found.prefix(5).map(\.name).joined(separator: ", ")
      throw HandoffError(
        .usage, "“\(text.prefix(80))” means \(found.count) tasks: \(names).",
        hint: "Type more of the name.")
    }
    return only
  }

  private func find(number: Int, in all: [StoredSnapshot]) async throws -> StoredSnapshot {
    let shown = ListingMemory(try context.state()).names
    let hidden = Lineage(all).carriedOn
    let names = shown.isEmpty ? all.map(\.name).filter { !hidden.contains($0) } : shown
    guard names.indices.contains(number - 1) else {
      throw HandoffError(
        .noInput, "There is no task number \(number); the list has \(names.count).",
        hint: "See it: handoff list")
    }
    guard let task = all.first(where: { $0.name == names[number - 1] }) else {
      throw HandoffError(
        .noInput, "Task number \(number) of the last list is finished meanwhile.",
        hint:
          "See the new list: handoff list; or bring it back: handoff restore \(names[number - 1])")
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
      _ = try await store.repo.synchronize(progress: progress)
    } catch {
      if let state = try? context.state() {
        PushClock(state).noteFailure(error, context.seconds())
      }
      return error
    }
    if let state = try? context.state() { try? PushClock(state).note(context.seconds()) }
    try? Reconciliation(context, settings: settings).noteArrival()
    return nil
  }

  private init(
    context: HandoffContext, settings: Settings, store: Snapshots, hasReconciled: Bool
  ) {
    self.context = context
    self.settings = settings
    self.store = store
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
    try LocalFile.write(Array(names.joined(separator: "\n").utf8), to: path, durable: false)
  }
}
