/// Makes a summary out of the one that Claude Code's `/compact` wrote (`compact_summary` of
/// `PostCompact`, or the line `isCompactSummary` of the transcript): a model's work that is paid
/// for already.
///
/// Claude Code asks for nine numbered parts between `<summary>` tags (2.0.72 to 2.1.330); those
/// that are found become our sections, the others come from the digest. With instructions of the
/// user's own the text may have any form; then it stays whole.
package struct CompactSummarizer: Sendable {
  /// The name of this author in a snapshot.
  package static let author = "compact"
  /// The largest part of a compaction's text that is read, in columns.
  package static let limit = 60_000

  private let redactor: Redactor

  /// Makes a summarizer.
  ///
  /// - Parameter redactor: The redactor that replaces secrets.
  package init(redactor: Redactor = Redactor()) { self.redactor = redactor }

  /// Returns the compaction's text, ordered by section.
  ///
  /// - Parameters:
  ///   - text: The summary of `/compact`; it may hold secrets.
  ///   - digest: The digest of the conversation.
  /// - Returns: A redacted summary with every section.
  package func summarize(_ text: String, digest: Digest) -> Summary {
    let extract = ExtractSummarizer().summarize(digest)
    let clean = redactor.redact(text, keeping: .beginning, limit: Self.limit)
    let parts = CompactPart.split(CompactPart.body(of: clean))
      .compactMap { $0.without(quotesOf: digest.allPrompts) }
    var sections: [Section: String] = [:]
    for section in Section.allCases { sections[section] = extract[section] }
    if parts.count >= 2 {
      for section in Section.allCases {
        let own = parts.filter { $0.kind.section == section }.sorted { $0.kind < $1.kind }
        if !own.isEmpty { sections[section] = own.map(\.markdown).joined(separator: "\n\n") }
      }
    } else {
      sections[.done] =
        "Summary at the last compaction:\n\n"
        + MarkdownText.plain(CompactPart.body(of: clean), limit: 7_000)
    }
    return Summary(title: extract.title, sections: sections, author: Self.author)
      .redacted(by: redactor)
  }
}
