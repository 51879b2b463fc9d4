/// One line of text in which parts have styles, safe to write to a terminal.
///
/// Whatever comes in as a string is sanitised, so that a table cell or a progress line cannot carry
/// escape sequences; widths count what is seen. Literals and interpolations work:
/// `StyledText("\(count) snapshots", .bold) + " on \(machine)"`.
package struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// A stretch of text in one style.
  struct Run: Hashable, Sendable {
    var text: String
    var style: Style
  }

  private(set) var runs: [Run]

  /// Creates a line in one style.
  ///
  /// - Parameters:
  ///   - text: any text; it is sanitised, and white space other than spaces becomes spaces.
  ///   - style: its style.
  package init(_ text: String, _ style: Style = .plain) {
    let text = TerminalText.sanitized(text)
    runs = text.isEmpty ? [] : [Run(text: text, style: style)]
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// Creates a line from runs of which the text is already safe.
  init(runs: [Run]) {
    self.runs = runs.filter { !$0.text.isEmpty }
  }

  /// The text without its styles.
  package var plain: String {
    runs.map(\.text).joined()
  }

  /// Whether there is no text.
  package var isEmpty: Bool {
    runs.isEmpty
  }

  /// The columns the line takes.
  package var width: Int {
    runs.reduce(0) { $0 + $1.text.displayWidth }
  }

  /// Returns the line inside a style; where a part has its own colour that one stays.
  ///
  /// - Parameter outer: the style around the line.
  /// - Returns: the same text in other styles.
  package func styled(_ outer: Style) -> StyledText {
    StyledText(runs: runs.map { Run(text: $0.text, style: $0.style.inside(outer)) })
  }

  /// Makes what is to be written.
  ///
  /// - Parameter terminal: the output.
  /// - Returns: the text, with escape sequences if the terminal shows colour.
  package func rendered(for terminal: Terminal) -> String {
    runs.map { $0.style.applied(to: $0.text, for: terminal) }.joined()
  }

  /// Returns two lines as one.
  package static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(runs: left.runs + right.runs)
  }

  /// Adds to the end of a line.
  package static func += (left: inout StyledText, right: StyledText) {
    left.runs += right.runs
  }
}
