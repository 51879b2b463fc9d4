/// What is known about one output: whether a person watches it, how wide it is, what it can show.
package struct Terminal: Hashable, Sendable {
  /// The width assumed where nothing tells it.
  package static let defaultColumns = 80

  /// The height assumed where nothing tells it.
  package static let defaultRows = 24

  /// Whether the output is a terminal, not a pipe or a file.
  package var isTTY: Bool

  /// The width in columns, at least 1: the window's, else `COLUMNS`, else 80.
  package var columns: Int

  /// The height in rows, at least 1: the window's, else `LINES`, else 24.
  package var rows: Int

  /// Whether ANSI styles are written.
  package var usesColor: Bool

  /// Whether the cursor may be moved: a terminal whose `TERM` is neither empty nor `dumb`.
  package var movesCursor: Bool

  /// The symbols the locale can show.
  package var glyphs: Glyphs

  /// Creates a terminal with every fact given; tests and JSON modes use this.
  ///
  /// - Parameters:
  ///   - isTTY: whether the output is a terminal.
  ///   - columns: the width in columns; anything below 1 counts as 1.
  ///   - rows: the height in rows; anything below 1 counts as 1.
  ///   - usesColor: whether ANSI styles are written.
  ///   - movesCursor: whether the cursor may be moved.
  ///   - glyphs: the symbols to use.
  package init(
    isTTY: Bool, columns: Int = Terminal.defaultColumns, rows: Int = Terminal.defaultRows,
    usesColor: Bool, movesCursor: Bool, glyphs: Glyphs,
  ) {
    self.isTTY = isTTY
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.usesColor = usesColor
    self.movesCursor = movesCursor
    self.glyphs = glyphs
  }

  /// Decides every fact from what the system, the environment and the person say.
  ///
  /// - Parameters:
  ///   - facts: what the operating system says about the output.
  ///   - environment: the process environment; `TERM`, `COLUMNS`, `LINES`, the colour variables and
  ///     the locale variables are read.
  ///   - color: the person's `--color`.
  package init(
    facts: FileDescriptorFacts, environment: [String: String], color: ColorChoice = .auto,
  ) {
    let term = environment["TERM"] ?? ""
    self.init(
      isTTY: facts.isTTY,
      columns: facts.columns ?? Self.size(environment["COLUMNS"]) ?? Self.defaultColumns,
      rows: facts.rows ?? Self.size(environment["LINES"]) ?? Self.defaultRows,
      usesColor: Self.usesColor(isTTY: facts.isTTY, environment: environment, choice: color),
      movesCursor: facts.isTTY && !term.isEmpty && term != "dumb",
      glyphs: Glyphs.forLocale(in: environment),
    )
  }

  /// Describes an open file descriptor of this process.
  ///
  /// - Parameters:
  ///   - fd: the output's descriptor, usually 1 or 2.
  ///   - environment: the process environment.
  ///   - color: the person's `--color`.
  /// - Returns: the facts, as they are now; the width is not followed later.
  package static func current(
    fd: CInt, environment: [String: String], color: ColorChoice = .auto,
  ) -> Terminal {
    Terminal(facts: FileDescriptorFacts(fd: fd), environment: environment, color: color)
  }

  /// Reads a size variable; anything that is not a sensible number is as good as unset.
  private static func size(_ value: String?) -> Int? {
    guard let value, let number = Int(value), (1...10_000).contains(number) else { return nil }
    return number
  }
}
