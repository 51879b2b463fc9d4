/// The state behind ``TerminalText/sanitized(_:keeping:)``: decides scalar by scalar what passes.
struct TextSanitizer {
  /// Combining marks allowed on one base.
  ///
  /// Real scripts need about four; more is a way to paint over the neighbouring lines.
  static let markLimit = 8

  /// Tags allowed after a black flag: the longest subdivision code (six) and the end mark.
  static let tagLimit = 7

  var output = String.UnicodeScalarView()

  private let keeping: KeptWhitespace
  /// The last scalar that passed; nil at the start of a line.
  private var previous: Unicode.Scalar?
  /// A joiner that passes only if what follows needs it.
  private var joiner: Unicode.Scalar?
  /// A CR of which is not yet known whether an LF follows.
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

  /// Persian, Indic scripts and emoji need joiners between their own characters, ASCII never does.
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

  /// Tags spell hidden ASCII; the one thing they are for is a flag such as Scotland's.
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
