/// How many columns of a terminal text takes.
///
/// Text is expected to be sanitised; controls count as nothing. The rules are those most terminals
/// follow: East Asian Width W and F take two columns, A takes one (UAX #11), marks and format
/// characters none, and an emoji sequence two, however many code points it has (UTS #51).
package enum DisplayWidth {
  /// Measures a text.
  ///
  /// - Parameter text: one line.
  /// - Returns: its columns.
  package static func columns(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Measures one grapheme.
  ///
  /// - Parameter character: what a person sees as one character.
  /// - Returns: its columns: 0, 1, 2, or more for a few Indic clusters.
  package static func columns(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return columns(of: first) }
    // Adding up is what terminals do, and right for letters with spacing vowel signs.
    let sum = scalars.reduce(0) { $0 + columns(of: $1) }
    return isEmojiSequence(first: first, scalars: scalars) ? 2 : sum
  }

  /// Measures one code point on its own.
  ///
  /// - Parameter scalar: any code point.
  /// - Returns: its columns: 0, 1 or 2.
  package static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 {
      return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD ? 0 : 1
    }
    // Korean vowels and final consonants join the block of the consonant before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value) { return 0 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    case .format where properties.isDefaultIgnorableCodePoint: return 0
    default: return isWide(value) ? 2 : 1
    }
  }

  /// Whether a code point has East Asian Width W or F, or is one half of a flag.
  static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      let range = wideRanges[middle]
      if value < range.lowerBound {
        high = middle
      } else if value > range.upperBound {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }

  private static func isEmojiSequence(
    first: Unicode.Scalar, scalars: Character.UnicodeScalarView,
  ) -> Bool {
    guard first.properties.isEmoji else { return false }
    return scalars.dropFirst().contains { scalar in
      switch scalar.value {
      case 0x200D, 0xFE0F, 0x20E3, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
      default: false
      }
    }
  }
}
