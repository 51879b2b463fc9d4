internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore

extension SessionPass {
  /// Notes the end of a session whose process is gone although no hook told of it: SIGKILL, a crash,
  /// a power cut.
  ///
  /// - Parameters:
  ///   - record: What is known of the session.
  ///   - isLost: Whether its end is known otherwise.
  func noteLoss(in record: inout SessionRecord, isLost: Bool) {
    guard record.end == nil, record.finishedAt == nil else { return }
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
    record.end = SessionRecord.End(
      reason: EndOfSession.noReason, at: record.seenAt ?? Date(timeIntervalSince1970: 0),
      isRemoteLogin: false, signs: context.signs())
    log.add(
      .info, "session", "its process is gone without a word; the snapshot is marked interrupted",
      session: session.rawValue)
  }

  /// Decides what an end means, and takes over where it is none.
  func decide(
    _ end: SessionRecord.End, _ record: inout SessionRecord, _ id: SnapshotID
  ) throws -> EndOfSession.Decision {
    let view = context.processes()
    let other = end.process.flatMap { ended in
      liveEntries(besides: ended.pid, view).first { $0.liveness == .alive }
    }
    let decision = EndOfSession.decide(
      end,
      .init(
        signs: context.signs(), isOpenElsewhere: other != nil,
        successor: try successor(end, &record, id)),
      grace: settings.gracePeriod, now: context.now())
    if let other {
      (record.end, record.finishedAt) = (nil, nil)
      record.process = other.identity
    }
    return decision
  }

  /// Whether a session's end waits for the end of its grace period.
  func isWaiting(_ record: SessionRecord) -> Bool {
    guard let end = record.end, record.finishedAt == nil, record.isKept != true else {
      return false
    }
    let decision = EndOfSession.decide(
      end, .init(signs: context.signs()), grace: settings.gracePeriod, now: context.now())
    if case .wait = decision { return true }
    return false
  }

  /// The registry's entries of this session in other processes.
  private func liveEntries(
    besides pid: Int32, _ view: ProcessView
  ) -> [(liveness: ProcessIdentity.Liveness, identity: ProcessIdentity?)] {
    guard let folder = try? context.claudeFolder() else { return [] }
    let entries = SessionRegistry(configurationFolder: folder).entries(of: session.rawValue)
    return entries.filter { $0.pid != pid }.map { ($0.liveness(view), $0.identity(view)) }
  }

  /// How the session stands that this one was continued in by `/background`, which ends this one like
  /// an exit.
  private func successor(
    _ end: SessionRecord.End, _ record: inout SessionRecord, _ id: SnapshotID
  ) throws -> EndOfSession.Successor? {
    guard end.reason == SessionEndReason.promptInputExit.rawValue else { return nil }
    if record.continuedIn == nil {
      let path = TranscriptLocator(configurationFolder: try context.claudeFolder()).path(
        sessionID: session.rawValue, workingFolder: record.workingFolder,
        reportedPath: record.transcript)
      // The line of an earlier time, before the session was resumed, says nothing about this end.
      guard let found = path.flatMap(SessionContinuation.find), let at = found.at,
        abs(end.at.timeIntervalSince(at)) < 60, found.session != session.rawValue
      else { return nil }
      record.continuedIn = found.session
    }
    guard let next = record.continuedIn.flatMap(SessionID.init) else { return nil }
    let file = SessionRecordFile(state, next)
    var known = file.load()
    if known?.resumedFrom == nil,
      let lock = try FileLock.acquire(state.passLock(of: next.rawValue), within: .seconds(5))
    {
      defer { lock.release() }
      var adopted = file.load() ?? SessionRecord(created: record.created)
      adopted.resumedFrom = adopted.resumedFrom ?? id.description
      adopted.isKept = adopted.isKept ?? record.isKept
      adopted.notes = adopted.notes ?? record.notes
      try file.save(adopted)
      known = adopted
    }
    if known?.finishedAt != nil { return .finished }
    return known?.end == nil ? .open : .interrupted
  }
}

extension LiveSession {
  /// Whether the process of the entry runs.
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

  /// The process of the entry; `nil` where it cannot be told from others.
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
