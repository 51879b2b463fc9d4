internal import Platform

/// The beginning of a quoted text: which bytes open it, and which close it.
struct OpenQuote {
  /// The first byte of the text.
  let content: Int
  /// The bytes at the end, but for the backslashes before them: up to eight of them.
  private let closing: UInt64
  /// The number of those bytes.
  let closingCount: Int
  /// The number of backslashes before the quote, for JSON inside of JSON.
  let backslashes: Int

  /// Makes a quote that one byte ends.
  init(content: Int, closing: UInt8, backslashes: Int = 0) {
    self.content = content
    self.closing = UInt64(closing)
    closingCount = 1
    self.backslashes = backslashes
  }

  /// Makes a quote that a short run of bytes ends.
  init(content: Int, closing: StaticString, backslashes: Int = 0) {
    self.content = content
    closingCount = closing.utf8CodeUnitCount
    self.closing = closing.withUTF8Buffer { buffer in
      unsafe buffer.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.backslashes = backslashes
  }

  /// Returns true if another quote has the same end.
  func hasEnd(of other: OpenQuote) -> Bool {
    closing == other.closing && closingCount == other.closingCount
      && backslashes == other.backslashes
  }

  /// The first byte of the end.
  var first: UInt8 { UInt8(truncatingIfNeeded: closing) }

  /// Returns true if the end stands at an index.
  @inline(__always)
  func ends(at index: Int, in text: [UInt8]) -> Bool {
    guard text.count - index >= closingCount else { return false }
    for offset in 0..<closingCount
    where text[index + offset] != UInt8(truncatingIfNeeded: closing >> UInt64(8 * offset)) {
      return false
    }
    return true
  }
}

/// The beginnings and the ends of values, and the judgement of them.
extension RedactionScanner {
  /// Returns the quote that opens at an index: also escaped, URL-encoded, as an entity, three-fold,
  /// or behind a letter (`b"…"`, `@"…"`).
  @inline(__always)
  func openQuote(at index: Int) -> OpenQuote? {
    let first = byte(at: index)
    guard first > 0x20, !first.isAlphanumeric || byte(at: index + 1).isQuote else { return nil }
    return openQuote(first, at: index)
  }

  private func openQuote(_ first: UInt8, at index: Int) -> OpenQuote? {
    if first.isQuote {
      if byte(at: index + 1) == first, byte(at: index + 2) == first {
        return OpenQuote(content: index + 3, closing: first)
      }
      return OpenQuote(content: index + 1, closing: first)
    }
    switch first {
    case UInt8(ascii: "\\"):
      let quote = skip(from: index, limit: 32) { $0 == UInt8(ascii: "\\") }
      if byte(at: quote).isQuote {
        return OpenQuote(content: quote + 1, closing: text[quote], backslashes: quote - index)
      }
      let next = byte(at: quote)
      guard next == UInt8(ascii: "u") || next == UInt8(ascii: "x") else { return nil }
      for mark: StaticString in ["u0022", "u0027", "x22", "x27"] where hasPrefix(mark, at: quote) {
        return OpenQuote(
          content: quote + mark.utf8CodeUnitCount, closing: mark, backslashes: quote - index)
      }
      return nil
    case UInt8(ascii: "%"), UInt8(ascii: "&"):
      for mark: StaticString in ["%22", "%27", "&quot;", "&apos;", "&#34;", "&#39;", "&#x27;"]
      where hasPrefix(mark, at: index) {
        return OpenQuote(content: index + mark.utf8CodeUnitCount, closing: mark)
      }
      return nil
    case 0xE2, 0xE3:
      for (open, close): (StaticString, StaticString) in [
        ("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"),
      ] where hasPrefix(open, at: index) {
        return OpenQuote(content: index + 3, closing: close)
      }
      return nil
    default:
      let next = byte(at: index + 1)
      // A long bracket of Lua.
      if first == UInt8(ascii: "["), next == first, byte(at: index + 2).isAlphanumeric {
        return OpenQuote(content: index + 2, closing: "]]")
      }
      guard next == UInt8(ascii: "'") || next == UInt8(ascii: "\"") && first != UInt8(ascii: "$"),
        first.isOne(of: "bfruBFRU@$LN")
      else { return nil }
      return openQuote(at: index + 1)
    }
  }

  /// Returns the text between a quote and its end, on one line, up to `limit` bytes.
  func quoted(_ quote: OpenQuote, limit: Int) -> Range<Int> {
    let backslash = UInt8(ascii: "\\")
    let bound = min(text.count, limit > text.count ? text.count : quote.content + limit)
    var end = quote.content
    // A text in which no such quote ends is looked at once.
    let isKnown =
      unclosed.quote.hasEnd(of: quote) && unclosed.quote.content <= end && end < unclosed.upTo
    if isKnown { end = min(unclosed.upTo, bound) }
    while end < bound, !text[end].isNewline {
      guard text[end] == quote.first, quote.ends(at: end, in: text) else {
        end += 1
        continue
      }
      var before = end
      while before > quote.content, text[before - 1] == backslash { before -= 1 }
      let count = end - before
      // As many as open it end it; more of them stand for a quote inside.
      if quote.backslashes > 0 ? count <= quote.backslashes : count % 2 == 0 {
        return quote.content..<(quote.backslashes > 0 ? before : end)
      }
      end += 1
    }
    if !isKnown {
      unclosed = (quote, end)
    } else if end > unclosed.upTo {
      unclosed.upTo = end
    }
    // The end was cut off, or is far away.
    if end >= bound, bound < text.count { return quote.content..<end }
    return quote
      .content..<skip(from: quote.content, limit: .max) {
        !$0.isSpace && $0 != quote.first
      }
  }

  /// Returns the first byte that is no blank; `%20` and wide spaces are blanks, too.
  @inline(__always)
  func skipBlanks(_ index: Int) -> Int {
    let byte = byte(at: index)
    let mayBeBlank = byte <= 0x25 || byte == UInt8(ascii: "\\") || !byte.isASCII
    return mayBeBlank ? skipAllBlanks(index) : index
  }

  private func skipAllBlanks(_ index: Int) -> Int {
    var index = index
    let bound = min(text.count, index + 64)
    while index < bound {
      if text[index].isBlank {
        index += 1
      } else if text[index] == UInt8(ascii: "%"), hasPrefix("%20", at: index) {
        index += 3
      } else if text[index] == 0xC2, byte(at: index + 1) == 0xA0 {
        index += 2
      } else if text[index] == 0xE3, hasPrefix("　", at: index) {
        index += 3
      } else if let end = colourEnd(at: index) {
        index = end
      } else {
        break
      }
    }
    return index
  }

  /// Returns the end of a terminal's colour at an index, also where it is written in letters:
  /// `\u001b[32m`.
  private func colourEnd(at index: Int) -> Int? {
    var start = index
    if text[index] == 0x1B {
      start += 1
    } else {
      guard text[index] == UInt8(ascii: "\\") else { return nil }
      let marks: [StaticString] = ["\\u001b", "\\u001B", "\\x1b", "\\x1B", "\\033", "\\e"]
      guard let mark = marks.first(where: { hasPrefix($0, at: index) }) else { return nil }
      start += mark.utf8CodeUnitCount
    }
    guard byte(at: start) == UInt8(ascii: "[") else { return nil }
    let end = skip(from: start + 1, limit: 16) { $0.isDigit || $0 == UInt8(ascii: ";") }
    return byte(at: end) == UInt8(ascii: "m") ? end + 1 : nil
  }

  /// Returns the range of the value at `start`, without its quotes, up to `limit` bytes.
  func valueRange(
    at start: Int, _ writing: SecretValue.Writing, limit: Int = judgedLength
  ) -> (range: Range<Int>, quoted: Bool) {
    if let quote = openQuote(at: start) { return (quoted(quote, limit: limit), true) }
    var end = start
    let bound = limit > text.count ? text.count : min(text.count, start + limit)
    while end < bound {
      if text[end].isAlphanumeric {
        end += 1
        continue
      }
      // The bracket that ends a place holder does not end the value around it.
      if text[end] == UInt8(ascii: "["), let behind = placeholderEnd(at: end) {
        end = behind
      } else if continues(at: end, writing) {
        end += 1
      } else {
        break
      }
    }
    while end > start, text[end - 1].isOne(of: ".,:!?"), writing != .environment { end -= 1 }
    return (start..<end, false)
  }

  /// Returns true if a value without quotes goes on with a byte.
  private func continues(at index: Int, _ writing: SecretValue.Writing) -> Bool {
    let byte = text[index]
    if byte.isSpace || byte.isQuote || byte == UInt8(ascii: "\\") { return false }
    if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "<") { return false }
    if byte == UInt8(ascii: "%") {
      // What is URL-encoded ends at an encoded `&`, quote or comma.
      for mark: StaticString in ["%26", "%22", "%2C", "%27", "%7D", "%20", "%0A"]
      where hasPrefix(mark, at: index) { return false }
    }
    if byte == UInt8(ascii: "&"), hasPrefix("&quot;", at: index) || hasPrefix("&#", at: index) {
      return false
    }
    if writing == .environment { return byte != UInt8(ascii: "&") && byte != UInt8(ascii: "|") }
    // Full-width marks of CJK text end a value too.
    return byte.isASCII && !byte.isOne(of: ",&|)]}>")
  }

  /// Returns the secret value that starts at `start`; `nil` if it is none.
  ///
  /// - Parameters:
  ///   - start: The first byte of the value or of its quote.
  ///   - writing: The writing of a value without quotes.
  ///   - name: The kind of secret that the name announces.
  ///   - onlyQuoted: True where a value without quotes is an expression.
  /// - Returns: The bytes of the whole value.
  func value(
    at start: Int, _ writing: SecretValue.Writing, _ name: SecretName, onlyQuoted: Bool = false
  ) -> RedactionMatch? {
    guard start < text.count, mayJudge(at: start) else { return nil }
    let (range, quoted) = valueRange(at: start, writing)
    judgedUpTo = max(judgedUpTo, range.upperBound)
    guard !range.isEmpty, quoted || !onlyQuoted,
      // What is behind the end of a text begins so.
      !quoted || !text[range.lowerBound].isOne(of: ".),;"),
      placeholderEnd(at: range.lowerBound) != range.upperBound
    else { return nil }
    let value = SecretValue(text[range])
    let next = byte(at: range.upperBound)
    // `Password=…;Encrypt=true` is a connection string, `= …;` a statement.
    let isStatement = next == UInt8(ascii: ";") && writing != .direct
    let inCode = !quoted && (isStatement || next != 0 && next.isOne(of: ",)]{"))
    let isSecret =
      quoted && writing == .environment && value.isSecret(.environment, name: name)
      || value.isSecret(quoted ? .quoted : writing, name: name, inCode: inCode)
      || name == .auth && basicCredentials(range)
    // A place holder with something behind it: the value was only half replaced.
    guard isSecret || (placeholderEnd(at: range.lowerBound) != nil && !quoted) else { return nil }
    // Judged by its beginning, replaced as a whole.
    let whole =
      range.count < Self.judgedLength
      ? range : valueRange(at: start, writing, limit: .max).range
    return RedactionMatch(secret: whole, kind: token(at: range.lowerBound)?.kind ?? name.rawValue)
  }

  /// Returns true if one more value may be looked at: of those inside each other only a few are, so
  /// that `password=password=…` stays linear.
  private func mayJudge(at start: Int) -> Bool {
    judgedInside = start < judgedUpTo ? judgedInside + 1 : 0
    return judgedInside <= 4
  }

  /// Returns true for base64 of `name:secret`.
  func basicCredentials(_ range: Range<Int>) -> Bool {
    guard (8...1_024).contains(range.count),
      range.count >= 12 || text[range].contains(where: { $0.isDigit || $0 == 0x3D })
    else { return false }
    var colon = false
    var bits: UInt32 = 0
    var count = 0
    for byte in text[range] {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="): continue
      default: return false
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      let decoded = UInt8(truncatingIfNeeded: bits >> UInt32(count))
      guard decoded >= 0x20, decoded != 0x7F else { return false }
      colon = colon || decoded == UInt8(ascii: ":")
    }
    return colon
  }
}
