internal import ClaudeCode
internal import Essentials
internal import MachineState

/// The memory of one of this machine's sessions, from one snapshot to the next.
///
/// Its parts are types that cannot say two things at once; ``StoredRecord`` is the form they have in
/// the file.
struct SessionRecord: Sendable, Hashable {
  /// The time at which the session was first seen.
  var created: Date
  /// The newest `transcript_path`.
  var transcript: String?
  /// The newest `cwd`.
  var workingFolder: String?
  /// True if it runs on the Windows side of this computer; see ``WindowsDrives``.
  var isOfWindows = false
  /// The folders that it has worked in, the first one first.
  var places: [SessionPlace] = []
  /// The kind of the session (`CLAUDE_CODE_ENTRYPOINT`).
  var entryPoint: String?
  /// The time at which one of its hooks last ran.
  var seenAt: Date?
  /// The process that it runs in, as far as its hooks told.
  var process: ProcessIdentity?
  /// The session's life; it changes by the functions below alone.
  private(set) var life = Life.open
  /// The time that the transcript's last prompt had when a person said that the task is done: another one
  /// goes on with it, whatever the clock says.
  var promptAtDone: Date?
  /// The end of the newest turn; `nil` before the first one.
  var lastTurn: Turn?
  /// The newest `/compact`.
  var compaction: Compaction?
  /// The last summary by a model.
  var summary: SavedSummary?
  /// The last try to have a model write one.
  var modelTry = ModelTry()
  /// The time at which the snapshot was last written.
  var snapshotAt: Date?
  /// The size of the transcript that the snapshot covers, in bytes; `nil` where that is not known.
  var transcriptSize: Int64?
  /// The `sequence` that it got then.
  var sequence: Int?
  /// The way that the snapshot has come to the remote.
  var delivery = Delivery.delivered(at: nil)
  /// The snapshot that this session carries on.
  var ancestor: Ancestor?
  /// The notes that it has from there.
  var inherited: ChainNotes?
  /// The answers so far, and what of them is written.
  var turns = TurnCount()
  /// The wishes of a person for the snapshot.
  var wishes = Wishes()
  /// The programs and schedules that ran when its last turn ended.
  var running: [String] = []
  /// The facts of its project that could not be read, for `handoff status`.
  var gaps: [String] = []
  /// The last trouble, for `handoff status`.
  var trouble: SessionTrouble?
  /// The time since which notes of its hooks are in this record alone; `nil` where nothing is owed.
  ///
  /// The pass that took them has not come to its end.
  var unsettledSince: Date?

  /// True if something is still to be done for it: what was taken from its hooks' notes is in no snapshot,
  /// or something has not reached the remote.
  var isOwed: Bool { unsettledSince != nil || delivery.isWaiting }

  /// Makes the record of a session that has just been seen.
  init(created: Date) { self.created = created }

  /// Makes the record of a session with a life of its own.
  init(created: Date, life: Life) {
    self.created = created
    self.life = life
  }
}

// MARK: - The life of a session

extension SessionRecord {
  /// The states that a session can be in.
  enum Life: Sendable, Hashable {
    /// It runs, as far as is known.
    case open
    /// It has ended; its snapshot stays as long as its task is not finished.
    case ended(End)
    /// A person has said that its task is done, whether it runs on or has ended: its snapshot does not
    /// come back until a person sends another prompt.
    case done(at: Date, End?)
    /// Its end has finished its task. The record is kept for a week, so that a straggling hook brings
    /// nothing back.
    case finished(at: Date, End)

    /// The end of the session; `nil` while it runs.
    var end: End? {
      switch self {
      case .open: nil
      case .ended(let end), .finished(_, let end): end
      case .done(_, let end): end
      }
    }

    /// The time at which its task was finished; `nil` while it is not.
    var finishedAt: Date? {
      switch self {
      case .open, .ended: nil
      case .done(let time, _), .finished(let time, _): time
      }
    }
  }

  /// The end of a session, as a hook told it, or as it was found out.
  struct End: Sendable, Hashable {
    /// The reason of `SessionEnd`.
    var reason: SessionEndReason
    var at: Date
    /// True if it ended in an SSH login.
    var isRemoteLogin: Bool
    /// The signs of the machine at that time.
    var signs: MachineSigns
    /// The login session that it ran in (`XDG_SESSION_ID`).
    var login: String?
    /// The process that ended.
    var process: ProcessIdentity?
    /// The session that this one was continued in (`/background`).
    var continuedIn: String?
    /// The time at which to decide what the end means; `nil` once that is decided.
    var undecidedUntil: Date?

    /// Describes an end about which nothing is decided.
    init(
      reason: SessionEndReason, at: Date, isRemoteLogin: Bool, signs: MachineSigns,
      login: String? = nil, process: ProcessIdentity? = nil
    ) {
      self.reason = reason
      self.at = at
      self.isRemoteLogin = isRemoteLogin
      self.signs = signs
      self.login = login
      self.process = process
      undecidedUntil = at
    }
  }

  /// True if no hook told of the session's end: its process was killed.
  var isLost: Bool { life.end?.reason == .noHook }

  /// True if it is not decided yet what the session's end means.
  var isUndecided: Bool {
    if case .ended(let end) = life { end.undecidedUntil != nil } else { false }
  }

  /// The process that the session runs in, or ran in.
  var anyProcess: ProcessIdentity? { process ?? life.end?.process }

  /// Takes the session as one that runs and is not finished: the only way back to that.
  mutating func reopen() { life = .open }

  /// Notes that a hook of the session ran.
  ///
  /// One that comes after the end reopens it (`claude --resume`); one from before is a straggler. An end
  /// that is still to come was noted by a clock that has been set back since: what is heard now is later.
  mutating func hear(at time: Date, now: Date) {
    seenAt = max(seenAt.map { min($0, now) } ?? time, time)
    guard let end = life.end, end.at < time || end.at > now else { return }
    if case .done(let done, _) = life { life = .done(at: done, nil) } else { reopen() }
  }

  /// Notes that the session has ended; a task that is finished stays finished.
  mutating func end(_ end: End) {
    switch life {
    case .open, .ended: life = .ended(end)
    case .done(let done, _): life = .done(at: done, end)
    case .finished(let time, _): life = .finished(at: time, end)
    }
  }

  /// Notes what has been found out about the session's end.
  mutating func amendEnd(_ change: (inout End) -> Void) {
    guard var end = life.end else { return }
    change(&end)
    self.end(end)
  }

  /// Notes that the session's end has finished its task.
  mutating func finish(at time: Date) {
    amendEnd { $0.undecidedUntil = nil }
    if case .ended(let end) = life { life = .finished(at: time, end) }
  }

  /// Notes that a person has said that the task is done.
  mutating func markDone(at time: Date) {
    life = .done(at: time, life.end)
    wishes = Wishes()
  }

  /// Takes back what `markDone(at:)` noted.
  mutating func takeBackDone() {
    promptAtDone = nil
    guard case .done(_, let end) = life else { return }
    if let end { life = .ended(end) } else { reopen() }
  }
}
