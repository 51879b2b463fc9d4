/// A language, as far as the letters and the most frequent words of a text tell it.
enum Language: String, Sendable, CaseIterable {
  case chinese, japanese, korean, cyrillic, arabic, hebrew, thai, greek, devanagari
  case english, german, french, spanish, portuguese, italian, dutch, polish, swedish, turkish

  /// Returns about how many words of a text are in each language.
  ///
  /// Code, paths and names are no words. Latin letters count by frequent words alone: terms that a Chinese
  /// sentence is full of make it no English one.
  ///
  /// - Parameter text: Prose, a paragraph a line.
  /// - Returns: The languages that occur.
  static func words(in text: String) -> [Language: Double] {
    var found: [Language: Double] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      add(letters(of: line), to: &found)
      for word in line.lowercased().split(whereSeparator: { !$0.isLetter }) where word.count <= 6 {
        for language in frequent[String(word)] ?? [] { found[language, default: 0] += 2.5 }
      }
    }
    return found
  }

  /// Decides whether an answer is plainly in another language than the person's.
  ///
  /// - Parameters:
  ///   - answer: The prose of the answer.
  ///   - words: The words of the person.
  /// - Returns: The person's language; `nil` where it is the answer's, too, or nothing is plain.
  static func missing(in answer: String, of words: String) -> Language? {
    guard let (own, allowed) = languages(of: words) else { return nil }
    let given = Self.words(in: answer)
    let right = allowed.reduce(0) { $0 + (given[$1] ?? 0) }
    let wrong = given.filter { !allowed.contains($0.key) }.values.max() ?? 0
    return wrong >= 12 && wrong > right * 4 ? own : nil
  }

  /// Returns false for a title that has no letter of the person's script, or words of another language
  /// alone.
  static func isOwn(_ title: String, of words: String) -> Bool {
    guard let (own, allowed) = languages(of: words) else { return true }
    let given = Self.words(in: title)
    if given.contains(where: { allowed.contains($0.key) }) { return true }
    return own.isLatin && given.isEmpty
  }

  /// The person's language, and all that make a fifth of what they say.
  private static func languages(of words: String) -> (own: Language, allowed: Set<Language>)? {
    let asked = Self.words(in: words)
    let total = dominant(asked).reduce(0) { $0 + $1.value }
    guard let own = asked.max(by: { $0.value < $1.value })?.key, total >= (own.isLatin ? 5 : 2)
    else { return nil }
    return (own, Set(asked.filter { $0.value >= total / 5 }.keys))
  }

  /// Words that several Latin languages share are counted once, for the likeliest.
  private static func dominant(_ words: [Language: Double]) -> [Language: Double] {
    let latin = words.filter { $0.key.isLatin }
    guard let first = latin.max(by: { $0.value < $1.value }) else { return words }
    return words.filter { !$0.key.isLatin || $0.key == first.key }
  }

  private var isLatin: Bool { Self.lists.contains { $0.0 == self } }

  private struct Letters {
    var han = 0.0
    var kana = 0.0
    var others: [Language: Double] = [:]
  }

  private static func letters(of line: Substring) -> Letters {
    var letters = Letters()
    for scalar in line.unicodeScalars {
      switch scalar.value {
      case ..<0x370: continue
      case 0x3041...0x30FF, 0x31F0...0x31FF: letters.kana += 1
      case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: letters.han += 1
      case 0xAC00...0xD7A3: letters.others[.korean, default: 0] += 0.5
      case 0x0400...0x052F: letters.others[.cyrillic, default: 0] += 0.2
      case 0x0600...0x06FF, 0x0750...0x077F: letters.others[.arabic, default: 0] += 0.2
      case 0x0590...0x05FF: letters.others[.hebrew, default: 0] += 0.2
      case 0x0E00...0x0E7F: letters.others[.thai, default: 0] += 0.2
      case 0x0370...0x03FF: letters.others[.greek, default: 0] += 0.2
      case 0x0900...0x097F: letters.others[.devanagari, default: 0] += 0.2
      default: continue
      }
    }
    return letters
  }

  private static func add(_ letters: Letters, to found: inout [Language: Double]) {
    let isJapanese = letters.kana > (letters.kana + letters.han) / 10
    if letters.kana + letters.han > 0 {
      found[isJapanese ? .japanese : .chinese, default: 0] += (letters.kana + letters.han) / 2
    }
    for (language, count) in letters.others { found[language, default: 0] += count }
  }

  /// The frequent words, each with the languages that have it.
  private static let frequent: [String: [Language]] = {
    var all: [String: [Language]] = [:]
    for (language, words) in lists {
      for word in words.split(separator: " ") { all[String(word), default: []].append(language) }
    }
    return all
  }()

  private static let lists: [(Language, String)] = [
    (
      .english,
      "the and is are to of that this with for it not be was you please should when what how my we "
        + "have from by but can which were has had if then there will would"
    ),
    (
      .german,
      "der das und ist nicht ein eine einen dem den mit für auf wird werden auch wenn bitte aber "
        + "noch von zu im wie ich wir sind nur oder sich bei nach kein keine"
    ),
    (
      .french,
      "le la les est et une des pas pour dans avec que qui sur il je nous vous ce cette sont mais "
        + "ou du au aux être fait"
    ),
    (
      .spanish,
      "el los las es y una para con que por pero como está este esta del al lo su más sin se hay"
    ),
    (
      .portuguese,
      "os as é não uma para com por mas como está este esta do da dos em mais sem na que foi"
    ),
    (.italian, "il gli è una per con che non ma come questo questa del della nel si più sono di"),
    (.dutch, "de het een en is niet van voor met dat maar ook als naar zijn wordt deze op te"),
    (.polish, "nie jest się na że do jak czy są dla ale przez oraz tym"),
    (.swedish, "och är inte för att som med på av det den till om har ett"),
    (.turkish, "ve bir bu için değil ile da de olarak daha çok var ne gibi"),
  ]
}
