internal import Platform

/// The one pass of the redactor over a text's bytes.
///
/// Every rule looks ahead a bounded distance, or over a run of bytes that it then consumes, or over
/// one that a shorter prefix rules out: that keeps the whole linear.
struct RedactionScanner {
  /// The number of bytes of a value that decide if it is secret.
  static let judgedLength = 256

  let text: [UInt8]
  private var output: [UInt8] = []
  private var position = 0
  private(set) var replacedUpTo = 0
  /// The end of the last value that was judged.
  var judgedUpTo = 0
  /// The number of values that began before that end.
  var judgedInside = 0

  init(text: [UInt8]) {
    self.text = text
  }

  /// Returns the bytes with every secret replaced, or `nil` when there is none.
  mutating func redacted() -> [UInt8]? {
    while position < text.count {
      if text[position] == UInt8(ascii: "["), let end = placeholderEnd(at: position) {
        position = end
      } else if let match = match(at: position) {
        replace(match)
      } else {
        position += 1
      }
    }
    guard replacedUpTo > 0 else { return nil }
    output.append(contentsOf: text[replacedUpTo...])
    return output
  }

  private mutating func replace(_ match: RedactionMatch) {
    // A key's end line reaches back, but never into what was replaced already.
    let start = max(replacedUpTo, match.secret.lowerBound)
    output.append(contentsOf: text[replacedUpTo..<start])
    output.append(contentsOf: "[redacted:\(match.kind)]".utf8)
    replacedUpTo = match.secret.upperBound
    position = match.secret.upperBound
  }

  private mutating func match(at index: Int) -> RedactionMatch? {
    let byte = text[index]
    // Most bytes of most texts end here.
    switch byte {
    case UInt8(ascii: "-"):
      return privateKey(at: index)
    case UInt8(ascii: ":"):
      return urlPassword(at: index)
    case 0xE3...0xED:
      return translatedAssignment(at: index)
    default:
      guard byte.isAlphanumeric || byte == UInt8(ascii: "_") else { return nil }
      guard startsWord(at: index) else { return telegramToken(at: index) }
      return token(at: index) ?? credentials(at: index) ?? assignment(at: index)
    }
  }

  /// Returns true if no word is under way before the byte; the escapes `\n`, `\t`, `\r`, `%20` end
  /// one.
  private func startsWord(at index: Int) -> Bool {
    // What was replaced is a word of its own.
    guard index > replacedUpTo else { return true }
    let before = text[index - 1]
    guard before.isAlphanumeric || before == UInt8(ascii: "_") else { return true }
    guard index > 1 else { return false }
    if text[index - 2] == UInt8(ascii: "\\"), "ntr".utf8.contains(before) { return true }
    return index > 2 && text[index - 3] == UInt8(ascii: "%")
      && text[index - 2].lowered.isHexadecimal
      && before.lowered.isHexadecimal
  }
}

extension RedactionScanner {
  /// Returns the end of the place holder that starts at `index`; `nil` if there is none.
  func placeholderEnd(at index: Int) -> Int? {
    guard hasPrefix("[redacted:", at: index) else { return nil }
    var end = index + 10
    while end < text.count, end - index < 48, text[end].isToken { end += 1 }
    guard end > index + 10, end < text.count, text[end] == UInt8(ascii: "]") else { return nil }
    return end + 1
  }

  /// Returns true if the bytes at `index` are those of `prefix`.
  func hasPrefix(_ prefix: StaticString, at index: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard index >= 0, text.count - index >= count else { return false }
    return prefix.withUTF8Buffer { buffer in
      for offset in 0..<count where unsafe buffer[offset] != text[index + offset] { return false }
      return true
    }
  }

  /// Returns the first index at or after `start` that does not satisfy the condition, within
  /// `limit` bytes.
  func skip(from start: Int, limit: Int = judgedLength, while isWanted: (UInt8) -> Bool) -> Int {
    let bound = min(text.count, start + limit)
    var index = min(start, bound)
    while index < bound, isWanted(text[index]) { index += 1 }
    return index
  }

  /// Returns the lower-case form of a short range of the text.
  func lowercased(_ range: Range<Int>) -> String {
    String(decoding: text[range].map(\.lowered), as: UTF8.self)
  }
}

/// A secret that the scanner found.
struct RedactionMatch {
  /// The bytes that are replaced; those that the scanner stepped over before them are kept.
  let secret: Range<Int>
  /// The word in the place holder: lower-case letters, digits and hyphens.
  let kind: String
}

/// The alphabets of token formats and assignments.
extension UInt8 {
  /// True for `0` to `9` and `a` to `f`: tokens have no capitals there.
  var isHexadecimal: Bool { isDigit || (self >= 0x61 && self <= 0x66) }
  /// True for `[A-Za-z0-9_-]`: the alphabet of base64url and of most tokens.
  var isToken: Bool { isAlphanumeric || self == 0x5F || self == 0x2D }
  /// True for `[A-Za-z0-9+/=]`: the alphabet of base64.
  var isBase64: Bool { isAlphanumeric || self == 0x2B || self == 0x2F || self == 0x3D }
  /// True for `[A-Za-z0-9_.-]`: the characters of a setting's name.
  var isName: Bool { isToken || self == 0x2E }
  /// True for `"`, `'` and the backtick.
  var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
}
