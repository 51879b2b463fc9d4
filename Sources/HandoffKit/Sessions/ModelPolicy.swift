internal import Essentials
internal import Summarizer

/// When a model is asked for a summary.
struct ModelPolicy {
  let settings: Settings

  /// What to do about a summary now.
  enum Decision: Hashable {
    /// There is nothing that a model has not seen, or none is used.
    case nothingNew
    case ask
    /// Not before then; with a reason where it is more than the session's own window.
    case wait(until: Date, reason: String?)
  }

  /// Whether models are used at all.
  var isOn: Bool { settings.summarizer != .extract }

  /// Decides whether a model is asked now.
  ///
  /// - Parameters:
  ///   - digest: What the conversation holds.
  ///   - record: What is known of the session.
  ///   - limits: How the caps, and the pause after failures, stand.
  ///   - now: The time.
  ///   - isForced: Whether the window and the pause are skipped; the caps never are.
  ///   - isByHand: Whether a person asked; a hook's pass before the first answer asks no model.
  /// - Returns: What to do.
  func decide(
    _ digest: Digest, _ record: SessionRecord, _ limits: ModelLimits.Status, now: Date,
    isForced: Bool, isByHand: Bool
  ) -> Decision {
    guard isOn, record.summary?.conversationHash != digest.conversationHash,
      isByHand || isForced || record.lastAnswerAt != nil
    else { return .nothingNew }
    if let cap = limits.cap, cap.until > now { return .wait(until: cap.until, reason: cap.reason) }
    if isForced { return .ask }
    let window = window(record, limits, now: now)
    if let pause = limits.pause, pause.until > max(window, now) {
      return .wait(until: pause.until, reason: pause.reason)
    }
    return window > now ? .wait(until: window, reason: nil) : .ask
  }

  /// When a model may be asked about a session that has something new to tell.
  ///
  /// - Returns: The latest of all ends that are waited for; not after `now` if it may be asked.
  func opens(_ record: SessionRecord, _ limits: ModelLimits.Status, now: Date) -> Date {
    let ends = [window(record, limits, now: now), limits.cap?.until, limits.pause?.until]
    return ends.compactMap { $0 }.max() ?? now
  }

  /// The end of the session's own summary window.
  ///
  /// A call that failed made no summary: the pause that grows with each failure takes the place of
  /// the window. A last time in the future (the clock was set back) counts as none.
  private func window(_ record: SessionRecord, _ limits: ModelLimits.Status, now: Date) -> Date {
    let interval = TimeInterval(settings.snapshotInterval)
    var end = now
    if let asked = record.modelAskedAt, asked <= now {
      let hasFailed = record.modelFailure != nil
      end = hasFailed ? limits.pause?.until ?? asked + interval : asked + interval
    }
    // The API refused the session's own turn; it would refuse a summary of it, too.
    if let failure = record.failure, failure.concernsEveryCall, failure.at <= now {
      end = max(end, failure.at + interval)
    }
    return end
  }
}
