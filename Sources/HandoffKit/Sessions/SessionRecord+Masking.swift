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
