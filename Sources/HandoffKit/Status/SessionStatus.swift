internal import ClaudeCode
package import Essentials
internal import HookRelay
internal import MachineState
internal import Platform
internal import SnapshotStore
internal import Summarizer

/// The state of one session of this machine.
package struct SessionStatus: Sendable, Hashable {
  /// Something that has not been done yet.
  package enum Wait: String, Sendable, Hashable, CaseIterable {
    /// A newer answer waits for the window.
    case answer
    /// A prompt has no answer yet, and is in no snapshot.
    case prompt
    /// The snapshot waits to be pushed.
    case push
    /// A model has not seen the newest answers.
    case summary
    /// The session has ended, and it is not decided yet what that means.
    case end
  }

  /// The state of a session.
  package enum Standing: String, Sendable, Hashable {
    case open
    /// It has taken a task over, and has not answered yet.
    case claimed
    /// It has ended, and it is not decided yet what that means.
    case ending
    case interrupted
    case finished
  }

  package let id: String
  /// The short id of its task.
  package let task: String
  /// The title of its snapshot, on one line; else what is known of it here; `nil` where nothing is.
  package let title: String?
  package let standing: Standing
  /// Its working folder.
  package let folder: String?
  package let lastAnswer: Date?
  /// The error that ended the last turn, such as `rate_limit`.
  package let failure: String?
  package let snapshotAt: Date?
  package let pushedAt: Date?
  /// The time of its text on the remote, as last heard; `nil` where the remote has none.
  package internal(set) var textOnRemote: Date?
  /// The model that wrote the summary, and when.
  package let summaryBy: String?
  package let summarizedAt: Date?
  /// The reason for which there is no newer summary.
  package let summaryError: String?
  /// The reason of the session's end; `nil` while it is open.
  package let endReason: String?
  /// The things that have not been done yet.
  package let waits: [Wait]
  /// The time at which it is looked at again.
  package let due: Date?
  /// True if a process waits for that; without one the next hook, or `handoff sync`, does it.
  package let isAttended: Bool
  /// The rule by which it leaves no trace; `nil` where it is snapshotted.
  package let exclusion: Exclusion?
  /// True if it is excluded, and a snapshot of before stays where it is.
  package let keepsSnapshot: Bool
  /// The facts of its project that could not be read, and why.
  package let gaps: [String]
  /// The last trouble.
  package let trouble: SessionTrouble?

  /// Reads a session; `nil` for one that is over, or whose record cannot be read.
  init?(
    _ session: SessionID, _ state: StateFolder, _ settings: Settings, _ rules: ExclusionRules,
    in listed: ListedTasks?, now: Date
  ) {
    guard let record = SessionRecordFile(state, session).load(),
      record.life.finishedAt == nil || record.isOwed
    else { return nil }
    let inbox = Inbox(state, session: session.rawValue)
    let events = inbox.events
    let stamp = WindowStamp.read(state.window(of: session.rawValue))
    let agenda = Debounce(settings, state, now: now).agenda(of: record)
    id = session.rawValue
    let own = listed?.all.first { $0.id?.session == session && $0.id?.machine == settings.machine }
    task = listed?.shortID(of: own, orSession: session) ?? String(id.prefix(ShortID.minimum))
    title = Self.title(of: own, record)
    standing =
      switch record.life {
      case .open: own?.header?.state == .claimed ? .claimed : .open
      case .ended(let end): end.undecidedUntil == nil ? .interrupted : .ending
      case .done, .finished: .finished
      }
    folder = record.workingFolder
    lastAnswer = record.lastAnswerAt
    failure = record.failure?.word
    snapshotAt = record.snapshotAt
    pushedAt = record.delivery.lastArrival
    summaryBy = record.summary?.author
    summarizedAt = record.summary?.at
    summaryError = record.modelTry.failure
    endReason = record.life.end?.reason.rawValue
    exclusion = rules.exclusion(of: record.places, session: session)
    keepsSnapshot = exclusion != nil && record.isToBeThere
    gaps = record.gaps
    trouble = record.trouble
    isAttended = WakePipe.isListening(state.wakePipe(of: session.rawValue))
    var waits: [Wait] = []
    if !events.isEmpty || record.unsettledSince != nil || inbox.hasTaken { waits.append(.answer) }
    if inbox.prompted != nil { waits.append(.prompt) }
    if agenda.push != nil { waits.append(.push) }
    if agenda.end != nil { waits.append(.end) }
    // Without a time to look again, nobody asks the model before the next hook.
    if agenda.summary != nil && stamp.due != nil { waits.append(.summary) }
    self.waits = waits
    let seconds = Int64(now.timeIntervalSince1970)
    switch Debounce.nextPass(
      events: events.map(HookEvent.init(rawValue:)), heard: inbox.heard,
      prompted: inbox.prompted, stamp: stamp, now: seconds)
    {
    case .at(let time) where !waits.isEmpty: due = Date(timeIntervalSince1970: TimeInterval(time))
    case .now where !waits.isEmpty: due = now
    case .at, .now, .never: due = nil
    }
  }

  private static func title(of own: StoredSnapshot?, _ record: SessionRecord) -> String? {
    let folder = record.workingFolder.map { LocalFile.name(of: $0) }
    return [own?.header?.title, record.summary?.title, record.inherited?.title, folder]
      .compactMap { $0?.oneLine(limit: 300) }.first { !$0.isEmpty }
  }
}
