internal import Platform

/// Puts texts of others into Markdown so that they stay what they are.
enum MarkdownText {
  /// Returns a block quote: headings and fences in the text end with it.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - limit: The largest size of the text in columns.
  /// - Returns: The quote's lines.
  static func quote(_ text: String, limit: Int) -> String {
    text.cutInTheMiddle(toColumns: limit).lines
      .map { $0.allSatisfy(\.isWhitespace) ? ">" : "> \($0)" }.joined(separator: "\n")
  }

  /// Returns a text of a model's or a program's: no line of it looks like a quote of the person.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - limit: The largest size of the text in columns.
  /// - Returns: The text's lines.
  static func plain(_ text: String, limit: Int = .max) -> String {
    let text = text.cutInTheMiddle(toColumns: limit)
    guard text.hasBytes(of: ">") else { return text }
    return text.lines.map { line in
      let indent = line.prefix { $0 == " " }
      let rest = line[indent.endIndex...]
      return rest.first == ">" ? "\(indent)│\(rest.dropFirst())" : line
    }.joined(separator: "\n")
  }

  /// Returns inline code on one line, whatever backticks are in it.
  static func code(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard line.hasBytes(of: "`") else { return "`\(line)`" }
    let marks = String(repeating: "`", count: longestRun(in: line) + 1)
    return "\(marks) \(line) \(marks)"
  }

  /// Returns a code block, indented below a list entry.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - indent: The text in front of every line.
  /// - Returns: The block's lines with its fences.
  static func block(_ text: String, indent: String = "  ") -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    return ([fence[...]] + text.lines + [fence[...]]).map { indent + $0 }.joined(separator: "\n")
  }

  /// Returns one entry of a list; further lines are indented below it.
  static func entry(_ text: String) -> String {
    "- " + text.lines.joined(separator: "\n  ")
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
