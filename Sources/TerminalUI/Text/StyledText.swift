internal import Platform

/// One line of text in which parts have styles, safe to write to a terminal.
///
/// Every string that comes in is sanitised, so that a table cell or a progress line cannot carry
/// escape sequences; widths count visible columns. Literals and interpolations work:
/// `StyledText("\(count) snapshots", .bold) + " on \(machine)"`.
package struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// A stretch of text in one style.
  struct Run: Hashable, Sendable {
    var text: String
    var style: Style
  }

  private(set) var runs: [Run]

  /// Makes a line in one style.
  ///
  /// - Parameters:
  ///   - text: Any text; it is sanitised, and white space other than spaces becomes spaces.
  ///   - style: Its style.
  package init(_ text: String, _ style: Style = .plain) {
    let text = TerminalText.sanitized(text)
    runs = text.isEmpty ? [] : [Run(text: text, style: style)]
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// Makes a line from runs of which the text is already safe.
  init(runs: [Run]) {
    self.runs = runs.filter { !$0.text.isEmpty }
  }

  /// The text without its styles.
  package var plain: String {
    runs.map(\.text).joined()
  }

  /// True if there is no text.
  package var isEmpty: Bool {
    runs.isEmpty
  }

  /// The columns the line takes.
  package var width: Int {
    runs.reduce(0) { $0 + $1.text.displayWidth }
  }

  /// Returns the line inside a style; parts with a colour of their own keep it.
  ///
  /// - Parameter outer: The style around the line.
  /// - Returns: The same text in other styles.
  func styled(_ outer: Style) -> StyledText {
    StyledText(runs: runs.map { Run(text: $0.text, style: $0.style.inside(outer)) })
  }

  /// Returns the line with one part of its text in a style of its own.
  ///
  /// - Parameters:
  ///   - part: The part, such as an argument of a sentence; only its first occurrence counts.
  ///   - style: The style of that part.
  /// - Returns: The line; unchanged if the part does not occur within one style.
  package func highlighting(_ part: String, _ style: Style) -> StyledText {
    let part = TerminalText.sanitized(part)
    guard !part.isEmpty else { return self }
    for (index, run) in runs.enumerated() {
      guard let range = run.text.firstRange(of: part) else { continue }
      let pieces = [
        Run(text: String(run.text[..<range.lowerBound]), style: run.style),
        Run(text: part, style: style.inside(run.style)),
        Run(text: String(run.text[range.upperBound...]), style: run.style),
      ]
      return StyledText(runs: runs[..<index] + pieces + runs[(index + 1)...])
    }
    return self
  }

  /// Returns the line with a mark behind it that keeps what follows from being ordered from right to left
  /// with it: a number behind Arabic or Hebrew would be shown to the left of it.
  ///
  /// - Returns: The line; unchanged if it has no such letters. The mark takes no column.
  package func closed() -> StyledText {
    let isLeftward = runs.contains { $0.text.unicodeScalars.contains { Self.isRightToLeft($0) } }
    return isLeftward ? StyledText(runs: runs + [Run(text: "\u{200E}", style: .plain)]) : self
  }

  /// Returns true for letters of the scripts that are written from right to left.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Returns the characters to write.
  ///
  /// - Parameter terminal: The output.
  /// - Returns: The text, with escape sequences if the terminal shows colour.
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

extension StyledText {
  /// Returns the end of a path's text in the style of its beginning, with an ellipsis before it where not
  /// all of it fits.
  ///
  /// - Parameters:
  ///   - columns: The columns there are.
  ///   - ellipsis: The sign for what is left out.
  /// - Returns: The text, from a slash on where there is one.
  package func end(columns: Int, ellipsis: String = "…") -> StyledText {
    let text = plain
    guard text.displayWidth > columns else { return self }
    var rest = text[...]
    let room = columns - ellipsis.displayWidth
    while String(rest).displayWidth > room, !rest.isEmpty { rest = rest.dropFirst() }
    if let slash = rest.firstIndex(of: "/"), rest[slash...].count > 1 { rest = rest[slash...] }
    return StyledText(runs: [Run(text: ellipsis + rest, style: runs.first?.style ?? .plain)])
  }

  /// Returns the line cut to a width, with an ellipsis where something was cut.
  ///
  /// - Parameters:
  ///   - width: The most columns the result may take.
  ///   - ellipsis: The mark of the cut; it takes the style of the text before it.
  /// - Returns: The line itself if it fits; a grapheme is never split.
  package func truncated(to width: Int, ellipsis: String = "…") -> StyledText {
    guard self.width > width else { return self }
    let mark = String(ellipsis.prefix(columns: width))
    var room = width - mark.displayWidth
    var kept: [Run] = []
    var style = runs.first?.style ?? .plain
    for run in runs {
      let part = run.text.prefix(columns: room)
      kept.append(Run(text: String(part), style: run.style))
      if !part.isEmpty { style = run.style }
      room -= DisplayWidth.columns(of: part)
      if part.endIndex < run.text.endIndex { break }
    }
    return StyledText(runs: Self.trimmed(kept) + [Run(text: mark, style: style)])
  }

  /// Returns the line broken into lines that fit a width.
  ///
  /// Lines break at spaces and between East Asian characters, but not before closing or after
  /// opening punctuation; a word wider than a line is broken between graphemes.
  ///
  /// - Parameters:
  ///   - width: The most columns of a line; below 1 counts as 1. A grapheme of two columns gets a
  ///     line of its own if even that is too narrow.
  ///   - hangingIndent: The spaces to put before every line but the first.
  /// - Returns: At least one line.
  package func wrapped(to width: Int, hangingIndent: Int = 0) -> [StyledText] {
    var characters: [Character] = []
    var styles: [Style] = []
    for run in runs {
      characters += run.text
      styles += Array(repeating: run.style, count: run.text.count)
    }
    let breaker = LineBreaker(width: width, hangingIndent: hangingIndent)
    let indent = Run(text: String(repeating: " ", count: breaker.hangingIndent), style: .plain)
    return breaker.lines(of: characters).enumerated().map { index, range in
      var line = index == 0 ? [] : [indent]
      for position in range {
        if let last = line.indices.last, line[last].style == styles[position] {
          line[last].text.append(characters[position])
        } else {
          line.append(Run(text: String(characters[position]), style: styles[position]))
        }
      }
      return StyledText(runs: line)
    }
  }

  /// The runs without spaces at the end.
  private static func trimmed(_ runs: [Run]) -> [Run] {
    var runs = runs
    while let last = runs.indices.last {
      while runs[last].text.last == " " { runs[last].text.removeLast() }
      if !runs[last].text.isEmpty { break }
      runs.removeLast()
    }
    return runs
  }
}
