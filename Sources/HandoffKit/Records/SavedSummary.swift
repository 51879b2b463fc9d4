package import Essentials
package import Summarizer

/// A model's summary that is kept, so that the next snapshots can go on using it.
package struct SavedSummary: Sendable, Codable, Hashable {
  /// When it was made.
  package var at: Date
  /// The model.
  package var author: String
  package var title: String
  /// The sections by their headings.
  package var sections: [String: String]
  /// What of the conversation it covers (`Digest.conversationHash`).
  package var conversationHash: String

  /// Keeps a summary.
  package init(_ summary: Summary, at: Date, conversationHash: String) {
    self.at = at
    author = summary.author
    title = summary.title
    self.conversationHash = conversationHash
    sections = Dictionary(
      uniqueKeysWithValues: Section.allCases.map { ($0.heading, summary[$0]) })
  }

  /// The text of a section.
  package subscript(section: Section) -> String { sections[section.heading] ?? "" }
}
