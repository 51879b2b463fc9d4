internal import Essentials
internal import SnapshotSections
internal import Summarizer

/// A model's summary that is kept, so that the next snapshots can go on using it.
struct SavedSummary: Sendable, Codable, Hashable {
  /// The time when it was made.
  var at: Date
  /// The model.
  var author: String
  var title: String
  /// The sections by their headings.
  var sections: [String: String]
  /// The part of the conversation that it covers (`Digest.conversationHash`).
  var conversationHash: String

  /// Keeps a summary.
  init(_ summary: Summary, at: Date, conversationHash: String) {
    self.at = at
    author = summary.author
    title = summary.title
    self.conversationHash = conversationHash
    sections = Dictionary(
      uniqueKeysWithValues: SnapshotSection.allCases.map { ($0.heading, summary[$0]) })
  }

  /// The text of a section.
  package subscript(section: SnapshotSection) -> String { sections[section.heading] ?? "" }
}
