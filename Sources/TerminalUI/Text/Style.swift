/// The look of text on a terminal that shows colour: traits and a foreground colour (ECMA-48 SGR).
package struct Style: Hashable, Sendable {
  /// The traits that are on.
  var traits: Traits

  /// The colour of the text, or nil for the terminal's own.
  var color: Color?

  /// Makes a style.
  ///
  /// - Parameters:
  ///   - traits: The traits that are on.
  ///   - color: The colour of the text, nil for the terminal's own.
  package init(_ traits: Traits = [], color: Color? = nil) {
    self.traits = traits
    self.color = color
  }

  /// The terminal's own look.
  package static let plain = Style()
  /// Heavier than the rest.
  package static let bold = Style(.bold)
  /// Less important than the rest.
  package static let dim = Style(.dim)
  /// A problem.
  package static let red = Style(color: .red)
  /// A success.
  package static let green = Style(color: .green)
  /// A warning.
  package static let yellow = Style(color: .yellow)
  /// A name or a command to type.
  package static let cyan = Style(color: .cyan)
  /// A fork.
  package static let magenta = Style(color: .magenta)

  /// Combines this style with the one around it.
  ///
  /// - Parameter outer: The style around the text.
  /// - Returns: A style with the traits of both and this one's colour, if it has one.
  func inside(_ outer: Style) -> Style {
    Style(traits.union(outer.traits), color: color ?? outer.color)
  }

  /// Returns text in this style, or as it is where colour is off.
  ///
  /// The result may be styled again: after a styled part the outer style goes on. The text is not
  /// sanitised here; see ``StyledText`` for text that others wrote.
  ///
  /// - Parameters:
  ///   - text: Safe text, styled or not.
  ///   - terminal: The output; its `usesColor` decides.
  /// - Returns: The text with escape sequences around it, or the text.
  func applied(to text: String, for terminal: Terminal) -> String {
    let codes = self.codes
    guard terminal.usesColor, !codes.isEmpty, !text.isEmpty else { return text }
    let on = "\u{1B}[\(codes)m"
    let off = "\u{1B}[0m"
    guard text.utf8.contains(0x1B) else { return on + text + off }
    // Every reset inside would end this style too: switch it on again.
    var body = ""
    var rest = text[...]
    while let end = rest.firstRange(ofReset: off) {
      body += rest[..<end]
      rest = rest[end...]
      if !rest.isEmpty { body += on }
    }
    body += rest
    return on + body + (body.hasSuffix(off) ? "" : off)
  }

  /// The SGR parameters in the form `1;31`, empty for the plain style.
  var codes: String {
    var codes: [String] = []
    if traits.contains(.bold) { codes.append("1") }
    if traits.contains(.dim) { codes.append("2") }
    if traits.contains(.underline) { codes.append("4") }
    if traits.contains(.reverse) { codes.append("7") }
    if let color { codes.append(String(color.rawValue)) }
    return codes.joined(separator: ";")
  }
}

extension Substring {
  /// The index after the first occurrence of a reset sequence.
  fileprivate func firstRange(ofReset reset: String) -> Index? {
    var index = startIndex
    while let escape = self[index...].firstIndex(of: "\u{1B}") {
      if self[escape...].hasPrefix(reset) { return self.index(escape, offsetBy: reset.count) }
      index = self.index(after: escape)
    }
    return nil
  }
}

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
    /// Underlined (SGR 4).
    package static let underline = Traits(rawValue: 1 << 2)
    /// Text and background exchanged (SGR 7).
    package static let reverse = Traits(rawValue: 1 << 3)
  }
}

extension Style {
  /// The colours in use; each value is its SGR parameter.
  ///
  /// Every palette has them, and they are readable on light and dark backgrounds.
  package enum Color: UInt8, Hashable, Sendable {
    /// The palette's red.
    case red = 31
    /// The palette's green.
    case green = 32
    /// The palette's yellow.
    case yellow = 33
    /// The palette's magenta.
    case magenta = 35
    /// The palette's cyan.
    case cyan = 36
  }
}
