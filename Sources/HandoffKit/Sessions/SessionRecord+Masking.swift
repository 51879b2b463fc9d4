internal import SnapshotStore
internal import Summarizer

extension SessionRecord {
  /// Returns a text as a record may keep it: on this machine's disk no secret stays either.
  ///
  /// - Parameters:
  ///   - text: What a hook told.
  ///   - limit: The most bytes of UTF-8 that are kept.
  /// - Returns: The beginning of the text, with its secrets masked.
  static func masked(_ text: String, limit: Int = 20_000) -> String {
    Redactor().redact(text, keeping: .beginning, limit: limit)
  }
}

extension HandoffContext {
  /// Makes the redactor for the texts of one session.
  ///
  /// - Parameters:
  ///   - settings: The settings, with the person's own rules.
  ///   - session: The session.
  ///   - record: What is known of it.
  ///   - rules: Rules that are tried out, besides those of the settings.
  /// - Returns: A redactor that knows this machine's secrets as they are now.
  func redactor(
    _ settings: Settings, of session: SessionID, _ record: SessionRecord,
    trying rules: [RedactionRule] = []
  ) -> Redactor {
    redactor(
      settings, folder: SessionReader(context: self).folder(of: session, record),
      process: record.process, trying: rules)
  }
}
