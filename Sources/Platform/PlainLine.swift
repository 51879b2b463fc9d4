/// A text of others on one line, without anything that a terminal or a reader takes for more.
package enum PlainLine {
  /// Makes a text one line of visible characters.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - limit: The most characters it may keep; a longer one ends with `…`.
  /// - Returns: The text without controls, line ends, tabs, and characters that turn the direction or
  ///   are not seen.
  package static func make(_ text: String, limit: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit * 8) {
      if isHidden(scalar) { scalars.append(" ") } else { scalars.append(scalar) }
    }
    let words = String(scalars).split(separator: " ").joined(separator: " ")
    // A character may be made of any number of scalars; both are bounded.
    guard words.count > limit || words.unicodeScalars.count > limit * 4 else { return words }
    var cut = String.UnicodeScalarView(words.unicodeScalars.prefix(limit * 4))
    while String(cut).count >= limit { cut.removeLast() }
    return String(cut) + "…"
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// A time as `2026-11-22 20:11 UTC`.
  ///
  /// - Parameter seconds: Since 1970.
  /// - Returns: The time, to the minute.
  package static func time(_ seconds: Int64) -> String {
    var time = time_t(seconds)
    var parts = unsafe tm()
    guard unsafe gmtime_r(&time, &parts) != nil else { return "?" }
    return unsafe "\(date(parts)) \(clock(parts)) UTC"
  }

  /// A time by the person's own clock: `14:02`, or `2026-04-17 14:02` where that is not near.
  ///
  /// - Parameters:
  ///   - seconds: Since 1970.
  ///   - now: The present, since 1970; up to twelve hours are near.
  /// - Returns: The time, to the minute.
  package static func localTime(_ seconds: Int64, now: Int64) -> String {
    var time = time_t(seconds)
    var parts = unsafe tm()
    guard unsafe localtime_r(&time, &parts) != nil else { return "?" }
    let (distance, isFar) = seconds.subtractingReportingOverflow(now)
    let isNear = !isFar && distance.magnitude < 43_200
    return unsafe isNear ? clock(parts) : "\(date(parts)) \(clock(parts))"
  }

  private static func date(_ parts: tm) -> String {
    unsafe "\(Int64(parts.tm_year) + 1_900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }

  private static func clock(_ parts: tm) -> String {
    unsafe "\(two(parts.tm_hour)):\(two(parts.tm_min))"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// The last bytes that a program wrote, kept for an error message.
package struct TextTail {
  /// The most bytes kept.
  static let limit = 16_384

  private var bytes: [UInt8] = []

  /// Makes an empty one.
  package init() {}

  /// Adds bytes; the oldest are dropped.
  package mutating func append(_ new: some Collection<UInt8>) {
    bytes.append(contentsOf: new.suffix(TextTail.limit))
    if bytes.count > 2 * TextTail.limit { bytes.removeFirst(bytes.count - TextTail.limit) }
  }

  /// The lines, without control characters and trailing space; empty ones are left out.
  ///
  /// They are split as bytes: `\r\n` is one `Character`.
  package var lines: [String] {
    bytes.suffix(TextTail.limit).split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { TextTail.printable($0) }
      .filter { !$0.allSatisfy { $0 == " " } }
  }

  /// Returns a text that another side has sent, without control and format characters.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8; anything else becomes U+FFFD.
  ///   - kept: Control characters that may stay.
  /// - Returns: The text, safe on a terminal.
  package static func printable(
    _ bytes: some Collection<UInt8>, keeping kept: Set<Unicode.Scalar> = []
  ) -> String {
    let shown = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .format, .control: kept.contains(scalar)
      default: true
      }
    }
    return String(String.UnicodeScalarView(shown))
  }
}
