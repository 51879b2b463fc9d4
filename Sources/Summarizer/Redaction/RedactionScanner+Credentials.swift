internal import Platform

/// Credentials in addresses, headers, calls, statements and files of their own kind.
extension RedactionScanner {
  /// Looks at what a keyword announces.
  func look(at keyword: Keyword, _ word: Range<Int>) {
    let match: RedactionMatch?
    switch keyword {
    case .command(let rules):
      command(rules, word)
      match = nil
    case .pipe:
      printed(word)
      match = nil
    case .send:
      typed(word)
      match = nil
    case .authorization: match = authorization(word)
    case .bearer: match = bearer(word)
    case .basic: match = basic(word)
    case .cookie: match = cookie(word)
    case .netrc: match = netrc(word)
    case .signature: match = signature(word)
    case .insert:
      insertedRow(word)
      match = nil
    case .identified: match = identified(word)
    case .login: match = secondArgument(word) ?? loginPair(word)
    case .keyedCall: match = keyedArgument(word)
    case .jsonKey:
      jsonWebKey(word)
      match = nil
    case .putty: match = puttyKey(word)
    case .valueKey:
      valueKey(word)
      // `default login … password …` in `.netrc`.
      match = word.count == 7 ? netrc(word) : nil
    case .shortName:
      namedSecret(.password, word)
      match = nil
    case .quotedText:
      match = value(at: skipBlanks(word.upperBound), .quoted, .password, onlyQuoted: true)
    case .spokenKey:
      if isKeyName(before: word.lowerBound) { namedSecret(.key, word) }
      match = nil
    }
    if let match { step(over: match) }
  }

  /// Returns true if `key` stands behind `API`, `secret` and the like, as a word of its own.
  private func isKeyName(before index: Int) -> Bool {
    guard byte(at: index - 1) == 0x20 else { return false }
    var start = index - 1
    while start > 0, index - start < 24, text[start - 1].isLetter { start -= 1 }
    return Self.keyKinds.contains(text[start..<index - 1])
  }

  private static let keyKinds = WordTable(words: [
    "api", "secret", "access", "private", "encryption", "signing", "master", "account", "auth",
    "license", "deploy", "shared", "storage", "ssh", "pragma",
  ])

  // MARK: - Addresses

  /// Returns the password of `scheme://user:password@host`, whose colon is at `index`.
  func urlPassword(at index: Int) -> RedactionMatch? {
    guard hasPrefix("://", at: index), index > 0, text[index - 1].isAlphanumeric else {
      return fileEntry(at: index)
    }
    let start = index + 3
    guard hasAt(from: index, within: 516) else { return nil }
    guard byte(at: start) != UInt8(ascii: "[") else { return nil }
    // Passwords have marks that they should have encoded; those behind a slash need a host.
    var end = start
    let bound = min(text.count, start + 512)
    // The next address begins at its own sign.
    while end < bound, Self.isOfAddress[Int(text[end])],
      text[end] != UInt8(ascii: ":") || !hasPrefix("://", at: end)
    { end += 1 }
    guard
      let colon = text[start..<end].firstIndex(where: { $0.isOne(of: ":/?#@") }),
      text[colon] == UInt8(ascii: ":")
    else { return addressToken(start, end) }
    var at = -1
    var hasMark = false
    // `http://host:8080/@scope`: a port.
    let digits = skip(from: colon + 1, limit: 8, while: \.isDigit)
    for candidate in colon + 1..<end {
      if text[candidate].isOne(of: "/?#,'") { hasMark = true }
      guard text[candidate] == UInt8(ascii: "@") else { continue }
      if hasMark, digits == candidate || text[digits].isOne(of: "/?#") { break }
      let host = candidate + 1
      let hostEnd = skip(from: host, limit: 255) { $0.isName || $0 == 0x5B }
      guard hostEnd > host, text[host].isAlphanumeric || text[host] == 0x5B || text[host] == 0x24
      else { continue }
      if hasMark {
        // Behind such a mark only what goes on like an address counts.
        let next = byte(at: hostEnd)
        guard next == 0 || next.isSpace || next.isOne(of: ":/?\"'`,)") || next == 0x5C else {
          continue
        }
        if text[colon + 1..<candidate].contains(where: { $0.isOne(of: ",'") }),
          text[colon + 1..<candidate].contains(UInt8(ascii: ":"))
        {
          break
        }
      }
      at = candidate
      if hasMark { break }
    }
    guard at > colon + 1 else { return nil }
    let secret = colon + 1..<at
    guard !isFilledIn(secret), !isExample(secret, user: start..<colon) else { return nil }
    return RedactionMatch(secret: secret, kind: "url-password")
  }

  /// True for the bytes that an address may have.
  private static let isOfAddress: [Bool] = (0...255).map { value in
    let byte = UInt8(value)
    return byte.isASCII && !byte.isSpace && !byte.isOne(of: "\"`<>\\")
  }

  /// `https://user:pass@host` stands in every manual.
  private func isExample(_ secret: Range<Int>, user: Range<Int>) -> Bool {
    secret.count <= 8
      && (Self.examples.contains(text[secret])
        || secret.count <= 4 && text[secret].elementsEqual(text[user]))
  }

  private static let examples = WordTable(words: ["pass", "password", "passwd", "pwd", "pw", "xxx"])

  /// Returns the token of `https://TOKEN@host`; a user's name is short.
  private func addressToken(_ start: Int, _ end: Int) -> RedactionMatch? {
    let user = start..<skip(from: start, limit: 512, while: \.isToken)
    guard byte(at: user.upperBound) == UInt8(ascii: "@"), user.count >= 20, user.upperBound < end,
      text[user].contains(where: \.isDigit)
    else { return nil }
    return RedactionMatch(secret: user, kind: "url-password")
  }

  /// Returns the password of a line of `.pgpass`: `host:port:database:user:password`; `index` is
  /// the first colon.
  private func fileEntry(at index: Int) -> RedactionMatch? {
    let isAny = byte(at: index + 1) == UInt8(ascii: "*")
    let port = isAny ? index + 2 : skip(from: index + 1, limit: 5, while: \.isDigit)
    guard byte(at: port) == UInt8(ascii: ":"), isAny || port - index >= 5 else { return nil }
    var start = index
    while start > 0, index - start < 255, text[start - 1].isName || text[start - 1] == 0x2A {
      start -= 1
    }
    guard start < index, start == 0 || text[start - 1].isNewline || text[start - 1].isBlank else {
      return nil
    }
    var field = port
    for _ in 0..<2 {
      field = skip(from: field + 1, limit: 64) { $0.isName || $0 == 0x2A }
      guard byte(at: field) == UInt8(ascii: ":") else { return nil }
    }
    let secret = field + 1..<skip(from: field + 1, limit: 128) { !$0.isSpace && !$0.isQuote }
    guard secret.count >= 4, byte(at: secret.upperBound) != UInt8(ascii: ":"), !isFilledIn(secret),
      isAny || SecretValue(text[secret]).isSecret(.direct, name: .password)
    else { return nil }
    return RedactionMatch(secret: secret, kind: "password")
  }

  /// Returns the password of a Go data source, `user:password@tcp(host)`, or of an Oracle one,
  /// `user/password@host:1521`; its `@` is at `index`.
  func sourceName(at index: Int) -> RedactionMatch? {
    let isGo = hasPrefix("tcp(", at: index + 1) || hasPrefix("unix(", at: index + 1)
    var start = index
    while start > 0, index - start < 128, !text[start - 1].isSpace, !text[start - 1].isQuote,
      text[start - 1] != 0x40
    {
      start -= 1
    }
    if hasPrefix("sip:", at: start) || hasPrefix("sips:", at: start) {
      let user = start + (text[start + 3] == UInt8(ascii: ":") ? 4 : 5)
      guard let colon = text[user..<index].firstIndex(of: UInt8(ascii: ":")), colon + 1 < index,
        !isFilledIn(colon + 1..<index)
      else { return nil }
      return RedactionMatch(secret: colon + 1..<index, kind: "url-password")
    }
    if isGo, let colon = text[start..<index].firstIndex(of: UInt8(ascii: ":")) {
      let secret = colon + 1..<index
      return secret.isEmpty || isFilledIn(secret) || Self.examples.contains(text[secret])
        ? nil : RedactionMatch(secret: secret, kind: "url-password")
    }
    if has("jdbc:oracle:", in: start..<index),
      let slash = text[start..<index].lastIndex(of: UInt8(ascii: "/")), slash + 1 < index,
      !isFilledIn(slash + 1..<index)
    {
      return RedactionMatch(secret: slash + 1..<index, kind: "url-password")
    }
    return nil
  }

  /// Returns the signature in a pre-signed address: `&sig=…`, `&X-Amz-Signature=…`.
  private func signature(_ word: Range<Int>) -> RedactionMatch? {
    guard byte(at: word.upperBound) == UInt8(ascii: "=") else { return nil }
    let digits = skip(from: word.upperBound + 1, limit: 65, while: \.isHexadecimal)
    guard byte(at: word.lowerBound - 1).isOne(of: "?&;") || digits - word.upperBound == 65 else {
      return nil
    }
    let last = skip(from: word.upperBound + 1, limit: .max) {
      $0.isBase64 || $0.isToken || $0 == UInt8(ascii: "%")
    }
    guard last - word.upperBound > 16 else { return nil }
    return RedactionMatch(secret: word.upperBound + 1..<last, kind: "signature")
  }

  // MARK: - Headers

  /// Finds `Authorization: Basic …`, `"authorization": "Bearer …"`.
  private func authorization(_ word: Range<Int>) -> RedactionMatch? {
    let sign = skip(from: word.upperBound, limit: 8) {
      $0.isQuote || $0 == UInt8(ascii: "\\") || $0.isBlank || $0 == 0x5D
    }
    guard byte(at: sign).isOne(of: ":=,") else { return nil }
    if let match = digest(after: sign) { return match }
    let scheme = skip(from: sign + 1, limit: 16) {
      $0.isBlank || $0.isQuote || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ">")
    }
    let schemeEnd = skip(from: scheme, limit: 24) { $0.isLetter || $0 == UInt8(ascii: "-") }
    let start = skip(from: schemeEnd, limit: 8, while: \.isBlank)
    guard start > schemeEnd else { return header(at: scheme, kind: "authorization", minimum: 16) }
    return header(at: start, kind: "authorization", minimum: 8)
  }

  /// Returns the answer of `Digest username="…", …, response="…"`.
  private func digest(after sign: Int) -> RedactionMatch? {
    guard hasPrefix(anyCase: "digest ", at: skipBlanks(sign + 1)) else { return nil }
    let bound = min(text.count, sign + 1_024)
    var index = max(sign, noDigestUpTo)
    while index < bound, !text[index].isNewline, !hasPrefix("response=\"", at: index) { index += 1 }
    noDigestUpTo = index
    let start = index + 10
    let end = skip(from: start, limit: 128, while: \.isHexadecimal)
    return end - start >= 16 ? RedactionMatch(secret: start..<end, kind: "authorization") : nil
  }

  /// Finds `Bearer …` anywhere, as commands and messages quote it.
  private func bearer(_ word: Range<Int>) -> RedactionMatch? {
    let start = skip(from: word.upperBound, limit: 4, while: \.isBlank)
    guard start > word.upperBound else { return nil }
    return header(at: start, kind: "bearer-token", minimum: 16)
  }

  /// Finds `Basic …` anywhere, where it is the base64 of a name and a password.
  private func basic(_ word: Range<Int>) -> RedactionMatch? {
    let start = skip(from: word.upperBound, limit: 4, while: \.isBlank)
    let end = skip(from: start, limit: 1_024, while: \.isBase64)
    guard start > word.upperBound, basicCredentials(start..<end) else { return nil }
    return RedactionMatch(secret: start..<end, kind: "authorization")
  }

  /// Returns the run of token characters at `start`, if it is long enough and not just a word.
  private func header(at start: Int, kind: String, minimum: Int) -> RedactionMatch? {
    if !headerRun.contains(start) {
      headerRun = start..<skip(from: start, limit: .max) { $0.isName || $0.isOne(of: "~+/=:") }
    }
    let end = headerRun.upperBound
    guard end - start >= minimum, byte(at: end) != UInt8(ascii: "(") else { return nil }
    let run = text[start..<end]
    let isMixed = run.contains(where: \.isUpper) && run.contains(where: \.isLower)
    guard run.contains(where: \.isDigit) || (isMixed && run.count >= 16) || run.count >= 40 else {
      return nil
    }
    return RedactionMatch(secret: start..<end, kind: token(at: start)?.kind ?? kind)
  }

  /// Returns the text behind `Cookie:` or `Set-Cookie:` up to the end of the header, or of the
  /// cookie that is set.
  private func cookie(_ word: Range<Int>) -> RedactionMatch? {
    let closed = skip(from: word.upperBound, limit: 8) {
      $0.isQuote || $0.isBlank || $0 == UInt8(ascii: "\\")
    }
    guard byte(at: closed) == UInt8(ascii: ":") || byte(at: closed) == UInt8(ascii: "=") else {
      return nil
    }
    let start = skip(from: closed + 1, limit: 8) {
      $0.isBlank || $0.isQuote || $0 == UInt8(ascii: "\\")
    }
    let name = skip(from: start, limit: 128, while: \.isName)
    guard name > start, byte(at: name) == UInt8(ascii: "=") else { return nil }
    // `${NAME}`, `<cookie>`: such a text may go on far, and is none.
    guard !isInsertion(at: name + 1) else { return nil }
    let isSet = text[word].contains(UInt8(ascii: "-"))
    let end = skip(from: name, limit: .max) {
      !$0.isNewline && !$0.isQuote && (!isSet || $0 != UInt8(ascii: ";"))
    }
    guard end - name > 4, !isFilledIn(name + 1..<end) else { return nil }
    return RedactionMatch(secret: start..<end, kind: "cookie")
  }

  // MARK: - Files

  /// Finds `machine HOST login NAME password SECRET`, as in `.netrc`.
  private func netrc(_ word: Range<Int>) -> RedactionMatch? {
    guard byte(at: word.upperBound).isSpace else { return nil }
    let isMachine = text[word.lowerBound].lowered == UInt8(ascii: "m")
    if isMachine {
      // "machine learning login page password reset" is no entry.
      let host = skip(from: word.upperBound, limit: 64, while: \.isSpace)
      let end = skip(from: host, limit: 256) { !$0.isSpace && !$0.isQuote }
      guard text[host..<end].contains(UInt8(ascii: ".")) || isWord(host..<end, of: ["localhost"])
      else { return nil }
    }
    func next(_ word: Range<Int>) -> Range<Int> {
      let start = skip(from: word.upperBound, limit: 64, while: \.isSpace)
      return start..<skip(from: start, limit: 256) { !$0.isSpace && !$0.isQuote }
    }
    var entry = isMachine ? next(next(word)) : next(word)
    if hasPrefix("login", at: entry.lowerBound) { entry = next(next(entry)) }
    guard entry.count == 8, hasPrefix(anyCase: "password", at: entry.lowerBound) else { return nil }
    let secret = next(entry)
    guard !secret.isEmpty, !isFilledIn(secret) else { return nil }
    return RedactionMatch(secret: secret, kind: "netrc-password")
  }

  /// Returns the hash of a password, as `htpasswd`, `crypt` and LDAP write it.
  func passwordHash(at index: Int) -> RedactionMatch? {
    let marks = text[index] == UInt8(ascii: "$") ? Self.cryptMarks : Self.directoryMarks
    guard index >= noHashUpTo, byte(at: index + 1).isAlphanumeric,
      let mark = marks.first(where: { hasPrefix($0, at: index) })
    else { return nil }
    let start = index + mark.utf8CodeUnitCount
    let end = skip(from: start, limit: 512) { $0.isBase64 || $0.isOne(of: "./$,=-_") }
    guard end - start >= 20, text[start..<end].contains(where: \.isLetter) else {
      // What begins in there is no hash either.
      noHashUpTo = end
      return nil
    }
    return RedactionMatch(secret: index..<end, kind: "password-hash")
  }

  private static let cryptMarks: [StaticString] = [
    "$2a$", "$2b$", "$2y$", "$apr1$", "$1$", "$5$", "$6$", "$y$", "$argon2", "$scrypt$", "$pbkdf2",
  ]
  private static let directoryMarks: [StaticString] = [
    "{SHA}", "{SSHA}", "{SSHA512}", "{CRYPT}", "{BF}",
  ]

  // MARK: - Code and statements

  /// Returns the text that looks like a secret among the arguments of a call: `jwt.sign(data, "…")`.
  private func keyedArgument(_ word: Range<Int>) -> RedactionMatch? {
    var index = skipBlanks(word.upperBound)
    guard byte(at: index) == UInt8(ascii: "(") else { return nil }
    let bound = min(text.count, index + 240)
    while index < bound, !text[index].isNewline {
      guard let quote = openQuote(at: index), text[index] != UInt8(ascii: "%") else {
        index += 1
        continue
      }
      let range = quoted(quote, limit: 256)
      if SecretValue(text[range]).isSecret(.quoted, name: .key), !isFilledIn(range) {
        return RedactionMatch(secret: range, kind: "secret")
      }
      index = max(range.upperBound + 1, index + 1)
    }
    return nil
  }

  /// Returns the second text of `auth=("…", "…")`, `login("…", "…")`.
  private func secondArgument(_ word: Range<Int>) -> RedactionMatch? {
    var index = skipBlanks(word.upperBound)
    if byte(at: index) == UInt8(ascii: "=") || byte(at: index) == UInt8(ascii: ":") {
      index = skipBlanks(index + 1)
    }
    if byte(at: index) == UInt8(ascii: "(") || byte(at: index) == UInt8(ascii: "[") {
      index = skip(from: index + 1, limit: 32, while: \.isSpace)
    } else {
      // Ruby's `basic_auth 'user', '…'`.
      guard byte(at: word.upperBound) == 0x20, byte(at: index).isQuote else { return nil }
    }
    var texts: [Range<Int>] = []
    for _ in 0..<4 {
      if let quote = openQuote(at: index), byte(at: index) != UInt8(ascii: "%") {
        let range = quoted(quote, limit: 256)
        texts.append(range)
        index = skip(from: range.upperBound, limit: 8) { $0.isQuote || $0 == UInt8(ascii: "\\") }
      } else {
        index = skip(from: index, limit: 64) { $0.isName || $0 == UInt8(ascii: "$") }
      }
      index = skip(from: index, limit: 32, while: \.isSpace)
      guard byte(at: index) == UInt8(ascii: ",") else { break }
      index = skip(from: index + 1, limit: 32, while: \.isSpace)
    }
    // The host may come before the name, the database behind the password.
    guard texts.count >= 2 else { return nil }
    let candidates = texts.dropFirst()
    let secret =
      candidates.first { SecretValue(text[$0]).isSecret(.quoted, name: .password) }
    guard let secret, !isFilledIn(secret) else { return nil }
    return RedactionMatch(secret: secret, kind: "password")
  }

  /// Returns the second word of `Login: admin / …`, `log in with alice/…`, `BasicAuth alice …`.
  private func loginPair(_ word: Range<Int>) -> RedactionMatch? {
    var index = word.upperBound
    if byte(at: index) == UInt8(ascii: ":") { index += 1 }
    let blank = skipBlanks(index)
    guard blank > index else { return nil }
    index = blank
    for joint: StaticString in ["with ", "as ", "using ", "are ", "is ", "are: ", "is: "]
    where hasPrefix(joint, at: index) {
      index += joint.utf8CodeUnitCount
      break
    }
    if hasPrefix("in with ", at: index) { index += 8 }
    let userEnd = skip(from: index, limit: 64) { $0.isName || $0 == 0x40 }
    guard userEnd > index else { return nil }
    let isDirective = isWord(word, of: ["basicauth", "basic_auth"])
    var start = skipBlanks(userEnd)
    if byte(at: start) == UInt8(ascii: "/") || byte(at: start) == UInt8(ascii: ":") {
      start = skipBlanks(start + 1)
    } else {
      guard isDirective else { return nil }
    }
    let (secret, _) = valueRange(at: start, .prose)
    let value = SecretValue(text[secret])
    guard value.isSecret(.prose, name: .password), !isFilledIn(secret),
      isDirective || value.isRandom || value.hasDigits(2)
    else { return nil }
    return RedactionMatch(secret: secret, kind: "password")
  }

  /// Returns the text of `IDENTIFIED BY '…'`, `IDENTIFIED WITH … BY '…'`.
  private func identified(_ word: Range<Int>) -> RedactionMatch? {
    var index = skip(from: word.upperBound, limit: 8, while: \.isSpace)
    let bound = min(text.count, index + 96)
    while index < bound, text[index] != UInt8(ascii: ";") {
      if text[index] == UInt8(ascii: "'") || text[index] == UInt8(ascii: "\""),
        let quote = openQuote(at: index)
      {
        let secret = quoted(quote, limit: 256)
        guard hasKeyword(before: index), secret.count >= 3, !isFilledIn(secret) else { return nil }
        return RedactionMatch(secret: secret, kind: "password")
      }
      index += 1
    }
    return nil
  }

  private func hasKeyword(before index: Int) -> Bool {
    var end = index
    while end > 0, text[end - 1].isSpace { end -= 1 }
    return hasPrefix(anyCase: "by", at: end - 2) || hasPrefix(anyCase: "as", at: end - 2)
  }

  /// Looks at `INSERT INTO t (name, password) VALUES ('…', '…')`.
  private func insertedRow(_ word: Range<Int>) {
    let bound = min(text.count, word.upperBound + 1_024)
    guard hasPrefix(anyCase: " into ", at: word.upperBound),
      let open = text[word.upperBound..<bound].firstIndex(of: UInt8(ascii: "(")),
      let close = text[open..<bound].firstIndex(of: UInt8(ascii: ")"))
    else { return }
    let names = text[open + 1..<close].split(separator: UInt8(ascii: ","), maxSplits: 64)
    let secrets = names.map { name in
      SecretName(name.drop { !$0.isName }.prefix { $0.isName })
    }
    guard secrets.contains(where: { $0 != nil }) else { return }
    var index = skip(from: close + 1, limit: 16, while: \.isSpace)
    guard hasPrefix(anyCase: "values", at: index) else { return }
    index += 6
    for _ in 0..<64 {
      index = skip(from: index, limit: 16) { $0.isSpace || $0 == UInt8(ascii: ",") }
      guard byte(at: index) == UInt8(ascii: "(") else { return }
      index += 1
      for secret in secrets {
        index = skip(from: index, limit: 64) { $0.isSpace || $0 == UInt8(ascii: ",") }
        guard let quote = openQuote(at: index) else {
          index = skip(from: index, limit: 256) { $0 != UInt8(ascii: ",") && $0 != 0x29 }
          continue
        }
        let range = quoted(quote, limit: 1_024)
        if let secret, range.count >= 3, !isFilledIn(range) {
          add(RedactionMatch(secret: range, kind: secret.rawValue))
        }
        index = skip(from: range.upperBound, limit: 8) { $0.isQuote || $0 == UInt8(ascii: "\\") }
      }
      index = skip(from: index, limit: 64) { $0 != UInt8(ascii: ")") } + 1
    }
  }

  /// Looks at the data of a Kubernetes Secret, whose `kind` is in a range.
  func kubernetesSecret(_ kind: Range<Int>) {
    guard kind.lowerBound >= kubernetesUpTo else { return }
    var start = kind.lowerBound
    while start > 0, kind.lowerBound - start < 4_096, !hasPrefix("\n---", at: start) { start -= 1 }
    var end = kind.upperBound
    let bound = min(text.count, end + 65_536)
    while end < bound, !hasPrefix("\n---", at: end) { end += 1 }
    kubernetesUpTo = end
    var line = start
    var depth = -1
    while line < end {
      let stop = skip(from: line, limit: end - line) { !$0.isNewline }
      let first = skip(from: line, limit: 64) { $0.isBlank || $0.isOne(of: "+->") }
      let indentation = first - line
      if depth >= 0, first < stop {
        if indentation > depth {
          let name = skip(from: first, limit: 256) { $0.isName || $0.isQuote }
          let from = byte(at: name) == UInt8(ascii: ":") ? skipBlanks(name + 1) : first
          let (value, _) = valueRange(at: from, .environment, limit: .max)
          if value.count >= 3, !isFilledIn(value), !text[value.lowerBound].isOne(of: "|>") {
            add(RedactionMatch(secret: value, kind: "secret"))
          }
        } else {
          depth = -1
        }
      }
      if hasPrefix("data:", at: first) || hasPrefix("stringData:", at: first) {
        depth = indentation
      }
      line = stop + 1
    }
  }

  private static let privateMembers = WordTable(words: ["d", "p", "q", "dp", "dq", "qi", "k"])

  /// Looks at the members of a JSON Web Key (RFC 7517) that are private.
  private func jsonWebKey(_ word: Range<Int>) {
    guard word.lowerBound >= jsonKeyUpTo else { return }
    var start = word.lowerBound
    while start > 0, word.lowerBound - start < 4_096, text[start] != UInt8(ascii: "{") {
      start -= 1
    }
    let end = skip(from: word.upperBound, limit: 8_192) { $0 != UInt8(ascii: "}") }
    jsonKeyUpTo = end
    var index = start
    while index < end {
      index = skip(from: index, limit: end - index) { !$0.isQuote }
      let name = skip(from: index + 1, limit: 8, while: \.isLetter)
      let sign = skip(from: name, limit: 8) { $0.isQuote || $0.isBlank || $0 == UInt8(ascii: "\\") }
      guard name > index + 1, byte(at: sign) == UInt8(ascii: ":"),
        Self.privateMembers.contains(text[index + 1..<name]),
        let quote = openQuote(at: skip(from: sign + 1, limit: 16, while: \.isSpace))
      else {
        index += 1
        continue
      }
      let value = quoted(quote, limit: 16_384)
      if value.count >= 16 { add(RedactionMatch(secret: value, kind: "private-key")) }
      index = max(value.upperBound, index + 1)
    }
  }
}
