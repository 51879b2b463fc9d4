/// Turns the lines of a document into styled lines; see ``MarkdownView``.
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
  /// - Parameter lines: its lines, sanitised.
  /// - Returns: the lines to show; long ones have become several.
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
