/// One of the numbered parts of a compaction's text.
struct CompactPart {
  /// What a part is about, by the words of its heading.
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

    /// Where it belongs; `nil` for what the digest knows better.
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
  /// The heading, as it stands in the text.
  let heading: String
  let text: String

  /// The part with its heading, where several share a section.
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

  /// `1. Primary Request and Intent:`, also as a Markdown heading or in bold, with text behind it.
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
