internal import Platform

/// Tables: names above their values.
extension RedactionScanner {
  /// The most rows of a table.
  private static let rows = 200

  /// Looks at a table whose head has the name in one of its cells, and adds what is below it.
  mutating func columns(_ name: SecretName, _ range: Range<Int>) {
    let start = lineStart(range.lowerBound)
    guard start >= tableUpTo || tableUpTo == lineEnd(start), range.lowerBound - start < 1_024 else {
      return
    }
    let column = text[start..<range.lowerBound].count { $0 == UInt8(ascii: "|") }
    var line = lineEnd(start) + 1
    // The line below the head is made of dashes.
    guard line < text.count else { return }
    let ruler = line..<lineEnd(line)
    guard ruler.count >= 3, ruler.count < 1_024,
      text[ruler].allSatisfy({ $0.isOne(of: "-|:+= ") })
    else { return }
    line = ruler.upperBound + 1
    for _ in 0..<Self.rows where line < text.count {
      let row = line..<lineEnd(line)
      guard row.count < 4_096, text[row].contains(UInt8(ascii: "|")) else { break }
      if let cell = cell(column, of: row), placeholderEnd(at: cell.lowerBound) != cell.upperBound,
        SecretValue(text[cell]).isSecret(.direct, name: name)
      {
        add(RedactionMatch(secret: cell, kind: name.rawValue))
      }
      line = row.upperBound + 1
    }
    tableUpTo = lineEnd(start)
  }

  /// Looks at values between commas below a line of names.
  mutating func separatedColumns(_ name: SecretName, _ range: Range<Int>) {
    let start = lineStart(range.lowerBound)
    let head = start..<lineEnd(start)
    guard start >= tableUpTo || tableUpTo == head.upperBound, head.count < 512,
      text[head].allSatisfy({ $0.isName || $0 == UInt8(ascii: ",") || $0.isQuote || $0.isNewline })
    else { return }
    let comma = UInt8(ascii: ",")
    let column = text[start..<range.lowerBound].count { $0 == comma }
    let columns = text[head].count { $0 == comma }
    var line = head.upperBound + 1
    for _ in 0..<Self.rows where line < text.count {
      let row = line..<lineEnd(line)
      guard row.count < 4_096, text[row].count(where: { $0 == comma }) == columns else { break }
      var cell = row.lowerBound
      for _ in 0..<column { cell = skip(from: cell, limit: .max) { $0 != comma } + 1 }
      guard cell <= row.upperBound else { break }
      let end = skip(from: cell, limit: row.upperBound - cell) { $0 != comma }
      let bare = trimmed(cell..<end)
      if placeholderEnd(at: bare.lowerBound) != bare.upperBound,
        SecretValue(text[bare]).isSecret(.direct, name: name)
      {
        add(RedactionMatch(secret: bare, kind: name.rawValue))
      }
      line = row.upperBound + 1
    }
    tableUpTo = head.upperBound
  }

  /// Returns the value of `name,value` on a line of its own.
  mutating func separated(
    _ name: SecretName, _ range: Range<Int>, at start: Int, comma: Bool
  ) -> RedactionMatch? {
    guard comma, byte(at: range.lowerBound - 1) == 0 || byte(at: range.lowerBound - 1).isNewline,
      let match = value(at: start, .spaced, name)
    else { return nil }
    let next = byte(at: match.secret.upperBound)
    return next == 0 || next.isNewline || next == UInt8(ascii: ",") ? match : nil
  }

  private func cell(_ column: Int, of row: Range<Int>) -> Range<Int>? {
    var start = row.lowerBound
    for _ in 0..<column {
      guard let bar = text[start..<row.upperBound].firstIndex(of: UInt8(ascii: "|")) else {
        return nil
      }
      start = bar + 1
    }
    let end = text[start..<row.upperBound].firstIndex(of: UInt8(ascii: "|")) ?? row.upperBound
    return trimmed(start..<end)
  }

  /// Returns a range without blanks, quotes and stars at its ends.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isEdge(_ byte: UInt8) -> Bool { byte.isSpace || byte.isQuote || byte == UInt8(ascii: "*") }
    var range = range
    while let first = text[range].first, isEdge(first) { range = range.dropFirst() }
    while let last = text[range].last, isEdge(last) { range = range.dropLast() }
    return range
  }

  /// Returns the beginning of the line that an index is on, at most 1 kB before it.
  func lineStart(_ index: Int) -> Int {
    var start = index
    while start > 0, index - start < 1_024, !text[start - 1].isNewline { start -= 1 }
    return start
  }

  /// Returns the end of the line that an index is on, at most 4 kB behind it.
  func lineEnd(_ index: Int) -> Int {
    skip(from: index, limit: 4_096) { $0 != UInt8(ascii: "\n") }
  }
}
