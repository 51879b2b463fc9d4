internal import Platform

/// One look over a text's bytes, which collects what is to be replaced.
///
/// Most bytes are only stepped over: runs of letters, digits, `_`, `.` and `-` are looked at for
/// the beginnings of tokens and for words that announce a secret, a few other bytes for what they
/// begin. Every rule looks a bounded distance around, or over bytes that it then replaces: the time
/// grows linearly with the text.
///
/// A class: a value of this size would be copied for each call of a method that changes nothing.
final class RedactionScanner {
  /// The number of bytes of a value that decide if it is secret.
  static let judgedLength = 128

  let text: [UInt8]
  // The tables of the main loop, which are looked up once.
  private let classes = ByteClass.of
  private let stems = Stems.triples
  let tokenStarts = TokenFormat.filter
  let translatedStarts = Keyword.translatedStarts
  private let keywords = Keyword.filter
  private let keywordLengths = Keyword.lengths
  /// Values that are masked wherever they are.
  let exact: ExactValues
  /// Rules of the person's own.
  let rules: [RedactionRule]
  private(set) var matches: [RedactionMatch] = []
  private var nameWords = NameWords()
  /// The names that were judged last, by a hash: most occur again and again.
  private var names: [(range: Range<Int>, name: SecretName?)] = Array(
    repeating: (0..<0, nil), count: 256)
  /// The place up to which everything is decided.
  private var position = 0
  /// The end of the last value that was judged.
  var judgedUpTo = 0
  /// The number of values that began before that end.
  var judgedInside = 0
  /// The next `@` and the next digit from the place at which they were looked for last.
  private var nextAt = -1
  private var nextDigit = -1
  /// The number of command lines inside each other.
  var judgedCommands = 0
  /// The end of the last command line that was looked at.
  var commandsUpTo = 0
  /// The value of the last `value: …` that no name had come before.
  var lastValue: Range<Int>?
  /// The place up to which no end line of a key comes.
  var noEndUpTo = 0
  /// The ends of the manifests and keys whose members were looked at.
  var kubernetesUpTo = 0
  var jsonKeyUpTo = 0
  /// The end of the key lines that were looked through last.
  var keyLinesUpTo = 0
  /// The quote that had no end, and the place up to which it has none.
  var unclosed = (quote: OpenQuote(content: 0, closing: 0), upTo: 0)
  /// The last run of what a header's value is made of.
  var headerRun = 0..<0
  /// The run in which no JSON web token begins.
  var noWebToken = 0..<0
  /// The place up to which no answer of `Digest` begins.
  var noDigestUpTo = 0
  /// The last option with a user's name, and the place up to which they were looked for.
  var userOption = -1
  var userOptionsUpTo = 0
  /// The place up to which no hash of a password begins.
  var noHashUpTo = 0
  /// The next reader of a pipe, and the place up to which it was looked for.
  var nextReader: (range: Range<Int>, part: CommandRule.Part)?
  var readersUpTo = 0
  /// The line that was looked at last.
  var line = 0..<0
  /// The next newline, and the place from which it was looked for.
  var nextNewline = -1
  var newlineFrom = 0
  /// The end of the table whose columns are replaced already.
  var tableUpTo = 0

  init(text: [UInt8], exact: ExactValues, rules: [RedactionRule]) {
    self.text = text
    self.exact = exact
    self.rules = rules
  }

  /// Collects the secrets, in the order of the text; none of them overlap.
  func scan() -> [RedactionMatch] {
    while true {
      position = skip(from: position, limit: .max) {
        classes[Int($0)] == .other || classes[Int($0)] == .dot
      }
      guard position < text.count else { break }
      let byte = text[position]
      switch classes[Int(byte)] {
      case .mark, .dash: mark(byte)
      default: word()
      }
    }
    if !exact.isEmpty { matches += exact.matches(in: text) }
    for rule in rules { matches += rule.matches(in: text) }
    return RedactionMatch.merged(matches, in: text)
  }

  /// Adds a secret, wherever it is; what follows it is looked at next if it is ahead.
  func add(_ match: RedactionMatch) {
    guard !match.secret.isEmpty else { return }
    matches.append(match)
  }

  /// A run of the letters of words and names, as far as it was looked at.
  private struct Run {
    var index: Int
    var isHit = false
    var hasDigit = false
    var hasDot = false
    /// Its last three letters, for the stems.
    var letters = 0
  }

  /// Looks at a run up to its end, or to a sign behind which a token or a key may begin.
  ///
  /// - Returns: True if it is at such a sign.
  private func follow(_ run: inout Run, from start: Int, _ first: Int) -> Bool {
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe classes.withUnsafeBufferPointer { classes in
        unsafe stems.withUnsafeBufferPointer { stems in
          var (index, letters) = (run.index, run.letters)
          defer { (run.index, run.letters) = (index, letters) }
          while index < bytes.count {
            let byte = unsafe bytes[index]
            let kind = unsafe classes[Int(byte)]
            letters = Stems.slot(byte, after: letters)
            switch kind {
            case .word:
              if unsafe stems[letters >> 6] >> UInt64(letters & 63) & 1 != 0, !run.isHit,
                index - start > 1, Stems.isAt(index - 2, in: text)
              {
                run.isHit = true
              }
            case .digit: run.hasDigit = true
            case .underscore, .dot, .dash:
              if kind == .dot { run.hasDot = true }
              if mayBegin(behind: index, isName: index >= first) { return true }
            case .mark, .other: return false
            }
            index += 1
          }
          return false
        }
      }
    }
  }

  /// Returns true if a token, or the line before a key, may begin behind a sign.
  private func mayBegin(behind index: Int, isName: Bool) -> Bool {
    let (one, two, three) = (byte(at: index + 1), byte(at: index + 2), byte(at: index + 3))
    // A key that `grep` shows, behind the name of its file: `id_rsa-1------BEGIN`.
    return one == UInt8(ascii: "-") && two == one && three == one
      || isName && tokenStarts.contains(one, two, three)
  }

  /// Looks at a run of the letters of words and names.
  private func word() {
    let start = position
    var first = start
    if start > 0, text[start - 1] == UInt8(ascii: "\\") || text[start - 1] == UInt8(ascii: "%") {
      first = firstWordByte(start)
    }
    let limit = text.count
    if let match = tokenStart(at: first) { return step(over: match) }
    var run = Run(index: start)
    while follow(&run, from: start, first) {
      if run.index > start, hasPrefix("----", at: run.index),
        let match = privateKey(at: run.index)
      {
        return step(over: match)
      }
      // A token begins where a word does.
      if run.index >= first, let match = tokenStart(at: run.index + 1) {
        return step(over: match)
      }
      run.index += 1
    }
    let index = run.index
    var isHit = run.isHit
    let hasDigit = run.hasDigit
    position = index
    guard first < index else { return }
    if hasDigit {
      if text[first].isDigit || text[first] == UInt8(ascii: "b"),
        let match = numberedToken(at: first)
      {
        return step(over: match)
      }
      if index - first >= 28, let match = longToken(first..<index) { return step(over: match) }
    }
    // Dashes and full stops around a name are not part of it.
    while first < index, text[first] == UInt8(ascii: "-") || text[first] == UInt8(ascii: ".") {
      first += 1
    }
    var end = index
    while end > first, text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: "-") {
      end -= 1
    }
    guard end > first else { return }
    if end - first > 1, isKeyword(first..<end), let keyword = Keyword.at(first..<end, in: text) {
      look(at: keyword, first..<end)
    } else if index < limit, text[index] == UInt8(ascii: "(") || text[index] == 0x20,
      run.hasDot, let dot = lastDot(in: first..<end), end - dot > 2, isKeyword(dot..<end),
      let keyword = Keyword.at(dot..<end, in: text), keyword.isCall
    {
      // `client.login(…)`
      look(at: keyword, dot..<end)
    }
    if end - first == 1, text[first] | 0x20 == UInt8(ascii: "p") { optionOfUser(first) }
    if !isHit, end - first >= 4, index < limit { isHit = hasOpaqueValue(after: end) }
    // `-Dsonar.login=…`
    if text[first] == UInt8(ascii: "D"), first > 0, text[first - 1] == UInt8(ascii: "-"),
      byte(at: first + 1).isLower, isHit
    {
      first += 1
    }
    if isHit, end - first <= 128, let name = name(at: first..<end) {
      namedSecret(name, first..<end)
    }
    if index < limit,
      text[index] >= 0x80 || text[index] == 0x20 || text[index] == UInt8(ascii: ":")
    {
      translated(at: first)
    }
  }

  /// Returns false for nearly all words that are none of the keywords.
  @inline(__always)
  private func isKeyword(_ range: Range<Int>) -> Bool {
    let (one, two) = (text[range.lowerBound] | 0x20, text[range.lowerBound + 1] | 0x20)
    return keywordLengths[Int(one & 31)] >> UInt64(min(range.count, 63)) & 1 != 0
      && keywords.contains(one, two, byte(at: range.lowerBound + 2) | 0x20)
  }

  /// Returns the place behind the last full stop of a name; `nil` where there is none.
  private func lastDot(in range: Range<Int>) -> Int? {
    text[range].lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 }
  }

  /// Returns the kind of secret that a name announces.
  func name(at range: Range<Int>) -> SecretName? {
    let (slot, known) = unsafe text.withUnsafeBytes { bytes in
      var hash = range.count
      for index in range { hash = unsafe (hash ^ Int(bytes[index])) &* 0x0100_0193 }
      let slot = (hash ^ hash >> 13) & 255
      let known = names[slot]
      guard known.range.count == range.count, let base = bytes.baseAddress,
        unsafe memcmp(base + known.range.lowerBound, base + range.lowerBound, range.count) == 0
      else { return (slot, (range: Range<Int>, name: SecretName?)?.none) }
      return (slot, known)
    }
    if let known { return known.name }
    let name = SecretName(text[range], with: &nameWords)
    names[slot] = (range, name)
    return name
  }

  /// Looks at what a byte that is no letter begins.
  private func mark(_ byte: UInt8) {
    let index = position
    let match: RedactionMatch?
    let next = self.byte(at: index + 1)
    switch byte {
    case UInt8(ascii: "["):
      if next == UInt8(ascii: "r"), let end = placeholderEnd(at: index) {
        position = end
        return
      }
      match = nil
    case UInt8(ascii: ":"):
      match =
        next == UInt8(ascii: "/") || next == UInt8(ascii: "*") || next.isDigit
        ? urlPassword(at: index) : nil
    case UInt8(ascii: "$"), UInt8(ascii: "{"):
      match = next.isAlphanumeric ? passwordHash(at: index) : nil
    case UInt8(ascii: "~"): match = azureSecret(at: index)
    case UInt8(ascii: "@"): match = sourceName(at: index)
    case UInt8(ascii: "-"):
      guard next == byte, let key = privateKey(at: index) else { return word() }
      match = key
    default:
      translated(at: index)
      match = nil
    }
    if let match { return step(over: match) }
    position = max(position, index + 1)
  }

  /// Adds a secret and goes on behind it.
  func step(over match: RedactionMatch) {
    add(match)
    position = max(position + 1, match.secret.upperBound)
  }

  /// Goes on at `index`, if that is ahead: what comes before it is decided.
  func step(to index: Int) { position = max(position, index) }

  /// Returns a provider's token that starts at `index`, which most words do not.
  @inline(__always)
  private func tokenStart(at index: Int) -> RedactionMatch? {
    guard index + 2 < text.count,
      tokenStarts.contains(text[index], text[index + 1], text[index + 2])
    else { return nil }
    return token(at: index)
  }

  /// Returns true if a value of 20 characters and more, with digits, is assigned: then a provider's
  /// name makes it a key.
  private func hasOpaqueValue(after end: Int) -> Bool {
    var index = end
    if byte(at: index).isQuote { index += 1 }
    if byte(at: index) == 0x20 { index += 1 }
    guard byte(at: index) == UInt8(ascii: "=") || byte(at: index) == UInt8(ascii: ":") else {
      return false
    }
    index += 1
    while byte(at: index) == 0x20 || byte(at: index).isQuote { index += 1 }
    let value = skip(from: index, limit: 20) { $0.isBase64 || $0.isToken }
    return value - index == 20 && text[index..<value].contains(where: \.isDigit)
  }

  /// Returns the beginning of the word in a run that may begin with the letters of an escape:
  /// `\n`, `%20`, `\u0022`.
  private func firstWordByte(_ start: Int) -> Int {
    guard start > 0 else { return start }
    switch text[start - 1] {
    case UInt8(ascii: "\\"):
      if text[start].isOne(of: "ntr") { return min(start + 1, text.count) }
      if text[start] == UInt8(ascii: "u"), start + 5 <= text.count,
        text[start + 1..<start + 5].allSatisfy({ $0.hexadecimalValue != nil })
      {
        return start + 5
      }
    case UInt8(ascii: "%"):
      if start + 2 <= text.count, text[start..<start + 2].allSatisfy({ $0.hexadecimalValue != nil })
      {
        return start + 2
      }
    default: break
    }
    return start
  }
}

extension RedactionScanner {
  /// Returns true if an `@` comes in the next bytes; asked with rising indices.
  func hasAt(from index: Int, within limit: Int) -> Bool {
    if nextAt < index { nextAt = place(of: UInt8(ascii: "@"), from: index) ?? .max - limit }
    return nextAt - index < limit
  }

  /// Returns the next place of a byte.
  private func place(of byte: UInt8, from index: Int) -> Int? {
    unsafe text.withUnsafeBytes { bytes in
      guard index < bytes.count, let base = bytes.baseAddress,
        let found = unsafe memchr(base + index, Int32(byte), bytes.count - index)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// Returns true if a digit comes in the next bytes.
  func hasDigit(from index: Int, within limit: Int) -> Bool {
    if nextDigit < index { nextDigit = text[index...].firstIndex(where: \.isDigit) ?? .max - limit }
    return nextDigit - index < limit
  }

  /// Returns the end of the place holder that starts at `index`; `nil` if there is none.
  func placeholderEnd(at index: Int) -> Int? { RedactionMatch.placeholderEnd(at: index, in: text) }

  /// Returns true if the bytes at `index` are those of `prefix`.
  @inline(__always)
  func hasPrefix(_ prefix: StaticString, at index: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard index >= 0, text.count - index >= count else { return false }
    return prefix.withUTF8Buffer { buffer in
      var offset = 0
      while offset < count, unsafe buffer[offset] == text[index + offset] { offset += 1 }
      return offset == count
    }
  }

  /// Returns true if the bytes of a range are those of `word`.
  @inline(__always)
  func isEqual(_ range: Range<Int>, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && hasPrefix(word, at: range.lowerBound)
  }

  /// Returns true if the bytes at `index`, in small letters, are those of `prefix`.
  func hasPrefix(anyCase prefix: StaticString, at index: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard index >= 0, text.count - index >= count else { return false }
    return prefix.withUTF8Buffer { buffer in
      for offset in 0..<count where unsafe buffer[offset] != text[index + offset].lowered {
        return false
      }
      return true
    }
  }

  /// Returns the first index at or after `start` that does not satisfy the condition, within
  /// `limit` bytes.
  @inline(__always)
  func skip(from start: Int, limit: Int = judgedLength, while isWanted: (UInt8) -> Bool) -> Int {
    let bound = min(text.count, limit > text.count ? text.count : start + limit)
    var index = min(start, bound)
    while index < bound, isWanted(text[index]) { index += 1 }
    return index
  }

  /// Returns the byte at an index; 0 outside of the text.
  @inline(__always)
  func byte(at index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

  /// Returns true if a range is one of a few words, which are in small letters, in either case.
  func isWord(_ range: Range<Int>, of words: [StaticString]) -> Bool {
    for word in words
    where word.utf8CodeUnitCount == range.count && hasPrefix(anyCase: word, at: range.lowerBound) {
      return true
    }
    return false
  }

  /// Returns the lower-case form of a short range of the text.
  func lowercased(_ range: Range<Int>) -> String {
    String(decoding: text[range].map(\.lowered), as: UTF8.self)
  }
}

/// A secret that the scanner found.
struct RedactionMatch: Sendable {
  /// The bytes that are replaced.
  var secret: Range<Int>
  /// The word in the place holder: lower-case letters, digits and hyphens.
  let kind: String

  /// Returns the matches in order, those that overlap as one; none touches a place holder.
  static func merged(_ matches: [RedactionMatch], in text: [UInt8]) -> [RedactionMatch] {
    let isOrdered = zip(matches, matches.dropFirst()).allSatisfy {
      $0.secret.upperBound <= $1.secret.lowerBound
    }
    if isOrdered { return matches }
    var merged: [RedactionMatch] = []
    merged.reserveCapacity(matches.count)
    let ordered = matches.sorted {
      $0.secret.lowerBound == $1.secret.lowerBound
        ? $0.secret.upperBound > $1.secret.upperBound
        : $0.secret.lowerBound < $1.secret.lowerBound
    }
    for match in ordered {
      if let last = merged.last, match.secret.lowerBound < last.secret.upperBound {
        let end = max(last.secret.upperBound, match.secret.upperBound)
        merged[merged.count - 1].secret = last.secret.lowerBound..<end
      } else {
        merged.append(match)
      }
    }
    return merged
  }

  /// Returns the end of the place holder that starts at `index`; `nil` if there is none.
  static func placeholderEnd(at index: Int, in text: [UInt8]) -> Int? {
    guard text.count - index > beginning.count, text[index] == beginning[0],
      text[index..<index + beginning.count].elementsEqual(beginning)
    else { return nil }
    var end = index + beginning.count
    while end < text.count, end - index < 48, text[end].isToken { end += 1 }
    guard end > index + beginning.count, end < text.count, text[end] == UInt8(ascii: "]") else {
      return nil
    }
    return end + 1
  }

  private static let beginning = Array("[redacted:".utf8)
}

/// The main loop's kinds of bytes.
enum ByteClass {
  /// Nothing begins with it.
  case other
  /// A letter: a word is under way.
  case word
  /// `_`, `.` and `-`, between words; something may begin with a dash, too.
  case underscore, dot, dash
  /// A digit, which words may have, too.
  case digit
  /// Something may begin with it.
  case mark

  /// The class of every byte.
  static let of: [ByteClass] = (0...255).map { value in
    let byte = UInt8(value)
    if byte.isDigit { return .digit }
    if byte == UInt8(ascii: "_") { return .underscore }
    if byte.isLetter { return .word }
    if byte == UInt8(ascii: ".") { return .dot }
    if byte == UInt8(ascii: "-") { return .dash }
    if byte >= 0xC3 || byte.isOne(of: "[:${~@") { return .mark }
    return .other
  }
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
  /// Returns true if the byte is one of a few ASCII characters.
  @inline(__always)
  func isOne(of characters: StaticString) -> Bool {
    characters.withUTF8Buffer { buffer in
      for index in 0..<buffer.count where unsafe buffer[index] == self { return true }
      return false
    }
  }
  /// True for `"`, `'` and the backtick.
  var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
}
