package import Essentials
package import SnapshotStore
internal import Summarizer

/// An unfinished task as a person knows it: a chain of sessions, with all of its tips.
package struct OpenTask: Sendable {
  /// The id of the chain: that of its first session.
  package let id: String
  /// The shortest beginning of the id that means no other task, of four characters or more.
  package let shortID: String
  /// The tip that was written last; one that can be read, if there is any.
  package let newest: StoredSnapshot
  /// The other tips, newest first, where it went on in several places.
  package let others: [StoredSnapshot]
  /// The machine that is at it, or what became of it.
  package let standing: Standing
  /// True if something of it has not left this machine yet.
  package let isWaiting: Bool
  /// True if its newest tip is this machine's.
  package let isHere: Bool
  /// True if it is pinned on this machine.
  package fileprivate(set) var isPinned = false

  /// All tips, newest first.
  package var tips: [StoredSnapshot] { [newest] + others }

  /// The age from which on lists fold a task away, in seconds.
  package static let oldAge: TimeInterval = 30 * 86_400

  /// Returns whether its last answer is older than a time; a task that cannot be read is not.
  package func isOlder(than time: Date) -> Bool {
    newest.header.map { $0.updated < time } ?? false
  }

  /// The title on one line; the name of its file where there is none.
  package var title: String {
    // A list of a thousand tasks asks a thousand times, and nearly all titles are fit to be shown.
    if let title = newest.header?.title, Self.isPlain(title) { return title }
    guard let title = newest.header?.title.oneLine(limit: 300), !title.isEmpty else {
      return newest.name
    }
    return title
  }

  /// Returns whether a text is one short line of printable ASCII, Latin and Han letters and an ellipsis,
  /// with single spaces inside; one that is not may be as good, and takes longer to make sure of.
  private static func isPlain(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 300 else { return false }
    var before = Unicode.Scalar(" ")
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20: if before == " " { return false }
      case 0x21...0x7E, 0xC0...0xFF, 0x2026, 0x4E00...0x9FFF: break
      default: return false
      }
      before = scalar
    }
    return before != " "
  }

  /// The state of a task, as far as this machine knows; the first that holds.
  package enum Standing: Sendable, Hashable {
    /// No tip can be read.
    case unreadable(SnapshotFormatError)
    /// It went on in several places.
    case forked
    /// It was taken over, and there is no answer yet.
    case claimed(by: Holder, since: Date)
    /// Its session is open, as far as its machine has told.
    case open(on: Holder, since: Date)
    /// Its session was cut off.
    case interrupted
    /// Nobody is at it.
    case free

    /// A session without an answer for so long, in seconds, has most likely been left.
    static let quietAge: TimeInterval = 30 * 60

    /// The machine or program that is at it, and since when this machine knows; `nil` where there is none.
    package var holder: (holder: Holder, since: Date)? {
      switch self {
      case .claimed(let holder, let since), .open(let holder, let since): (holder, since)
      case .unreadable, .forked, .interrupted, .free: nil
      }
    }

    /// Returns whether its holder has most likely left it: the likely answer to whether to go on here.
    package func isQuiet(at now: Date) -> Bool {
      holder.map { now.timeIntervalSince($0.since) >= Self.quietAge } ?? true
    }

    /// Returns whether nobody needs to be asked before somebody else goes on.
    ///
    /// A claim is free after a day without an answer; a session that is open, never.
    package func isFree(at now: Date) -> Bool {
      switch self {
      case .claimed(_, let since): now.timeIntervalSince(since) >= FirstSeen.claimAge
      case .open, .forked, .unreadable: false
      case .interrupted, .free: true
      }
    }
  }

  /// The machine at which somebody is at a task, and the program if it is not Claude Code.
  package struct Holder: Sendable, Hashable {
    /// The machine's name; `nil` where neither the file's name nor its text has it.
    package let machine: String?
    /// The program, such as `codex`; `nil` for Claude Code.
    package let agent: String?

    init(of stored: StoredSnapshot) {
      machine = stored.machine
      let agent = stored.header?.agent?.oneLine(limit: 40) ?? ""
      self.agent = agent.isEmpty ? nil : agent
    }
  }
}

// MARK: - All of them

/// The unfinished tasks of all machines at one moment, with the chains that they stand in.
package struct ListedTasks: Sendable {
  /// All snapshots, newest first.
  let all: [StoredSnapshot]
  /// Their chains.
  let lineage: Lineage
  private let seen: FirstSeen
  /// The tasks: the pinned ones, then the others; those whose newest tip is newest first.
  package let tasks: [OpenTask]

  init(
    all: [StoredSnapshot], lineage: Lineage, seen: FirstSeen, here: MachineName?,
    pins: [String] = [], isWaiting: (StoredSnapshot) -> Bool
  ) {
    self.all = all
    self.lineage = lineage
    self.seen = seen
    var tasks = OpenTask.grouping(all, lineage, seen, here: here, isWaiting: isWaiting)
    if !pins.isEmpty {
      let pinned = Set(pins)
      for index in tasks.indices where pinned.contains(tasks[index].id) {
        tasks[index].isPinned = true
      }
      tasks = tasks.filter(\.isPinned) + tasks.filter { !$0.isPinned }
    }
    self.tasks = tasks
  }

  /// Returns how one side of a task stands by itself.
  package func standing(of tip: StoredSnapshot) -> OpenTask.Standing {
    OpenTask.standing(of: [tip], seen)
  }

  /// Returns the members of a snapshot's chain up to it, the oldest first.
  package func way(to stored: StoredSnapshot) -> [StoredSnapshot] {
    lineage.ancestors(of: stored.name).reversed() + [stored]
  }

  /// The tips of all tasks, newest first.
  var tips: [StoredSnapshot] { lineage.tips(of: all) }
}

extension OpenTask {
  /// Groups the tips of all chains.
  ///
  /// - Parameters:
  ///   - all: All snapshots, newest first.
  ///   - lineage: Their chains.
  ///   - seen: When this machine first saw each.
  ///   - here: This machine.
  ///   - isWaiting: Returns whether something of a snapshot has not left this machine.
  /// - Returns: The tasks, those whose newest tip is newest first.
  static func grouping(
    _ all: [StoredSnapshot], _ lineage: Lineage, _ seen: FirstSeen, here: MachineName?,
    isWaiting: (StoredSnapshot) -> Bool
  ) -> [OpenTask] {
    var order: [String] = []
    var groups: [String: [StoredSnapshot]] = [:]
    for tip in lineage.tips(of: all) {
      let id = lineage.task(of: tip)
      if groups[id] == nil { order.append(id) }
      groups[id, default: []].append(tip)
    }
    let short = ShortID.all(of: order)
    let tasks = order.compactMap { id -> OpenTask? in
      guard let group = groups[id] else { return nil }
      // Of two sides the one that can be read speaks for the task.
      let tips = group.filter { $0.header != nil } + group.filter { $0.header == nil }
      guard let newest = tips.first else { return nil }
      return OpenTask(
        id: id, shortID: short[id] ?? id, newest: newest, others: Array(tips.dropFirst()),
        standing: standing(of: tips, seen), isWaiting: tips.contains(where: isWaiting),
        isHere: here != nil && newest.id?.machine == here)
    }
    // By a clock that is ahead a task would stand on top for as long as that is.
    guard let first = tasks.first?.newest, first.header?.updated != nil,
      seen.writing(of: first) != first.header?.updated
    else { return tasks }
    let times = tasks.map { seen.writing(of: $0.newest) }
    return tasks.indices.sorted { times[$0] == times[$1] ? $0 < $1 : times[$0] > times[$1] }
      .map { tasks[$0] }
  }

  fileprivate static func standing(of tips: [StoredSnapshot], _ seen: FirstSeen) -> Standing {
    guard let newest = tips.first, let header = newest.header else {
      return .unreadable(tips.first?.problem ?? SnapshotFormatError("it is empty"))
    }
    if tips.count > 1 { return .forked }
    let since = seen.time(of: newest.blob)
    switch header.state {
    case .claimed: return .claimed(by: Holder(of: newest), since: since)
    case .active: return .open(on: Holder(of: newest), since: since)
    case .interrupted: return .interrupted
    case .ended: return .free
    }
  }
}

/// The beginnings of ids that people type.
package enum ShortID {
  /// The fewest characters of one.
  package static let minimum = 4

  /// Returns for each id its shortest beginning that no other one has.
  ///
  /// - Parameter ids: The ids, each once.
  /// - Returns: The beginnings by the ids; one that another id begins with is whole.
  package static func all(of ids: [String]) -> [String: String] {
    // Of sorted ids, the neighbours have the longest beginnings in common.
    let sorted = ids.map { (id: $0, bytes: Array($0.lowercased().utf8)) }
      .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    var short: [String: String] = [:]
    short.reserveCapacity(ids.count)
    var before = 0
    for index in sorted.indices {
      let isLast = index + 1 == sorted.endIndex
      let after = isLast ? 0 : commonCount(sorted[index].bytes, sorted[index + 1].bytes)
      let id = sorted[index].id
      short[id] = String(id.prefix(max(minimum, max(before, after) + 1)))
      before = after
    }
    return short
  }

  /// Returns the shortest beginning of one id that no other one has.
  static func of(_ id: String, among ids: [String]) -> String {
    all(of: Array(Set(ids + [id])))[id] ?? id
  }

  private static func commonCount(_ one: [UInt8], _ two: [UInt8]) -> Int {
    var count = 0
    while count < one.count, count < two.count, one[count] == two[count] { count += 1 }
    return count
  }
}
