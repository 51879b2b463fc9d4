internal import Essentials
package import SnapshotStore
internal import SyncRepo

/// The chains that snapshots form: each names the one that it carries on (`resumed_from`), and how much
/// of it it has seen (`resumed_at`, `base`).
///
/// A chain is unfinished while it has a tip: a member that no other one has seen all of. Several tips are
/// a fork. No rule compares the clocks of two machines, but for files of versions that wrote nothing else.
package struct Lineage: Sendable {
  private let members: [String: StoredSnapshot]
  /// The member that each one carries on.
  private let parents: [String: String]
  /// The members that have seen all of each one.
  private let heirs: [String: Set<String>]
  /// The ids of the chains of those that carry one on.
  private let chains: [String: String]
  /// The names of the members of which another one has seen all.
  package let superseded: Set<String>

  /// Puts snapshots into chains.
  ///
  /// - Parameter snapshots: The snapshots of all machines.
  package init(_ snapshots: [StoredSnapshot]) {
    var parents: [String: String] = [:]
    for stored in snapshots {
      guard let parent = stored.header?.resumedFrom, parent != stored.name else { continue }
      parents[stored.name] = parent
    }
    self.parents = parents
    members = Dictionary(snapshots.map { ($0.name, $0) }) { first, _ in first }
    // Most tasks carry nothing on.
    guard !parents.isEmpty else {
      (heirs, superseded, chains) = ([:], [], [:])
      return
    }
    chains = Lineage.chains(parents, members)
    var heirs: [String: Set<String>] = [:]
    for (name, parent) in parents {
      guard let child = members[name], let older = members[parent],
        Lineage.hasSeen(child, allOf: older)
      else { continue }
      heirs[parent, default: []].insert(name)
    }
    self.heirs = heirs
    let members = members
    superseded = Set(heirs.keys).subtracting(
      Lineage.circles(parents).compactMap { Lineage.survivor(of: $0, heirs, members) })
  }

  /// Indicates that a snapshot was made by who had seen all of the one that it carries on.
  private static func hasSeen(_ child: StoredSnapshot, allOf parent: StoredSnapshot) -> Bool {
    guard let own = child.header, let link = SessionRecord.Ancestor(statedIn: own) else {
      return false
    }
    if let answer = link.hasSeen(parent) { return answer }
    // Both are of a version that knew no more than the time.
    guard let other = parent.header else { return false }
    return own.updated == other.updated
      ? child.name > parent.name : own.updated > other.updated
  }

  /// Returns the circles of members each of which carries on the next; each member is looked at once.
  private static func circles(_ parents: [String: String]) -> [[String]] {
    var circles: [[String]] = []
    var walked: Set<String> = []
    for start in parents.keys {
      var way: [String] = []
      var next: String? = start
      while let member = next, walked.insert(member).inserted {
        way.append(member)
        next = parents[member]
      }
      // A walk that meets an earlier one has no circle of its own.
      if let next, let first = way.firstIndex(of: next) { circles.append(Array(way[first...])) }
    }
    return circles
  }

  /// The member of a circle that stays, where all of its members have seen each other and nobody else
  /// has: the one with the most answers.
  private static func survivor(
    of circle: [String], _ heirs: [String: Set<String>], _ members: [String: StoredSnapshot]
  ) -> String? {
    let inside = Set(circle)
    guard circle.allSatisfy({ heirs[$0].map { !$0.isEmpty && $0.isSubset(of: inside) } == true })
    else { return nil }
    return circle.max { one, two in
      let (first, second) = (members[one]?.header?.turns ?? 0, members[two]?.header?.turns ?? 0)
      return first == second ? one < two : first < second
    }
  }

  /// Returns the ids of the chains of all members that carry one on; each member is looked at once.
  private static func chains(
    _ parents: [String: String], _ members: [String: StoredSnapshot]
  ) -> [String: String] {
    var chains: [String: String] = [:]
    for start in parents.keys where chains[start] == nil {
      var way: [String] = []
      var places: [String: Int] = [:]
      var next = start
      var chain: String?
      while chain == nil {
        if let known = chains[next] {
          chain = known
        } else if let place = places[next] {
          // All members of a circle are one task.
          let first = way[place...].min() ?? next
          chain = members[first]?.sessionID ?? first
        } else if let member = members[next] {
          places[next] = way.count
          way.append(next)
          if let task = member.header?.task {
            chain = task
          } else if let parent = parents[next] {
            next = parent
          } else {
            chain = member.sessionID ?? next
          }
        } else {
          // The first ones are gone: the oldest whose name is left speaks for them.
          chain = SnapshotID(path: "\(SnapshotID.folder)/\(next).md")?.session.rawValue ?? next
        }
      }
      for name in way { chains[name] = chain }
    }
    return chains
  }
}

// MARK: - Questions

extension Lineage {
  /// Returns the snapshots of which no other one has seen all, in their order.
  package func tips(of snapshots: [StoredSnapshot]) -> [StoredSnapshot] {
    superseded.isEmpty ? snapshots : snapshots.filter { !superseded.contains($0.name) }
  }

  /// Returns what finishing a snapshot removes: itself, and each ancestor that it has seen all of.
  ///
  /// Those go with a snapshot that somebody carries on, too: who carries it on has seen them, and they
  /// would be back in the list without it.
  ///
  /// - Parameters:
  ///   - name: The name of the snapshot.
  ///   - ancestor: The one that its session carries on, for a session that has no snapshot yet.
  /// - Returns: The names.
  func finishing(_ name: String, carryingOn ancestor: SessionRecord.Ancestor? = nil) -> Set<String>
  {
    var gone: Set<String> = [name]
    var next = parents[name]
    if next == nil, let ancestor, let parent = members[ancestor.name],
      ancestor.hasSeen(parent) ?? true
    {
      gone.insert(parent.name)
      next = parents[parent.name]
    }
    while let parent = next, let heirs = heirs[parent], !heirs.isDisjoint(with: gone),
      gone.insert(parent).inserted
    {
      next = parents[parent]
    }
    return gone
  }

  /// Returns the machines whose newest snapshot is of a version that counted no answers: what is finished
  /// there goes with all that it carries on, seen or not.
  package static func olderMachines(in all: [StoredSnapshot]) -> [String] {
    newest(in: all).filter { $0.value.turns == nil }.keys.sorted()
  }

  /// Returns the machines whose newest snapshot is of a newer handoff, each with its version.
  package static func newerMachines(in all: [StoredSnapshot]) -> [(
    machine: String, version: String
  )] {
    newest(in: all).compactMap { machine, header in
      header.writer.flatMap(Version.newer).map { (machine, $0) }
    }.sorted { $0.machine < $1.machine }
  }

  /// Returns the newest snapshot's header of each machine; files of scripts are nobody's.
  private static func newest(in all: [StoredSnapshot]) -> [String: SnapshotHeader] {
    var newest: [String: SnapshotHeader] = [:]
    for stored in all {
      guard let machine = stored.machine, let header = stored.header, header.schema != nil else {
        continue
      }
      if header.updated > newest[machine]?.updated ?? .distantPast { newest[machine] = header }
    }
    return newest
  }

  /// Returns the members that a snapshot carries on, its parent first; a circle ends where it began.
  package func ancestors(of name: String) -> [StoredSnapshot] {
    var found: [StoredSnapshot] = []
    var seen: Set<String> = [name]
    var next = parents[name]
    while let parent = next, seen.insert(parent).inserted {
      if let member = members[parent] { found.append(member) }
      next = parents[parent]
    }
    return found
  }

  /// Returns the members that carry a snapshot on, whether they have seen all of it or not.
  package func children(of name: String) -> [StoredSnapshot] {
    parents.filter { $0.value == name }.compactMap { members[$0.key] }.sorted { $0.name < $1.name }
  }

  /// Returns the members that have seen all of a snapshot, directly or through others.
  package func heirs(of name: String) -> [StoredSnapshot] {
    var found: [StoredSnapshot] = []
    var seen: Set<String> = [name]
    var queue = [name]
    while let next = queue.popLast() {
      for heir in (heirs[next] ?? []).sorted() where seen.insert(heir).inserted {
        if let member = members[heir] { found.append(member) }
        queue.append(heir)
      }
    }
    return found
  }

  /// Returns the id of the chain that a snapshot belongs to: that of its first session.
  package func task(of stored: StoredSnapshot) -> String {
    stored.header?.task ?? chains[stored.name] ?? stored.sessionID ?? stored.name
  }
}

extension Snapshots {
  /// Returns the tasks, newest first: the snapshots of which no other one has seen all.
  func tasks() async throws(SyncError) -> [StoredSnapshot] {
    let all = try await list()
    return Lineage(all).tips(of: all)
  }
}
