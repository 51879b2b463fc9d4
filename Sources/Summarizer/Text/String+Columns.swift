extension String {
  /// Returns the beginning of a line that fits into so many terminal columns.
  ///
  /// East Asian wide characters and emoji take two columns (Unicode Standard Annex #11).
  ///
  /// - Parameter columns: The largest width; a cut is marked with `…`, which is counted.
  /// - Returns: The text itself when it fits.
  func fitted(toColumns columns: Int) -> String {
    guard width(upTo: columns) > columns else { return self }
    var result = ""
    var used = 0
    for character in self {
      let width = Self.columns(of: character)
      guard used + width <= columns - 1 else { break }
      result.append(character)
      used += width
    }
    return result.trimmed() + "…"
  }

  /// The width in terminal columns; counting stops as soon as it exceeds `limit`.
  func width(upTo limit: Int) -> Int {
    var used = 0
    for character in self where used <= limit {
      used += Self.columns(of: character)
    }
    return used
  }

  private static func columns(of character: Character) -> Int {
    for scalar in character.unicodeScalars {
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
        0x20000...0x3FFFD, 0xFE0F:
        return 2
      default: continue
      }
    }
    return 1
  }
}
