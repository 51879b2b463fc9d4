/// A code fence of Markdown that is open (CommonMark 0.31, section 4.5).
struct CodeFence: Equatable {
  let mark: Character
  let length: Int
  let indent: String
  /// The line that opens the fence, indented by three spaces at most.
  let opening: String

  /// The fence that a line opens, or `nil` when it opens none.
  ///
  /// Any indentation is taken: inside a list a fence stands further right.
  init?(opening line: some StringProtocol) {
    let indent = line.prefix { $0 == " " || $0 == "\t" }
    let rest = line[indent.endIndex...]
    guard let mark = rest.first, mark == "`" || mark == "~" else { return nil }
    let marks = rest.prefix { $0 == mark }
    guard marks.count >= 3, mark == "~" || !rest[marks.endIndex...].contains("`") else {
      return nil
    }
    self.mark = mark
    self.length = marks.count
    // Further right a strict reader would see plain code, and a heading behind it.
    self.indent = indent.contains("\t") ? "   " : String(indent.prefix(3))
    opening = self.indent + String(rest)
  }

  /// Whether a line closes the fence.
  func isClosed(by line: some StringProtocol) -> Bool {
    let rest = line.drop { $0 == " " || $0 == "\t" }
    let marks = rest.prefix { $0 == mark }
    return marks.count >= length && rest[marks.endIndex...].allSatisfy(\.isWhitespace)
  }

  /// The line that closes the fence.
  var closing: String { indent + String(repeating: mark, count: length) }
}
