/// One column of a ``Table``: its heading and how it behaves when room is short.
package struct TableColumn: Hashable, Sendable {
  /// The heading; a table of which all headings are empty has no heading row.
  package var header: StyledText

  /// Where the cells stand.
  package var alignment: Alignment

  /// The columns it may be shrunk to; nil if it is not to be cut while another column can go.
  package var minimum: Int?

  /// The columns it takes at most on a terminal; nil if there is no limit.
  package var maximum: Int?

  /// How important it is: of the columns that do not fit, the one with the lowest number goes
  /// first; of equals the rightmost.
  package var priority: Int

  /// Creates a column.
  ///
  /// - Parameters:
  ///   - header: the heading.
  ///   - alignment: where the cells stand.
  ///   - minimum: the columns it may be shrunk to, nil if it is not to be cut.
  ///   - maximum: the columns it takes at most, nil for no limit.
  ///   - priority: the higher, the longer it stays.
  package init(
    _ header: StyledText, alignment: Alignment = .left, minimum: Int? = nil, maximum: Int? = nil,
    priority: Int = 0,
  ) {
    self.header = header
    self.alignment = alignment
    self.minimum = minimum.map { max(1, $0) }
    self.maximum = maximum.map { max(1, $0) }
    self.priority = priority
  }
}
