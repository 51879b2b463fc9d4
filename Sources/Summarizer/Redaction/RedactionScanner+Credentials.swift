internal import Platform

/// Credentials in URLs, headers, `.netrc` files and on command lines.
extension RedactionScanner {
  /// Returns the password of `scheme://user:password@host`, whose colon is at `index`.
  func urlPassword(at index: Int) -> RedactionMatch? {
    guard hasPrefix("://", at: index), index > 0, text[index - 1].isAlphanumeric else { return nil }
    let start = index + 3
    let end = skip(from: start, limit: 1024) { byte in
      !byte.isSpace && !byte.isQuote && !"/?#<>\\,".utf8.contains(byte)
    }
    guard let at = text[start..<end].lastIndex(of: UInt8(ascii: "@")) else { return nil }
    guard placeholderEnd(at: start) != at else { return nil }
    if let colon = text[start..<at].firstIndex(of: UInt8(ascii: ":")) {
      let secret = colon + 1..<at
      guard !secret.isEmpty, placeholderEnd(at: secret.lowerBound) != secret.upperBound,
        !isVariable(secret), !text[secret].allSatisfy({ $0 == UInt8(ascii: "*") })
      else { return nil }
      return RedactionMatch(secret: secret, kind: "url-password")
    }
    // `https://TOKEN@host`; a user's name is short.
    let user = start..<at
    guard user.count >= 20, text[user].contains(where: \.isDigit), text[user].allSatisfy(\.isToken)
    else { return nil }
    return RedactionMatch(secret: user, kind: "url-password")
  }

  /// Returns the credentials that the word at `index` announces.
  func credentials(at index: Int) -> RedactionMatch? {
    switch text[index].lowered {
    case UInt8(ascii: "a"), UInt8(ascii: "p"): authorization(at: index)
    case UInt8(ascii: "b"): bearer(at: index)
    case UInt8(ascii: "c"): cookie(at: index)
    case UInt8(ascii: "d"), UInt8(ascii: "m"): netrc(at: index)
    case UInt8(ascii: "s"): signature(at: index) ?? sshpass(at: index)
    case UInt8(ascii: "u"): userOption(at: index)
    case UInt8(ascii: "x"): signature(at: index)
    default: nil
    }
  }

  /// Finds `Authorization: Basic …`, `"authorization": "Bearer …"`.
  private func authorization(at index: Int) -> RedactionMatch? {
    let end = skip(from: index, limit: 32) { $0.isLetter || $0 == UInt8(ascii: "-") }
    guard ["authorization", "proxy-authorization"].contains(lowercased(index..<end)) else {
      return nil
    }
    let sign = skip(from: end, limit: 4) { $0.isQuote || $0 == UInt8(ascii: "\\") || $0.isBlank }
    guard sign < text.count, text[sign] == UInt8(ascii: ":") || text[sign] == UInt8(ascii: "=")
    else {
      return nil
    }
    let scheme = skip(from: sign + 1, limit: 16) {
      $0.isBlank || $0.isQuote || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ">")
    }
    let schemeEnd = skip(from: scheme, limit: 24) { $0.isLetter || $0 == UInt8(ascii: "-") }
    let start = skip(from: schemeEnd, limit: 8, while: \.isBlank)
    guard start > schemeEnd else { return header(at: scheme, kind: "authorization", minimum: 16) }
    return header(at: start, kind: "authorization", minimum: 8)
  }

  /// Finds `Bearer …` anywhere, as commands and messages quote it.
  private func bearer(at index: Int) -> RedactionMatch? {
    guard lowercased(index..<min(index + 6, text.count)) == "bearer" else { return nil }
    let start = skip(from: index + 6, limit: 4, while: \.isBlank)
    guard start > index + 6 else { return nil }
    return header(at: start, kind: "bearer-token", minimum: 16)
  }

  /// Returns the run of token characters at `start`, if it is long enough and not just a word.
  private func header(at start: Int, kind: String, minimum: Int) -> RedactionMatch? {
    let end = skip(from: start, limit: 16_384) { $0.isName || "~+/=:".utf8.contains($0) }
    guard end - start >= minimum else { return nil }
    let run = text[start..<end]
    let isMixed = run.contains(where: \.isUpper) && run.contains(where: \.isLower)
    guard run.contains(where: \.isDigit) || (isMixed && run.count >= 16) || run.count >= 40 else {
      return nil
    }
    return RedactionMatch(secret: start..<end, kind: token(at: start)?.kind ?? kind)
  }

  /// Returns the text behind `Cookie:` or `Set-Cookie:` up to the end of the header.
  private func cookie(at index: Int) -> RedactionMatch? {
    guard lowercased(index..<min(index + 7, text.count)) == "cookie:" else { return nil }
    let start = skip(from: index + 7, limit: 8) { $0.isBlank || $0.isQuote }
    let name = skip(from: start, limit: 128, while: \.isName)
    guard name > start, name < text.count, text[name] == UInt8(ascii: "=") else { return nil }
    let end = skip(from: name, limit: .max / 2) { !$0.isNewline && !$0.isQuote }
    guard end - name > 4 else { return nil }
    return RedactionMatch(secret: start..<end, kind: "cookie")
  }

  /// Returns the signature in a pre-signed address: `&sig=…`, `&X-Amz-Signature=…`.
  private func signature(at index: Int) -> RedactionMatch? {
    guard index > 0, "?&;".utf8.contains(text[index - 1]) else { return nil }
    let end = skip(from: index, limit: 24, while: \.isToken)
    guard
      ["sig", "signature", "x-amz-signature", "x-goog-signature"].contains(lowercased(index..<end)),
      end < text.count, text[end] == UInt8(ascii: "=")
    else { return nil }
    let last = skip(from: end + 1, limit: .max / 2) {
      $0.isBase64 || $0.isToken || $0 == UInt8(ascii: "%")
    }
    guard last - end > 16 else { return nil }
    return RedactionMatch(secret: end + 1..<last, kind: "signature")
  }

  /// Finds `machine HOST login NAME password SECRET`, as in `.netrc`.
  private func netrc(at index: Int) -> RedactionMatch? {
    let isMachine = hasPrefix("machine ", at: index)
    guard isMachine || hasPrefix("default ", at: index) else { return nil }
    var words: [Range<Int>] = []
    var start = index
    for _ in 0..<6 where start < text.count {
      let end = skip(from: start, limit: 256) { !$0.isSpace && !$0.isQuote }
      words.append(start..<end)
      start = skip(from: end, limit: 64, while: \.isSpace)
    }
    let place =
      (isMachine ? 2 : 1)
      + (words.count > 3 && hasPrefix("login", at: words[isMachine ? 2 : 1].lowerBound) ? 2 : 0)
    guard place + 1 < words.count, lowercased(words[place]) == "password" else { return nil }
    let secret = words[place + 1]
    guard !secret.isEmpty, !isVariable(secret),
      placeholderEnd(at: secret.lowerBound) != secret.upperBound,
      // "machine learning login page password reset" is no entry.
      !isMachine || text[words[1]].contains(UInt8(ascii: "."))
        || lowercased(words[1]) == "localhost"
    else { return nil }
    return RedactionMatch(secret: secret, kind: "netrc-password")
  }

  /// Finds `sshpass -p SECRET`.
  private func sshpass(at index: Int) -> RedactionMatch? {
    guard hasPrefix("sshpass -p", at: index) else { return nil }
    let start = skip(from: index + 10, limit: 4, while: \.isBlank)
    let (range, _) = valueRange(at: start, .environment)
    guard range.count >= 3, !isVariable(range),
      placeholderEnd(at: range.lowerBound) != range.upperBound
    else { return nil }
    return RedactionMatch(secret: range, kind: "password")
  }

  /// Finds `curl -u NAME:SECRET`, `curl --user NAME:SECRET`.
  private func userOption(at index: Int) -> RedactionMatch? {
    let end = skip(from: index, limit: 8, while: \.isLetter)
    guard index > 0, text[index - 1] == UInt8(ascii: "-"),
      end - index == 1 || hasPrefix("user", at: index),
      end - index == 1 || end - index == 4, end < text.count
    else { return nil }
    let start = skip(from: end, limit: 4) { $0.isBlank || $0 == UInt8(ascii: "=") }
    guard start > end else { return nil }
    let (range, _) = valueRange(at: start, .environment)
    guard let colon = text[range].firstIndex(of: UInt8(ascii: ":")), colon + 1 < range.upperBound,
      !isVariable(colon + 1..<range.upperBound),
      placeholderEnd(at: colon + 1) != range.upperBound, isCurl(before: index)
    else { return nil }
    return RedactionMatch(secret: colon + 1..<range.upperBound, kind: "password")
  }

  private func isCurl(before index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 160, !text[start - 1].isNewline {
      start -= 1
      guard text[start] == UInt8(ascii: "c") || text[start] == UInt8(ascii: "w") else { continue }
      if hasPrefix("curl ", at: start) || hasPrefix("wget ", at: start) { return true }
    }
    return false
  }

  /// Returns true for `$NAME`, `${NAME}`, `{name}`, `%s`: something that is filled in later.
  private func isVariable(_ range: Range<Int>) -> Bool {
    guard let first = text[range].first else { return true }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "%") && range.count == 2 { return true }
    return first == UInt8(ascii: "$")
      && text[range].dropFirst().allSatisfy { $0.isToken || "{}()".utf8.contains($0) }
  }
}
