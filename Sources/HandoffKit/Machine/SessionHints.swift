internal import Essentials
internal import MachineState
internal import SnapshotStore

/// Keeps the index that the hook of a new session reads: see `HintIndex`.
struct SessionHints {
  let context: HandoffContext
  let settings: Settings

  /// Writes what is known now; with `session_hint` off there is no index.
  ///
  /// - Parameter tasks: The unfinished tasks of all machines, newest first.
  /// - Throws: `FileError` where the index cannot be written.
  func update(_ tasks: [StoredSnapshot]) throws {
    let index = settings.sessionHint ? HintIndex(entries(tasks)) : HintIndex([])
    try index.write(to: try context.state())
  }

  private func entries(_ tasks: [StoredSnapshot]) -> [HintIndex.Entry] {
    var order: [String] = []
    var groups: [String: [(SnapshotHeader, String)]] = [:]
    for task in tasks {
      guard let snapshot = task.header, snapshot.state != .ended,
        let machine = task.machine, machine != settings.machine?.rawValue,
        let key = key(snapshot)
      else { continue }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append((snapshot, machine))
    }
    return order.compactMap { key in
      guard let tasks = groups[key], let (newest, machine) = tasks.first else { return nil }
      return HintIndex.Entry(
        key: key, count: Int64(tasks.count),
        updated: Int64(max(0, min(newest.updated.timeIntervalSince1970, 1e11))),
        machine: machine, title: newest.title)
    }
  }

  private func key(_ snapshot: SnapshotHeader) -> String? {
    if let url = snapshot.projectURL, !url.isEmpty { return ProjectKey.address(url) }
    return snapshot.workingFolder.map { ProjectKey.folder($0) }
  }
}
