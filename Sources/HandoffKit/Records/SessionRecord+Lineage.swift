internal import Essentials
internal import SnapshotStore

/// The place of a session in its chain.
extension SessionRecord {
  /// The snapshot that a session carries on, as it was when it was taken over.
  struct Ancestor: Sendable, Codable, Hashable {
    /// The snapshot's name, `<machine>-<session-id>`.
    var name: String
    /// The blob of its text (`resumed_at`).
    var blob: String?
    /// The answers that it tells of (`base`).
    var turns: Int?
    /// The id of the chain (`task`).
    var task: String?
    /// The time at which it was taken over; what a person had said by then is what took it over.
    var at: Date?
    /// The program that carries it on where it is not Claude Code (`agent`).
    var agent: String?
    /// True if the task was given back: the session ended before it had done anything for it.
    var isReleased: Bool?
    /// The session id of a claim that was made before the session's own was known; it goes when this
    /// session has a snapshot.
    var placeholder: String?

    /// Describes a snapshot of which only the name is known.
    init(name: String) { self.name = name }

    /// Describes a session of this machine that another one continues with all of its conversation.
    ///
    /// - Parameters:
    ///   - id: Its snapshot.
    ///   - record: What is known of it.
    init(continuing id: SnapshotID, _ record: SessionRecord) {
      name = id.description
      turns = record.turns.count
      task = record.ancestor?.task ?? id.session.rawValue
    }

    /// Reads what a snapshot says of the one that it carries on; `nil` where it carries none on.
    init?(statedIn header: SnapshotHeader) {
      guard let name = header.resumedFrom else { return nil }
      self.name = name
      blob = header.resumedAt
      turns = header.base
      task = header.task
      agent = header.agent
    }

    /// Returns whether all of a snapshot had been seen when it was taken over; `nil` where both are of
    /// a version that noted neither text nor answers.
    func hasSeen(_ parent: StoredSnapshot) -> Bool? {
      if let blob, blob == parent.blob { return true }
      if let known = parent.header?.turns { return turns.map { $0 >= known } ?? false }
      return blob == nil && turns == nil ? nil : false
    }

    /// Describes a snapshot of a list.
    ///
    /// - Parameters:
    ///   - stored: The snapshot.
    ///   - task: The id of its chain.
    ///   - time: The time at which it is taken over.
    init(_ stored: StoredSnapshot, task: String, at time: Date) {
      name = stored.name
      blob = stored.blob
      turns = stored.header?.turns
      self.task = task
      at = time
    }
  }

  /// True if handoff has taken a task over for the session.
  var isClaim: Bool { ancestor?.at != nil && wishes == Wishes() }

  /// True if the session is one that handoff made up: no hook has told of it.
  var isPlaceholder: Bool { ancestor?.at != nil && seenAt == nil }

  /// The number of a session's answers; it says to who carries the session on how much they have seen.
  struct TurnCount: Sendable, Codable, Hashable {
    /// The answers that snapshots have told of; it only grows.
    private(set) var count = 0
    /// The answers of which hooks have told since.
    private var new = 0
    /// The conversation that the newest snapshot covers; `nil` where that is not known.
    private var conversation: String?

    /// Describes a session without a snapshot.
    init() {}

    /// Notes an answer.
    mutating func add() { new += 1 }

    /// Notes that the session goes on by a word of a person, over a snapshot of so many answers.
    mutating func advance(over newest: Int) { count = max(count, newest) + 1 }

    /// Notes that a snapshot is about to be written.
    ///
    /// One of a conversation that has grown counts as an answer more, although no hook told of one: who
    /// carried the session on before has not seen it.
    ///
    /// - Parameters:
    ///   - conversation: The hash of the conversation (`Digest.conversationHash`).
    ///   - newest: The count of the snapshot that is there.
    ///   - saysTheSame: Whether that one has the same text; it counts where nothing else is known.
    mutating func write(_ conversation: String, over newest: Int?, saysTheSame: Bool) {
      let isNew = self.conversation.map { $0 != conversation } ?? !saysTheSame
      count = max(count, newest ?? 0)
      if isNew { count += max(1, new) }
      new = 0
      self.conversation = conversation
    }
  }
}

extension SnapshotHeader {
  /// Says which snapshot a session carries on, and how much of it it has seen.
  mutating func carryOn(_ ancestor: SessionRecord.Ancestor?) {
    task = ancestor?.task
    resumedFrom = ancestor?.name
    resumedAt = ancestor?.blob
    base = ancestor?.turns
    agent = ancestor?.agent
  }
}

extension Snapshot {
  /// Makes the snapshot of a session that has taken a task over and has not answered yet.
  ///
  /// - Parameters:
  ///   - parent: The snapshot that it carries on; its text is that of the claim.
  ///   - ancestor: The place in the chain.
  ///   - time: The time.
  /// - Returns: The claim. What was uncommitted or unpushed stays with the parent's machine.
  static func claim(
    on parent: Snapshot, _ ancestor: SessionRecord.Ancestor, at time: Date
  ) -> Snapshot {
    var claim = Snapshot(title: parent.title, updated: time, body: parent.body)
    claim.state = .claimed
    claim.created = time
    claim.summarized = parent.summarized
    claim.summaryBy = parent.summaryBy
    claim.project = parent.project
    claim.projectURL = parent.projectURL
    claim.workingFolder = parent.workingFolder
    claim.branch = parent.branch
    claim.head = parent.head
    // What the notes tell of is still there.
    claim.header.dirty = parent.header.dirty
    claim.header.unpushed = parent.header.unpushed
    claim.header.system = parent.header.system
    claim.header.agentVersion = parent.header.agentVersion
    claim.header.running = parent.header.running
    claim.header.others = parent.header.others
    claim.header.carryOn(ancestor)
    claim.turns = 0
    return claim
  }
}
