extension Style {
  /// The colours in use; each value is its SGR parameter.
  ///
  /// Only colours that every palette has and that stay readable on light and dark backgrounds.
  package enum Color: UInt8, Hashable, Sendable {
    /// The palette's red.
    case red = 31
    /// The palette's green.
    case green = 32
    /// The palette's yellow.
    case yellow = 33
    /// The palette's blue.
    case blue = 34
    /// The palette's magenta.
    case magenta = 35
    /// The palette's cyan.
    case cyan = 36
  }
}
