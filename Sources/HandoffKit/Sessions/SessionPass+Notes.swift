internal import ClaudeCode
internal import Essentials
internal import MachineState
internal import SnapshotStore
internal import Summarizer

extension SessionPass {
  /// Takes the notes of the hooks, oldest first, and keeps what they say in the record.
  ///
  /// - Parameter record: What is known of the session.
  /// - Returns: Whether there were any.
  @discardableResult
  func takeNotes(into record: inout SessionRecord) -> Bool {
    let notes = Inbox(state, session: session.rawValue).takeAll()
    for note in notes {
      do throws(HookInputError) {
        apply(try HookInput.parse(note.input), note, to: &record)
      } catch {
        log.add(
          .error, "hook", "a hook's input cannot be read: \(error)", session: session.rawValue)
      }
    }
    return !notes.isEmpty
  }

  private func apply(_ input: HookInput, _ note: HookNote, to record: inout SessionRecord) {
    let time = Date(timeIntervalSince1970: Double(note.received) / 1e9)
    record.transcript = input.transcriptPath ?? record.transcript
    record.workingFolder = input.cwd ?? record.workingFolder
    if !note.entryPoint.isEmpty { record.entryPoint = note.entryPoint }
    record.seenAt = max(record.seenAt ?? time, time)
    if let process = note.process, input.event != .sessionEnd { record.process = process }
    switch input.event {
    case .sessionEnd:
      record.end = SessionRecord.End(
        reason: input.reason?.rawValue ?? "", at: time, isRemoteLogin: note.isRemoteLogin,
        signs: context.signs(), login: note.login, process: note.process)
    case .stop:
      reopen(&record, at: time)
      record.lastAnswer = input.lastAssistantMessage.map { String($0.prefix(20_000)) }
      record.lastAnswerAt = time
      record.failure = nil
    case .stopFailure:
      reopen(&record, at: time)
      // The message is the error's; the answer before it stands in the transcript.
      record.lastAnswer = nil
      record.lastAnswerAt = time
      record.failure = SessionRecord.TurnFailure(
        kind: String((input.errorKind ?? "unknown").prefix(60)),
        message: String((input.lastAssistantMessage ?? "").prefix(2_000)), at: time)
      // Who cannot go on here may want to go on elsewhere, now.
      record.isUrgent = true
    case .postCompact:
      reopen(&record, at: time)
      guard let summary = input.compactSummary else { break }
      record.compactSummary = String(summary.prefix(CompactSummarizer.limit))
      record.compactedAt = time
    default: reopen(&record, at: time)
    }
  }

  /// A session that says something after its end goes on: `claude --resume`.
  private func reopen(_ record: inout SessionRecord, at time: Date) {
    guard let end = record.end, end.at < time else { return }
    (record.end, record.finishedAt, record.continuedIn) = (nil, nil, nil)
  }
}
