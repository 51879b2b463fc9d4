/// Quoting for a shell, as git does it (`quote.c`).
enum ShellQuoting {
  /// Returns the text in single quotes; a quote and an exclamation mark, which some shells read even
  /// there, stand outside of them behind a backslash.
  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" || scalar == "!" {
        result += "'\\\(scalar)'"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// Returns the text as one word of a command line to be typed, in quotes only where it needs them;
  /// control characters are shown as question marks.
  static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "_@%+=:,./-".utf8.contains(byte)
      }
    }
    return isPlain && !text.isEmpty ? text : quoted(RepositoryPath.printable(text, limit: .max))
  }

  /// Returns the first word of a command line, its quotes and backslashes taken away.
  static func firstWord(_ line: String) -> String {
    var word: [UInt8] = []
    var quote: UInt8?
    var bytes = Array(line.utf8)[...]
    while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"):
        if let next = bytes.popFirst() { word.append(next) }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        if quote == nil {
          quote = byte
        } else if quote == byte {
          quote = nil
        } else {
          word.append(byte)
        }
      case UInt8(ascii: " ") where quote == nil, UInt8(ascii: "\t") where quote == nil:
        return String(decoding: word, as: UTF8.self)
      default: word.append(byte)
      }
    }
    return String(decoding: word, as: UTF8.self)
  }
}
