/// Rows of cells under headings, fitted to a terminal.
///
/// On a terminal, columns are shrunk and then dropped until a row fits. In a pipe or a file nothing
/// is cut and nothing is dropped, so that what a script reads does not depend on a window.
package struct Table: Hashable, Sendable {
  /// The columns from left to right.
  package var columns: [TableColumn]

  /// The rows from top to bottom; missing cells are empty, surplus ones are ignored.
  package var rows: [[StyledText]]

  /// The style of the headings.
  package var headerStyle: Style

  /// The spaces between two columns.
  static let gap = 2

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - columns: the columns from left to right.
  ///   - rows: the rows from top to bottom.
  ///   - headerStyle: the style of the headings.
  package init(
    columns: [TableColumn], rows: [[StyledText]] = [], headerStyle: Style = .bold,
  ) {
    self.columns = columns
    self.rows = rows
    self.headerStyle = headerStyle
  }

  /// Lays out the table.
  ///
  /// - Parameter terminal: the output.
  /// - Returns: the lines to write, without line feeds and without spaces at their ends.
  package func lines(for terminal: Terminal) -> [String] {
    let layout = TableLayout(table: self, available: terminal.isTTY ? terminal.columns : nil)
    var lines: [String] = []
    if columns.contains(where: { !$0.header.isEmpty }) {
      let header = columns.map { $0.header.styled(headerStyle) }
      lines.append(line(of: header, layout: layout, terminal: terminal))
    }
    return lines + rows.map { line(of: $0, layout: layout, terminal: terminal) }
  }

  private func line(of cells: [StyledText], layout: TableLayout, terminal: Terminal) -> String {
    let visible = layout.columns.filter { $0.width > 0 }
    var line = StyledText("")
    // Spaces wait until something follows them, so that no line ends with any.
    var pending = 0
    for (position, column) in visible.enumerated() {
      if position > 0 { pending += Self.gap }
      var cell = cells.indices.contains(column.index) ? cells[column.index] : ""
      if terminal.isTTY {
        cell = cell.truncated(to: column.width, ellipsis: terminal.glyphs.ellipsis)
      }
      let missing = max(0, column.width - cell.width)
      let isRight = columns[column.index].alignment == .right
      if isRight { pending += missing }
      if !cell.isEmpty {
        line += StyledText(String(repeating: " ", count: pending)) + cell
        pending = 0
      }
      if !isRight { pending += missing }
    }
    return line.rendered(for: terminal)
  }
}
