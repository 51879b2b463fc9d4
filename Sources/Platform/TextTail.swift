/// The last bytes of what a program says, kept for an error message.
package struct TextTail {
  /// The most bytes kept.
  static let limit = 16_384

  private var bytes: [UInt8] = []

  /// Makes an empty one.
  package init() {}

  /// Adds what came; the oldest is dropped.
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
  ///   - bytes: The text in UTF-8; what is none becomes U+FFFD.
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
