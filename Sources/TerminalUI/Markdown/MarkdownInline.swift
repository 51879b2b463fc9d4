/// Code spans and bold inside a line of Markdown.
enum MarkdownInline {
  /// Longer lines are shown without styles: looking for the ends of spans takes too long there.
  private static let limit = 4_000

  /// Returns the line with its spans styled and their marks removed.
  ///
  /// - Parameter line: sanitised text.
  /// - Returns: the styled text; a mark without its counterpart stays as it is.
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

  /// The start of a run of exactly so many backticks.
  private static func closing(_ count: Int, in text: Substring) -> Substring.Index? {
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      if run.count == count { return start }
      rest = rest[run.endIndex...]
    }
    return nil
  }

  /// One space on each side belongs to the marks, not to the code (CommonMark 6.1).
  private static func stripped(_ code: Substring) -> String {
    guard code.count > 2, code.first == " ", code.last == " " else { return String(code) }
    return String(code.dropFirst().dropLast())
  }

  private static func opensBold(_ rest: Substring) -> Bool {
    guard let next = rest.first, next != " ", next != "*" else { return false }
    return rest.contains("**")
  }
}
