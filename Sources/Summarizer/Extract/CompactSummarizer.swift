/// Makes a summary out of the one that Claude Code's `/compact` wrote (`compact_summary` of
/// `PostCompact`): a model's work that is paid for already.
///
/// Claude Code asks for nine numbered parts between `<summary>` tags (2.0.72 to 2.1.330); those that
/// are found become our sections, the others come from the digest. With instructions of the user's
/// own the text may look like anything; then it stays whole, as a quote.
package struct CompactSummarizer: Sendable {
  /// The name of this author in a snapshot.
  package static let author = "compact"
  /// How much of a compaction's text is read, in bytes of UTF-8.
  package static let limit = 60_000

  private let redactor: Redactor

  /// Makes a summarizer.
  ///
  /// - Parameter redactor: What replaces secrets.
  package init(redactor: Redactor = Redactor()) { self.redactor = redactor }

  /// Returns the compaction's text, ordered by section.
  ///
  /// - Parameters:
  ///   - text: What `/compact` wrote; it may hold secrets.
  ///   - digest: What was taken out of the conversation.
  /// - Returns: A redacted summary with every section.
  package func summarize(_ text: String, digest: Digest) -> Summary {
    let extract = ExtractSummarizer().summarize(digest)
    let clean = redactor.redact(text.cut(toBytes: Self.limit, mark: "").cleaned())
    let parts = CompactPart.split(Self.body(of: clean))
    var sections: [Section: String] = [:]
    for section in Section.allCases { sections[section] = extract[section] }
    if parts.count >= 2 {
      for section in [Section.task, .done, .inProgress, .nextSteps] {
        let own = parts.filter { $0.kind.section == section }
        if !own.isEmpty { sections[section] = own.map(\.markdown).joined(separator: "\n\n") }
      }
      let now = parts.filter { $0.kind == .currentWork || $0.kind == .nextStep }
      if !now.isEmpty {
        let lines = now.map { MarkdownText.quote($0.text, limit: 2_000) }.joined(separator: "\n\n")
        sections[.handoffPrompt] =
          "\(extract.handoffPrompt)\n\nAt the last compaction the work stood so:\n\n\(lines)"
      }
    } else {
      sections[.done] =
        "Summary at the last compaction:\n\n"
        + MarkdownText.quote(Self.body(of: clean), limit: 7_000)
    }
    return Summary(title: extract.title, sections: sections, author: Self.author)
      .redacted(by: redactor)
  }

  /// The text without the analysis that comes before it, and without the tags.
  private static func body(of text: String) -> String {
    var rest = text[...]
    if let end = rest.firstRange(of: "</analysis>") { rest = rest[end.upperBound...] }
    if let start = rest.firstRange(of: "<summary>") { rest = rest[start.upperBound...] }
    if let end = rest.firstRange(of: "</summary>") { rest = rest[..<end.lowerBound] }
    return String(rest).trimmed()
  }
}
