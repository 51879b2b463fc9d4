internal import Platform

/// Secrets on command lines, whose words are told apart as a shell does.
extension RedactionScanner {
  /// One word of a command line.
  private struct ShellWord {
    /// The bytes without quotes.
    let range: Range<Int>
    let isQuoted: Bool
    /// True for the file behind `>`.
    var isTarget = false
  }

  /// The longest command line that is looked at, in bytes and words.
  private static let lineLimit = 4_096
  private static let wordLimit = 64

  /// Looks at the command line behind a command's name.
  func command(_ rules: [CommandRule], _ name: Range<Int>) {
    // Commands inside of commands are few: `sudo docker login`.
    judgedCommands = name.upperBound < commandsUpTo ? judgedCommands + 1 : 0
    guard judgedCommands <= 3 else { return }
    let (words, end) = shellWords(from: name.upperBound)
    commandsUpTo = max(commandsUpTo, end)
    guard !words.isEmpty else { return }
    for index in rules.indices
    where rules[index].verb.utf8CodeUnitCount == 0
      || words.contains(where: { isEqual($0.range, rules[index].verb) })
    {
      apply(rules[index], to: words)
    }
  }

  private func apply(_ rule: CommandRule, to words: [ShellWord]) {
    var isActive = rule.verb.utf8CodeUnitCount == 0
    let hasVerb = !isActive
    var place = 0
    var index = 0
    var shift = 0
    while index < words.count {
      let word = words[index]
      index += 1
      let bytes = text[word.range]
      if isEqual(word.range, "<<<") {
        if isActive, rule.takesInput, index < words.count {
          mask(words[index], rule.part)
          index += 1
        }
        continue
      }
      // `/pass:…` is an option on Windows, `/etc/x` is none.
      let isOption =
        bytes.count > 1
        && (bytes.first == 0x2D
          || bytes.first == 0x2F && (bytes.contains(0x3A) || bytes.count <= 3))
      let glued = rule.glued.first {
        bytes.count > $0.utf8CodeUnitCount && hasPrefix($0, at: word.range.lowerBound)
      }
      guard isOption, !word.isQuoted || glued != nil else {
        if !isActive {
          isActive = isEqual(word.range, rule.verb)
          place = 0
          continue
        }
        if place == 0, rule.subject.utf8CodeUnitCount > 0,
          bytes.count < rule.subject.utf8CodeUnitCount
            || !hasPrefix(rule.subject, at: word.range.lowerBound)
        {
          return
        }
        if place == rule.place.map({ $0 - shift }) { mask(word, rule.part) }
        // The password of `net use` comes before or behind its user.
        place += 1
        continue
      }
      if let letter = rule.shift?.asciiValue, bytes.dropFirst().contains(letter),
        bytes.dropFirst().allSatisfy(\.isLetter)
      {
        shift = 1
      }
      guard isActive || hasVerb else { continue }
      let sign = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.endIndex
      let option = word.range.lowerBound..<sign
      if rule.valued.contains(where: { isEqual(option, $0) }) {
        index += 1
        continue
      }
      if let part = rule.options.part(where: { isEqual(option, $0) }) {
        if sign < bytes.endIndex {
          let (value, quoted) = valueRange(at: sign + 1, .environment)
          mask(ShellWord(range: value, isQuoted: quoted), part)
        } else if index < words.count {
          mask(words[index], part)
          index += 1
        }
        continue
      }
      if let glued {
        let start = word.range.lowerBound + glued.utf8CodeUnitCount
        let (value, quoted) = valueRange(at: start, .environment)
        let part = rule.options.part { isEqual(word.range.lowerBound..<start, $0) }
        mask(ShellWord(range: value, isQuoted: quoted), part ?? .whole)
      } else if isActive, index < words.count, bytes.count > 2,
        bytes[bytes.startIndex + 1] != UInt8(ascii: "-"), !rule.options.hasLongOfOneDash,
        let part = part(ofLast: word.range, rule), rule.glued.isEmpty || part == .behindColon,
        bytes.dropFirst().allSatisfy(\.isLetter)
      {
        // `-su user:…`
        mask(words[index], part)
        index += 1
      }
    }
  }

  /// Returns the part that is secret of the value of the last of some options in one word.
  private func part(ofLast word: Range<Int>, _ rule: CommandRule) -> CommandRule.Part? {
    let last = text[word.upperBound - 1]
    return rule.options.part { name in
      name.withUTF8Buffer { unsafe $0.count == 2 && $0[0] == UInt8(ascii: "-") && $0[1] == last }
    }
  }

  private func mask(_ word: ShellWord, _ part: CommandRule.Part) {
    var range = word.range
    func behind(_ mark: UInt8) -> Bool {
      guard let index = text[range].firstIndex(of: mark) else { return false }
      range = index + 1..<range.upperBound
      return true
    }
    switch part {
    case .whole: break
    case .behindColon:
      guard behind(UInt8(ascii: ":")), !hasPrefix("//", at: range.lowerBound),
        text[range].first != 0x20
      else {
        return
      }
    case .behindPercent: guard behind(UInt8(ascii: "%")) else { return }
    case .behindComma: guard behind(UInt8(ascii: ",")) else { return }
    case .setting: guard behind(UInt8(ascii: "=")) else { return }
    case .behindSlash:
      guard behind(UInt8(ascii: "/")) else { return }
      if let at = text[range].lastIndex(of: UInt8(ascii: "@")) { range = range.lowerBound..<at }
    case .behindPass:
      guard range.count >= 5, hasPrefix("pass:", at: range.lowerBound) else { return }
      range = range.lowerBound + 5..<range.upperBound
    case .cookie:
      guard text[range].contains(UInt8(ascii: "=")) else { return }
    }
    // A value is quoted by itself in `name='…'`.
    while let first = text[range].first, first.isQuote { range = range.dropFirst() }
    while let last = text[range].last, last.isQuote || last == UInt8(ascii: "\\") {
      range = range.dropLast()
    }
    guard range.count >= 3, !isFilledIn(range), !isWordForSecret(range) else { return }
    let isPlain = text[range].allSatisfy { $0.isLower || $0 == UInt8(ascii: "-") }
    guard part != .whole || !isPlain || range.count >= 6 || word.isQuoted else { return }
    add(RedactionMatch(secret: range, kind: part == .cookie ? "cookie" : "password"))
  }

  /// Returns true for the words that manuals have in the place of a secret.
  private func isWordForSecret(_ range: Range<Int>) -> Bool {
    Self.wordsForSecrets.contains(text[range])
  }

  private static let wordsForSecrets = WordTable(words: [
    "password", "passwd", "secret", "token", "pass", "yourpassword",
  ])

  /// Returns true for what is no secret itself: `$NAME`, `${NAME}`, `<password>`, `****`, a place
  /// holder.
  func isFilledIn(_ range: Range<Int>) -> Bool {
    guard let first = text[range].first else { return true }
    if placeholderEnd(at: range.lowerBound) == range.upperBound { return true }
    if isInsertion(at: range.lowerBound) { return true }
    if first == UInt8(ascii: "%"), range.count == 2 { return true }
    if text[range].allSatisfy({ $0.isOne(of: "*.xX-") || $0 == 0xE2 || $0 == 0x80 || $0 == 0xA6 }) {
      return true
    }
    guard first == UInt8(ascii: "$") else { return false }
    return text[range].dropFirst().allSatisfy { $0.isToken || $0.isOne(of: "{}():") }
  }

  /// Returns true for the beginning of what is filled in later, however it goes on: `<`, `{`, `${`,
  /// `$(`.
  func isInsertion(at index: Int) -> Bool {
    byte(at: index).isOne(of: "<{")
      || byte(at: index) == UInt8(ascii: "$") && byte(at: index + 1).isOne(of: "{(")
  }

  /// Returns the words of a command line up to its end: a line break without a backslash, `|`, `;`,
  /// `&`, or the quote that the whole command stands in.
  private func shellWords(from start: Int) -> (words: [ShellWord], end: Int) {
    var words: [ShellWord] = []
    var index = start
    let bound = min(text.count, start + Self.lineLimit)
    var isTarget = false
    while index < bound, words.count < Self.wordLimit {
      let byte = text[index]
      if byte.isBlank {
        index += 1
      } else if byte == UInt8(ascii: "\\"), self.byte(at: index + 1).isNewline {
        index += 2
      } else if byte.isNewline || byte.isOne(of: "|;&)") || hasPrefix("\\n", at: index) {
        break
      } else if hasPrefix("<<<", at: index) {
        words.append(ShellWord(range: index..<index + 3, isQuoted: false))
        index += 3
      } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
        isTarget = byte == UInt8(ascii: ">")
        index += 1
      } else if byte.isQuote || byte == UInt8(ascii: "\\"), let quote = openQuote(at: index) {
        let range = quoted(quote, limit: 2_048)
        words.append(ShellWord(range: range, isQuoted: true, isTarget: isTarget))
        isTarget = false
        let end = skip(from: range.upperBound, limit: 32) {
          $0 == UInt8(ascii: "\\") || $0 == quote.first
        }
        guard end > range.upperBound, index > start || words.count > 1 else {
          return (words.dropLast(), index)
        }
        index = max(end, index + 1)
      } else {
        var end = index
        // A quote inside of a word: `--password='…'`, `-p"…"`.
        while end < bound, !text[end].isSpace, !text[end].isOne(of: "|;&<>)") {
          if text[end].isQuote || text[end] == UInt8(ascii: "\\"), end > index,
            let quote = openQuote(at: end)
          {
            guard text[end - 1].isOne(of: "=:,") || end - index <= 3 else { break }
            let range = quoted(quote, limit: 2_048)
            end = min(range.upperBound + 1, bound)
            continue
          }
          if text[end] == UInt8(ascii: "\\") {
            end = min(end + 2, bound)
          } else {
            end += 1
          }
        }
        words.append(ShellWord(range: index..<end, isQuoted: false, isTarget: isTarget))
        isTarget = false
        if end == index { break }
        if self.byte(at: end).isQuote { return (words, end) }
        index = end
      }
    }
    return (words, index)
  }

  /// Looks at what `echo` or `printf` prints into a program that reads a secret.
  func printed(_ name: Range<Int>) {
    guard name.upperBound >= commandsUpTo else { return }
    let (words, end) = shellWords(from: name.upperBound)
    // What is printed is no command.
    commandsUpTo = max(commandsUpTo, end)
    var part: CommandRule.Part?
    let isGroup = byte(at: name.lowerBound - 1) == UInt8(ascii: "(")
    if byte(at: end) == UInt8(ascii: "|") && byte(at: end + 1) != UInt8(ascii: "|")
      || byte(at: end) == UInt8(ascii: ")") || isGroup && byte(at: end) == UInt8(ascii: ";")
    {
      part = reader(in: end..<skip(from: end + 1, limit: 240) { !$0.isNewline })
    } else if let target = words.last, target.isTarget {
      // `echo … > ~/.vault-token`
      let path = text[target.range]
      let file = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex)...]
      if let name = self.name(at: file.startIndex..<file.endIndex), name != .anyKey {
        part = .whole
      }
    }
    guard let part else { return }
    for word in words
    where !word.isTarget && (word.isQuoted || byte(at: word.range.lowerBound) != 0x2D) {
      guard byte(at: word.range.lowerBound) != UInt8(ascii: "%") else { continue }
      mask(word, part)
    }
  }

  /// Returns the part that is secret of what the first reader in a range reads; asked with rising
  /// ranges.
  private func reader(in range: Range<Int>) -> CommandRule.Part? {
    if let found = nextReader, found.range.lowerBound >= range.lowerBound {
      return found.range.upperBound <= range.upperBound ? found.part : nil
    }
    nextReader = nil
    var index = max(readersUpTo, range.lowerBound)
    while index < range.upperBound {
      for reader in CommandRule.readersByFirstLetter[Int(text[index])]
      where hasPrefix(reader.words, at: index) {
        let end = index + reader.words.utf8CodeUnitCount
        nextReader = (index..<end, reader.part)
        readersUpTo = index
        return end <= range.upperBound ? reader.part : nil
      }
      index += 1
    }
    readersUpTo = index
    return nil
  }

  /// Looks at the value of `-p` behind a user's `-u`, whatever the command.
  func optionOfUser(_ option: Int) {
    guard byte(at: option - 1) == UInt8(ascii: "-"), byte(at: option - 2) == 0x20,
      byte(at: option + 1) == 0x20
    else { return }
    guard hasUser(before: option) else { return }
    let (range, _) = valueRange(at: option + 2, .environment)
    let value = SecretValue(text[range])
    guard range.count >= 6, value.hasDigits(1), value.isSecret(.spaced, name: .password),
      !text[range].contains(UInt8(ascii: "/")), !text[range].contains(UInt8(ascii: "."))
    else { return }
    add(RedactionMatch(secret: range, kind: "password"))
  }

  /// Returns true if an option with a user's name is not far before an index, on the same line;
  /// asked with rising indices, it looks at each byte once.
  private func hasUser(before option: Int) -> Bool {
    // An option and its blanks have four bytes at least.
    var index = max(userOptionsUpTo, option - 96)
    while index <= option - 4 {
      if text[index].isNewline {
        userOption = -1
      } else if text[index] == 0x20, text[index + 1] == UInt8(ascii: "-"),
        text[index + 2].isOne(of: "uUl") && text[index + 3] == 0x20
          || index + 7 <= option && hasPrefix("--user", at: index + 1)
      {
        userOption = index
      }
      index += 1
    }
    userOptionsUpTo = max(index, userOptionsUpTo)
    return userOption >= 0 && option - userOption <= 96
  }

  /// Looks at what expect's `send` types after it has waited for a password.
  func typed(_ name: Range<Int>) {
    let start = max(0, name.lowerBound - 100)
    guard let quote = openQuote(at: skipBlanks(name.upperBound)),
      has("assword", in: start..<name.lowerBound)
    else { return }
    var range = quoted(quote, limit: 256)
    while let slash = text[range].firstIndex(of: UInt8(ascii: "\\")) {
      range = range.lowerBound..<slash
    }
    guard range.count >= 3, !isFilledIn(range) else { return }
    add(RedactionMatch(secret: range, kind: "password"))
  }

  /// Returns true if the words are in a short range of the text.
  func has(_ words: StaticString, in range: Range<Int>) -> Bool {
    guard range.count >= words.utf8CodeUnitCount else { return false }
    let first = words.withUTF8Buffer { unsafe $0[0] }
    for index in range.lowerBound...(range.upperBound - words.utf8CodeUnitCount)
    where text[index] == first && hasPrefix(words, at: index) { return true }
    return false
  }
}
