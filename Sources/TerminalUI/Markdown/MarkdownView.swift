/// Shows Markdown on a terminal: the marks become styles, the words stay as they are.
///
/// Only what notes use: headings, lists, quotes, rules, fences, front matter, code spans and bold.
/// Everything else is text. The parser is line by line and never fails.
package enum MarkdownView {
  /// Renders a document.
  ///
  /// - Parameters:
  ///   - text: the document, of any origin; it is sanitised.
  ///   - terminal: the output. Without colour the (sanitised) document is returned as it is, so
  ///     that it can be piped on; with colour it is styled and wrapped to the width.
  /// - Returns: the text to write; it ends with a line feed if the document does.
  package static func render(_ text: String, terminal: Terminal) -> String {
    let clean = TerminalText.sanitized(text, keeping: [.newlines, .tabs])
    guard terminal.usesColor else { return clean }
    let lines = clean.split(separator: "\n", omittingEmptySubsequences: false)
    var renderer = MarkdownRenderer(terminal: terminal)
    return renderer.render(lines).map { $0.rendered(for: terminal) }.joined(separator: "\n")
  }
}
