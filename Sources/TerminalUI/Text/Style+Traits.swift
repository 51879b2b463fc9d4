extension Style {
  /// Properties of text other than its colour.
  package struct Traits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Increased weight (SGR 1).
    package static let bold = Traits(rawValue: 1 << 0)
    /// Decreased weight (SGR 2).
    package static let dim = Traits(rawValue: 1 << 1)
    /// Slanted (SGR 3).
    package static let italic = Traits(rawValue: 1 << 2)
    /// Underlined (SGR 4).
    package static let underline = Traits(rawValue: 1 << 3)
    /// Foreground and background exchanged (SGR 7).
    package static let inverse = Traits(rawValue: 1 << 4)
  }
}
