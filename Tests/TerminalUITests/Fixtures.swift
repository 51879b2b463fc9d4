@testable import TerminalUI

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

/// A random number generator that gives the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
