extension StyledText {
  /// Returns the line cut to a width, with an ellipsis where something was cut.
  ///
  /// - Parameters:
  ///   - width: the most columns the result may take.
  ///   - ellipsis: the mark of the cut; it takes the style of the text before it.
  /// - Returns: the line itself if it fits; a grapheme is never split.
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

  /// Returns the line filled with unstyled spaces to a width; a wider line stays as it is.
  ///
  /// - Parameters:
  ///   - width: the columns the result takes at least.
  ///   - alignment: where the text stands; the spaces go to the other side.
  /// - Returns: the filled line.
  package func padded(to width: Int, alignment: Alignment = .left) -> StyledText {
    let missing = width - self.width
    guard missing > 0 else { return self }
    let spaces = Run(text: String(repeating: " ", count: missing), style: .plain)
    return StyledText(runs: alignment == .left ? runs + [spaces] : [spaces] + runs)
  }

  /// Returns the line broken into lines that fit a width, as ``Swift/String/wrapped(to:hangingIndent:)``
  /// does.
  ///
  /// - Parameters:
  ///   - width: the most columns of a line; below 1 counts as 1.
  ///   - hangingIndent: spaces put before every line but the first.
  /// - Returns: at least one line.
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
