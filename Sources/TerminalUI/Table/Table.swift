/// Rows of cells under headings, fitted to a terminal.
///
/// On a terminal, columns are shrunk and then dropped until a row fits. In a pipe or a file nothing
/// is cut or dropped, so that scripts read the same text whatever the size of a window.
package struct Table: Hashable, Sendable {
  /// The columns from left to right.
  var columns: [TableColumn]

  /// The rows from top to bottom; missing cells are empty, surplus ones are ignored.
  package var rows: [[StyledText]]

  /// The spaces between two columns.
  static let gap = 2

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - columns: The columns from left to right.
  ///   - rows: The rows from top to bottom.
  package init(
    columns: [TableColumn], rows: [[StyledText]] = []
  ) {
    self.columns = columns
    self.rows = rows
  }

  /// Lays out the table.
  ///
  /// - Parameter terminal: The output.
  /// - Returns: The lines to write, without line feeds and without spaces at their ends.
  package func lines(for terminal: Terminal) -> [String] {
    let header = columns.map { $0.header.styled(.dim) }
    let shown = header.allSatisfy(\.isEmpty) ? rows : [header] + rows
    // Measured once: a list may have a thousand rows.
    let widths = shown.map { $0.map(\.width) }
    let layout = TableLayout(
      table: self, widths: widths, available: terminal.isTTY ? terminal.columns : nil)
    return zip(shown, widths).map { row, widths in
      line(of: row, widths: widths, layout: layout, terminal: terminal)
    }
  }

  private func line(
    of cells: [StyledText], widths: [Int], layout: TableLayout, terminal: Terminal
  ) -> String {
    var line = ""
    // Spaces wait until something follows them, so that no line ends with any.
    var pending = 0
    for (position, column) in layout.columns.filter({ $0.width > 0 }).enumerated() {
      if position > 0 { pending += Self.gap }
      var cell = cells.indices.contains(column.index) ? cells[column.index] : ""
      var width = cells.indices.contains(column.index) ? widths[column.index] : 0
      if terminal.isTTY, width > column.width {
        cell =
          columns[column.index].keepsEnd
          ? cell.end(columns: column.width, ellipsis: terminal.glyphs.ellipsis)
          : cell.truncated(to: column.width, ellipsis: terminal.glyphs.ellipsis)
        width = cell.width
      }
      let missing = max(0, column.width - width)
      let isRight = columns[column.index].alignment == .right
      if isRight { pending += missing }
      if terminal.isTTY { cell = cell.closed() }
      if !cell.isEmpty {
        line += String(repeating: " ", count: pending) + cell.rendered(for: terminal)
        pending = 0
      }
      if !isRight { pending += missing }
    }
    return line
  }
}

/// One column of a ``Table``: its heading, and its limits when room is short.
package struct TableColumn: Hashable, Sendable {
  /// The heading; a table of which all headings are empty has no heading row.
  var header: StyledText

  /// The alignment of the cells.
  var alignment: Alignment

  /// The columns it may be shrunk to; nil if it is not to be cut while another column can go.
  var minimum: Int?

  /// The columns it takes at most on a terminal; nil if there is no limit.
  var maximum: Int?

  /// True to cut cells at their beginning, as of paths: `…/sub/shop`.
  var keepsEnd: Bool

  /// The importance: the column with the lowest number is dropped first; of equals the rightmost.
  var priority: Int

  /// Makes a column.
  ///
  /// - Parameters:
  ///   - header: The heading.
  ///   - alignment: The alignment of the cells.
  ///   - minimum: The columns it may be shrunk to, nil if it is not to be cut.
  ///   - maximum: The columns it takes at most, nil for no limit.
  ///   - keepsEnd: True to cut cells at their beginning.
  ///   - priority: The higher, the longer it stays.
  package init(
    _ header: String, alignment: Alignment = .left, minimum: Int? = nil, maximum: Int? = nil,
    keepsEnd: Bool = false, priority: Int = 0
  ) {
    self.header = StyledText(header)
    self.alignment = alignment
    self.minimum = minimum.map { max(1, $0) }
    self.maximum = maximum.map { max(1, $0) }
    self.keepsEnd = keepsEnd
    self.priority = priority
  }
}
