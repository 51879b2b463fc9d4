/// The reading of a model's Markdown answer: a title and the six sections.
///
/// It takes other heading levels, bold lines and numbers for headings, a fence around the whole,
/// and words before the first heading. It does not take translated headings: the text under one
/// stays in the section before it.
struct AnswerParser {
  /// The title; `nil` if there is none.
  let title: String?
  /// The sections that have text.
  let sections: [Section: String]

  /// Reads an answer.
  ///
  /// - Parameter answer: The answer's text, redacted.
  init(_ answer: String) {
    let lines = Self.unwrapped(answer.cut(toBytes: 200_000).cleaned())
    let headings = Self.headings(in: lines)
    var chosen: [Section: Heading] = [:]
    for heading in headings {
      guard let section = heading.section else { continue }
      // A sub-heading may be called like a section; the highest level is the section itself.
      if let known = chosen[section], known.level <= heading.level { continue }
      chosen[section] = heading
    }
    let starts = chosen.values.map(\.line).sorted()
    var found: [Section: String] = [:]
    for (section, heading) in chosen {
      let end = starts.first { $0 > heading.line } ?? lines.count
      let text = lines[(heading.line + 1)..<end].joined(separator: "\n")
      if !text.allSatisfy(\.isWhitespace) { found[section] = text }
    }
    sections = found
    title =
      headings.first { $0.section == nil && $0.line < starts.first ?? .max && $0.isMarked }?.text
  }

  /// One line that may be a heading.
  private struct Heading {
    let line: Int
    let level: Int
    let text: String
    let section: Section?
    /// It is written with `#`, not only in bold.
    let isMarked: Bool
  }

  private static func headings(in lines: [Substring]) -> [Heading] {
    var headings: [Heading] = []
    var fence: CodeFence?
    for (number, line) in lines.enumerated() {
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
        continue
      }
      fence = CodeFence(opening: line)
      guard fence == nil, let heading = heading(line, at: number) else { continue }
      headings.append(heading)
    }
    return headings
  }

  private static func heading(_ line: Substring, at number: Int) -> Heading? {
    let indent = line.prefix { $0 == " " }
    guard indent.count <= 3, line.utf8.count < 1_000 else { return nil }
    let rest = line[indent.endIndex...]
    let marks = rest.prefix { $0 == "#" }
    let text = String(rest[marks.endIndex...]).trimmed()
    if (1...6).contains(marks.count), !text.isEmpty {
      return Heading(
        line: number, level: marks.count, text: text, section: section(named: text), isMarked: true)
    }
    // `**Task**` alone on its line; it ranks below every marked heading.
    guard marks.isEmpty, text.hasPrefix("**"), text.hasSuffix("**") || text.hasSuffix("**:"),
      let section = section(named: text)
    else { return nil }
    return Heading(line: number, level: 7, text: text, section: section, isMarked: false)
  }

  /// The section that a heading's text names, apart from marks, numbers and a colon.
  private static func section(named text: String) -> Section? {
    let words = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
    return Section.allCases.first { $0.heading.lowercased() == words }
      ?? (words == "hand off prompt" ? .handoffPrompt : nil)
  }

  /// The lines without the fence that some models put around the whole answer.
  private static func unwrapped(_ answer: String) -> [Substring] {
    var lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }),
      let fence = CodeFence(opening: lines[first]),
      ["", "markdown", "md"].contains(
        lines[first].drop { $0 == " " || $0 == fence.mark }.trimmingCharacters)
    else { return lines }
    if let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }), last > first,
      fence.isClosed(by: lines[last])
    {
      lines.removeSubrange(last...)
    }
    lines.removeSubrange(...first)
    return lines
  }
}

extension Substring {
  /// The text in lower case without white space around it.
  fileprivate var trimmingCharacters: String { String(self).trimmed().lowercased() }
}
