/// Brings the text of one section into a form that cannot break the file it is written to.
enum SectionText {
  /// Returns the text cleaned, cut, with headings demoted and code fences closed.
  ///
  /// - Parameters:
  ///   - text: Any Markdown.
  ///   - limit: The largest size of the result in columns.
  /// - Returns: The text; empty if there was nothing to say.
  static func sanitized(_ text: String, limit: Int) -> String {
    let source = text.cut(toColumns: limit * 2, mark: "").cleaned().trimmedLines()
    // Demoting and closing make the text longer: it is cut again until it fits.
    var room = limit
    for _ in 0..<8 {
      let result = demoted(source.cut(toColumns: room, mark: "\n…"))
      guard result.columns > limit else { return result }
      room = room * limit / result.columns - 16
    }
    return demoted(source.cut(toColumns: limit / 4, mark: ""))
  }

  private static func demoted(_ text: String) -> String {
    var lines: [Substring] = []
    var fence: CodeFence?
    for line in text.lines {
      if let open = fence {
        // Written like the opening, so that readers of every strictness see the same fence.
        let closes = open.isClosed(by: line)
        lines.append(closes ? Substring(open.closing) : line)
        if closes { fence = nil }
      } else if isPlain(line) {
        lines.append(line)
      } else if let open = CodeFence(opening: line) {
        lines.append(Substring(open.opening))
        fence = open
      } else {
        lines.append(harmless(line, after: lines.last))
      }
    }
    if let fence { lines.append(Substring(fence.closing)) }
    return lines.joined(separator: "\n")
  }

  /// Returns true for a line that begins with none of the signs of a heading or a fence.
  private static func isPlain(_ line: Substring) -> Bool {
    switch line.utf8.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) {
    case UInt8(ascii: "#"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "`"),
      UInt8(ascii: "~"):
      false
    default: true
    }
  }

  /// Returns the line as a heading of the third level if it is one of the first or second.
  private static func harmless(_ line: Substring, after previous: Substring?) -> Substring {
    let indent = line.prefix { $0 == " " }
    guard indent.count <= 3 else { return line }
    let rest = line[indent.endIndex...]
    let marks = rest.prefix { $0 == "#" }
    if marks.count == 1 || marks.count == 2 {
      let behind = rest[marks.endIndex...]
      guard behind.first.map(\.isWhitespace) ?? true else { return line }
      return "###" + behind
    }
    // A line of `=` or `-` makes a heading of the line above it.
    let content = rest.trimmingSuffix(while: \.isWhitespace)
    guard let first = content.first, first == "=" || first == "-", content.count > 1,
      content.allSatisfy({ $0 == first }), let previous, !previous.allSatisfy(\.isWhitespace)
    else { return line }
    return "\\" + content
  }
}

extension StringProtocol {
  /// Returns the text without the characters at its end that are unwanted.
  fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !isUnwanted($0) }) else {
      return self[startIndex..<startIndex]
    }
    return self[...last]
  }
}

extension String {
  /// Returns the text without empty lines at either end; the first line keeps its indentation.
  fileprivate func trimmedLines() -> String {
    var rest = self[...]
    while let end = rest.utf8.firstIndex(of: 0x0A), rest[..<end].allSatisfy(\.isWhitespace) {
      rest = rest[rest.utf8.index(after: end)...]
    }
    while let end = rest.utf8.lastIndex(of: 0x0A),
      rest[rest.utf8.index(after: end)...].allSatisfy(\.isWhitespace)
    {
      rest = rest[..<end]
    }
    return rest.allSatisfy(\.isWhitespace) ? "" : String(rest)
  }
}

/// A code fence of Markdown that is open (CommonMark 0.31, section 4.5).
struct CodeFence: Equatable {
  let mark: Character
  let length: Int
  let indent: String
  /// The line that opens the fence, indented by three spaces at most.
  let opening: String

  /// Reads the fence that a line opens; `nil` if it opens none.
  ///
  /// Any indentation is accepted: inside a list a fence is further right.
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

  /// Returns true if a line closes the fence.
  func isClosed(by line: some StringProtocol) -> Bool {
    let rest = line.drop { $0 == " " || $0 == "\t" }
    let marks = rest.prefix { $0 == mark }
    return marks.count >= length && rest[marks.endIndex...].allSatisfy(\.isWhitespace)
  }

  /// The line that closes the fence.
  var closing: String { indent + String(repeating: mark, count: length) }
}
