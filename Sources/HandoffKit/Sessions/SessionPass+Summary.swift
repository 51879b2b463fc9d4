internal import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore
internal import Summarizer

extension SessionPass {
  /// Brings the session's summary up to date: from a compaction, or by asking a model where that is
  /// due and allowed; a failure is noted, never thrown.
  ///
  /// - Parameters:
  ///   - digest: What the conversation holds now.
  ///   - record: What is known of the session.
  ///   - isForced: Whether the summary window and the pause after failures are skipped; the caps
  ///     hold all the same.
  ///   - isByHand: Whether a person asked for the snapshot.
  /// - Throws: `FileError` where the state folder cannot be written.
  func updateSummary(
    _ digest: Digest, _ record: inout SessionRecord, isForced: Bool, isByHand: Bool
  ) async throws {
    let policy = ModelPolicy(settings: settings)
    guard policy.isOn else {
      record.summary = nil
      record.modelFailure = nil
      return
    }
    useCompaction(digest, &record)
    let limits = ModelLimits(state, settings)
    switch policy.decide(
      digest, record, limits.status(now: context.now()), now: context.now(), isForced: isForced,
      isByHand: isByHand)
    {
    case .nothingNew, .wait(_, reason: nil): return
    case .wait(_, reason: let reason?): record.modelFailure = reason
    case .ask: try await ask(digest, &record, limits)
    }
  }

  /// Takes the summary that `/compact` made; the window begins with it, as with one of ours.
  private func useCompaction(_ digest: Digest, _ record: inout SessionRecord) {
    guard let at = record.compactedAt, let text = record.compactSummary else { return }
    record.compactedAt = nil
    var summary = SavedSummary(
      CompactSummarizer().summarize(text, digest: digest), at: at,
      conversationHash: digest.conversationHash)
    if let title = record.summary?.title { summary.title = title }
    record.summary = summary
    record.modelAskedAt = at
    record.modelFailure = nil
  }

  private func ask(
    _ digest: Digest, _ record: inout SessionRecord, _ limits: ModelLimits
  ) async throws {
    try LocalFile.createFolder(state.emptyFolder)
    let start = context.now()
    // Noted before the call, so that one that is killed counts too.
    guard
      let call = try limits.begin(session: session.rawValue, model: settings.model, now: start)
    else { return }
    record.modelAskedAt = start
    do throws(SummarizerError) {
      let answer = try await context.summarize(
        digest,
        ClaudeSummarizer.Configuration(
          executable: settings.claude, model: settings.model,
          timeout: .seconds(settings.summaryTimeout), environment: context.environment,
          workingFolder: state.emptyFolder))
      record.summary = SavedSummary(
        answer.summary, at: context.now(), conversationHash: digest.conversationHash)
      record.modelFailure = nil
      limits.end(call, answer.usage, now: context.now())
      log.add(
        .info, "summary", "a summary by \(answer.usage.model), \(answer.usage.outputTokens) tokens",
        session: session.rawValue)
    } catch {
      limits.end(call, error, now: context.now())
      // Without a `claude` program "auto" means that no model was wanted.
      if error == .notInstalled && settings.summarizer == .auto { return }
      record.modelFailure = error.description
      log.add(
        .warning, "summary", error.description, session: session.rawValue, hint: error.hint)
    }
  }
}
