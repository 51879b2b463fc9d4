import Foundation
import Git2
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit
@testable import SnapshotStore

/// The rules of claims and lineage, held against random histories of three machines.
///
/// The history knows what every session has seen; the rules know only what stands in the files.
@Suite("Histories of three machines: nothing that nobody has seen is lost or hidden")
struct LineageHistoryTests {
  @Test("All invariants hold in random histories")
  func holds() async throws {
    for seed in UInt64(1)...2_000 {
      let history = History(seed: seed, MemoryReplica.three())
      try await history.run(steps: 60)
      if let fault = try await history.fault() {
        Issue.record("seed \(seed): \(fault)")
        return
      }
    }
  }

  @Test("They hold over real stores and a real remote", arguments: UInt64(1)...3)
  func real(seed: UInt64) async throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    try Git.bare(at: folder("remote.git"))
    var replicas: [any Replica] = []
    for machine in ["a", "b", "c"] {
      replicas.append(try await RealReplica(machine, in: folder))
    }
    let history = History(seed: seed, replicas)
    try await history.run(steps: 60)
    #expect(try await history.fault() == nil)
  }

  @Test("Each rule that is switched off is caught", arguments: Rule.allCases)
  func teeth(rule: Rule) async throws {
    for seed in UInt64(1)...400 {
      let history = History(seed: seed, MemoryReplica.three(without: rule), without: rule)
      try await history.run(steps: 60)
      if try await history.fault() != nil { return }
    }
    Issue.record("Without \(rule) nothing is amiss.")
  }
}

/// A rule that can be switched off.
enum Rule: CaseIterable {
  /// R1: a claim is written before the work.
  case claimFirst
  /// R2: an end without an answer gives the task back.
  case release
  /// R3: what was seen decides, not the clocks.
  case seen
  /// R4: what somebody has seen all of is not listed.
  case hidden
  /// R5: finishing takes only what was seen.
  case finishSeen
  /// R6: a removal holds only for the file that was removed.
  case sameFile
  /// R7: an answer writes the file again.
  case rewrite
}

// MARK: - Replicas

/// A machine's copy of all snapshots.
protocol Replica {
  func list() async throws -> [StoredSnapshot]
  func write(_ snapshot: Snapshot, as id: SnapshotID) async throws
  func remove(_ snapshots: [StoredSnapshot]) async throws
  func synchronize() async throws
}

/// A copy in memory, with a remote that replays as `SyncRepository` does.
final class MemoryReplica: Replica {
  final class Remote { var files: [String: StoredSnapshot] = [:] }

  private let machine: String
  private let remote: Remote
  private let checksFile: Bool
  private var files: [String: StoredSnapshot] = [:]
  private var base: [String: StoredSnapshot] = [:]

  static func three(without rule: Rule? = nil) -> [any Replica] {
    let remote = Remote()
    return ["a", "b", "c"].map { MemoryReplica($0, remote, checksFile: rule != .sameFile) }
  }

  private init(_ machine: String, _ remote: Remote, checksFile: Bool) {
    self.machine = machine
    self.remote = remote
    self.checksFile = checksFile
  }

  func list() -> [StoredSnapshot] { files.values.sorted { $0.path < $1.path } }

  func write(_ snapshot: Snapshot, as id: SnapshotID) {
    let content = String(decoding: snapshot.serialized(as: id), as: UTF8.self)
    files[id.path] = StoredSnapshot(path: id.path, blob: content, header: snapshot.header)
  }

  func remove(_ snapshots: [StoredSnapshot]) {
    for snapshot in snapshots { files[snapshot.path] = nil }
  }

  func synchronize() {
    for path in Set(files.keys).union(base.keys) where files[path]?.blob != base[path]?.blob {
      let isOwn = path.hasPrefix("tasks/\(machine)-")
      if let file = files[path] {
        remote.files[path] = file
      } else if isOwn || !checksFile || remote.files[path]?.blob == base[path]?.blob {
        remote.files[path] = nil
      }
    }
    files = remote.files
    base = files
  }
}

/// The real store over a real clone.
final class RealReplica: Replica {
  private let store: Snapshots

  init(_ machine: String, in folder: TemporaryFolder) async throws {
    store = try await Snapshots.clone(
      from: folder("remote.git"), to: folder(machine),
      configuration: Snapshots.configuration(
        name: "handoff", machine: MachineName(making: machine)))
  }

  func list() async throws -> [StoredSnapshot] { try await store.list() }

  func write(_ snapshot: Snapshot, as id: SnapshotID) async throws {
    try await store.write(snapshot, as: id)
  }

  func remove(_ snapshots: [StoredSnapshot]) async throws { try await store.remove(snapshots) }

  func synchronize() async throws { try await store.synchronize() }
}

// MARK: - The history

/// A state of a session: its name and its answers.
private struct Version: Hashable {
  let name: String
  let turns: Int
}

private final class History {
  private let replicas: [any Replica]
  private let without: Rule?
  private var random: SplitMix
  /// The sessions that run, with what their records know.
  private var sessions: [String: Session] = [:]
  /// What each version has seen, itself included.
  private var knowledge: [Version: Set<Version>] = [:]
  /// What was finished by who had seen it.
  private var finished: Set<Version> = []
  /// The chains in which a claim was given back: a member that carried it on leads nowhere then.
  private var disturbed: Set<String> = []
  private var count = 0

  struct Session {
    let id: SnapshotID
    let machine: Int
    var turns = 0
    var ancestor: SessionRecord.Ancestor?
    var isOpen = true
  }

  init(seed: UInt64, _ replicas: [any Replica], without: Rule? = nil) {
    random = SplitMix(state: seed)
    self.replicas = replicas
    self.without = without
  }

  func run(steps: Int) async throws {
    for _ in 0..<steps {
      let machine = Int.random(in: 0..<3, using: &random)
      switch Int.random(in: 0..<14, using: &random) {
      case 0 where sessions.count < 12: try await begin(machine)
      case 1...5: try await answer(machine)
      case 6, 7: try await resume(machine)
      case 8: try await takeOver(machine)
      case 9: try await finish(machine)
      case 10: try await endUnused(machine)
      default: try await replicas[machine].synchronize()
      }
    }
    for _ in 0..<2 {
      for replica in replicas { try await replica.synchronize() }
    }
  }

  // MARK: The steps

  private func begin(_ machine: Int) async throws {
    let id = try newID(machine)
    sessions[id.description] = Session(id: id, machine: machine)
    try await answer(id.description)
  }

  private func answer(_ machine: Int) async throws {
    let open = sessions.values.filter { $0.machine == machine && $0.isOpen }
    guard let session = pick(open.map(\.id.description)) else { return }
    try await answer(session)
  }

  private func answer(_ name: String) async throws {
    guard var session = sessions[name] else { return }
    let before = Version(name: name, turns: session.turns)
    session.turns += 1
    let listed = try await replicas[session.machine].list()
    if without == .rewrite, session.turns > 1, !listed.contains(where: { $0.name == name }) {
      // The session counts as finished, and its answer goes nowhere.
      sessions[name] = session
      note(session, seeing: knowledge[before] ?? [])
      return
    }
    if without == .claimFirst, session.turns == 1, let ancestor = session.ancestor,
      let parent = listed.first(where: { $0.name == ancestor.name })
    {
      // The first snapshot names the parent as it is by now, not as it was read.
      session.ancestor = SessionRecord.Ancestor(parent, task: ancestor.task ?? "", at: .now)
    }
    sessions[name] = session
    note(session, seeing: knowledge[before] ?? [])
    try await write(session)
  }

  private func resume(_ machine: Int) async throws {
    guard sessions.count < 25, let parent = pick(try await replicas[machine].list()) else { return }
    let id = try newID(machine)
    var session = Session(id: id, machine: machine)
    session.ancestor = try await ancestor(parent, machine)
    sessions[id.description] = session
    note(session, seeing: knowledge[version(of: parent)] ?? [])
    if without != .claimFirst { try await write(session) }
  }

  /// A running session takes a task over.
  private func takeOver(_ machine: Int) async throws {
    let all = try await replicas[machine].list()
    let open = sessions.values.filter { session in
      session.machine == machine && session.isOpen && session.turns > 0
        && all.contains { $0.id == session.id }
    }
    guard let name = pick(open.map(\.id.description)), var session = sessions[name],
      let parent = pick(all), parent.name != name
    else { return }
    let seen = Lineage(all).finishing(name).subtracting([name])
    let before = Version(name: name, turns: session.turns)
    session.ancestor = try await ancestor(parent, machine)
    session.turns += 1
    sessions[name] = session
    note(
      session,
      seeing: (knowledge[before] ?? []).union(knowledge[version(of: parent)] ?? []))
    try await replicas[machine].remove(all.filter { seen.contains($0.name) })
    try await write(session)
  }

  private func finish(_ machine: Int) async throws {
    let all = try await replicas[machine].list()
    guard let task = pick(tips(all)) else { return }
    let lineage = Lineage(all)
    let names =
      without == .finishSeen
      ? Set([task.name] + lineage.ancestors(of: task.name).map(\.name))
      : lineage.finishing(task.name)
    finished.formUnion(knowledge[version(of: task)] ?? [])
    try await replicas[machine].remove(all.filter { names.contains($0.name) })
  }

  private func endUnused(_ machine: Int) async throws {
    let all = try await replicas[machine].list()
    let unused = sessions.values.filter {
      $0.machine == machine && $0.isOpen && $0.turns == 0 && $0.ancestor != nil
    }
    guard let name = pick(unused.map(\.id.description)), var session = sessions[name] else {
      return
    }
    session.isOpen = false
    sessions[name] = session
    if without == .release {
      let names = Lineage(all).finishing(name)
      try await replicas[machine].remove(all.filter { names.contains($0.name) })
    } else if !Lineage(all).superseded.contains(name) {
      disturbed.insert(session.ancestor?.task ?? "")
      try await replicas[machine].remove(all.filter { $0.name == name })
    }
  }

  // MARK: The files

  private func write(_ session: Session) async throws {
    // Each machine has a clock of its own, hours away from the others'.
    count += 1
    let clock = [3_600.0, -7_200, 0][session.machine] + Double(count)
    var snapshot = Snapshot(
      title: session.id.description, updated: Date(timeIntervalSince1970: 1_800_000_000 + clock),
      body: SnapshotBody(sections: [.task: "\(session.turns)"]))
    snapshot.state = session.turns == 0 ? .claimed : .active
    snapshot.header.carryOn(session.ancestor)
    snapshot.turns = session.turns
    if without == .seen {
      (snapshot.turns, snapshot.base, snapshot.resumedAt) = (nil, nil, nil)
    }
    try await replicas[session.machine].write(snapshot, as: session.id)
  }

  private func ancestor(
    _ parent: StoredSnapshot, _ machine: Int
  ) async throws -> SessionRecord.Ancestor {
    let chain = Lineage(try await replicas[machine].list()).task(of: parent)
    return SessionRecord.Ancestor(parent, task: chain, at: .now)
  }

  private func newID(_ machine: Int) throws -> SnapshotID {
    count += 1
    let digits = String(format: "%012d", count)
    return SnapshotID(
      machine: MachineName(making: ["a", "b", "c"][machine]),
      session: try #require(SessionID("00000000-0000-4000-8000-\(digits)")))
  }

  private func note(_ session: Session, seeing other: Set<Version>) {
    let version = Version(name: session.id.description, turns: session.turns)
    knowledge[version] = other.union([version])
  }

  private func version(of stored: StoredSnapshot) -> Version {
    // The history knows what the file may not say.
    let text = stored.header?.turns
    return Version(name: stored.name, turns: text ?? sessions[stored.name]?.turns ?? 0)
  }

  private func tips(_ all: [StoredSnapshot]) -> [StoredSnapshot] {
    without == .hidden ? all : Lineage(all).tips(of: all)
  }

  private func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private func pick(_ names: [String]) -> String? {
    let sorted = names.sorted()
    return sorted.isEmpty ? nil : sorted[Int.random(in: 0..<sorted.count, using: &random)]
  }

  // MARK: The invariants

  /// What is wrong at the end; `nil` where nothing is.
  func fault() async throws -> String? {
    let all = try await replicas[0].list()
    for replica in replicas.dropFirst() {
      let other = try await replica.list()
      if other.map(\.blob) != all.map(\.blob) { return "the machines do not agree" }
    }
    let living = all.map { knowledge[version(of: $0)] ?? [] }
    for (name, session) in sessions where session.turns > 0 {
      let newest = Version(name: name, turns: session.turns)
      if all.contains(where: { version(of: $0) == newest }) || finished.contains(newest)
        || living.contains(where: { $0.contains(newest) })
      {
        continue
      }
      return "\(name) has lost answer \(session.turns)"
    }
    let shown = tips(all)
    for hidden in all where !shown.contains(where: { $0.name == hidden.name }) {
      let own = version(of: hidden)
      if !shown.contains(where: { knowledge[version(of: $0)]?.contains(own) == true }) {
        return "\(hidden.name) is hidden, and nobody who is shown has seen it"
      }
    }
    if shown.isEmpty != all.isEmpty { return "nothing is shown" }
    if let fault = twice(shown) { return fault }
    return try await rest()
  }

  /// A task that is shown although another one that is shown has seen all of it.
  private func twice(_ shown: [StoredSnapshot]) -> String? {
    for one in shown where !disturbed.contains(Lineage(shown).task(of: one)) {
      let own = version(of: one)
      for other in shown where other.name != one.name {
        if knowledge[version(of: other)]?.contains(own) == true {
          return "\(one.name) is shown although \(other.name) has seen all of it"
        }
      }
    }
    return nil
  }

  /// Finishes every task, with nobody else at work: then nothing is left.
  private func rest() async throws -> String? {
    for _ in 0..<60 {
      let all = try await replicas[0].list()
      guard let task = Lineage(all).tips(of: all).first else { break }
      let names = Lineage(all).finishing(task.name)
      try await replicas[0].remove(all.filter { names.contains($0.name) })
    }
    let left = try await replicas[0].list()
    return left.isEmpty ? nil : "\(left[0].name) cannot be finished"
  }
}

/// A small generator whose histories can be told again (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
