internal import Platform

/// Private keys in PEM form (RFC 7468, OpenSSH, PGP, SSH2, PuTTY), whole or cut off at either end.
extension RedactionScanner {
  /// The largest text between the ends of a block in which lines may be no key lines.
  private static let looseBlock = 32_768

  /// Returns the key block that begins at `index`, or whose last line does.
  func privateKey(at index: Int) -> RedactionMatch? {
    guard hasPrefix("----", at: index) else { return nil }
    let dashes = skip(from: index, limit: 8) { $0 == UInt8(ascii: "-") }
    let word = skip(from: dashes, limit: 1, while: \.isBlank)
    if hasPrefix("BEGIN%20", at: word) || hasPrefix("BEGIN+", at: word) {
      // URL-encoded, all of it is one run.
      let label = skip(from: word + 5, limit: 64) { $0 != UInt8(ascii: "-") }
      guard has("PRIVATE", in: word..<label) else { return nil }
      let end = skip(from: label, limit: .max) { $0.isBase64 || $0.isToken || $0.isOne(of: "%.") }
      return RedactionMatch(secret: index..<end, kind: "private-key")
    }
    if hasPrefix("BEGIN ", at: word) {
      guard let header = labelEnd(after: word + 6) else { return nil }
      guard let end = blockEnd(after: header) else { return nil }
      return RedactionMatch(secret: index..<end, kind: "private-key")
    }
    guard hasPrefix("END ", at: word), let end = labelEnd(after: word + 4) else { return nil }
    let start = blockStart(before: index)
    keyLinesUpTo = end
    return start < index ? RedactionMatch(secret: start..<end, kind: "private-key") : nil
  }

  /// Returns the end of `… PRIVATE KEY-----` or `… PRIVATE KEY BLOCK-----`.
  private func labelEnd(after start: Int) -> Int? {
    let dashes = skip(from: start, limit: 64) { $0.isUpper || $0.isDigit || $0 == 0x20 }
    let end = byte(at: dashes - 1) == 0x20 ? dashes - 1 : dashes
    guard hasPrefix("PRIVATE KEY", at: end - 11) || hasPrefix("PRIVATE KEY BLOCK", at: end - 17)
    else { return nil }
    return skip(from: dashes, limit: 5) { $0 == UInt8(ascii: "-") }
  }

  /// Returns the end of the block whose first line ends at `start`; `nil` if no key follows.
  private func blockEnd(after start: Int) -> Int? {
    // A block's end is looked for once in the same text.
    let lines = keyLinesEnd(after: start)
    if let (line, end) = nextEnd(after: start) {
      if lines >= line { return end }
      let hasKey = hasKeyMaterial(in: start..<line)
      if hasKey, line - start <= Self.looseBlock { return end }
      if !hasKey { return nil }
    }
    return longestRun(in: start..<lines) >= 4 || lines >= text.count ? lines : nil
  }

  /// Returns the next end line of a key behind `start`, before any other block begins.
  private func nextEnd(after start: Int) -> (line: Int, end: Int)? {
    var index = max(start, noEndUpTo > start ? noEndUpTo : start)
    while index < text.count {
      guard text[index] == UInt8(ascii: "-") else {
        index += 1
        continue
      }
      let dashes = skip(from: index, limit: 8) { $0 == UInt8(ascii: "-") }
      if dashes - index >= 4 {
        let word = skip(from: dashes, limit: 1, while: \.isBlank)
        if hasPrefix("END ", at: word), let end = labelEnd(after: word + 4) { return (index, end) }
        if hasPrefix("BEGIN ", at: word) { break }
      }
      index = dashes
    }
    noEndUpTo = index
    return nil
  }

  /// Returns the length of the longest run of base64 in a range.
  private func longestRun(in range: Range<Int>) -> Int {
    var longest = 0
    var run = 0
    for byte in text[range] {
      run = byte.isBase64 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Returns true if a run of base64 in a range can be a part of a key, and is no name in code.
  private func hasKeyMaterial(in range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let end = skip(from: index, limit: range.upperBound - index, while: \.isBase64)
      if isKeyMaterial(index..<end) { return true }
      index = end + 1
    }
    return false
  }

  /// Returns true for 40 characters, or for 16 with both cases and digits in two places.
  private func isKeyMaterial(_ run: Range<Int>) -> Bool {
    guard run.count >= 16, run.count < 40 else { return run.count >= 40 }
    let numbers = run.count { text[$0].isDigit && ($0 == run.lowerBound || !text[$0 - 1].isDigit) }
    return numbers >= 2 && text[run].contains(where: \.isUpper)
      && text[run].contains(where: \.isLower)
  }

  /// Returns the end of the lines that can belong to a key: the block's own end is missing.
  private func keyLinesEnd(after start: Int) -> Int {
    var end = skip(from: start, limit: .max) { $0.isBase64 || $0 == UInt8(ascii: "\\") }
    var line = end
    while line < text.count {
      let next = skip(from: line, limit: .max) { $0.isSpace || $0.isQuote || $0 == 0x2C }
      let lineEnd = newline(from: next)
      guard next > line else { break }
      // A line that a text goes on behind: its beginning is still the key's.
      guard isKeyLine(next..<lineEnd) else {
        let marks = skipMarks(next, lineEnd)
        let run = skip(from: marks, limit: .max, while: \.isBase64)
        return isKeyMaterial(marks..<run) ? run : end
      }
      // An empty line ends a key, but for the one behind its headers.
      let breaks = text[line..<next].count { $0 == UInt8(ascii: "\n") }
      if breaks > 1, lineEnd - next < 40, longestRun(in: start..<end) >= 16 { break }
      end = lineEnd
      line = lineEnd
    }
    return end
  }

  /// Returns the first byte of a line behind quotes, numbers and the marks of diffs.
  private func skipMarks(_ start: Int, _ end: Int) -> Int {
    var index = start
    // `   12→`, `12:`: the number of a line.
    // `keys/id_rsa-12-`, `id_rsa:12:`: the file and the number that `grep` prints.
    let file = skip(from: index, limit: 160) { $0.isAlphanumeric || $0.isOne(of: "._/") }
    let time = skipLogMarks(start)
    if time > start {
      index = min(time, end)
    } else if file > index, file < end, text[file].isOne(of: "-:"),
      case let number = skip(from: file + 1, limit: 7, while: \.isDigit), number > file + 1,
      number < end, text[number] == text[file]
    {
      index = number + 1
    }
    let number = skip(from: index, limit: 12, while: \.isBlank)
    let digits = skip(from: number, limit: 6, while: \.isDigit)
    if digits > number, digits < end,
      text[digits] == 0x09 || text[digits] == UInt8(ascii: ":") || !text[digits].isASCII
        || text[digits] == UInt8(ascii: "|")
    {
      index = digits
    }
    while index < end,
      text[index].isBlank || text[index].isQuote
        || text[index].isOne(of: "+>|:-#*/")
          && text[index] != UInt8(ascii: "/")
        || !text[index].isASCII
    { index += 1 }
    return min(index, end)
  }

  /// Returns the place behind the time and the stream that a container's log has before each line:
  /// `2026-11-27T10:00:00Z stdout F `.
  private func skipLogMarks(_ start: Int) -> Int {
    let time = skip(from: start, limit: 40) { $0.isDigit || $0.isOne(of: "-:.TZ+") }
    guard time - start >= 19, hasPrefix("T", at: start + 10), byte(at: time).isBlank else {
      return start
    }
    for stream: StaticString in [" stdout F ", " stderr F ", " stdout P ", " stderr P "]
    where hasPrefix(stream, at: time) { return time + 10 }
    return time + 1
  }

  /// Returns true if a line is nothing but base64 or a key's header, after quotes, marks and
  /// numbers.
  private func isKeyLine(_ line: Range<Int>) -> Bool {
    let start = skipMarks(line.lowerBound, line.upperBound)
    for header: StaticString in [
      "Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Encryption:", "Public-Lines:",
      "Private-Lines:", "Private-MAC:", "Key-Derivation:", "Argon2-", "Subject:",
    ] where hasPrefix(header, at: start) { return true }
    var end = line.upperBound
    // A reader has cut the line there.
    while hasPrefix("…", at: end - 3), end - 3 >= start { end -= 3 }
    while end > start,
      text[end - 1].isBlank || text[end - 1].isQuote || text[end - 1].isOne(of: ",\\;+)")
    { end -= 1 }
    // A line of marks alone is what is left of one: `\n" +`.
    return end >= start && text[start..<end].allSatisfy { $0.isBase64 || $0 == UInt8(ascii: "\\") }
  }

  /// Returns the start of the key lines before a lone end line: the block's beginning was cut off.
  private func blockStart(before index: Int) -> Int {
    var start = index
    while start > keyLinesUpTo {
      var lineEnd = start
      while lineEnd > keyLinesUpTo,
        text[lineEnd - 1].isSpace || text[lineEnd - 1].isQuote
          || text[lineEnd - 1] == UInt8(ascii: ",")
      { lineEnd -= 1 }
      var lineStart = lineEnd
      while lineStart > keyLinesUpTo, !text[lineStart - 1].isNewline { lineStart -= 1 }
      guard lineEnd > lineStart else { break }
      if isKeyLine(lineStart..<lineEnd), lineEnd - lineStart >= 24 || start == index {
        start = lineStart
        continue
      }
      // The end of a line that a text stands in front of.
      var run = lineEnd
      while run > lineStart, text[run - 1].isBase64 || text[run - 1] == UInt8(ascii: "\\") {
        run -= 1
      }
      if isKeyMaterial(run..<lineEnd) || start == index && lineEnd - run >= 4 && lineEnd == index {
        start = run
      }
      break
    }
    return start
  }

  /// Returns a PuTTY key file from its first line to its MAC, or as far as it goes.
  func puttyKey(_ word: Range<Int>) -> RedactionMatch? {
    guard byte(at: word.upperBound) == UInt8(ascii: ":") else { return nil }
    var line = skip(from: word.upperBound, limit: 256) { !$0.isNewline && $0 != UInt8(ascii: "\\") }
    var end = line
    let isEscaped = hasPrefix("\\", at: line)
    if isEscaped {
      // All on one line, as JSON has it.
      end = skip(from: line, limit: .max) { !$0.isQuote && !$0.isNewline }
      return RedactionMatch(secret: word.lowerBound..<end, kind: "private-key")
    }
    while line < text.count {
      let next = skip(from: line, limit: .max, while: \.isNewline)
      let lineEnd = newline(from: next)
      guard next > line, isKeyLine(next..<lineEnd) else { break }
      end = lineEnd
      line = lineEnd
    }
    return RedactionMatch(secret: word.lowerBound..<end, kind: "private-key")
  }
}
