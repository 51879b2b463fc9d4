/// Shows Markdown on a terminal: the marks become styles, the words stay as they are.
///
/// It knows headings, lists, quotes, rules, fences, front matter, code spans and bold, as notes
/// use them; everything else is text. The parser is line by line and never fails.
package enum MarkdownView {
  /// Renders a document.
  ///
  /// - Parameters:
  ///   - text: The document, of any origin; it is sanitised.
  ///   - terminal: The output. Without colour the (sanitised) document is returned as it is, so
  ///     that it can be piped on; with colour it is styled and wrapped to the width.
  /// - Returns: The text to write; it ends with a line feed if the document does.
  package static func render(_ text: String, terminal: Terminal) -> String {
    let clean = TerminalText.sanitized(text, keeping: [.newlines, .tabs])
    guard terminal.usesColor else { return clean }
    let lines = clean.split(separator: "\n", omittingEmptySubsequences: false)
    var renderer = MarkdownRenderer(terminal: terminal)
    return renderer.render(lines).map { $0.rendered(for: terminal) }.joined(separator: "\n")
  }
}

/// A renderer of the lines of one document; see ``MarkdownView``.
struct MarkdownRenderer {
  /// The longest front matter that is recognised as such, in lines.
  private static let frontMatterLimit = 100

  private let terminal: Terminal
  /// The block that is open, if any.
  private var fence: (mark: Character, length: Int)?

  init(terminal: Terminal) {
    self.terminal = terminal
  }

  /// Renders a document.
  ///
  /// - Parameter lines: Its lines, sanitised.
  /// - Returns: The lines to show; long ones have become several.
  mutating func render(_ lines: [Substring]) -> [StyledText] {
    let header = Self.frontMatterCount(of: lines)
    var rendered = lines[..<header].map { Self.verbatim($0, .dim) }
    for line in lines[header...] { rendered += render(line) }
    return rendered
  }

  private mutating func render(_ line: Substring) -> [StyledText] {
    // Tabs would defeat every count of columns.
    let line = Substring(line.replacing("\t", with: "    "))
    let kind = MarkdownLine(line)
    if let open = fence {
      if case .fence(open.mark, let length, true) = kind, length >= open.length { fence = nil }
      return [Self.verbatim(line, .dim)]
    }
    switch kind {
    case .fence(let mark, let length, _):
      fence = (mark, length)
      return [Self.verbatim(line, .dim)]
    case .heading(let level, let text):
      let style = Style(level == 1 ? [.bold, .underline] : .bold, color: level < 3 ? .cyan : nil)
      return MarkdownInline.styled(text).styled(style).wrapped(to: terminal.columns)
    case .rule:
      let length = min(terminal.columns, 40)
      return [StyledText(String(repeating: terminal.glyphs.rule, count: length), .dim)]
    case .item(let indent, let number, let text):
      // An indent as wide as the window would leave no room for the words.
      let lead = String(repeating: " ", count: min(indent, terminal.columns / 2))
      let mark = number.map(String.init) ?? terminal.glyphs.bullet
      let start = StyledText(lead) + StyledText(mark, .cyan) + " "
      return (start + MarkdownInline.styled(text))
        .wrapped(to: terminal.columns, hangingIndent: start.width)
    case .quote(let text):
      let bar = StyledText(terminal.glyphs.bar + " ", .dim)
      return MarkdownInline.styled(text).styled(.dim)
        .wrapped(to: terminal.columns - bar.width).map { bar + $0 }
    case .tableRow:
      return [MarkdownInline.styled(line)]
    case .text(let indent):
      return MarkdownInline.styled(line)
        .wrapped(to: terminal.columns, hangingIndent: min(indent, terminal.columns / 2))
    }
  }

  private static func verbatim(_ line: Substring, _ style: Style) -> StyledText {
    StyledText(String(line.replacing("\t", with: "    ")), style)
  }

  /// The number of lines that a front matter takes with its two rules; 0 without one.
  private static func frontMatterCount(of lines: [Substring]) -> Int {
    guard lines.first == "---" else { return 0 }
    let end = lines.dropFirst().prefix(frontMatterLimit).firstIndex(of: "---")
    return end.map { $0 + 1 } ?? 0
  }
}
