internal import Foundation
internal import Summarizer

/// When a model is asked for a summary.
struct ModelPolicy {
  let settings: Settings

  /// Whether models are used at all.
  var isOn: Bool { settings.summarizer != .extract }

  /// When a model may be asked again for a session.
  ///
  /// - Returns: The end of the session's summary window; a last time in the future (the clock was
  ///   set back) counts as none.
  func opens(_ record: SessionRecord, now: Date) -> Date {
    guard let asked = record.modelAskedAt, asked <= now else { return now }
    return asked.addingTimeInterval(TimeInterval(settings.snapshotInterval))
  }

  /// Whether a model has something new to summarise.
  func wants(_ digest: Digest, _ record: SessionRecord) -> Bool {
    isOn && record.summary?.conversationHash != digest.conversationHash
  }

  /// Whether a model is asked now.
  func asks(_ digest: Digest, _ record: SessionRecord, now: Date, isForced: Bool) -> Bool {
    wants(digest, record) && (isForced || opens(record, now: now) <= now)
  }
}
