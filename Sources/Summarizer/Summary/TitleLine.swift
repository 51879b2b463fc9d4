/// Makes a title out of any text.
enum TitleLine {
  /// Returns the first line that has words, without Markdown around it, within 80 columns.
  ///
  /// - Parameter text: Any text, such as a prompt or a model's heading.
  /// - Returns: An empty text when there are no words.
  static func make(from text: String) -> String {
    let lines = text.cut(toBytes: 16_384).cleaned().split(whereSeparator: \.isNewline)
    for line in lines {
      let words = strip(line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      guard words.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
      return words.fitted(toColumns: Summary.titleColumns)
    }
    return ""
  }

  /// Takes off the marks of headings, lists, quotes, and emphasis around the whole line.
  private static func strip(_ line: String) -> String {
    var line = line[...]
    while let first = line.first, "#>*-_\"`“” ".contains(first) { line.removeFirst() }
    while let last = line.last, "*_\"`“”#: ".contains(last) { line.removeLast() }
    return String(line)
  }
}
