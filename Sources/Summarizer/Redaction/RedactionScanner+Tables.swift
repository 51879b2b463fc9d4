internal import Platform

/// Tables: names above their values.
extension RedactionScanner {
  /// The most rows of a table, and the most columns of it that are secret.
  private static let rows = 200
  private static let secretColumns = 8

  /// Looks at a table whose head has the name in one of its cells, and adds what is below it.
  ///
  /// The bars are those of Markdown and of databases' programs, or drawn lines.
  func columns(_ range: Range<Int>) {
    let head = line(of: range.lowerBound)
    guard range.lowerBound >= tableUpTo, head.count < 1_024 else { return }
    tableUpTo = head.upperBound
    let ruler = line(below: head)
    // The line below the head is made of dashes.
    guard ruler.count >= 3, ruler.count < 4_096, isRuler(ruler) else { return }
    let bar: [UInt8] = text[head].contains(UInt8(ascii: "|")) ? Self.bar : Self.drawnBar
    let names = cells(of: head, between: bar).enumerated().compactMap { (column, cell) in
      name(at: cell).map { (column, $0) }
    }.prefix(Self.secretColumns)
    addColumns(names, below: ruler, between: bar) { $0 > 0 }
  }

  private static let bar: [UInt8] = [UInt8(ascii: "|")]
  private static let drawnBar = Array("│".utf8)

  /// Looks at values between commas, semicolons or tabs below a line of names.
  func separatedColumns(_ range: Range<Int>, between mark: UInt8) {
    let head = line(of: range.lowerBound)
    guard range.lowerBound >= tableUpTo, head.count < 512 else { return }
    tableUpTo = head.upperBound
    // A list in code is indented, or ends with its mark.
    guard let first = text[head].first, let last = text[head].last, first != mark, last != mark,
      !first.isBlank,
      text[head].allSatisfy({
        $0.isName || $0 == mark || $0.isQuote || $0 == 0x0D || $0 == 0x20 && mark == 0x09
      })
    else { return }
    // Columns of blanks have two at least, and a head in capitals.
    let isBlank = mark == 0x20
    let mark: [UInt8] = isBlank ? [0x20, 0x20] : [mark]
    guard !isBlank || text[head].allSatisfy({ !$0.isLower }) else { return }
    let cells = cells(of: head, between: mark)
    guard cells.count > 1, !cells.contains(where: \.isEmpty) else { return }
    let names = cells.enumerated().compactMap { (column, cell) in
      name(at: cell).map { (column, $0) }
    }.prefix(Self.secretColumns)
    addColumns(names, below: head, between: mark) { $0 == cells.count }
  }

  /// Adds what stands in some columns of the lines below one, as long as they have as many cells as
  /// they should.
  private func addColumns(
    _ names: ArraySlice<(Int, SecretName)>, below head: Range<Int>, between mark: [UInt8],
    while isRow: (Int) -> Bool
  ) {
    guard !names.isEmpty else { return }
    var row = head
    for _ in 0..<Self.rows {
      row = line(below: row)
      guard !row.isEmpty, row.count < 4_096, text[row].contains(mark[0]) else { return }
      let cells = cells(of: row, between: mark)
      guard isRow(cells.count) else { return }
      for (column, name) in names where column < cells.count {
        let cell = cells[column]
        if placeholderEnd(at: cell.lowerBound) != cell.upperBound,
          !text[cell].contains(0x20), SecretValue(text[cell]).isSecret(.direct, name: name)
        {
          add(RedactionMatch(secret: cell, kind: name.rawValue))
        }
      }
      // A row is no head of a table of its own.
      tableUpTo = max(tableUpTo, row.upperBound)
    }
  }

  /// Returns the cells of a line, without blanks, quotes and stars at their ends.
  private func cells(of row: Range<Int>, between mark: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    var index = start
    while index < row.upperBound {
      guard text[index] == mark[0], mark.count == 1 || text[index...].starts(with: mark) else {
        index += 1
        continue
      }
      cells.append(trimmed(start..<index))
      index += mark.count
      if mark[0] == 0x20 { index = skip(from: index, limit: 256, while: \.isBlank) }
      start = index
    }
    cells.append(trimmed(min(start, row.upperBound)..<row.upperBound))
    return cells
  }

  private func isRuler(_ line: Range<Int>) -> Bool {
    text[line].allSatisfy { $0.isOne(of: "-|:+= \r") || $0 == 0xE2 || $0 >= 0x80 && $0 < 0xC0 }
  }

  /// Returns the value of `name,value` on a line of its own.
  func separated(
    _ name: SecretName, _ range: Range<Int>, at start: Int, comma: Bool
  ) -> RedactionMatch? {
    guard comma, byte(at: range.lowerBound - 1) == 0 || byte(at: range.lowerBound - 1).isNewline,
      let match = value(at: start, .spaced, name)
    else { return nil }
    let next = byte(at: match.secret.upperBound)
    return next == 0 || next.isNewline || next == UInt8(ascii: ",") ? match : nil
  }

  /// Returns a range without blanks, quotes and stars at its ends.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isEdge(_ byte: UInt8) -> Bool { byte.isSpace || byte.isQuote || byte == UInt8(ascii: "*") }
    var range = range
    while let first = text[range].first, isEdge(first) { range = range.dropFirst() }
    while let last = text[range].last, isEdge(last) { range = range.dropLast() }
    return range
  }

  /// Returns the line that an index is on; asked with rising indices, it looks at each line once.
  func line(of index: Int) -> Range<Int> {
    if line.lowerBound <= index, index <= line.upperBound { return line }
    var start = index
    while start > line.upperBound, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    line = start..<newline(from: index)
    return line
  }

  /// Returns the line below another one; an empty range where there is none.
  private func line(below line: Range<Int>) -> Range<Int> {
    guard line.upperBound + 1 < text.count else { return text.count..<text.count }
    let start = line.upperBound + 1
    return start..<skip(from: start, limit: 4_096) { $0 != UInt8(ascii: "\n") }
  }

  /// Returns the place of the next newline, or the end of the text; asked with rising indices, it
  /// looks at each byte once.
  func newline(from index: Int) -> Int {
    if index < newlineFrom || index > nextNewline {
      nextNewline = skip(from: index, limit: .max) { $0 != UInt8(ascii: "\n") }
    }
    newlineFrom = index
    return nextNewline
  }
}
