internal import SnapshotSections

/// One of the numbered parts of a compaction's text.
struct CompactPart {
  /// The subject of a part, by the words of its heading.
  ///
  /// Earlier cases matter more where there is little room.
  enum Kind: String, CaseIterable, Comparable {
    case nextStep = "next step"
    case currentWork = "current work"
    case pending = "pending task"
    case request = "primary request"
    case messages = "user messages"
    case errors = "errors and fix"
    case solving = "problem solving"
    case files = "files and code"
    case concepts = "key technical"

    /// The section it belongs to.
    var section: SnapshotSection {
      switch self {
      case .request, .messages: .task
      case .concepts, .errors, .solving, .files: .done
      case .pending, .nextStep: .nextSteps
      case .currentWork: .inProgress
      }
    }

    static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  let kind: Kind
  /// The heading, as it is in the text.
  let heading: String
  let text: String

  /// The part with its heading, if several share a section.
  var markdown: String {
    let text = MarkdownText.plain(text, limit: 6_000)
    return kind == .request || kind == .currentWork ? text : "\(heading):\n\n\(text)"
  }

  /// Returns the part without lines that only repeat what the person is quoted with; `nil` where nothing
  /// else is in it.
  func without(quotesOf prompts: [String]) -> CompactPart? {
    guard kind == .messages else { return self }
    func plain(_ text: some StringProtocol) -> String {
      text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    let said = prompts.map { plain($0) }
    let lines = text.split(separator: "\n").filter { line in
      let words = plain(line)
      return !words.isEmpty && !said.contains { $0.contains(words) }
    }
    return lines.isEmpty
      ? nil : CompactPart(kind: kind, heading: heading, text: lines.joined(separator: "\n"))
  }

  /// Returns the text without the analysis that comes before it, the tags, and what Claude Code puts
  /// around it for the model.
  static func body(of text: String) -> String {
    var rest = text[...]
    if let end = rest.firstRange(of: "</analysis>") { rest = rest[end.upperBound...] }
    if let start = rest.firstRange(of: "<summary>") { rest = rest[start.upperBound...] }
    if let end = rest.firstRange(of: "</summary>") { rest = rest[..<end.lowerBound] }
    var body = String(rest)
    while let open = body.firstRange(of: "<system-reminder>"),
      let close = body[open.upperBound...].firstRange(of: "</system-reminder>")
    {
      body.removeSubrange(open.lowerBound..<close.upperBound)
    }
    let paragraphs = body.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !frame.contains { line.hasPrefix($0) } }
    return paragraphs.joined(separator: "\n").trimmed()
  }

  /// Beginnings of the lines that Claude Code puts around a summary.
  private static let frame = [
    "This session is being continued from a previous conversation",
    "The conversation is summarized below", "The summary below covers",
    "If you need specific details from before compaction", "Please continue the conversation",
    "Continue the conversation from where", "Recent messages are preserved verbatim",
  ]

  /// Returns the parts of a compaction's summary that fit, the more important ones first served.
  ///
  /// - Parameters:
  ///   - text: The summary, redacted.
  ///   - limit: The largest size in columns.
  /// - Returns: The parts in their order, or the text where it has none.
  static func digest(of text: String, limit: Int) -> String {
    let body = body(of: text)
    guard body.columns > limit else { return body }
    let parts = split(body)
    guard parts.count >= 2 else { return body.cutInTheMiddle(toColumns: limit) }
    var room = limit
    var kept: [Int: String] = [:]
    for (index, part) in parts.enumerated().sorted(by: { $0.element.kind < $1.element.kind }) {
      let text = "\(part.heading):\n\(part.text)".cutInTheMiddle(toColumns: max(room - 2, 0))
      room -= text.columns + 2
      if !text.isEmpty { kept[index] = text }
    }
    return kept.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n\n")
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
    // What is indented is an entry of a list in a part.
    guard line.first != " " else { return nil }
    var rest = line.drop { $0 == "#" || $0 == " " || $0 == "*" }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard (1...2).contains(digits.count) else { return nil }
    rest = rest[digits.endIndex...]
    guard rest.first == "." || rest.first == ")" else { return nil }
    let words = rest.dropFirst().drop { $0 == " " || $0 == "*" }
    let name = words.prefix { $0 != ":" && $0 != "*" }
    guard name.count < 60 else { return nil }
    var lower = name.lowercased()
    for word in ["optional ", "all "] where lower.hasPrefix(word) {
      lower.removeFirst(word.count)
    }
    guard let kind = Kind.allCases.first(where: { lower.hasPrefix($0.rawValue) }) else {
      return nil
    }
    let behind = words[name.endIndex...].drop { $0 == ":" || $0 == "*" || $0 == " " }
    return (kind, String(name).trimmed(), behind)
  }
}
