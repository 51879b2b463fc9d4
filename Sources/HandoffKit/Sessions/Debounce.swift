internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import Platform
internal import Summarizer

/// Debounce: decides when a snapshot is written, when it is pushed, and when a model may be asked.
///
/// Answers may come every few seconds; a snapshot costs a commit and a push, and a summary costs money.
/// Both have a window, and both windows close by themselves, so that the last answer arrives.
///
/// **The push window.** All sessions of the machine share it: after a push it is shut for
/// `push_interval` seconds (300).
/// - *Leading edge.* An answer (`Stop`) that comes while it is open is snapshotted and pushed at once.
/// - *Within the window* the hook leaves a note in the place of the one before, and nothing is written.
/// - *Trailing edge.* The process that waits behind the hook runs a pass when the window opens, which
///   writes the newest state and pushes it. So what other machines see is never more than one window
///   behind, and the last answer before a person walks away is pushed.
/// - *Quiet.* When no hook of the session has come for `quiet_push` seconds (30) after an answer, that
///   process does not wait for the window to open: whoever has stopped here may want to go on elsewhere
///   now. A machine pushes by this rule at most once a minute; with 0 it never does. The hook knows nothing
///   of it: it is the process that looks, when its time is over, whether there was a newer answer.
/// - *The first answer* of a session waits for no quiet, since the remote has nothing of it: it is written
///   at once, and pushed by that rule as soon as the machine may, a minute later at most.
/// - *A prompt* waits for its answer, and has a pass of its own only if none comes within the length of a
///   window: the person has pressed Esc, or the turn is long. That pass asks no model, and writes only
///   where the transcript has grown since the last snapshot.
/// - Only answers and prompts wait. Every other event (an end, an error, a compaction, a start) has its pass
///   at once; that pass writes the snapshot, and pushes it if the window is open or if it is urgent.
///
/// **Urgency.** Three things do not wait for the window: the first snapshot that tells of an error of
/// the API, a snapshot that is marked `interrupted`, and the removal of a finished task. What was urgent
/// stays so until it is on the remote. A person's `handoff snapshot` is always pushed. `handoff sync` and
/// reconciliation run many passes and push once, after the last.
///
/// **The summary window.** Each session has its own: a model is asked at most once in
/// `snapshot_interval` seconds (1,800), never twice about the same conversation, and by a hook not before
/// the first answer. Between two summaries the snapshot's other parts go on following the session. This
/// window has a trailing edge, too: when it ends, a pass asks about what was said since. An error of the
/// API in the session's own turn shuts it for as long: a summary would meet the same error.
///
/// **Pauses and caps.** After calls that failed, no session asks for 1, 2, 4 … 60 minutes; that pause
/// takes the place of the session's own window. `max_summaries_per_hour` and `max_summaries_per_day` count
/// the calls of all sessions (``ModelLimits``). `--force` skips the window and the pause, never the caps.
///
/// **Troubles.** A pass that failed is tried again after one push window, at least a minute; one that
/// only a person can help (no configuration, no transcript) waits for the next hook. A time in the future
/// means that the clock was set back, and counts as none.
///
/// A pass asks ``push(of:for:)`` and ``model(about:of:for:)``; its outcome carries the ``Agenda``, which
/// the worker leaves as a ``WindowStamp`` for the hooks and the process that waits. Those start without
/// this module, and mirror ``nextPass(events:heard:prompted:stamp:now:)``: `WaitingWorker.decision`, and with fewer
/// facts `WindowStamp.coversAnswer` and `QuickAnswer.isCovered`. A test holds them all against each other.
struct Debounce {
  private let settings: Settings
  private let state: StateFolder
  private let now: Date

  /// Looks at the windows.
  ///
  /// - Parameters:
  ///   - settings: The lengths of the windows.
  ///   - state: The state folder with the clocks.
  ///   - now: The time.
  init(_ settings: Settings, _ state: StateFolder, now: Date) {
    self.settings = settings
    self.state = state
    self.now = now
  }

  // MARK: - The push

  /// The time at which the push window opens; not after now if it is open.
  var pushOpens: Date {
    let last = Date(timeIntervalSince1970: TimeInterval(SyncClock(.push, in: state).last))
    return last > now ? now : last.addingTimeInterval(TimeInterval(settings.pushInterval))
  }

  /// The decision about a push.
  enum PushDecision: Hashable {
    case wait
    case now
    /// Now, if ``takeQuietPush()`` allows it.
    case onQuiet
  }

  /// Decides whether a pass pushes at its end.
  ///
  /// - Parameters:
  ///   - record: What is known of the session.
  ///   - occasion: Who asks for the snapshot.
  /// - Returns: What to do.
  func push(of record: SessionRecord, for occasion: SessionPass.Occasion) -> PushDecision {
    switch occasion {
    case .person, .request: return .now
    // The caller pushes for several sessions at once.
    case .synchronization, .reconciliation: return .wait
    case .hook, .prompt:
      if record.delivery.isUrgent || pushOpens <= now { return .now }
      return quietEnds(record).map { $0 <= now } == true ? .onQuiet : .wait
    }
  }

  /// Takes the minute's only push on quiet.
  ///
  /// - Returns: False if another session has taken it.
  /// - Throws: `FileError` where the state folder cannot be written.
  func takeQuietPush() throws -> Bool {
    guard let lock = try FileLock.acquire(state.quietPushLock) else { return false }
    defer { lock.release() }
    guard quietOpens <= now else { return false }
    try SyncClock(.quietPush, in: state).note(Int64(now.timeIntervalSince1970))
    return true
  }

  /// The time from which on a push on quiet may be made; not after now if one may.
  private var quietOpens: Date {
    let last = Date(timeIntervalSince1970: TimeInterval(SyncClock(.quietPush, in: state).last))
    return last > now ? now : last.addingTimeInterval(60)
  }

  /// The time at which what waits is pushed on quiet; `nil` if nothing waits, or without that rule.
  private func quietEnds(_ record: SessionRecord) -> Date? {
    guard settings.quietPush > 0, record.delivery.isWaiting else { return nil }
    if record.delivery.lastArrival == nil { return quietOpens }
    guard let seen = record.seenAt else { return nil }
    return max(min(seen, now).addingTimeInterval(TimeInterval(settings.quietPush)), quietOpens)
  }

  // MARK: - The model

  /// The decision about a summary.
  enum ModelDecision: Hashable {
    /// There is nothing that a model has not seen, or none is used.
    case nothingNew
    case ask
    /// Not before then; with a reason where it is more than the session's own window.
    case wait(until: Date, reason: String?)
  }

  /// True if models are used at all.
  var usesModels: Bool { settings.summarizer != .extract }

  /// Decides whether a model is asked for a summary now.
  ///
  /// - Parameters:
  ///   - digest: The content of the conversation.
  ///   - record: What is known of the session.
  ///   - occasion: Who asks for the snapshot.
  /// - Returns: What to do.
  func model(
    about digest: Digest, of record: SessionRecord, for occasion: SessionPass.Occasion
  ) -> ModelDecision {
    guard usesModels, occasion.asksModel,
      record.summary?.conversationHash != digest.conversationHash,
      occasion.isByHand || record.lastTurn != nil
    else { return .nothingNew }
    let limits = ModelLimits(state, settings).status(now: now)
    if let cap = limits.cap, cap.until > now { return .wait(until: cap.until, reason: cap.reason) }
    if occasion.isForced { return .ask }
    let window = summaryWindow(record, limits)
    if let pause = limits.pause, pause.until > max(window, now) {
      return .wait(until: pause.until, reason: pause.reason)
    }
    return window > now ? .wait(until: window, reason: nil) : .ask
  }

  /// The end of the session's own summary window; not after now if it is open.
  private func summaryWindow(_ record: SessionRecord, _ limits: ModelLimits.Status) -> Date {
    let interval = TimeInterval(settings.snapshotInterval)
    var end = now
    if let asked = record.modelTry.at, asked <= now {
      let hasFailed = record.modelTry.failure != nil
      end = hasFailed ? limits.pause?.until ?? asked + interval : asked + interval
    }
    if let failure = record.failure, failure.concernsEveryCall, failure.at <= now {
      end = max(end, failure.at + interval)
    }
    return end
  }

  /// The time at which a model may be asked about what was said since its last summary; `nil` where
  /// nothing was.
  private func summaryDue(_ record: SessionRecord) -> Date? {
    guard usesModels, !record.isOfWindows, record.life == .open,
      let answered = record.lastAnswerAt,
      record.modelTry.failure != nil || record.modelTry.at.map({ answered > $0 }) ?? true
    else { return nil }
    let limits = ModelLimits(state, settings).status(now: now)
    let ends = [summaryWindow(record, limits), limits.cap?.until, limits.pause?.until]
    return ends.compactMap(\.self).max()
  }

  // MARK: - The next pass

  /// The things that are left to do for a session, with the earliest time for each.
  struct Agenda: Sendable, Hashable {
    /// Something waits for the push window.
    var push: Date?
    /// It is to be decided what the session's end means.
    var end: Date?
    /// A model is to be asked about what was said.
    var summary: Date?
    /// A pass has taken notes and has not come to its end.
    var pass: Date?
    /// True as long as nothing of the session has reached the remote.
    var isFirst = false

    /// The time to look again; `nil` if there is nothing left to do.
    var next: Date? { [push, end, summary, pass].compactMap(\.self).min() }
  }

  /// Returns what is left to do for a session after a pass.
  func agenda(of record: SessionRecord) -> Agenda {
    // At least a second later: a pass that has just run would find the same again.
    let soon = max(pushOpens, now.addingTimeInterval(1))
    var agenda = Agenda()
    agenda.isFirst = record.delivery.lastArrival == nil
    if record.delivery.isWaiting {
      let quiet = quietEnds(record).map { max($0, now.addingTimeInterval(1)) }
      agenda.push = min(soon, quiet ?? soon)
    }
    if case .ended(let end) = record.life { agenda.end = end.undecidedUntil }
    if record.unsettledSince != nil { agenda.pass = now.addingTimeInterval(1) }
    agenda.summary = summaryDue(record).map { max($0, soon) }
    return agenda
  }

  /// Returns what the hooks and the process that waits go by.
  ///
  /// - Parameter agenda: What is left to do; `nil` where the session is not one that gets snapshots.
  /// - Returns: The stamp.
  func stamp(_ agenda: Agenda?) -> WindowStamp {
    // At least a second: the hook of a prompt runs before the transcript has it.
    let patience = Int64(max(1, settings.pushInterval))
    guard let agenda else { return WindowStamp(opens: 0, due: nil, patience: patience) }
    return WindowStamp(
      opens: Int64(pushOpens.timeIntervalSince1970),
      due: agenda.next.map { Int64($0.timeIntervalSince1970.rounded(.up)) }, quiet: quiet(agenda),
      patience: patience)
  }

  /// The rule of quiet for a session's next answer.
  private func quiet(_ agenda: Agenda) -> WindowStamp.Quiet? {
    if settings.quietPush == 0 { return nil }
    // The first answer is written at once, so that it goes with whatever is pushed next.
    if agenda.isFirst && agenda.push == nil { return .init(length: 0, from: 0) }
    return WindowStamp.Quiet(
      length: agenda.isFirst ? 0 : Int64(settings.quietPush),
      from: Int64(quietOpens.timeIntervalSince1970))
  }

  /// Returns what they go by after a pass that failed.
  ///
  /// - Parameters:
  ///   - failure: Why it failed.
  ///   - settings: The settings; `nil` where they cannot be read.
  ///   - now: Seconds since 1970.
  /// - Returns: The stamp.
  static func stamp(
    after failure: HandoffError, settings: Settings?, now: Int64
  ) -> WindowStamp {
    let isPermanent = failure.status == .configuration || failure.status == .noInput
    let due = isPermanent ? nil : settings.map { now + Int64(max(60, $0.pushInterval)) }
    return WindowStamp(opens: due ?? 0, due: due)
  }

  /// The time at which the process that waits for a session runs the next pass.
  enum NextPass: Sendable, Hashable {
    case now
    case at(Int64)
    case never
  }

  /// Decides when that process runs the next pass, by what it has: the notes of hooks, and the stamp of the last pass.
  ///
  /// - Parameters:
  ///   - events: The events that notes wait for.
  ///   - heard: The time of the session's last hook, while an answer waits: seconds since 1970.
  ///   - prompted: The time of the first prompt that no answer has followed.
  ///   - stamp: The stamp.
  ///   - now: Seconds since 1970.
  /// - Returns: When it runs, in seconds since 1970.
  static func nextPass(
    events: [HookEvent], heard: Int64?, prompted: Int64?, stamp: WindowStamp, now: Int64
  ) -> NextPass {
    let forNotes = events.map { $0 == .stop ? stamp.answerIsDue(heard: heard) : now }
    let forPrompt = prompted.map { stamp.promptIsDue($0, now: now) }
    guard let next = (forNotes + [stamp.due, forPrompt].compactMap(\.self)).min() else {
      return .never
    }
    return next <= now ? .now : .at(next)
  }
}
