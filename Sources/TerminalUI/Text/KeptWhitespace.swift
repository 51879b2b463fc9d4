/// The white space other than spaces that ``TerminalText/sanitized(_:keeping:)`` lets through.
package struct KeptWhitespace: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Line feeds stay; CR LF and the Unicode line separators become line feeds.
  package static let newlines = KeptWhitespace(rawValue: 1 << 0)

  /// Tabs stay.
  package static let tabs = KeptWhitespace(rawValue: 1 << 1)
}
