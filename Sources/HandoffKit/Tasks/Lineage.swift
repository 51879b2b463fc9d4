package import SnapshotStore

/// Which snapshots carry on which others (`resumed_from`).
package struct Lineage: Sendable {
  private let parents: [String: String]

  package init(_ snapshots: [StoredSnapshot]) {
    var parents: [String: String] = [:]
    for stored in snapshots {
      if let parent = stored.snapshot?.resumedFrom, parent != stored.name {
        parents[stored.name] = parent
      }
    }
    self.parents = parents
  }

  /// The names of a snapshot and of all that it carries on.
  ///
  /// - Parameters:
  ///   - name: The newest one's name.
  ///   - resumedFrom: What it carries on, if its file does not say so yet.
  /// - Returns: The names; a circle ends where it began.
  package func names(endingIn name: String, resumedFrom: String? = nil) -> Set<String> {
    var names: Set<String> = [name]
    var next = resumedFrom ?? parents[name]
    while let parent = next, names.insert(parent).inserted { next = parents[parent] }
    return names
  }

  /// The names that another snapshot carries on.
  package var carriedOn: Set<String> { Set(parents.values) }
}
