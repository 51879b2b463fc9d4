internal import Platform

/// Finds where one paragraph breaks into lines; a small part of UAX #14.
struct LineBreaker {
  /// The most columns of a line.
  let width: Int

  /// The columns that every line but the first leaves free at its start.
  let hangingIndent: Int

  init(width: Int, hangingIndent: Int = 0) {
    self.width = max(1, width)
    self.hangingIndent = min(max(0, hangingIndent), self.width - 1)
  }

  /// Returns the lines as ranges of the characters; the spaces at a break belong to no line.
  ///
  /// - Parameter characters: One paragraph without line feeds.
  /// - Returns: At least one range, which is empty for an empty paragraph.
  func lines(of characters: [Character]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    // Spaces at the start are an indent, unless they would fill the line.
    let indent = characters.prefix { $0 == " " || $0 == "\t" }.count
    var start = indent < width ? 0 : indent
    var index = start
    var used = 0
    // Where the current line may end, and where the next one would start.
    var candidate: (end: Int, next: Int)?
    // An indent is no place to break.
    var sawText = false

    while index < characters.count {
      let character = characters[index]
      let isSpace = character == " " || character == "\t"
      if index > start, sawText, let end = breakEnd(before: index, in: characters) {
        candidate = (end, index)
      }
      let columns = character == "\t" ? 1 : DisplayWidth.columns(of: character)
      let limit = lines.isEmpty ? width : width - hangingIndent
      guard used + columns > limit, index > start, !isSpace else {
        used += columns
        sawText = sawText || !isSpace
        index += 1
        continue
      }
      let end = candidate?.end ?? index
      lines.append(start..<end)
      start = candidate?.next ?? index
      index = start
      used = 0
      candidate = nil
      sawText = false
    }
    var end = characters.count
    // Trailing spaces may hang over the edge; they are never worth a column.
    while end > start, characters[end - 1] == " " { end -= 1 }
    if end > start || lines.isEmpty { lines.append(start..<end) }
    return lines
  }

  /// The end of the line if it breaks just before `index`, or nil where it must not.
  private func breakEnd(before index: Int, in characters: [Character]) -> Int? {
    let previous = characters[index - 1]
    let next = characters[index]
    if next == " " || next == "\t" { return nil }
    if previous == " " || previous == "\t" {
      var end = index - 1
      while end > 0, characters[end - 1] == " " || characters[end - 1] == "\t" { end -= 1 }
      return end
    }
    guard DisplayWidth.columns(of: previous) == 2 || DisplayWidth.columns(of: next) == 2 else {
      return nil
    }
    if Self.notAtStart.contains(next) || Self.notAtEnd.contains(previous) { return nil }
    return index
  }

  /// Characters that must not begin a line (kinsoku, and closing ASCII punctuation).
  private static let notAtStart = Set<Character>(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〛”’…‥ー〜～々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％°,.:;?!)]}>'\"")

  /// Characters that must not end a line.
  private static let notAtEnd = Set<Character>("（［｛〈《「『【〔〖〘〚“‘([{<$¥￥#＃@")
}
