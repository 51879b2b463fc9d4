import TerminalUI

extension Terminal {
  /// A terminal with colour and UTF-8.
  static func color(columns: Int = 80, rows: Int = 24) -> Terminal {
    Terminal(
      isTTY: true, columns: columns, rows: rows, usesColor: true, movesCursor: true,
      glyphs: .unicode)
  }

  /// A terminal without colour.
  static func plain(columns: Int = 80, rows: Int = 24, glyphs: Glyphs = .unicode) -> Terminal {
    Terminal(
      isTTY: true, columns: columns, rows: rows, usesColor: false, movesCursor: true,
      glyphs: glyphs)
  }

  /// A pipe or a file.
  static func pipe(columns: Int = 80, glyphs: Glyphs = .unicode) -> Terminal {
    Terminal(
      isTTY: false, columns: columns, usesColor: false, movesCursor: false, glyphs: glyphs)
  }
}
