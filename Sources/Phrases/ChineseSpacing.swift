/// The space between Chinese characters and Latin letters or digits, around an argument of a text.
enum ChineseSpacing {
  /// Appends an argument to a text.
  ///
  /// - Parameters:
  ///   - filling: The argument. If it begins or ends in Chinese, a space of the template beside it goes.
  ///   - text: The text up to the argument; gets the argument, and a space where one belongs.
  ///   - rest: The template behind the argument; loses such a space at its beginning.
  static func append(_ filling: Substring, to text: inout String, before rest: inout Substring) {
    guard let first = filling.first, let last = filling.last else { return }
    if let before = text.last {
      if needsSpace(before, first) {
        text += " "
      } else if before == " ", isHan(first), text.dropLast().last.map(isHan) ?? false {
        text.removeLast()
      }
    }
    text += filling
    if let after = rest.first {
      if needsSpace(last, after) {
        text += " "
      } else if after == " ", isHan(last), rest.dropFirst().first.map(isHan) ?? false {
        rest.removeFirst()
      }
    }
  }

  private static func needsSpace(_ before: Character, _ after: Character) -> Bool {
    isHan(before) && isLatin(after) || isLatin(before) && isHan(after)
  }

  private static func isLatin(_ character: Character) -> Bool {
    character.asciiValue.map { (0x21...0x7E).contains($0) } ?? character.isLetter
      && !isHan(character)
  }

  private static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
  }
}
