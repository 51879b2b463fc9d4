/// The sanitiser of text that others wrote, before it is written to a terminal.
///
/// A snapshot, a title, a branch name or a server's message may hold anything. Escape sequences can
/// move the cursor, rewrite the title, answer for the keyboard or hide text; bidirectional controls
/// can make a line read as something else.
package enum TerminalText {
  /// Returns the text without anything that a terminal would obey or not show.
  ///
  /// Controls become visible: C0 as `^[`, C1 as `<9B>`. Invisible format characters (bidirectional
  /// controls, zero-width spaces, tags, fillers, …) are dropped; joiners, variation selectors and
  /// flag tags stay only where a script or an emoji needs them. Piles of combining marks are cut.
  /// The result is the same when sanitised again.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - keeping: Which white space stays; the rest becomes one space for each character.
  /// - Returns: The safe text.
  package static func sanitized(_ text: String, keeping: KeptWhitespace = []) -> String {
    // Printable ASCII is the usual case and needs no work.
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    if text.unicodeScalars.allSatisfy(isPlain) { return text }
    var sanitizer = TextSanitizer(keeping: keeping)
    sanitizer.output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { sanitizer.consume(scalar) }
    sanitizer.finish()
    return String(sanitizer.output)
  }

  /// Returns true for the usual letters, ideographs and signs, which need no work in any order.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3029,
      0x3041...0x3096, 0x30A1...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF5E:
      true
    default: false
    }
  }
}

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

/// The state behind ``TerminalText/sanitized(_:keeping:)``, which decides scalar by scalar.
struct TextSanitizer {
  /// The combining marks allowed on one base.
  ///
  /// Real scripts need about four; more is a way to paint over the neighbouring lines.
  static let markLimit = 8

  /// The tags allowed after a black flag: the longest subdivision code (six) and the end mark.
  static let tagLimit = 7

  var output = String.UnicodeScalarView()

  private let keeping: KeptWhitespace
  /// The last scalar that passed; nil at the start of a line.
  private var previous: Unicode.Scalar?
  /// A joiner that passes only if what follows needs it.
  private var joiner: Unicode.Scalar?
  /// True after a CR, until the next scalar shows if it is the start of CR LF.
  private var holdsReturn = false
  private var marks = 0
  private var tags = 0

  init(keeping: KeptWhitespace) {
    self.keeping = keeping
  }

  mutating func consume(_ scalar: Unicode.Scalar) {
    if holdsReturn {
      holdsReturn = false
      if scalar != "\n" { appendCaret("\r") }
    }
    switch scalar.value {
    case 0x20...0x7E: append(scalar)
    case 0x0A, 0x2028, 0x2029: appendNewline()
    case 0x0D: holdsReturn = true
    case 0x09: append(keeping.contains(.tabs) ? "\t" : " ")
    case 0x00...0x1F, 0x7F: appendCaret(scalar)
    case 0x80...0x9F: appendText("<" + String(scalar.value, radix: 16, uppercase: true) + ">")
    case 0x200C, 0x200D: holdJoiner(scalar)
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: appendSelector(scalar)
    case 0xE0020...0xE007F: appendTag(scalar)
    default: appendOther(scalar)
    }
  }

  mutating func finish() {
    if holdsReturn { appendCaret("\r") }
    holdsReturn = false
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if let joiner, scalar.value >= 0x80 { output.append(joiner) }
    joiner = nil
    output.append(scalar)
    previous = scalar
    marks = 0
    tags = 0
  }

  private mutating func appendText(_ text: String) {
    for scalar in text.unicodeScalars { append(scalar) }
  }

  private mutating func appendNewline() {
    append(keeping.contains(.newlines) ? "\n" : " ")
    // A mark at the start of a line would land on whatever stands before it.
    if keeping.contains(.newlines) { previous = nil }
  }

  private mutating func appendCaret(_ control: Unicode.Scalar) {
    append("^")
    append(Unicode.Scalar(UInt8(truncatingIfNeeded: control.value ^ 0x40)))
  }

  /// Holds a joiner back: Persian, Indic scripts and emoji need it before the next character.
  private mutating func holdJoiner(_ scalar: Unicode.Scalar) {
    guard joiner == nil, let previous, previous.value >= 0x80 else { return }
    joiner = scalar
  }

  private mutating func appendSelector(_ scalar: Unicode.Scalar) {
    guard joiner == nil, let previous, !previous.properties.isVariationSelector else { return }
    let isKeycapBase = previous.isASCII && previous.properties.isEmoji
    guard isKeycapBase || (previous.value > 0xA0 && !previous.properties.isWhitespace) else {
      return
    }
    output.append(scalar)
    self.previous = scalar
  }

  /// Appends a tag if it is part of a flag such as Scotland's; elsewhere tags spell hidden ASCII.
  private mutating func appendTag(_ scalar: Unicode.Scalar) {
    guard joiner == nil, let previous, tags < Self.tagLimit else { return }
    let continues = (0xE0020...0xE007E).contains(previous.value)
    guard previous.value == 0x1F3F4 || continues else { return }
    output.append(scalar)
    self.previous = scalar
    tags += 1
  }

  private mutating func appendOther(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark:
      guard previous != nil, joiner == nil, marks < Self.markLimit else { return }
      output.append(scalar)
      previous = scalar
      marks += 1
    case .format:
      // The only visible ones are signs that enclose digits; see Prepended_Concatenation_Mark.
      if Self.isPrepended(scalar) { append(scalar) }
    case .unassigned where properties.isNoncharacterCodePoint:
      append("\u{FFFD}")
    default:
      append(scalar)
    }
  }

  private static func isPrepended(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: true
    default: false
    }
  }
}
