extension String {
  /// The columns of a terminal that this line takes; see ``DisplayWidth``.
  package var displayWidth: Int {
    DisplayWidth.columns(of: self)
  }

  /// Returns this line cut to a width, with an ellipsis where something was cut.
  ///
  /// - Parameters:
  ///   - width: the most columns the result may take; below 0 counts as 0.
  ///   - ellipsis: the mark of the cut; it is cut itself where it does not fit.
  /// - Returns: the line itself if it fits. A grapheme is never split, so the result may be one
  ///   column narrower than allowed.
  package func truncated(to width: Int, ellipsis: String = "…") -> String {
    // No code point has more columns than bytes, so short text needs no measuring.
    guard utf8.count > width, displayWidth > width else { return self }
    let mark = ellipsis.prefix(columns: width)
    var kept = prefix(columns: width - DisplayWidth.columns(of: mark))
    while kept.last == " " { kept.removeLast() }
    return String(kept) + mark
  }

  /// Returns this line filled with spaces to a width; a wider line stays as it is.
  ///
  /// - Parameters:
  ///   - width: the columns the result takes at least.
  ///   - alignment: where the text stands; the spaces go to the other side.
  /// - Returns: the filled line.
  package func padded(to width: Int, alignment: Alignment = .left) -> String {
    let missing = width - displayWidth
    guard missing > 0 else { return self }
    let spaces = String(repeating: " ", count: missing)
    return alignment == .left ? self + spaces : spaces + self
  }

  /// Returns this text broken into lines that fit a width.
  ///
  /// Lines break at spaces and between East Asian characters, but not before closing or after
  /// opening punctuation; a word wider than a line is broken between graphemes.
  ///
  /// - Parameters:
  ///   - width: the most columns of a line; below 1 counts as 1. A two-column grapheme gets its own
  ///     line where even that is too narrow.
  ///   - hangingIndent: spaces put before every line but the first of each paragraph.
  /// - Returns: at least one line; line feeds in the text begin new ones.
  package func wrapped(to width: Int, hangingIndent: Int = 0) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph -> [String] in
      let characters = Array(paragraph)
      let breaker = LineBreaker(width: width, hangingIndent: hangingIndent)
      let indent = String(repeating: " ", count: breaker.hangingIndent)
      return breaker.lines(of: characters).enumerated().map { index, range in
        (index == 0 ? "" : indent) + String(characters[range])
      }
    }
  }
}

extension StringProtocol {
  /// The longest beginning that takes no more than a number of columns.
  func prefix(columns width: Int) -> SubSequence {
    var used = 0
    var end = startIndex
    while end < endIndex {
      used += DisplayWidth.columns(of: self[end])
      if used > width { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}
