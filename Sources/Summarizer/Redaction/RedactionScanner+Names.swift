internal import Platform

/// The shapes in which a name and its secret stand together.
extension RedactionScanner {
  /// Looks for the value of the name in a range, and adds it.
  func namedSecret(_ name: SecretName, _ range: Range<Int>) {
    if name == .secret, range.count == 6, hasPrefix("kind: ", at: range.lowerBound - 6) {
      return kubernetesSecret(range)
    }
    let end = range.upperBound
    let closed = skipClosers(end)
    let sign = skipBlanks(closed)
    let joint = joint(at: sign)
    if let joint, isMaskedAlready(joint) { return }
    if let match = pairedValue(name, range, after: closed) { return step(over: match) }
    if let match = elementText(name, range, closed: closed) { return step(over: match) }
    if let (joint, after) = joint {
      if let match = assigned(name, range, joint, at: sign, after: after) {
        return step(over: match)
      }
      if joint == .cell { columns(range) }
    } else if sign >= text.count || text[sign].isNewline, isCell(before: range.lowerBound) {
      columns(range)
    }
    if let match = argument(name, range, closed: closed, sign: sign) { return step(over: match) }
    if let match = spokenValue(name, range, closed: closed, sign: sign) { return step(over: match) }
    if let match = valueBelow(name, range, closed: closed) { return step(over: match) }
    if let match = valueBefore(name, range) { add(match) }
    let before = byte(at: range.lowerBound - (byte(at: range.lowerBound - 1).isQuote ? 2 : 1))
    let after = byte(at: byte(at: end).isQuote ? end + 1 : end)
    if before == UInt8(ascii: ",") || after == UInt8(ascii: ",") {
      separatedColumns(range, between: UInt8(ascii: ","))
    }
    if before == UInt8(ascii: ";") || after == UInt8(ascii: ";") {
      separatedColumns(range, between: UInt8(ascii: ";"))
    }
    if before == 0x09 || after == 0x09 { separatedColumns(range, between: 0x09) }
    if before == 0x20 || after == 0x20,
      hasPrefix("  ", at: range.lowerBound - 2) || hasPrefix("  ", at: end)
    {
      separatedColumns(range, between: 0x20)
    }
  }

  /// Returns true if a place holder stands behind a sign, and nothing more of a value.
  private func isMaskedAlready(_ sign: (joint: Joint, end: Int)) -> Bool {
    guard sign.joint == .equal || sign.joint == .colon else { return false }
    let start = skipBlanks(sign.end)
    guard let end = placeholderEnd(at: byte(at: start).isQuote ? start + 1 : start) else {
      return false
    }
    let next = byte(at: end)
    return next == 0 || next.isSpace || next == byte(at: start) && next.isQuote
  }

  /// Returns true if the edge of a table's cell stands before a name.
  private func isCell(before index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 8, text[start - 1].isOne(of: " *`") { start -= 1 }
    return byte(at: start - 1) == UInt8(ascii: "|") || hasPrefix("│", at: start - 3)
  }

  /// Returns the end of what may stand between a name and its sign: the quote of a JSON key, the
  /// bracket of `env["KEY"]`, the stars of Markdown, the mark of `key?: string`, a remark.
  @inline(__always)
  private func skipClosers(_ start: Int) -> Int {
    // Most names are followed by a blank and a word, or by a sign.
    let next = byte(at: start)
    if next.isAlphanumeric || next == UInt8(ascii: "=") || next == UInt8(ascii: ":")
      || next == 0x20 && byte(at: start + 1).isAlphanumeric
    {
      return start
    }
    return skipAllClosers(start)
  }

  private func skipAllClosers(_ start: Int) -> Int {
    var index = start
    while index - start < 24 {
      let byte = byte(at: index)
      if byte.isOne(of: "*_]?!)"), byte != 0 {
        // `NAME ?= …` has a sign of its own.
        if byte == UInt8(ascii: "?"), self.byte(at: index + 1) == UInt8(ascii: "=") { break }
        index += 1
      } else if byte == UInt8(ascii: "["), self.byte(at: index + 1).isDigit,
        case let number = skip(from: index + 1, limit: 4, while: \.isDigit),
        self.byte(at: number) == UInt8(ascii: "]")
      {
        // `tokens[0] = …`
        index = number + 1
      } else if byte.isQuote || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%")
        || byte == UInt8(ascii: "&") || byte == 0xE2, let quote = openQuote(at: index),
        quote.content - index <= 20
      {
        index = byte.isQuote ? index + 1 : quote.content
      } else if byte == UInt8(ascii: "<"), hasPrefix("</", at: index) {
        // `<b>Password</b>: …`
        let tag = skip(from: index + 2, limit: 8, while: \.isAlphanumeric)
        guard self.byte(at: tag) == UInt8(ascii: ">"), self.byte(at: tag + 1) == UInt8(ascii: ":")
        else { break }
        index = tag + 1
      } else if byte == 0xE2, hasPrefix("”", at: index) || hasPrefix("’", at: index) {
        index += 3
      } else {
        break
      }
    }
    let blank = skipBlanks(index)
    if byte(at: blank) == UInt8(ascii: "("), blank > index {
      // `Password (staging): …`
      let remark = skip(from: blank + 1, limit: 24) {
        $0.isAlphanumeric || $0 == 0x20 || $0 == 0x2D
      }
      if byte(at: remark) == UInt8(ascii: ")"), remark > blank + 1 {
        let after = skipBlanks(remark + 1)
        if byte(at: after) == UInt8(ascii: ":") || byte(at: after) == UInt8(ascii: "=") {
          return after
        }
      }
    }
    return index
  }

  /// The signs between a name and its value.
  enum Joint {
    case equal, colon, arrow, dash
    /// The edge of a table's cell.
    case cell
    case comma
    /// `??`, `||`, `or`: what counts where the name has no value.
    case fallback
  }

  /// Returns the sign at an index, and its end.
  private func joint(at index: Int) -> (Joint, Int)? {
    func sign(_ sign: StaticString, _ joint: Joint) -> (Joint, Int)? {
      hasPrefix(sign, at: index) ? (joint, index + sign.utf8CodeUnitCount) : nil
    }
    let next = byte(at: index + 1)
    switch byte(at: index) {
    case UInt8(ascii: ":"):
      return next == UInt8(ascii: "=") ? (.equal, index + 2) : (.colon, index + 1)
    case UInt8(ascii: "="):
      if next == UInt8(ascii: ">") { return (.arrow, index + 2) }
      guard next == UInt8(ascii: "=") else { return (.equal, index + 1) }
      return (.equal, byte(at: index + 2) == UInt8(ascii: "=") ? index + 3 : index + 2)
    case UInt8(ascii: ","): return (.comma, index + 1)
    case UInt8(ascii: "|"):
      return sign("||=", .fallback) ?? sign("||", .fallback) ?? (.cell, index + 1)
    case UInt8(ascii: "?"):
      return sign("??=", .fallback) ?? sign("??", .fallback) ?? sign("?:", .fallback)
        ?? sign("?=", .equal)
    case UInt8(ascii: "+"): return sign("+=", .equal)
    case UInt8(ascii: "&"): return sign("&#61;", .equal) ?? sign("&#x3D;", .equal)
    case UInt8(ascii: "o"): return sign("or ", .fallback)
    case UInt8(ascii: "%"):
      return sign("%3D", .equal) ?? sign("%3A", .colon) ?? sign("%3d", .equal)
    case UInt8(ascii: "-"): return sign("->", .arrow) ?? sign("--", .dash) ?? sign("- ", .dash)
    case UInt8(ascii: "\\"): return sign("\\u003d", .equal) ?? sign("\\u003D", .equal)
    case 0xE2:
      return sign("→", .arrow) ?? sign("—", .dash) ?? sign("–", .dash) ?? sign("│", .cell)
        ?? sign("┃", .cell) ?? sign("⇒", .arrow)
    case 0xEF: return sign("：", .colon) ?? sign("＝", .equal) ?? sign("｜", .cell)
    default: return nil
    }
  }

  /// Returns the value behind a sign.
  private func assigned(
    _ name: SecretName, _ range: Range<Int>, _ joint: Joint, at sign: Int, after: Int
  ) -> RedactionMatch? {
    let start = skipMarkup(skipBlanks(after))
    let isQuotedName = sign > range.upperBound && openQuote(at: range.upperBound) != nil
    switch joint {
    case .equal, .colon, .arrow:
      let direct =
        joint == .equal && start == after && after == sign + 1 && sign == range.upperBound
      let capitals = direct && text[range].allSatisfy { !$0.isLower }
      let writing: SecretValue.Writing = capitals ? .environment : direct ? .direct : .spaced
      let match =
        value(at: start, writing, name) ?? wrappedValue(at: start, name)
        ?? enclosedValue(at: start, name) ?? valueBelow(name, range, closed: start)
      if let changed = changedValue(at: start, name) { add(changed) }
      return match
    case .dash:
      // `secrets --results=verified` has an option.
      return byte(at: start - 1).isBlank || byte(at: sign) >= 0x80
        ? value(at: start, .prose, name) : nil
    case .fallback:
      return literal(at: start, name)
    case .comma:
      if isQuotedName, hasPrefix("with: ", at: start) { return literal(at: start + 6, name) }
      if openQuote(at: start) != nil {
        let capitals = text[range].allSatisfy { !$0.isLower }
        guard let match = literal(at: start, name) else { return nil }
        let value = SecretValue(text[match.secret])
        let isOpaque = value.isRandom || match.secret.count >= 8 && value.hasDigits(2)
        return isQuotedName || capitals || isOpaque ? match : nil
      }
      return separated(name, range, at: start, comma: after == start)
    case .cell:
      // A list of options has bars, too.
      guard byte(at: start) != UInt8(ascii: "-"), let match = value(at: start, .spaced, name) else {
        return nil
      }
      let end = skipBlanks(
        skip(from: match.secret.upperBound, limit: 3) { $0.isQuote || $0 == 0x2A })
      let next = byte(at: end)
      return next == 0 || next.isNewline || next == UInt8(ascii: "|") || next == 0xE2 ? match : nil
    }
  }

  /// Returns the second value of `"old" -> "new"`, as Terraform prints a change.
  private func changedValue(at start: Int, _ name: SecretName) -> RedactionMatch? {
    guard let quote = openQuote(at: start) else { return nil }
    let arrow = skipBlanks(
      skip(from: quoted(quote, limit: 512).upperBound, limit: 16) { $0.isQuote || $0 == 0x5C })
    guard hasPrefix("-> ", at: arrow) else { return nil }
    return value(at: skipBlanks(arrow + 3), .quoted, name, onlyQuoted: true)
  }

  /// Returns the quoted value of an argument, which letters alone do not make a secret.
  private func literal(at start: Int, _ name: SecretName) -> RedactionMatch? {
    guard let match = value(at: start, .quoted, name, onlyQuoted: true),
      text[match.secret].contains(where: { $0.isDigit || $0.isOne(of: "!#$^*~@?") }),
      text[match.secret].last != UInt8(ascii: "*"), !SecretValue(text[match.secret]).isHyphenated
    else { return nil }
    return match
  }

  /// Returns the value between brackets: of a list, or where a program shows it so: `["…"]`, `<…>`.
  private func enclosedValue(at start: Int, _ name: SecretName) -> RedactionMatch? {
    let open = byte(at: start)
    let close: UInt8
    switch open {
    case UInt8(ascii: "["): close = UInt8(ascii: "]")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    case UInt8(ascii: "<"): close = UInt8(ascii: ">")
    default: return nil
    }
    let inside = skip(from: start + 1, limit: 4, while: \.isBlank)
    if openQuote(at: inside) != nil {
      guard open != UInt8(ascii: "<") else { return nil }
      return literal(at: inside, name)
    }
    let (range, _) = valueRange(at: inside, .direct)
    guard byte(at: range.upperBound) == close, range.count >= 8 else { return nil }
    let value = SecretValue(text[range])
    guard value.isRandom || value.hasDigits(2) || value.hasDigits(1) && value.isUnspeakable,
      value.isSecret(.prose, name: name)
    else { return nil }
    return RedactionMatch(secret: range, kind: name.rawValue)
  }

  /// Returns the start of a value behind Markdown's stars, a YAML tag, or the dash of a block.
  private func skipMarkup(_ start: Int) -> Int {
    var index = start
    if hasPrefix("**", at: index) { index = skipBlanks(index + 2) }
    if hasPrefix("!!str ", at: index) || hasPrefix("!!binary ", at: index) {
      index = skipBlanks(skip(from: index, limit: 10) { !$0.isBlank })
    }
    // A YAML anchor; the length that PHP prints.
    if byte(at: index) == UInt8(ascii: "&"), byte(at: index + 1).isLetter,
      case let end = skip(from: index + 1, limit: 32, while: \.isName), byte(at: end).isBlank,
      byte(at: skipBlanks(end)) != UInt8(ascii: "=")
    {
      index = skipBlanks(end)
    }
    if hasPrefix("string(", at: index),
      case let end = skip(from: index + 7, limit: 6, while: \.isDigit), hasPrefix(") ", at: end)
    {
      index = end + 2
    }
    return index
  }

  /// Returns the value in a call or behind a type: `String = "…"`, `Some("…")`, `new String("…")`.
  private func wrappedValue(at start: Int, _ name: SecretName) -> RedactionMatch? {
    guard byte(at: start).isLetter || byte(at: start) == UInt8(ascii: "&") else { return nil }
    let type = skip(from: start, limit: 64) {
      $0.isName || $0.isOne(of: "<>[]?!|&': ") && $0 != 0
    }
    let sign = byte(at: type)
    if sign == UInt8(ascii: "="), !hasPrefix("==", at: type), !hasPrefix("=>", at: type) {
      return value(at: skipBlanks(type + 1), .spaced, name)
    }
    guard sign == UInt8(ascii: "(") else { return nil }
    let call = lowercased(start..<type)
    guard Self.wrappers.contains(where: { call.hasSuffix($0) }) else { return nil }
    return value(at: skipBlanks(type + 1), .quoted, name, onlyQuoted: true)
  }

  /// The calls around a literal.
  private static let wrappers = [
    "some", "string", "secretstring", "secret", "securestring", "secretstr", "bytes", "from",
    "of", "str", "password", "new", "just", "ref", "usestate", "literal", "value", "text", "token",
  ]

  /// Returns the value in the next argument, in the call's own argument, or behind an option.
  private func argument(
    _ name: SecretName, _ range: Range<Int>, closed: Int, sign: Int
  ) -> RedactionMatch? {
    let before = byte(at: range.lowerBound - 1)
    if byte(at: closed) == UInt8(ascii: "."), closed > range.upperBound {
      // `get("#password").type("…")`, `getElementById("password").value = "…"`
      let call = skip(from: closed + 1, limit: 24, while: \.isName)
      guard Self.setters.contains(text[closed + 1..<call]) else { return nil }
      let after = skipBlanks(call)
      if byte(at: after) == UInt8(ascii: "(") { return literal(at: skipBlanks(after + 1), name) }
      guard byte(at: after) == UInt8(ascii: "="), byte(at: after + 1) != UInt8(ascii: "=") else {
        return nil
      }
      return literal(at: skipBlanks(after + 1), name)
    }
    if hasPrefix(anyCase: "-value ", at: sign) {
      return value(at: skipBlanks(sign + 7), .direct, name)
    }
    if closed == range.upperBound, byte(at: closed) == UInt8(ascii: "(") {
      // `setPassword("…")`, `PASSWORD('…')`
      return literal(at: skipBlanks(closed + 1), name)
    }
    // `--password …`, also on the next line behind a backslash.
    if before == UInt8(ascii: "-"), closed == range.upperBound {
      var start = sign
      if byte(at: start) == UInt8(ascii: "\\"), byte(at: start + 1).isNewline {
        start = skip(from: start + 1, limit: 64, while: \.isSpace)
      } else if hasPrefix("\\\\n", at: start) {
        start = skipBlanks(start + 3)
      }
      guard start > closed, !byte(at: start).isNewline, byte(at: start) != UInt8(ascii: "-") else {
        return nil
      }
      let isShort = range.lowerBound < 2 || byte(at: range.lowerBound - 2) != UInt8(ascii: "-")
      return value(at: start, isShort ? .spaced : .direct, name)
    }
    guard sign > closed else { return nil }
    // `ENV KEY …`, `setenv KEY …`
    if closed == range.upperBound || byte(at: closed - 1).isQuote,
      isDirective(before: range.lowerBound)
    {
      return value(at: sign, .environment, name)
    }
    // `Authorization: …` and cookies are looked at elsewhere; `requirepass …`, `psk …` here.
    return nil
  }

  /// The calls that set, type or compare what something with the name holds.
  private static let setters = WordTable(words: [
    "type", "fill", "send_keys", "sendkeys", "set", "setvalue", "set_value", "tobe", "toequal",
    "tostrictequal", "equals", "eq", "put", "value", "isequalto", "text", "textcontent",
    "entertext",
    "typetext", "val", "presssequentially",
  ])

  /// Returns true if the word before a name makes the next one its value.
  private func isDirective(before start: Int) -> Bool {
    var index = start
    for _ in 0..<3 {
      // `set //registry.npmjs.org/:_authToken …`
      while index > 0, start - index < 64,
        text[index - 1] == 0x3A || text[index - 1] == 0x2F
          || index < start && text[index - 1].isName && !text[index].isBlank
      { index -= 1 }
      while index > 0, start - index < 64, text[index - 1].isBlank || text[index - 1].isQuote {
        index -= 1
      }
      let end = index
      while index > 0, end - index < 24, text[index - 1].isName || text[index - 1] == 0x3A {
        index -= 1
      }
      guard end > index else { return false }
      // `set -gx NAME …`
      if text[index] == UInt8(ascii: "-") { continue }
      return Self.directives.contains(text[index..<end])
    }
    return false
  }

  private static let directives = WordTable(words: [
    "env", "setenv", "setx", "set", "config:set", "putenv", "arg", "fastcgi_param", "passenv",
  ])

  // MARK: - Pairs

  /// Returns the value of `name: KEY` … `value: …`, `"Key": "KEY", "Value": "…"`,
  /// `variable "KEY" { default = "…" }`.
  private func pairedValue(
    _ name: SecretName, _ range: Range<Int>, after closed: Int
  ) -> RedactionMatch? {
    var index = closed
    let bound = min(text.count, closed + 240)
    // `"db_password": {"sensitive": true, "value": "…"}`
    let sign = skipBlanks(index)
    if let (_, after) = joint(at: sign), byte(at: skipBlanks(after)) == UInt8(ascii: "{") {
      index = skipBlanks(after)
    }
    // Where nothing but a blank stands between, only `value` itself can come.
    if byte(at: sign).isLetter, !byte(at: sign).isOne(of: "vVdDpPsScCeE") { return nil }
    for members in 0..<6 {
      var isInside = members > 0
      while index < bound, text[index].isSpace || text[index].isOne(of: "\",'{\\") {
        // One object deep.
        if text[index] == UInt8(ascii: "{") {
          guard !isInside else { return nil }
          isInside = true
        }
        if text[index] == UInt8(ascii: "\\"), byte(at: index + 1) == UInt8(ascii: "n") {
          index += 1
        }
        index += 1
      }
      let word = skip(from: index, limit: 24, while: \.isName)
      guard word > index, index > range.upperBound else { return nil }
      let closing = skipClosers(word)
      let sign = skipBlanks(closing)
      guard let (joint, after) = joint(at: sign), joint == .equal || joint == .colon else {
        return nil
      }
      if Self.isValueKey(text[index..<word]) {
        let start = skipMarkup(skipBlanks(after))
        return value(at: start, .direct, name) ?? valueBelow(name, range, closed: start)
      }
      if Self.isNameKey(text[index..<word]) { return nil }
      // Another member of the same object.
      index = skip(from: after, limit: 100) { !$0.isNewline && !$0.isOne(of: ",{}") }
      guard index < bound, text[index] != UInt8(ascii: "{"), text[index] != UInt8(ascii: "}") else {
        return nil
      }
      // The next item of a list begins another object.
      let next = skip(from: index, limit: 64, while: \.isSpace)
      if hasPrefix("- ", at: next) { return nil }
    }
    return nil
  }

  /// Remembers the value behind `value:`, in case that its name comes after it.
  func valueKey(_ range: Range<Int>) {
    let sign = skipBlanks(skipClosers(range.upperBound))
    guard let (joint, after) = joint(at: sign), joint == .equal || joint == .colon else { return }
    let (value, _) = valueRange(at: skipBlanks(after), .direct)
    lastValue = value
  }

  /// Returns the value before its name: `"value": "…", "name": "KEY"`, `… is the password`.
  private func valueBefore(_ name: SecretName, _ range: Range<Int>) -> RedactionMatch? {
    if let match = subject(name, range) { return match }
    guard let value = lastValue, value.upperBound <= range.lowerBound,
      range.lowerBound - value.upperBound <= 40
    else { return nil }
    let between = text[value.upperBound..<range.lowerBound]
    lastValue = nil
    guard !between.contains(UInt8(ascii: "}")), !between.contains(UInt8(ascii: ";")),
      isNamed(value.upperBound..<range.lowerBound),
      placeholderEnd(at: value.lowerBound) != value.upperBound,
      SecretValue(text[value]).isSecret(.quoted, name: name)
    else { return nil }
    return RedactionMatch(secret: value, kind: name.rawValue)
  }

  /// Returns true if `name` or `key` stands in a range, in either case.
  private func isNamed(_ range: Range<Int>) -> Bool {
    range.contains { index in
      index + 3 <= range.upperBound && hasPrefix(anyCase: "key", at: index)
        || index + 4 <= range.upperBound && hasPrefix(anyCase: "name", at: index)
    }
  }

  /// Returns the value in `… is the password`, `use … as the admin password`.
  private func subject(_ name: SecretName, _ range: Range<Int>) -> RedactionMatch? {
    var end = range.lowerBound
    for _ in 0..<4 {
      guard end > 1, text[end - 1] == 0x20 else { return nil }
      var start = end - 1
      while start > 0, end - start < 16, text[start - 1].isLetter { start -= 1 }
      guard start < end - 1 else { return nil }
      let word = start..<end - 1
      let kind = Self.attributes.value(of: text[word])
      // `… (the root password)`
      let isRemark = kind == .filler && byte(at: start - 1) == UInt8(ascii: "(")
      if isRemark { start -= 1 }
      if kind == .joint || isRemark {
        guard start > 1, text[start - 1] == 0x20 else { return nil }
        var value = start - 1
        while value > 0, start - value < 128, !text[value - 1].isSpace { value -= 1 }
        var secret = value..<start - 1
        while let first = text[secret].first, first.isQuote { secret = secret.dropFirst() }
        while let last = text[secret].last, last.isQuote { secret = secret.dropLast() }
        let judged = SecretValue(text[secret])
        guard judged.isRandom || secret.count >= 8 && (judged.isUnspeakable || judged.hasDigits(2)),
          judged.isSecret(.prose, name: name)
        else { return nil }
        return RedactionMatch(secret: secret, kind: name.rawValue)
      }
      guard kind != nil else { return nil }
      end = start
    }
    return nil
  }

  /// The words that may stand before a name: `… is the admin password`.
  private static let attributes = WordTable<Connective>(
    ["is", "as", "was", "for"].map { ($0, .joint) }
      + [
        "the", "a", "my", "your", "our", "new", "admin", "root", "user", "login", "current", "db",
        "database", "api", "secret", "temporary", "default", "initial",
      ].map { ($0, .filler) })

  /// A word between a value and its name: one that joins them, or any other.
  private enum Connective {
    case joint, filler
  }

  /// The names of members that hold a value, in small letters.
  static let valueKeys: Set = [
    "value", "val", "default", "defaultvalue", "parametervalue", "plaintext", "secretvalue",
    "secretstring", "stringvalue", "content", "default_value", "s",
  ]

  private static func isValueKey(_ word: ArraySlice<UInt8>) -> Bool {
    valueKeyTable.contains(word) || example.contains(word)
  }

  private static func isNameKey(_ word: ArraySlice<UInt8>) -> Bool { nameKeys.contains(word) }

  private static let valueKeyTable = WordTable(words: valueKeys)
  private static let example = WordTable(words: ["example"])
  private static let nameKeys = WordTable(words: ["name", "key", "parameterkey"])

  // MARK: - XML

  /// Returns the text of `<password>…</password>`, `<entry key="password">…`,
  /// `<key>password</key><string>…`.
  private func elementText(
    _ name: SecretName, _ range: Range<Int>, closed: Int
  ) -> RedactionMatch? {
    if hasPrefix("&gt;", at: range.upperBound), hasPrefix("&lt;", at: range.lowerBound - 4) {
      return value(at: range.upperBound + 4, .direct, name)
    }
    var tag = range.lowerBound
    if byte(at: tag - 1) == UInt8(ascii: ":") {
      // `<ns:password>`
      tag -= 1
      while tag > 0, range.lowerBound - tag < 24, text[tag - 1].isName { tag -= 1 }
    }
    let isTag = byte(at: tag - 1) == UInt8(ascii: "<")
    var index = range.upperBound
    if hasPrefix("</", at: index) {
      index = skip(from: index, limit: 40) { $0 != UInt8(ascii: ">") && !$0.isNewline } + 1
      index = skip(from: index, limit: 64, while: \.isSpace)
      guard byte(at: index) == UInt8(ascii: "<"), byte(at: index + 1).isLetter else { return nil }
      index = skip(from: index, limit: 24) { $0 != UInt8(ascii: ">") && !$0.isNewline }
    } else if isTag || closed > range.upperBound && byte(at: range.upperBound).isQuote {
      index = skip(from: closed, limit: 80) {
        !$0.isNewline && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<")
          && $0 != UInt8(ascii: ",")
          && (isTag || $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":"))
      }
      guard isTag ? true : hasTag(before: range.lowerBound) else { return nil }
    } else {
      return nil
    }
    guard byte(at: index) == UInt8(ascii: ">"), byte(at: index - 1) != UInt8(ascii: "/") else {
      return nil
    }
    var start = skip(from: index + 1, limit: 64, while: \.isSpace)
    if hasPrefix("<![CDATA[", at: start) {
      start += 9
    } else if !isTag, byte(at: start) == UInt8(ascii: "<"), byte(at: start + 1).isLetter {
      // `<property name="password"><value>…`, `<td>password</td><td>…`
      let inner = skip(from: start, limit: 32) { $0 != UInt8(ascii: ">") && !$0.isNewline }
      guard byte(at: inner) == UInt8(ascii: ">") else { return nil }
      start = inner + 1
    }
    guard let match = value(at: start, .direct, name),
      byte(at: skip(from: match.secret.upperBound, limit: 64, while: \.isSpace)) == 0x3C
        || hasPrefix("]]>", at: match.secret.upperBound) || !isTag
        || match.secret.upperBound >= text.count
    else { return nil }
    return match
  }

  private func hasTag(before index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 80, !text[start - 1].isNewline {
      start -= 1
      if text[start] == UInt8(ascii: "<") { return true }
      if text[start] == UInt8(ascii: ">") { return false }
    }
    return false
  }

  // MARK: - Other lines

  /// Returns the value that stands alone on the line below its name.
  private func valueBelow(
    _ name: SecretName, _ range: Range<Int>, closed: Int
  ) -> RedactionMatch? {
    var index = closed
    // `|`, `>-`: the marks of a YAML block.
    if byte(at: index) == UInt8(ascii: "|") || byte(at: index) == UInt8(ascii: ">") {
      index = skip(from: index, limit: 4) { $0.isOne(of: "|>-+123456789") }
    } else if byte(at: index) == UInt8(ascii: "\\"), byte(at: index + 1).isNewline {
      index += 1
    } else if hasPrefix("<<", at: index) {
      // A here document.
      index = skip(from: index, limit: 24) { !$0.isSpace }
    }
    let hasSign =
      index > range.upperBound
      && text[range.upperBound..<index].contains { !$0.isBlank && !$0.isQuote }
    index = skipBlanks(index)
    let isEscaped = hasPrefix("\\n", at: index) || hasPrefix("\\r", at: index)
    guard byte(at: index).isNewline || isEscaped else { return nil }
    var start = index
    for _ in 0..<3 {
      if hasPrefix("\\n", at: start) || hasPrefix("\\r", at: start) { start += 2 }
      start = skip(from: start, limit: 64, while: \.isSpace)
    }
    // A line under a heading.
    let ruler = skip(from: start, limit: 80) { $0.isOne(of: "-=~") }
    if ruler - start >= 3, byte(at: ruler).isNewline {
      start = skip(from: ruler, limit: 64, while: \.isSpace)
    }
    // The mark of a quote, of a diff, of a list.
    if byte(at: start).isOne(of: "+->*"), byte(at: start + 1).isBlank {
      start = skipBlanks(start + 1)
    }
    start = skipMarkup(start)
    let (range, _) = valueRange(at: start, .direct)
    guard !range.isEmpty else { return nil }
    let after = skipBlanks(skip(from: range.upperBound, limit: 3) { $0.isQuote || $0 == 0x2C })
    guard after >= text.count || byte(at: after).isNewline || hasPrefix("\\n", at: after) else {
      return nil
    }
    if !hasSign {
      guard SecretValue(text[range]).isRandom else { return nil }
    }
    return value(at: start, .spaced, name)
  }

  // MARK: - Speech

  /// Returns the value that a sentence names: `the password is …`, `with password …`,
  /// ``the API key (`…`)``.
  private func spokenValue(
    _ name: SecretName, _ range: Range<Int>, closed: Int, sign: Int
  ) -> RedactionMatch? {
    guard sign > closed else { return nil }
    // "to pass" is a verb more often than a password.
    if range.count == 4, hasPrefix(anyCase: "pass", at: range.lowerBound),
      !hasPrefix("is ", at: sign), byte(at: range.lowerBound - 2) != UInt8(ascii: ",")
    {
      return nil
    }
    if let match = enclosedValue(at: sign, name) { return match }
    var index = sign
    var isSaid = false
    for _ in 0..<6 {
      let word = skip(from: index, limit: 12, while: \.isLetter)
      guard word > index, byte(at: word).isBlank || byte(at: word) == UInt8(ascii: ":"),
        let kind = Self.connectives.value(of: text[index..<word])
      else { break }
      isSaid = isSaid || kind == .joint
      index = skipBlanks(word)
      if byte(at: index) == UInt8(ascii: ":") {
        isSaid = true
        index = skipBlanks(index + 1)
      }
    }
    if !isSaid, let match = remoteValue(name, at: sign) { return match }
    if let joint = translatedJoint(at: sign),
      byte(at: joint).isBlank || byte(at: joint) == UInt8(ascii: ":"),
      let match = value(
        at: skipBlanks(byte(at: joint).isBlank ? joint : joint + 1), .prose, name)
    {
      return match
    }
    // Cisco's `password 7 …`: the kind of the text that follows.
    if byte(at: sign).isDigit, byte(at: sign + 1) == 0x20, byte(at: sign + 2).isAlphanumeric {
      return value(at: sign + 2, .spaced, name)
    }
    if hasPrefix("(", at: index), openQuote(at: index + 1) != nil { index += 1 }
    if openQuote(at: index) != nil {
      return value(at: index, .quoted, name, onlyQuoted: true)
    }
    if isSaid { return value(at: index, .prose, name) }
    // Two columns; or a sentence that leaves the verb out.
    let (run, _) = valueRange(at: sign, .prose)
    let after = skipBlanks(run.upperBound)
    let endsLine = after >= text.count || byte(at: after).isNewline || hasPrefix("\\n", at: after)
    let isColumn = sign - closed >= 2 || text[closed..<sign].contains(0x09)
    if isColumn, endsLine { return value(at: sign, .spaced, name) }
    guard SecretValue(text[run]).isRandom || endsLine && run.count >= 8 else { return nil }
    let isSetting = endsLine && isLineStart(range.lowerBound)
    // `set_private_key other_ed25519_private_key`: names, whatever numbers they have.
    let isName = text[run].count { $0 == UInt8(ascii: "_") } >= 3
    let isAlone = endsLine && run.count >= 8 && !isName && SecretValue(text[run]).isRandom
    guard isSetting || isAlone || isIntroduced(range.lowerBound) else { return nil }
    return value(at: sign, .prose, name)
  }

  /// Returns the value that a few words separate from its name: `the password for alice is …`,
  /// `Passwort für root: …`, `把 token 换成 …`.
  func remoteValue(_ name: SecretName, at sign: Int) -> RedactionMatch? {
    var index = sign
    let bound = min(text.count, sign + 64)
    for _ in 0..<6 {
      let start = index
      // A word of another script ends where one of ours begins.
      let isForeign = byte(at: start) >= 0xCE
      while index < bound, text[index].isName || text[index] == 0x27 || text[index] >= 0x80,
        !isForeign || text[index] >= 0x80
      { index += 1 }
      guard index > start else { return nil }
      let next = byte(at: index)
      let isSaid = Self.said.contains(text[start..<index])
      guard next.isBlank || next == UInt8(ascii: ":") || isForeign else { return nil }
      let hasColon = next == UInt8(ascii: ":")
      if hasColon, !byte(at: index + 1).isBlank { return nil }
      index = skipBlanks(hasColon ? index + 1 : index)
      if isSaid || hasColon || isForeign, let match = judgedValue(name, at: index) { return match }
      if hasColon || index >= bound { return nil }
    }
    return nil
  }

  /// Returns the value at an index, if it looks like a secret without its name, too.
  func judgedValue(_ name: SecretName, at start: Int) -> RedactionMatch? {
    let (range, _) = valueRange(at: start, .prose)
    let value = SecretValue(text[range])
    guard value.isRandom || range.count >= 8 && (value.hasDigits(2) || value.isUnspeakable),
      value.isSecret(.prose, name: name)
    else { return nil }
    return RedactionMatch(secret: range, kind: name.rawValue)
  }

  private static let said = WordTable(words: [
    "is", "was", "ist", "lautet", "est", "es", "to", "jest", "je", "este", "on", "er", "adalah",
    "é", "è", "är", "είναι", "это",
  ])

  /// The words between a name and its value: those that say that it comes, and others.
  private static let connectives = WordTable<Connective>(
    [
      "is", "was", "are", "to", "as", "equals", "becomes", "remains", "called",
    ].map { ($0, .joint) }
      + [
        "be", "now", "set", "changed", "reset", "updated", "currently", "still", "the", "has",
        "been",
        "will", "generated", "created", "issued", "below", "here", "following", "should",
      ].map { ($0, .filler) })

  private func isLineStart(_ index: Int) -> Bool {
    var start = index
    while start > 0, text[start - 1].isBlank || text[start - 1].isOne(of: "+->#*") { start -= 1 }
    return start == 0 || text[start - 1].isNewline
  }

  /// Returns true if the words before a name say that its value follows: `with the password`.
  private func isIntroduced(_ index: Int) -> Bool {
    var end = index
    while end > 0, text[end - 1].isBlank { end -= 1 }
    if end > 0, text[end - 1].isOne(of: ",/("), end < index { return true }
    for _ in 0..<4 {
      while end > 0, text[end - 1].isBlank || text[end - 1].isOne(of: ",/") {
        end -= 1
      }
      var start = end
      while start > 0, end - start < 16, text[start - 1].isName { start -= 1 }
      guard end > start else { return false }
      guard let kind = Self.introductions.value(of: text[start..<end]) else {
        // `username alice password …`
        while start > 0, end - start < 32, text[start - 1].isName { start -= 1 }
        let blank = start
        while start > 0, text[start - 1].isBlank { start -= 1 }
        guard start < blank, let word = lastWord(before: start) else { return false }
        return Self.accounts.contains(text[word])
      }
      if kind == .joint { return true }
      end = start
    }
    return false
  }

  /// Returns the letters that end at an index.
  private func lastWord(before end: Int) -> Range<Int>? {
    var start = end
    while start > 0, end - start < 16, text[start - 1].isLetter { start -= 1 }
    return start < end ? start..<end : nil
  }

  private static let accounts = WordTable(words: ["user", "username", "login", "account", "name"])

  private static let introductions = WordTable<Connective>(
    ["with", "use", "using", "and", "my", "wifi", "enter", "try"].map { ($0, .joint) }
      + ["the", "a", "new", "admin", "root", "user", "this", "temporary", "default"]
      .map { ($0, .filler) })
}
