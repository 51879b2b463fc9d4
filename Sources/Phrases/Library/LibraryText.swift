internal import Platform

/// A text that a library made, for readers of Chinese: a pattern in its English, and the Chinese.
///
/// The libraries below speak English, as those do that others embed, and so does the parser of the
/// command line. What they said may have been kept in a file since, so it is known by its words: a row
/// is found as a message is in gettext(1). Names in braces stand for what was filled in, which is looked
/// up in turn; where no row knows it, as with the words of a server, it stays as it came.
package struct LibraryText: Sendable {
  /// The parts between the names: one more than there are names.
  private let parts: [Substring]
  private let names: [Substring]
  private let english: String
  private let chinese: Phrase

  /// Makes a row.
  ///
  /// - Parameters:
  ///   - english: The library's words, with a name in braces for each value.
  ///   - chinese: The same in Chinese, with some of these names.
  init(_ english: String, zh chinese: String) {
    var parts: [Substring] = []
    var names: [Substring] = []
    var rest = english[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      parts.append(rest[..<open])
      names.append(rest[open..<close].dropFirst())
      rest = rest[close...].dropFirst()
    }
    self.parts = parts + [rest]
    self.names = names
    self.english = english
    self.chinese = Phrase(english, zh: chinese)
  }

  /// Returns a library's text in the language of the reader, as far as it is known.
  package static func inReadersLanguage(_ text: String) -> String {
    guard PhraseLanguage.current == .chinese else { return text }
    return translated(text[...], depth: 0)
  }

  /// Texts within texts end somewhere: the deepest are four levels down.
  private static let depthLimit = 6
  private static let lengthLimit = 4_000

  private static func translated(_ text: Substring, depth: Int) -> String {
    guard depth < depthLimit, !text.isEmpty, text.utf8.count <= lengthLimit else {
      return String(text)
    }
    // The row that says most of it itself.
    for row in table {
      guard let values = row.values(in: text) else { continue }
      return row.chinese.filled { name in
        row.names.firstIndex(of: name).map { translated(values[$0], depth: depth + 1) }
      }
    }
    return String(text)
  }

  private static let table = (remotes + credentials + transports + clones + files + commandLine)
    .sorted { $0.weight > $1.weight }

  /// The number of characters that are the row's own.
  private var weight: Int { parts.reduce(0) { $0 + $1.count } }

  /// Finds the values of the names in a text; `nil` if it is another text.
  private func values(in text: Substring) -> [Substring]? {
    guard text.hasPrefix(parts[0]) else { return nil }
    return values(in: text.dropFirst(parts[0].count), from: 1)
  }

  private func values(in text: Substring, from index: Int) -> [Substring]? {
    if index == parts.count { return text.isEmpty ? [] : nil }
    let part = parts[index]
    if index == parts.count - 1 {
      guard text.count > part.count, text.hasSuffix(part) else { return nil }
      return [text.dropLast(part.count)]
    }
    var start = text.startIndex
    while let range = text[start...].firstRange(of: part) {
      if range.lowerBound > text.startIndex,
        let rest = values(in: text[range.upperBound...], from: index + 1)
      {
        return [text[..<range.lowerBound]] + rest
      }
      start = text.index(after: range.lowerBound)
    }
    return nil
  }
}

extension LibraryText {
  /// The English with the same mark for every name, by which a test compares it with the sources.
  package var pattern: String { parts.joined(separator: "\u{FFFC}") }

  /// The rows, for a test.
  package static var rows: [(english: String, chinese: String, pattern: String)] {
    table.map { row in
      let chinese = PhraseLanguage.$current.withValue(.chinese) { row.chinese() }
      return (row.english, chinese, row.pattern)
    }
  }
}
