internal import SnapshotStore
internal import SyncRepo

/// The relation between snapshots and those that they carry on (`resumed_from`).
struct Lineage: Sendable {
  private let parents: [String: String]

  init(_ snapshots: [StoredSnapshot]) {
    var parents: [String: String] = [:]
    var carriedOn: Set<String> = []
    for stored in snapshots {
      guard let parent = stored.header?.resumedFrom, parent != stored.name else { continue }
      parents[stored.name] = parent
    }
    // Most tasks carry nothing on.
    if !parents.isEmpty {
      let byName = Dictionary(snapshots.map { ($0.name, $0) }) { first, _ in first }
      for (name, parent) in parents {
        guard let stored = byName[name], let older = byName[parent],
          Lineage.isOlder(older, than: stored)
        else { continue }
        carriedOn.insert(parent)
      }
    }
    self.parents = parents
    self.carriedOn = carriedOn
  }

  private static func isOlder(_ first: StoredSnapshot, than second: StoredSnapshot) -> Bool {
    guard let one = first.header?.updated, let two = second.header?.updated else {
      return false
    }
    return one == two ? first.name < second.name : one < two
  }

  /// Returns the names of a snapshot and of all that it carries on.
  ///
  /// - Parameters:
  ///   - name: The newest one's name.
  ///   - resumedFrom: What it carries on, if its file does not say so yet.
  /// - Returns: The names; a circle ends where it began.
  func names(endingIn name: String, resumedFrom: String? = nil) -> Set<String> {
    var names: Set<String> = [name]
    var next = resumedFrom ?? parents[name]
    while let parent = next, names.insert(parent).inserted { next = parents[parent] }
    return names
  }

  /// The names that a newer snapshot carries on; of a circle the newest stays out of it.
  let carriedOn: Set<String>
}

extension Snapshots {
  /// Returns the tasks, newest first: the snapshots that no other one carries on.
  func tasks() async throws(SyncError) -> [StoredSnapshot] {
    let all = try await list()
    let hidden = Lineage(all).carriedOn
    return all.filter { !hidden.contains($0.name) }
  }
}
