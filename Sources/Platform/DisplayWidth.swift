/// The columns of a terminal that text takes.
///
/// Text is expected to be sanitised; controls count as nothing. The rules are those most terminals
/// follow: East Asian Width W and F take two columns, A takes one (UAX #11), marks and format
/// characters none, and an emoji sequence two, however many code points it has (UTS #51).
package enum DisplayWidth {
  /// Measures a text.
  ///
  /// - Parameter text: One line.
  /// - Returns: Its columns.
  package static func columns(of text: String) -> Int {
    // A generic function would ask for each byte through a table, and a list measures thousands of texts.
    let isASCII = text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
    if isASCII { return text.utf8.count }
    var columns = 0
    for scalar in text.unicodeScalars {
      // Only an emoji sequence takes another width than its code points do one by one.
      if isPartOfSequence(scalar) { return text.reduce(0) { $0 + Self.columns(of: $1) } }
      columns += Self.columns(of: scalar)
    }
    return columns
  }

  /// Measures a part of a text.
  ///
  /// - Parameter text: A part of one line.
  /// - Returns: Its columns.
  package static func columns(of text: Substring) -> Int { columns(of: String(text)) }

  /// Measures one grapheme.
  ///
  /// - Parameter character: One character, as a person sees it.
  /// - Returns: Its columns: 0, 1, 2, or more for a few Indic clusters.
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
  /// - Parameter scalar: Any code point.
  /// - Returns: Its columns: 0, 1 or 2.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 {
      return value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xAD ? 0 : 1
    }
    // The usual ideographs and punctuation, without a look at their properties.
    if (0x4E00...0x9FFF).contains(value) { return 2 }
    if (0x2010...0x2027).contains(value) { return 1 }
    // Korean vowels and final consonants join the block of the consonant before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value) { return 0 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: return 0
    case .format where properties.isDefaultIgnorableCodePoint: return 0
    default: return isWide(value) ? 2 : 1
    }
  }

  /// Returns true for a code point of East Asian Width W or F, and for one half of a flag.
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
    first: Unicode.Scalar, scalars: Character.UnicodeScalarView
  ) -> Bool {
    guard first.properties.isEmoji else { return false }
    return scalars.dropFirst().contains(where: isPartOfSequence)
  }

  /// Returns true for a code point that makes an emoji sequence of the one before it.
  private static func isPartOfSequence(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0xFE0F, 0x20E3, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: true
    default: false
    }
  }
}

extension String {
  /// Returns the longest beginning that takes no more than a number of columns.
  ///
  /// - Parameter width: The columns, as `DisplayWidth` counts them.
  /// - Returns: The beginning, which ends between two characters.
  package func prefix(columns width: Int) -> Substring {
    var used = 0
    var end = startIndex
    while end < endIndex {
      used += DisplayWidth.columns(of: self[end])
      if used > width { break }
      end = index(after: end)
    }
    return self[..<end]
  }
}

extension DisplayWidth {
  /// The code points that take two columns, ascending and disjoint.
  ///
  /// East Asian Width W and F of Unicode 18.0 (which covers Emoji_Presentation) and the regional
  /// indicators. Neighbours are joined over gaps that are unassigned or marks.
  static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2630...0x2637, 0x2648...0x2653,
    0x267F...0x267F, 0x268A...0x268F, 0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB,
    0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA,
    0x26F2...0x26F3, 0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705,
    0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755,
    0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C,
    0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0xA4C6,
    0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x191D2, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F1AE...0x1F1AE, 0x1F1E6...0x1F202,
    0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251, 0x1F260...0x1F265, 0x1F300...0x1F320,
    0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3,
    0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC,
    0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596,
    0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2,
    0x1F6D5...0x1F6D9, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7DA...0x1F7DA,
    0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF,
    0x1FA70...0x1FA7C, 0x1FA80...0x1FAC6, 0x1FAC8...0x1FAC8, 0x1FACC...0x1FADD, 0x1FADF...0x1FAEB,
    0x1FAEF...0x1FAFA, 0x20000...0x3FFFD,
  ]
}
