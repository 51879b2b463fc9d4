internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import Phrases
internal import SnapshotStore
internal import Summarizer

/// The signs of a session from which a pass learns what has happened: the notes of its hooks, its process,
/// and its environment.
extension SessionPass {
  /// Reads the notes of the hooks, oldest first, and keeps what they say in the record; they are removed
  /// by `dropNotes()`, once the record is saved.
  ///
  /// - Parameters:
  ///   - record: What is known of the session.
  ///   - occasion: Who asks for the pass; one that a hook has asked for leaves a prompt that still waits
  ///     for its answer.
  /// - Returns: Whether there were any.
  @discardableResult
  func readNotes(into record: inout SessionRecord, for occasion: Occasion) -> Bool {
    let inbox = Inbox(state, session: session.rawValue)
    let notes = inbox.take(withPrompt: occasion != .hook || isPromptDue(in: inbox))
    apply(notes, to: &record)
    return !notes.isEmpty
  }

  /// Notes what hooks have told.
  func apply(_ notes: [HookNote], to record: inout SessionRecord) {
    for note in notes {
      do throws(HookInputError) {
        apply(try HookInput.parse(note.input), note, to: &record)
      } catch {
        log.add(
          .error, "hook", Phrases.logHookInputUnreadable(reason: error), session: session.rawValue)
      }
    }
  }

  private func isPromptDue(in inbox: Inbox) -> Bool {
    guard let prompted = inbox.prompted else { return false }
    let now = context.seconds()
    let stamp = WindowStamp.read(state.window(of: session.rawValue))
    return stamp.promptIsDue(prompted, now: now) <= now
  }

  /// Removes the notes that have been read.
  func dropNotes() { Inbox(state, session: session.rawValue).dropTaken() }

  private func apply(_ input: HookInput, _ note: HookNote, to record: inout SessionRecord) {
    let now = context.now()
    let time = min(Date(timeIntervalSince1970: Double(note.received) / 1e9), now)
    let drives = context.drives()
    record.transcript = input.transcriptPath.map(drives.here) ?? record.transcript
    if let path = input.transcriptPath ?? input.cwd {
      record.isOfWindows = WindowsDrives.isWindows(path)
    }
    // The processes of Windows are not seen from here, and its numbers are others'.
    let process = record.isOfWindows ? nil : note.process
    if let folder = input.cwd.map(drives.here) {
      record.workingFolder = folder
      record.note(SessionPlace(folder: folder))
    }
    if let claim = input.claim { takeClaim(claim, in: &record) }
    if !note.entryPoint.isEmpty { record.entryPoint = note.entryPoint }
    if input.event == .sessionEnd {
      record.seenAt = max(record.seenAt ?? time, time)
      record.end(
        SessionRecord.End(
          reason: input.reason ?? .unknown(""), at: time,
          // Nothing tells from here how a login to Windows has ended.
          isRemoteLogin: note.isRemoteLogin || record.isOfWindows,
          signs: context.signs(), login: note.login, process: process))
      return
    }
    record.process = process ?? record.process
    record.hear(at: time, now: now)
    switch input.event {
    case .stop:
      record.turns.add()
      record.running = BackgroundWork.lines(of: input)
      record.lastTurn = .answer(
        input.lastAssistantMessage.map { SessionRecord.masked($0) }, at: time)
    case .stopFailure:
      record.turns.add()
      // The message is the error's; the answer before it stands in the transcript.
      record.lastTurn = .failure(
        SessionRecord.TurnFailure(
          kind: String((input.errorKind ?? "unknown").prefix(60)),
          message: SessionRecord.masked(input.lastAssistantMessage ?? "", limit: 2_000), at: time))
    case .postCompact:
      guard let summary = input.compactSummary else { break }
      record.compaction = SessionRecord.Compaction(
        text: SessionRecord.masked(
          PromptFrame.removed(from: summary, isCut: true), limit: CompactSummarizer.limit),
        pendingSince: time)
    default: break
    }
  }

  /// Notes the end of a session whose process is gone although no hook told of it: SIGKILL, a crash,
  /// a power cut.
  ///
  /// - Parameters:
  ///   - record: What is known of the session.
  ///   - isLost: Whether its end is known otherwise.
  func noteLoss(in record: inout SessionRecord, isLost: Bool) {
    guard record.life == .open else { return }
    if !isLost {
      let view = context.processes()
      guard let process = record.process, process.liveness(view) == .dead else { return }
      // Where it cannot be told whether another terminal has it open, it counts as open.
      let others = liveEntries(besides: process.pid, view)
      if let other = others.first(where: { $0.liveness == .alive }) {
        record.process = other.identity
        return
      }
      if others.contains(where: { $0.liveness == .unknown }) { return }
    }
    // The time of the last sign of life: whatever hook comes later opens the session again.
    record.end(
      SessionRecord.End(
        reason: .noHook, at: record.seenAt ?? Date(timeIntervalSince1970: 0),
        isRemoteLogin: false, signs: context.signs()))
    log.add(.info, "session", Phrases.logSessionLost(), session: session.rawValue)
  }

  /// Takes the lineage from the environment of a `claude` that `handoff resume` started, where that one
  /// could not be given the session id of the claim.
  ///
  /// What was said inside the session counts more. Only for the program's first session: the next
  /// one, after `/clear` or `/resume`, carries nothing on.
  func noteLineage(in record: inout SessionRecord, machine: MachineName) {
    context.variable(HandoffContext.claimVariable).map { takeClaim($0, in: &record) }
    guard record.ancestor == nil else { return }
    // A process that a version before started.
    guard let resumed = context.variable(HandoffContext.lineageVariable),
      resumed != "\(machine)-\(session)"
    else { return }
    let process = record.anyProcess
    let isTaken = SessionRecordFile.sessions(state).contains { other in
      guard other != session, process != nil else { return false }
      let record = SessionRecordFile(state, other).load()
      return record?.ancestor?.name == resumed && record?.anyProcess == process
    }
    if !isTaken { record.ancestor = SessionRecord.Ancestor(name: resumed) }
  }

  /// Has the session take the place of a claim that was made before its id was known.
  private func takeClaim(_ text: String, in record: inout SessionRecord) {
    guard record.ancestor == nil, let claim = SessionID(text), claim != session,
      let known = SessionRecordFile(state, claim).load(), known.isPlaceholder
    else { return }
    record.ancestor = known.ancestor
    record.inherited = known.inherited
    record.ancestor?.placeholder = claim.rawValue
  }

  /// The registry's entries of this session in other processes.
  func liveEntries(
    besides pid: Int32, _ view: ProcessView
  ) -> [(liveness: ProcessIdentity.Liveness, identity: ProcessIdentity?)] {
    guard let folder = try? context.claudeFolder() else { return [] }
    let entries = SessionRegistry(configurationFolder: folder).entries(of: session.rawValue)
    return entries.filter { $0.pid != pid }.map { ($0.liveness(view), $0.identity(view)) }
  }
}

extension LiveSession {
  /// Returns whether the process of the entry runs.
  ///
  /// - Parameter view: What the asking process sees of the system.
  /// - Returns: By start time and PID namespace where the entry has them; 2.1.81 writes only when the
  ///   session was started, and not where: `alive` if a process fits, `unknown` if none does.
  func liveness(_ view: ProcessView) -> ProcessIdentity.Liveness {
    if let identity = identity(view), procStart != nil { return identity.liveness(view) }
    guard pidDomain == nil, let startedAt, case .running(let start) = view.look(pid) else {
      return .unknown
    }
    // The program notes its start a moment after the process's.
    return (-2_000...60_000).contains(startedAt - view.began(start)) ? .alive : .unknown
  }

  /// Returns the process of the entry; `nil` where it cannot be told from others.
  func identity(_ view: ProcessView) -> ProcessIdentity? {
    let domain = pidDomain ?? view.domain
    if let procStart {
      guard let start = Int64(procStart), pidDomain != nil else { return nil }
      return ProcessIdentity(pid: pid, start: start, boot: view.boot, domain: domain)
    }
    guard case .running(let start) = view.look(pid) else { return nil }
    return ProcessIdentity(pid: pid, start: start, boot: view.boot, domain: domain)
  }
}
