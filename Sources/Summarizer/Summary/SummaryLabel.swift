/// The words that mark what successors need most, at the beginning of a list entry.
///
/// They stay in English, so that programs find them, and so that it is seen where one is missing.
package enum SummaryLabel: String, Sendable, CaseIterable {
  case constraint = "Constraint: "
  case decided = "Decided: "
  case tried = "Tried, did not work: "
  case question = "**Waiting for you:** "
  case verify = "Verify: "

  /// The subject, for the sentence that names what a summary does not say.
  var subject: String {
    switch self {
    case .constraint: "constraints"
    case .decided: "decisions"
    case .tried: "failed attempts"
    case .question: "open questions"
    case .verify: "how to verify"
    }
  }

  /// Reads a line of Markdown that begins with one of the labels, in bold or not.
  ///
  /// - Parameter line: An entry of a list, or plain text.
  /// - Returns: The label and what stands behind it; `nil` for another line.
  package static func read(_ line: some StringProtocol) -> (label: SummaryLabel, text: String)? {
    let text = MarkdownLine(line).text
    for label in allCases {
      let plain = label.rawValue.filter { $0 != "*" }
      for form in [label.rawValue, plain, "**\(plain.dropLast())** "] {
        // The blank behind the colon is lost where nothing follows.
        let bare = form.trimmed()
        guard text.lowercased().hasPrefix(bare.lowercased()) else { continue }
        return (label, String(text.dropFirst(bare.count)).trimmed())
      }
    }
    return nil
  }
}

/// A line of Markdown, apart from the mark of a list or a quote in front of it.
struct MarkdownLine {
  /// The indentation and the mark, such as `  - ` or `1. `.
  let mark: String
  /// The rest, without white space around it.
  let text: String

  /// Takes a line apart.
  init(_ line: some StringProtocol) {
    var rest = line[...].drop(while: \.isWhitespace)
    while let first = rest.first {
      if "-*+>".contains(first), rest.dropFirst().first.map(\.isWhitespace) ?? true {
        rest = rest.dropFirst()
      } else {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let behind = rest[digits.endIndex...]
        guard (1...3).contains(digits.count), let mark = behind.first, mark == "." || mark == ")",
          behind.dropFirst().first.map(\.isWhitespace) ?? true
        else { break }
        rest = behind.dropFirst()
      }
      rest = rest.drop(while: \.isWhitespace)
    }
    for box in ["[ ] ", "[x] ", "[X] "] where rest.hasPrefix(box) { rest = rest.dropFirst(4) }
    mark = String(line[..<rest.startIndex])
    text = String(rest).trimmed()
  }

  /// True for an entry of a list.
  var isEntry: Bool { mark.contains { !$0.isWhitespace && $0 != ">" } }
}
