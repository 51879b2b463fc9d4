extension String {
  /// The columns of a terminal that this line takes; see ``DisplayWidth``.
  var displayWidth: Int {
    DisplayWidth.columns(of: self)
  }

  /// Returns this line cut to a width, with an ellipsis where something was cut.
  ///
  /// - Parameters:
  ///   - width: The most columns the result may take; below 0 counts as 0.
  ///   - ellipsis: The mark of the cut; it is cut itself where it does not fit.
  /// - Returns: The line itself if it fits. A grapheme is never split, so the result may be one
  ///   column narrower than allowed.
  func truncated(to width: Int, ellipsis: String = "…") -> String {
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
  ///   - width: The columns the result takes at least.
  ///   - alignment: Where the text stands; the spaces go to the other side.
  /// - Returns: The filled line.
  func padded(to width: Int, alignment: Alignment = .left) -> String {
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
  ///   - width: The most columns of a line; below 1 counts as 1. A two-column grapheme gets its own
  ///     line where even that is too narrow.
  ///   - hangingIndent: Spaces put before every line but the first of each paragraph.
  /// - Returns: At least one line; line feeds in the text begin new ones.
  func wrapped(to width: Int, hangingIndent: Int = 0) -> [String] {
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

/// The side of its column that text is aligned to.
package enum Alignment: Hashable, Sendable {
  /// At the start of the column: words.
  case left

  /// At the end of the column: numbers.
  case right
}
