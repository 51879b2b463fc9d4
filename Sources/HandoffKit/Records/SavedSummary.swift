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
  /// The title that the conversation had by then; another one is newer than that of the summary.
  var seenTitle: String?

  /// Keeps a summary.
  init(_ summary: Summary, at: Date, conversationHash: String) {
    self.at = at
    author = summary.author
    title = summary.title
    self.conversationHash = conversationHash
    sections = Dictionary(
      uniqueKeysWithValues: SnapshotSection.allCases.map { ($0.heading, summary[$0]) })
  }

  /// The text of a section; empty where the model had nothing for it.
  package subscript(section: SnapshotSection) -> String {
    let text = sections[section.heading] ?? ""
    return text == section.emptyText ? "" : text
  }

  /// The text of all sections, for the next call.
  var markdown: String {
    SnapshotSection.allCases.filter { !self[$0].isEmpty }
      .map { "## \($0.heading)\n\(self[$0])" }.joined(separator: "\n\n")
  }

  /// Leaves out what another summary says in the same words.
  func without(_ other: Summary) -> SavedSummary {
    var copy = self
    for section in SnapshotSection.allCases where copy[section] == other[section] {
      copy.sections[section.heading] = nil
    }
    return copy
  }
}
