/// Makes a summary out of the one that Claude Code's `/compact` wrote (`compact_summary` of
/// `PostCompact`, or the line `isCompactSummary` of the transcript): a model's work that is paid
/// for already.
///
/// Claude Code asks for nine numbered parts between `<summary>` tags (2.0.72 to 2.1.330); those
/// that are found become our sections, the others come from the digest. With instructions of the
/// user's own the text may have any form; then it stays whole, as a quote.
package struct CompactSummarizer: Sendable {
  /// The name of this author in a snapshot.
  package static let author = "compact"
  /// The largest part of a compaction's text that is read, in bytes of UTF-8.
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

  /// Returns the text without the analysis that comes before it, and without the tags.
  private static func body(of text: String) -> String {
    var rest = text[...]
    if let end = rest.firstRange(of: "</analysis>") { rest = rest[end.upperBound...] }
    if let start = rest.firstRange(of: "<summary>") { rest = rest[start.upperBound...] }
    if let end = rest.firstRange(of: "</summary>") { rest = rest[..<end.lowerBound] }
    return String(rest).trimmed()
  }
}

/// One of the numbered parts of a compaction's text.
struct CompactPart {
  /// The subject of a part, by the words of its heading.
  enum Kind: String, CaseIterable {
    case request = "primary request"
    case concepts = "key technical"
    case files = "files and code"
    case errors = "errors and fix"
    case solving = "problem solving"
    case messages = "user messages"
    case pending = "pending task"
    case currentWork = "current work"
    case nextStep = "next step"

    /// The section it belongs to; `nil` for what the digest knows better.
    var section: Section? {
      switch self {
      case .request: .task
      case .concepts, .errors, .solving: .done
      case .pending, .nextStep: .nextSteps
      case .currentWork: .inProgress
      case .files, .messages: nil
      }
    }
  }

  let kind: Kind
  /// The heading, as it is in the text.
  let heading: String
  let text: String

  /// The part with its heading, if several share a section.
  var markdown: String {
    kind == .request || kind == .currentWork ? text : "\(heading):\n\n\(text)"
  }

  /// Splits a text at the headings that are known; parts without text are left out.
  static func split(_ text: String) -> [CompactPart] {
    var parts: [CompactPart] = []
    var open: (kind: Kind, heading: String, lines: [Substring])?
    func close() {
      guard let part = open else { return }
      let text = part.lines.joined(separator: "\n").trimmed()
      if !text.isEmpty {
        parts.append(CompactPart(kind: part.kind, heading: part.heading, text: text))
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let (kind, heading, rest) = heading(line), kind != open?.kind {
        close()
        open = (kind, heading, rest.isEmpty ? [] : [rest])
      } else {
        open?.lines.append(line)
      }
    }
    close()
    return parts
  }

  /// Reads `1. Primary Request and Intent:`, also as a Markdown heading or in bold, with text
  /// behind it.
  private static func heading(_ line: Substring) -> (Kind, String, Substring)? {
    guard line.utf8.count < 4_000 else { return nil }
    var rest = line.drop { $0 == " " || $0 == "#" || $0 == "*" }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count) else { return nil }
    rest = rest[digits.endIndex...]
    guard rest.first == "." || rest.first == ")" else { return nil }
    let words = rest.dropFirst().drop { $0 == " " || $0 == "*" }
    let name = words.prefix { $0 != ":" && $0 != "*" }
    guard name.count < 60 else { return nil }
    let lower = name.lowercased()
    guard let kind = Kind.allCases.first(where: { lower.contains($0.rawValue) }) else { return nil }
    let behind = words[name.endIndex...].drop { $0 == ":" || $0 == "*" || $0 == " " }
    return (kind, String(name).trimmed(), behind)
  }
}
