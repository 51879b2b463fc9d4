/// The kinds of lines that ``MarkdownView`` tells apart.
enum MarkdownLine: Equatable {
  /// `## Text`: the level from 1 to 6 and the text.
  case heading(level: Int, text: Substring)
  /// A list item: the columns before its mark, the number (nil for a bullet), the text.
  case item(indent: Int, number: Substring?, text: Substring)
  /// `> Text`.
  case quote(text: Substring)
  /// Three or more of `-`, `*` or `_`.
  case rule
  /// The start or end of a fenced block; a bare one has nothing after its marks.
  case fence(mark: Character, length: Int, isBare: Bool)
  /// A row of a table; it is never broken.
  case tableRow
  /// Anything else.
  case text(indent: Int)

  init(_ line: Substring) {
    let body = line.drop { $0 == " " }
    let indent = line.count - body.count
    self =
      Self.fence(body, indent: indent)
      ?? Self.heading(body, indent: indent)
      ?? Self.rule(body)
      ?? Self.item(body, indent: indent)
      ?? (body.first == "|" ? .tableRow : nil)
      ?? (body.first == ">" ? .quote(text: Self.trimmed(body.dropFirst())) : nil)
      ?? .text(indent: indent)
  }

  private static func fence(_ body: Substring, indent: Int) -> MarkdownLine? {
    guard indent < 4, let mark = body.first, mark == "`" || mark == "~" else { return nil }
    let run = body.prefix { $0 == mark }
    let info = body[run.endIndex...]
    guard run.count >= 3, mark == "~" || !info.contains("`") else { return nil }
    return .fence(mark: mark, length: run.count, isBare: info.allSatisfy { $0 == " " })
  }

  private static func heading(_ body: Substring, indent: Int) -> MarkdownLine? {
    let level = body.prefix { $0 == "#" }.count
    let rest = body.dropFirst(level)
    guard indent < 4, (1...6).contains(level), rest.isEmpty || rest.first == " " else { return nil }
    return .heading(level: level, text: trimmed(rest))
  }

  private static func rule(_ body: Substring) -> MarkdownLine? {
    guard let mark = body.first, "-*_".contains(mark) else { return nil }
    let isRule = body.count { $0 == mark } >= 3 && body.allSatisfy { $0 == mark || $0 == " " }
    return isRule ? .rule : nil
  }

  private static func item(_ body: Substring, indent: Int) -> MarkdownLine? {
    guard let first = body.first else { return nil }
    if "-*+".contains(first), body.dropFirst().first == " " {
      return .item(indent: indent, number: nil, text: trimmed(body.dropFirst()))
    }
    let digits = body.prefix { $0.isASCII && $0.isNumber }
    let rest = body[digits.endIndex...]
    guard (1...9).contains(digits.count), let mark = rest.first, mark == "." || mark == ")",
      rest.dropFirst().first == " "
    else { return nil }
    let number = body[..<rest.index(after: rest.startIndex)]
    return .item(indent: indent, number: number, text: trimmed(rest.dropFirst()))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    text.drop { $0 == " " }
  }
}

/// Code spans and bold inside a line of Markdown.
enum MarkdownInline {
  /// The most bytes of a line with styles; in longer ones the search for ends takes too long.
  private static let limit = 4_000

  /// Returns the line with its spans styled and their marks removed.
  ///
  /// - Parameter line: Sanitised text.
  /// - Returns: The styled text; a mark without its counterpart stays as it is.
  static func styled(_ line: Substring) -> StyledText {
    let plain = StyledText(String(line))
    guard line.utf8.count <= limit, line.contains("`") || line.contains("**") else { return plain }
    var result = StyledText("")
    var isBold = false
    var rest = line
    var text = ""
    func flush() {
      result += StyledText(text, isBold ? .bold : .plain)
      text = ""
    }
    while let first = rest.first {
      let ticks = rest.prefix { $0 == "`" }
      if !ticks.isEmpty {
        let body = rest[ticks.endIndex...]
        if let end = closing(ticks.count, in: body) {
          flush()
          result += StyledText(stripped(body[..<end]), isBold ? Style([.bold, .dim]) : .dim)
          rest = body[body.index(end, offsetBy: ticks.count)...]
        } else {
          text += ticks
          rest = body
        }
      } else if rest.hasPrefix("**"), isBold || opensBold(rest.dropFirst(2)) {
        flush()
        isBold.toggle()
        rest = rest.dropFirst(2)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    flush()
    return result
  }

  /// Finds a run of exactly so many backticks.
  private static func closing(_ count: Int, in text: Substring) -> Substring.Index? {
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      if run.count == count { return start }
      rest = rest[run.endIndex...]
    }
    return nil
  }

  /// Removes one space on each side, which belongs to the marks (CommonMark 6.1).
  private static func stripped(_ code: Substring) -> String {
    guard code.count > 2, code.first == " ", code.last == " " else { return String(code) }
    return String(code.dropFirst().dropLast())
  }

  private static func opensBold(_ rest: Substring) -> Bool {
    guard let next = rest.first, next != " ", next != "*" else { return false }
    return rest.contains("**")
  }
}
