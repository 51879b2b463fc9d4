/// One provider's token format: a fixed beginning and a body of a certain alphabet and length.
struct TokenFormat: Sendable {
  /// What a token may go on with after its prefix.
  enum Alphabet: Sendable {
    case alphanumeric, upperAlphanumeric, hexadecimal, underscored, token, dotted

    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .alphanumeric: byte.isAlphanumeric
      case .upperAlphanumeric: byte.isUpper || byte.isDigit
      case .hexadecimal: byte.isHexadecimal
      case .underscored: byte.isAlphanumeric || byte == UInt8(ascii: "_")
      case .token: byte.isToken
      case .dotted: byte.isName
      }
    }
  }

  let prefix: [UInt8]
  let kind: String
  let alphabet: Alphabet
  /// The shortest body in bytes.
  let minimum: Int
  /// The body holds a digit; for prefixes that ordinary words start with as well.
  let needsDigit: Bool

  init(
    _ prefix: String, _ kind: String, _ alphabet: Alphabet, _ minimum: Int, needsDigit: Bool = false
  ) {
    self.prefix = Array(prefix.utf8)
    self.kind = kind
    self.alphabet = alphabet
    self.minimum = minimum
    self.needsDigit = needsDigit
  }

  /// Where the token that starts at `start` ends, or `nil` when there is none.
  func end(in text: [UInt8], from start: Int) -> Int? {
    guard text.count - start >= prefix.count + minimum else { return nil }
    for offset in prefix.indices where text[start + offset] != prefix[offset] { return nil }
    var index = start + prefix.count
    var sawDigit = false
    while index < text.count, alphabet.contains(text[index]) {
      sawDigit = sawDigit || text[index].isDigit
      index += 1
      // Words joined by hyphens could go on for ever; a token shows a digit early.
      if needsDigit, !sawDigit, index - start > 128 { return nil }
    }
    // The full stop of a sentence is not part of the token before it.
    while index > start, text[index - 1] == UInt8(ascii: ".") { index -= 1 }
    guard index - start - prefix.count >= minimum, sawDigit || !needsDigit else { return nil }
    return index
  }
}
