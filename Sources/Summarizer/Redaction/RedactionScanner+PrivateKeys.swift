internal import Platform

/// Private keys in PEM form (RFC 7468, OpenSSH, PGP), whole or cut off at either end.
extension RedactionScanner {
  /// The longest block that is looked through for its end; an RSA key of 16384 bits has 13 KB.
  private static let longestBlock = 16_384

  /// Returns the key block that begins at `index`, or whose last line does.
  func privateKey(at index: Int) -> RedactionMatch? {
    guard hasPrefix("-----", at: index) else { return nil }
    if hasPrefix("-----BEGIN ", at: index) {
      guard let header = labelEnd(after: index + 11) else { return nil }
      return RedactionMatch(secret: index..<blockEnd(after: header), kind: "private-key")
    }
    guard hasPrefix("-----END ", at: index), let end = labelEnd(after: index + 9) else {
      return nil
    }
    return RedactionMatch(secret: blockStart(before: index)..<end, kind: "private-key")
  }

  /// Returns the end of `… PRIVATE KEY-----` or `… PRIVATE KEY BLOCK-----`.
  private func labelEnd(after start: Int) -> Int? {
    let dashes = skip(from: start, limit: 64) { $0.isUpper || $0.isDigit || $0 == 0x20 }
    guard
      hasPrefix("PRIVATE KEY", at: dashes - 11) || hasPrefix("PRIVATE KEY BLOCK", at: dashes - 17)
    else { return nil }
    return skip(from: dashes, limit: 5) { $0 == UInt8(ascii: "-") }
  }

  /// Returns the end of the block whose first line ends at `start`.
  private func blockEnd(after start: Int) -> Int {
    var index = start
    let bound = min(text.count, start + Self.longestBlock)
    while index < bound {
      if text[index] == UInt8(ascii: "-"), hasPrefix("-----", at: index) {
        if hasPrefix("-----END ", at: index), let end = labelEnd(after: index + 9) { return end }
        if hasPrefix("-----BEGIN ", at: index) { break }
      }
      index += 1
    }
    return keyLinesEnd(after: start)
  }

  /// Returns the end of the lines that can belong to a key: the block's own end is missing.
  private func keyLinesEnd(after start: Int) -> Int {
    var end = skip(from: start, limit: .max / 2) { $0.isBase64 || $0 == UInt8(ascii: "\\") }
    var line = end
    while line < text.count {
      let next = skip(from: line, limit: .max / 2, while: \.isNewline)
      let lineEnd = skip(from: next, limit: 512) { !$0.isNewline }
      guard next > line, isKeyLine(next..<lineEnd) else { break }
      end = lineEnd
      line = lineEnd
    }
    return end
  }

  /// Returns true if a line is nothing but base64 or a key's header, after quotes, marks and
  /// numbers.
  private func isKeyLine(_ line: Range<Int>) -> Bool {
    var start = line.lowerBound
    while start < line.upperBound,
      text[start].isBlank || text[start].isQuote || "+>|:".utf8.contains(text[start])
        || !text[start].isASCII
    { start += 1 }
    if hasPrefix("Proc-Type:", at: start) || hasPrefix("DEK-Info:", at: start)
      || hasPrefix("Version:", at: start) || hasPrefix("Comment:", at: start)
    {
      return true
    }
    var end = line.upperBound
    while end > start,
      text[end - 1].isBlank || text[end - 1].isQuote || ",\\".utf8.contains(text[end - 1])
    { end -= 1 }
    return end > start && text[start..<end].allSatisfy { $0.isBase64 || $0 == UInt8(ascii: "\\") }
  }

  /// Returns the start of the key lines before a lone end line: the block's beginning was cut off.
  private func blockStart(before index: Int) -> Int {
    var start = index
    let bound = max(0, index - Self.longestBlock)
    while start > bound {
      var lineEnd = start
      while lineEnd > bound, text[lineEnd - 1].isNewline { lineEnd -= 1 }
      var lineStart = lineEnd
      while lineStart > bound, lineEnd - lineStart < 512, !text[lineStart - 1].isNewline {
        lineStart -= 1
      }
      // Only long lines are taken: a word on a line of its own may be anything.
      guard lineEnd - lineStart >= 24 || start == index, lineEnd > lineStart,
        isKeyLine(lineStart..<lineEnd)
      else { break }
      start = lineStart
    }
    return start
  }
}
