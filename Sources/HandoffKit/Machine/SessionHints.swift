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
    var projects = ProjectIdentity(context)
    projects.save()
    let index = settings.sessionHint ? HintIndex(entries(tasks, projects)) : HintIndex([])
    try index.write(to: try context.state())
  }

  private func entries(
    _ tasks: [StoredSnapshot], _ identity: ProjectIdentity
  ) -> [HintIndex.Entry] {
    // The projects in the order of their newest tasks, with those and the number of the others.
    var projects: [(key: String, newest: Int, count: Int64)] = []
    var positions: [String: Int] = [:]
    // Many tasks are of few projects.
    var keys: [String: String] = [:]
    let rules = ExclusionRules(context, settings: settings)
    var excluded: [String: Bool] = [:]
    func isExcluded(_ key: String) -> Bool {
      if let known = excluded[key] { return known }
      let answer = rules.exclusion(ofProject: key) != nil
      excluded[key] = answer
      return answer
    }
    let oldest = context.now().addingTimeInterval(-TimeInterval(HintIndex.oldAge))
    for (index, task) in tasks.enumerated() {
      guard let snapshot = task.header, snapshot.state != .ended, snapshot.updated >= oldest,
        let machine = task.machine, machine != settings.machine?.rawValue,
        let key = Self.key(snapshot, identity, &keys), !isExcluded(key)
      else { continue }
      if let position = positions[key] {
        projects[position].count += 1
      } else {
        positions[key] = projects.count
        projects.append((key, index, 1))
      }
    }
    return projects.compactMap { key, index, count in
      guard let newest = tasks[index].header, let machine = tasks[index].machine else { return nil }
      return HintIndex.Entry(
        key: key, count: count,
        updated: Int64(max(0, min(newest.updated.timeIntervalSince1970, 1e11))),
        machine: machine, title: newest.title)
    }
  }

  static func key(
    _ snapshot: SnapshotHeader, _ identity: ProjectIdentity, _ keys: inout [String: String]
  ) -> String? {
    guard let url = snapshot.projectURL, !url.isEmpty else {
      return snapshot.workingFolder.map { ProjectKey.folder($0) }
    }
    if let key = keys[url] { return key }
    let key = identity.key(of: url)
    keys[url] = key
    return key
  }
}
