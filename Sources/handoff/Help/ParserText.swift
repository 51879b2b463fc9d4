internal import Phrases
internal import TerminalUI

/// The words of ArgumentParser, which knows English alone, for readers of Chinese.
///
/// Its help and its errors have a fixed form. Here they are taken apart and laid out again, since lines
/// are of columns, of which a Chinese character has two, and not of characters.
enum ParserText {
  /// The columns before the text of an option.
  private static let indent = 26

  /// Returns a message in the language of the reader.
  ///
  /// - Parameters:
  ///   - message: The message, without breaks of lines for a window's sake.
  ///   - columns: The width of the window.
  /// - Returns: The message itself where it is neither help nor an error, such as a completion script.
  static func inReadersLanguage(_ message: String, columns: Int) -> String {
    if message.hasPrefix("OVERVIEW: ") { return help(message, columns: columns) }
    if message.hasPrefix("Error: ") { return error(message, columns: columns) }
    return message
  }

  /// Returns an English message as other lines of ours are: an error begins as all errors here do, and
  /// help says all that the option `--version` does.
  static func inOurWords(_ message: String) -> String {
    if message.hasPrefix("Error: ") { return Phrases.failure() + String(message.dropFirst(6)) }
    guard message.hasPrefix("OVERVIEW: "),
      let sentence = message.firstRange(of: Phrases.parserVersion())
    else { return message }
    let text = StyledText(spaces(indent) + Phrases.helpVersion())
      .wrapped(to: 78, hangingIndent: indent).map(\.plain).joined(separator: "\n")
    return String(
      message[..<sentence.lowerBound] + text.dropFirst(indent) + message[sentence.upperBound...])
  }

  private static func help(_ message: String, columns: Int) -> String {
    var lines: [String] = []
    var isOverview = true
    let given = message.dropFirst(10).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in given.enumerated() {
      if isOverview, !line.hasPrefix("USAGE: ") {
        lines += wrapped(line, columns)
      } else if isOverview {
        isOverview = false
        lines.append(Phrases.helpUsage(usage: line.dropFirst(7)))
      } else if line.isEmpty {
        lines.append("")
      } else if line.first != " " {
        lines.append(Phrases.helpHeading(name: LibraryText.inReadersLanguage("\(line.dropLast())")))
      } else if line.hasPrefix("  See '") {
        lines.append("  " + LibraryText.inReadersLanguage("\(line.dropFirst(2))"))
      } else {
        let isAlone = given.dropFirst(index + 1).first?.hasPrefix(spaces(indent)) ?? false
        lines += element(line, isLabelAlone: isAlone, columns)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Returns the lines of an option or a command: its name, and what it is for.
  private static func element(
    _ line: Substring, isLabelAlone: Bool, _ columns: Int
  ) -> [String] {
    let isText = line.hasPrefix(spaces(indent))
    let hasText = isText || !isLabelAlone && line.count > indent
    let name = isText ? "" : trimmed(hasText ? line.prefix(indent) : line)
    let label = name.isEmpty ? "" : "  " + LibraryText.inReadersLanguage(name)
    guard hasText else { return [label] }
    let text = LibraryText.inReadersLanguage(String(line.dropFirst(indent)))
    let gap = spaces(max(2, indent - label.displayWidth))
    return wrapped("\(label)\(gap)\(text)", columns, hangingIndent: indent)
  }

  private static func error(_ message: String, columns: Int) -> String {
    var mistake: [Substring] = []
    var rest: [String] = []
    for line in message.dropFirst(7).split(separator: "\n") {
      if line.hasPrefix("Help:  ") {
        rest += wrapped("  \(line.dropFirst(7))", columns, hangingIndent: 4)
      } else if line.hasPrefix("Usage: ") {
        rest.append(Phrases.helpUsage(usage: line.dropFirst(7)))
      } else if line.hasPrefix("  See '") {
        rest.append("  " + LibraryText.inReadersLanguage("\(line.dropFirst(2))"))
      } else {
        mistake.append(line)
      }
    }
    let said = LibraryText.inReadersLanguage(mistake.joined(separator: "\n"))
    return (wrapped("\(Phrases.failure()) \(said)", columns) + rest).joined(separator: "\n")
  }

  private static func wrapped(
    _ text: some StringProtocol, _ columns: Int, hangingIndent: Int = 0
  ) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      StyledText(String(line)).wrapped(to: columns, hangingIndent: hangingIndent).map(\.plain)
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
