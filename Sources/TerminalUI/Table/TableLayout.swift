/// The columns of a table that are shown, and their widths.
struct TableLayout: Hashable {
  /// A shown column.
  struct Column: Hashable {
    /// Its position in the table.
    var index: Int
    /// Its width in columns of the terminal; 0 if it has nothing to show.
    var width: Int
  }

  private(set) var columns: [Column]

  /// Fits a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - widths: The widths of all cells, row by row, the headings included.
  ///   - available: The columns of the terminal, or nil if the output has no width.
  init(table: Table, widths: [[Int]], available: Int?) {
    let natural = table.columns.indices.map { index in
      widths.reduce(0) { widest, row in
        row.indices.contains(index) ? max(widest, row[index]) : widest
      }
    }
    columns = natural.enumerated().map { Column(index: $0, width: $1) }
    guard let available else { return }

    // None is wider than the terminal, so the last one that stays fits whatever its minimum says.
    let wanted = columns.map { column in
      let limit = table.columns[column.index].maximum ?? available
      return Column(index: column.index, width: min(column.width, limit, available))
    }
    var shown = wanted
    columns = Self.shrunk(shown, in: table, to: available)
    while Self.total(columns) > available, shown.count > 1 {
      let least = shown.indices.min { left, right in
        let priorities = (
          table.columns[shown[left].index].priority, table.columns[shown[right].index].priority
        )
        return priorities.0 == priorities.1 ? left > right : priorities.0 < priorities.1
      }
      if let least { shown.remove(at: least) }
      columns = Self.shrunk(shown, in: table, to: available)
    }
  }

  private static func total(_ columns: [Column]) -> Int {
    let shown = columns.count { $0.width > 0 }
    return columns.reduce(0) { $0 + $1.width } + max(0, shown - 1) * Table.gap
  }

  /// Takes columns from the widest that may be cut, one by one, until the row fits or none is left.
  private static func shrunk(_ columns: [Column], in table: Table, to available: Int) -> [Column] {
    var columns = columns
    var excess = total(columns) - available
    while excess > 0 {
      let candidates = columns.indices.filter { index in
        guard let minimum = table.columns[columns[index].index].minimum else { return false }
        return columns[index].width > minimum
      }
      guard let widest = candidates.max(by: { columns[$0].width < columns[$1].width }) else {
        break
      }
      columns[widest].width -= 1
      excess -= 1
    }
    return columns
  }
}
