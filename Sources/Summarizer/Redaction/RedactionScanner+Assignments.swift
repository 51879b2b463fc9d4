internal import Platform

/// Settings whose name and value both look like a secret's.
extension RedactionScanner {
  /// Returns the value of the setting whose name starts at `index`.
  mutating func assignment(at index: Int) -> RedactionMatch? {
    guard startsName(at: index) else { return nil }
    let end = skip(from: index, limit: 256, while: \.isName)
    guard end - index >= 3, end - index < 256,
      let (start, writing) = valueStart(after: end, name: index),
      let name = SecretName(text[index..<end])
    else { return nil }
    return value(at: start, writing, name) ?? typedValue(at: start, name)
  }

  /// Returns the value after `密码：`, `パスワードは` and the like.
  mutating func translatedAssignment(at index: Int) -> RedactionMatch? {
    let words: [StaticString] = [
      "密码", "密碼", "口令", "密钥", "密鑰", "令牌", "パスワード", "トークン", "비밀번호", "암호",
    ]
    guard let word = words.first(where: { hasPrefix($0, at: index) }) else { return nil }
    var start = index + word.utf8CodeUnitCount
    let joints: [StaticString] = ["是", "为", "為", "：", ":", "=", "は", "は、", "는", "은", " "]
    var joined = false
    for _ in 0..<3 {
      guard let joint = joints.first(where: { hasPrefix($0, at: start) }) else { break }
      joined = true
      start += joint.utf8CodeUnitCount
    }
    guard joined else { return nil }
    return value(at: start, .prose, .password)
  }

  /// Returns true if a name can start here; the dashes of `--password` may come before it.
  private func startsName(at index: Int) -> Bool {
    var before = index - 1
    if index == replacedUpTo { return true }
    while before >= 0, index - before <= 2, text[before] == UInt8(ascii: "-") { before -= 1 }
    guard before >= 0, text[before].isName else { return true }
    // The letter of an escape, `\n`, is no part of the name after it.
    return before > 0 && before == index - 1 && text[before - 1] == UInt8(ascii: "\\")
      && "ntr".utf8.contains(text[before])
  }

  /// Returns the start of the value behind a name, and its writing; `nil` if nothing is assigned.
  private func valueStart(after end: Int, name: Int) -> (Int, SecretValue.Writing)? {
    // The quote of a JSON key, the bracket of `env["KEY"]`, the mark of `key?: string`.
    let closed = skip(from: end, limit: 4) { $0.isQuote || "\\]?!".utf8.contains($0) }
    let sign = skip(from: closed, limit: 16, while: \.isBlank)
    guard sign < text.count else { return nil }
    for joint: StaticString in [":=", "=>", "===", "==", "=", ":", "："]
    where hasPrefix(joint, at: sign) {
      let after = sign + joint.utf8CodeUnitCount
      let start = skip(from: after, limit: 64, while: \.isBlank)
      let direct = text[sign] == UInt8(ascii: "=") && start == sign + 1 && sign == end
      let capitals = direct && text[name..<end].allSatisfy { !$0.isLower }
      return (start, capitals ? .environment : direct ? .direct : .spaced)
    }
    if text[sign] == UInt8(ascii: ">"), name > 0, text[name - 1] == UInt8(ascii: "<") {
      return (sign + 1, .direct)
    }
    guard sign > closed else { return nil }
    if hasPrefix("is ", at: sign) { return (sign + 3, .prose) }
    let isOption = name > 1 && text[name - 1] == UInt8(ascii: "-") && closed == end
    return isOption ? (sign, .spaced) : nil
  }

  /// Returns the secret value that starts at `start`; `nil` if it is none.
  mutating func value(at start: Int, _ writing: SecretValue.Writing, _ name: SecretName)
    -> RedactionMatch?
  {
    guard start < text.count, mayJudge(at: start) else { return nil }
    let (range, quoted) = valueRange(at: start, writing)
    judgedUpTo = max(judgedUpTo, range.upperBound)
    guard !range.isEmpty, placeholderEnd(at: range.lowerBound) != range.upperBound else {
      return nil
    }
    let kind = token(at: range.lowerBound)?.kind ?? name.rawValue
    let value = SecretValue(text[range])
    let isSecret =
      quoted && writing == .environment && value.isSecret(.environment, name: name)
      || value.isSecret(quoted ? .quoted : writing, name: name)
    // A place holder with something behind it: the value was only half replaced.
    guard isSecret || (placeholderEnd(at: range.lowerBound) != nil && !quoted) else { return nil }
    // Judged by its beginning, replaced as a whole.
    let whole = valueRange(at: start, writing, limit: .max / 2).range
    return RedactionMatch(secret: whole, kind: kind)
  }

  /// Returns the value behind a type: `let password: String = "…"`.
  private mutating func typedValue(at start: Int, _ name: SecretName) -> RedactionMatch? {
    let type = skip(from: start, limit: 64) { $0.isName || "<>[]?!|".utf8.contains($0) }
    let sign = skip(from: type, limit: 8, while: \.isBlank)
    guard type > start, sign < text.count, text[sign] == UInt8(ascii: "="),
      !hasPrefix("==", at: sign), !hasPrefix("=>", at: sign)
    else { return nil }
    return value(at: skip(from: sign + 1, limit: 16, while: \.isBlank), .spaced, name)
  }

  /// Returns the range of the value at `start`, without its quotes, up to `limit` bytes.
  func valueRange(
    at start: Int, _ writing: SecretValue.Writing, limit: Int = judgedLength
  ) -> (range: Range<Int>, quoted: Bool) {
    // Quotes may be escaped (JSON inside JSON) or have a letter before them (`b"…"`, `@"…"`).
    var open = skip(from: start, limit: 3) { $0 == UInt8(ascii: "\\") }
    if open == start, open + 1 < text.count, text[open + 1].isQuote,
      "bfru@BFRU".utf8.contains(text[open])
    {
      open += 1
    }
    if open < text.count, text[open].isQuote {
      return (quotedRange(from: start, quote: open, limit: limit), true)
    }
    var end = start
    while end < text.count, end - start < limit {
      // The bracket that ends a place holder does not end the value around it.
      if text[end] == UInt8(ascii: "["), let behind = placeholderEnd(at: end) {
        end = behind
      } else if continues(text[end], writing) {
        end += 1
      } else {
        break
      }
    }
    while end > start, ".,:!?".utf8.contains(text[end - 1]), writing != .environment { end -= 1 }
    return (start..<end, false)
  }

  /// Returns true if a value without quotes goes on with a byte.
  private func continues(_ byte: UInt8, _ writing: SecretValue.Writing) -> Bool {
    if byte.isSpace || byte.isQuote || byte == UInt8(ascii: "\\") { return false }
    if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "<") { return false }
    if writing == .environment { return byte != UInt8(ascii: "&") && byte != UInt8(ascii: "|") }
    // Full-width marks of CJK text end a value too.
    return !",&|)]}>".utf8.contains(byte) && (byte.isASCII || writing == .environment)
  }

  /// Returns the range between the quote at `open` and the next one; its backslashes begin at
  /// `start`.
  private func quotedRange(from start: Int, quote open: Int, limit: Int) -> Range<Int> {
    let backslash = UInt8(ascii: "\\")
    let isEscaped = open > start && text[start] == backslash
    let bound = min(text.count, open + 1 + limit)
    var end = open + 1
    while end < bound, !text[end].isNewline {
      if text[end] == text[open], isEscaped || text[end - 1] != backslash { break }
      end += 1
    }
    guard end < bound, text[end] == text[open] else {
      // The end was cut off.
      return open + 1..<skip(from: open + 1) { !$0.isSpace && $0 != text[open] }
    }
    if isEscaped {
      for _ in start..<open where end > open + 1 && text[end - 1] == backslash { end -= 1 }
    }
    return open + 1..<end
  }

  /// Returns true if one more value may be looked at: of those inside each other only a few are, so
  /// that `password=password=…` stays linear.
  private mutating func mayJudge(at start: Int) -> Bool {
    judgedInside = start < judgedUpTo ? judgedInside + 1 : 0
    return judgedInside <= 4
  }
}
