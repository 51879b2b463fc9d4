package import SnapshotStore

/// A finished session's snapshot, and the task that it belongs to.
package struct FinishedTask: Sendable {
  /// The snapshot as it was last.
  package let removed: RemovedSnapshot
  /// True for the newest of its chain, false for one that others had carried on.
  let isTip: Bool
  /// The id of the chain.
  package let id: String
  /// The beginning of the id that no other task has, finished or not.
  package let shortID: String

  /// Puts removed snapshots into their chains.
  ///
  /// - Parameters:
  ///   - removed: All of them, the newest removal first.
  ///   - open: The snapshots of the unfinished tasks.
  /// - Returns: One for each, in the same order; of a fork each side is a tip.
  static func all(
    in removed: [RemovedSnapshot], besides open: [StoredSnapshot]
  ) -> [FinishedTask] {
    let lineage = Lineage(removed.map(\.last) + open)
    let places = Dictionary(
      removed.enumerated().map { ($1.last.name, $0) }, uniquingKeysWith: { first, _ in first })
    let isTip = removed.enumerated().map { place, one in
      guard lineage.superseded.contains(one.last.name) else { return true }
      // One that was finished after whoever carried it on was a task again.
      return !lineage.heirs(of: one.last.name).contains { heir in
        places[heir.name].map { $0 < place || removed[$0].commit == one.commit } ?? true
      }
    }
    let ids = Set((removed.map(\.last) + open).map { lineage.task(of: $0) })
    let shortIDs = ShortID.all(of: Array(ids))
    return zip(removed, isTip).map { one, isTip in
      let id = lineage.task(of: one.last)
      return FinishedTask(removed: one, isTip: isTip, id: id, shortID: shortIDs[id] ?? id)
    }
  }
}
