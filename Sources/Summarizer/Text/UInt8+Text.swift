/// The classes of ASCII that token formats and assignments are made of.
extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLower: Bool { self >= 0x61 && self <= 0x7A }
  var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  var isLetter: Bool { isLower || isUpper }
  var isAlphanumeric: Bool { isLetter || isDigit }
  var isHexadecimal: Bool { isDigit || (self >= 0x61 && self <= 0x66) }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var isNewline: Bool { self == 0x0A || self == 0x0D }
  var isSpace: Bool { isBlank || isNewline }
  var isASCII: Bool { self < 0x80 }
  /// `[A-Za-z0-9_-]`: the alphabet of base64url and of most tokens.
  var isToken: Bool { isAlphanumeric || self == 0x5F || self == 0x2D }
  /// `[A-Za-z0-9+/=]`: the alphabet of base64.
  var isBase64: Bool { isAlphanumeric || self == 0x2B || self == 0x2F || self == 0x3D }
  /// `[A-Za-z0-9_.-]`: what the name of a setting is made of.
  var isName: Bool { isToken || self == 0x2E }
  /// `"`, `'` and the backtick.
  var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
  /// The lower-case form of an ASCII letter.
  var lowered: UInt8 { isUpper ? self + 0x20 : self }
}
