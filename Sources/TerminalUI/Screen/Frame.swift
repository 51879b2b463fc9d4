/// One picture of a whole screen: its rows, from the top.
struct Frame: Equatable {
  private(set) var rows: [StyledText] = []

  /// The columns of the screen.
  let columns: Int

  init(columns: Int) {
    self.columns = columns
  }

  /// Adds a row at the bottom; what is too wide is cut.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - ellipsis: The mark of a cut.
  mutating func add(_ row: StyledText, ellipsis: String = "…") {
    rows.append(row.truncated(to: columns, ellipsis: ellipsis))
  }

  /// Adds empty rows until there are as many as given.
  mutating func fill(to count: Int) {
    while rows.count < count { rows.append("") }
  }

  /// The rows as a person reads them, without styles.
  var text: String { rows.map(\.plain).joined(separator: "\n") }
}

/// Writes frames to a terminal: each in one piece, and of it only the rows that have changed.
struct FrameWriter {
  private var shown: [String] = []
  private var size = (columns: 0, rows: 0)

  /// Forgets what is on the screen, so that the next frame is written whole.
  mutating func forget() { size = (0, 0) }

  /// Returns the characters that bring a frame onto the screen.
  ///
  /// - Parameters:
  ///   - frame: The frame.
  ///   - terminal: The terminal; without colour the traits stay, for they carry meaning there.
  /// - Returns: Text with escape sequences; empty where nothing has changed.
  mutating func update(_ frame: Frame, for terminal: Terminal) -> String {
    let rows = frame.rows.prefix(terminal.rows).map { row in
      row.runs.map { run in
        var style = run.style
        if !terminal.usesColor { style.color = nil }
        let codes = style.codes
        return codes.isEmpty ? run.text : "\u{1B}[\(codes)m\(run.text)\u{1B}[0m"
      }.joined()
    }
    var output = ""
    if size != (terminal.columns, terminal.rows) {
      output = "\u{1B}[0m\u{1B}[2J"
      shown = []
      size = (terminal.columns, terminal.rows)
    }
    for (index, row) in rows.enumerated()
    where !shown.indices.contains(index) || shown[index] != row {
      // Cleared first: behind a row that fills the line the cursor still stands on its last character.
      output += "\u{1B}[\(index + 1);1H\u{1B}[K\(row)"
    }
    for index in shown.indices.dropFirst(rows.count) {
      output += "\u{1B}[\(index + 1);1H\u{1B}[K"
    }
    shown = Array(rows)
    return output
  }

  /// The sequences that take the whole screen: the alternate one, no wrapping, no cursor, and pasted
  /// text marked as such.
  static let enter: String = "\u{1B}[?1049h\u{1B}[?7l\u{1B}[?25l\u{1B}[?2004h"

  /// The sequences that give it back.
  static let leave: StaticString = "\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?7h\u{1B}[?1049l"
}
