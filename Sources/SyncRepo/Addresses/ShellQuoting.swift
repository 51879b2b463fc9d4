internal import Platform

/// The quoting of words for a shell, as git does it (`quote.c`).
package enum ShellQuoting {
  /// Returns a text in single quotes.
  ///
  /// A quote, and an exclamation mark, which some shells read even in quotes, follows a backslash
  /// outside of them.
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

  /// Returns a text as one word of a command line to type, in quotes only where it needs them;
  /// control characters become question marks.
  package static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte.isAlphanumeric || "_@%+=:,./-".utf8.contains(byte)
    }
    return isPlain && !text.isEmpty ? text : quoted(VisibleText.of(text, limit: .max))
  }

  /// Returns the first word of a command line, without its quotes and backslashes.
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

/// Untrusted text in messages: bounded, without control characters.
enum VisibleText {
  /// Returns a text that is safe in a message.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - limit: The most characters to return.
  /// - Returns: The text, with question marks for what is not shown.
  static func of(_ text: String, limit: Int = 120) -> String {
    let kept = text.unicodeScalars.prefix(limit).map { scalar -> Character in
      isVisible(scalar) ? Character(scalar) : "?"
    }
    return String(kept)
  }

  /// Returns false for control and format characters, such as those that turn the direction of text.
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0x7F && scalar.properties.generalCategory != .format
  }
}
