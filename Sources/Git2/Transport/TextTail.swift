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
      .map { line in
        let text = String(decoding: line, as: UTF8.self)
        let shown = text.unicodeScalars.filter { scalar in
          scalar.value >= 0x20 && scalar.value != 0x7F
            && scalar.properties.generalCategory != .format
            && scalar.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(shown))
      }
      .filter { !$0.allSatisfy { $0 == " " } }
  }
}
