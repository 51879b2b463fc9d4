/// The classes of ASCII, for those who read bytes in place of characters.
///
/// Inlined, for they run once a byte over whole transcripts.
extension UInt8 {
  /// True for `0` to `9`.
  @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  /// True for `a` to `z`.
  @inlinable package var isLower: Bool { self >= 0x61 && self <= 0x7A }
  /// True for `A` to `Z`.
  @inlinable package var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  /// True for a letter of either case.
  @inlinable package var isLetter: Bool { isLower || isUpper }
  /// True for a letter or a digit.
  @inlinable package var isAlphanumeric: Bool { isLetter || isDigit }
  /// True for a space or a tab.
  @inlinable package var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// True for a line feed or a carriage return.
  @inlinable package var isNewline: Bool { self == 0x0A || self == 0x0D }
  /// True for a space, a tab, a line feed or a carriage return; JSON has no other white space.
  @inlinable package var isSpace: Bool { isBlank || isNewline }
  /// True for a byte that is a character by itself.
  @inlinable package var isASCII: Bool { self < 0x80 }

  /// The small letter of a capital one; any other byte is itself.
  @inlinable package var lowered: UInt8 { isUpper ? self | 0x20 : self }

  /// The value of a hexadecimal digit of either case; `nil` for any other byte.
  @inlinable package var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
