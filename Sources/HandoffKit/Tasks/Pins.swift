internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore

/// The tasks that a person has pinned on this machine, kept in the state folder; no other machine is told.
struct Pins: Sendable {
  private let state: StateFolder

  /// Finds the file.
  init(_ state: StateFolder) { self.state = state }

  private var path: String { state.path + "/pins" }

  /// The ids of the chains, that pinned first at first; a task that is finished may still be among them.
  var tasks: [String] {
    let bytes = (try? LocalFile.read(path, limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Changes the list, while nobody else does.
  ///
  /// - Parameter change: Makes the change.
  /// - Returns: Whether there is one.
  /// - Throws: `HandoffError` where another process holds the file, `FileError` where it cannot be written.
  func change(_ change: (inout [String]) -> Void) throws -> Bool {
    try state.create()
    guard let lock = try FileLock.acquire(state.locks + "/pins", within: .seconds(10)) else {
      throw HandoffError(.tryAgain, Phrases.pinsBusy())
    }
    defer { lock.release() }
    let known = tasks
    var tasks = known
    change(&tasks)
    guard tasks != known else { return false }
    // Those of tasks that are long gone make room.
    let lines = tasks.suffix(Self.limit).map { $0 + "\n" }.joined()
    try LocalFile.write(Array(lines.utf8), to: path)
    return true
  }

  private static let limit = 500
}

extension TaskList {
  /// Pins a task, so that lists on this machine begin with it.
  ///
  /// - Parameter task: A member of its chain.
  /// - Throws: `SyncError` where the clone cannot be read; as `Pins.change`.
  package func pin(_ task: StoredSnapshot) async throws {
    let id = try await listed().lineage.task(of: task)
    _ = try Pins(try context.state()).change { tasks in
      if !tasks.contains(id) { tasks.append(id) }
    }
  }

  /// Takes a task's pin back.
  ///
  /// - Parameter task: A member of its chain.
  /// - Returns: Whether it was pinned.
  /// - Throws: As `pin(_:)`.
  package func unpin(_ task: StoredSnapshot) async throws -> Bool {
    let id = try await listed().lineage.task(of: task)
    return try Pins(try context.state()).change { tasks in tasks.removeAll { $0 == id } }
  }
}
