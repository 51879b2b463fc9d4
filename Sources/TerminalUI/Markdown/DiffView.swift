/// Shows a difference in the unified format on a terminal.
package enum DiffView {
  /// Renders a difference.
  ///
  /// - Parameters:
  ///   - text: The difference, of any origin; it is sanitised.
  ///   - terminal: The output.
  /// - Returns: The lines to write, without a line feed at the end.
  package static func render(_ text: String, terminal: Terminal) -> String {
    let clean = TerminalText.sanitized(text, keeping: [.newlines, .tabs])
    var lines = clean.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    // The first two lines name the files; later ones may begin in the same way.
    return lines.enumerated().map { index, line in
      style(of: line, isHead: index < 2).applied(to: String(line), for: terminal)
    }.joined(separator: "\n")
  }

  private static func style(of line: Substring, isHead: Bool) -> Style {
    if isHead { return .bold }
    return switch line.first {
    case "+": .green
    case "-": .red
    case "@": .cyan
    case "\\": .dim
    default: .plain
    }
  }
}
