/// A model's answer, held against the digest that it was made of.
///
/// Nobody else looks at what a small model wrote: what it cannot know is taken out line by line, and where
/// that is much, or the whole is no summary, there is a fault. A trifle is none: a good answer is worth
/// more than a line of it.
struct AnswerReview {
  /// The title; `nil` if there is none in the person's language.
  private(set) var title: String?
  /// The sections that say something, without what the model cannot know.
  private(set) var sections: [Section: String] = [:]
  /// The reasons for which it is no summary.
  private(set) var faults: [AnswerFault] = []
  /// The labels that it does not have.
  private(set) var missing: [SummaryLabel] = []

  private let sources: AnswerSources

  /// Reviews an answer.
  ///
  /// - Parameters:
  ///   - text: The answer, redacted.
  ///   - sources: What it can have been made of.
  init(_ text: String, from sources: AnswerSources) {
    self.sources = sources
    let answer = AnswerParser(text)
    // Half of the sections at least; else the model answered something else.
    guard answer.sections.count >= 3 else {
      faults = [Self.declines(text) ? .refusal : .form]
      return
    }
    let kept = answer.sections.mapValues { Self.substance(of: $0) }
    judge(kept.values.map(\.loss).compactMap(\.self), of: kept.count)
    var names = Names()
    let labels = answer.sections.values.flatMap { $0.split(whereSeparator: \.isNewline) }
      .compactMap { SummaryLabel.read($0)?.label }
    for section in Section.allCases {
      guard let text = kept[section]?.text else { continue }
      sections[section] = checked(text, &names)
    }
    sections = sections.filter { Self.says($0.value) }
    missing = SummaryLabel.allCases.filter { !labels.contains($0) }
    judge(names)
    judgeWords()
    title = answer.title.flatMap { title in
      Language.isOwn(title, of: sources.words) && !Self.isPlaceholder(title[...])
        && !Instructions.has(title) ? title : nil
    }
  }

  // MARK: - The whole

  private mutating func judge(_ losses: [Loss], of count: Int) {
    for (loss, fault) in [
      (Loss.refusal, AnswerFault.refusal), (.echo, .echo), (.placeholders, .empty),
    ] where losses.count(where: { $0 == loss }) * 2 >= count {
      faults.append(fault)
      return
    }
    if losses.count * 2 >= count { faults.append(.empty) }
  }

  private struct Names {
    var known: Set<String> = []
    var unknown: [String] = []
  }

  private mutating func judge(_ names: Names) {
    let unknown = names.unknown.count
    if unknown >= 3 && unknown > names.known.count || unknown >= 8 {
      faults.append(.inventions(names.unknown))
    }
  }

  private mutating func judgeWords() {
    guard faults.isEmpty else { return }
    if sections.isEmpty {
      faults.append(.empty)
      return
    }
    let prose = sections.sorted { $0.key.heading < $1.key.heading }
      .map { Self.prose($0.value) }.joined(separator: "\n")
    if let language = Language.missing(in: prose, of: sources.words) {
      faults.append(.language(language))
    }
    let count = sections.values.reduce(0) { $0 + Self.wordCount($1) }
    if count > SystemPrompt.words * 5 / 2 { faults.append(.length(count)) }
  }

  /// About the number of words; three Chinese characters are two.
  private static func wordCount(_ text: String) -> Int {
    let wide = text.unicodeScalars.count { $0.value >= 0x2E80 }
    return wide * 2 / 3 + text.split(whereSeparator: \.isWhitespace).count
  }

  // MARK: - The lines

  /// Takes out what the model cannot know, and the marks of quotes that are none.
  private func checked(_ text: String, _ names: inout Names) -> String {
    var lines: [String] = []
    var fence: CodeFence?
    let quotes = QuoteCheck(sources)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = fence {
        if open.isClosed(by: line) {
          fence = nil
        } else if !isKnown(line, isCode: true, &names) {
          continue
        }
        lines.append(String(line))
        continue
      }
      fence = CodeFence(opening: line)
      if fence != nil {
        lines.append(String(line))
        continue
      }
      if let words = SummaryLabel.read(line)?.text, Self.isNone(words) { continue }
      guard let unquoted = quotes.line(line) else { continue }
      let sentences = known(unquoted, &names)
      if !sentences.isEmpty || unquoted.isEmpty { lines.append(sentences) }
    }
    return lines.joined(separator: "\n")
  }

  /// Returns a line, or of a long one the sentences, of which everything is known.
  private func known(_ line: String, _ names: inout Names) -> String {
    if isKnown(line, isCode: false, &names) { return line }
    guard !MarkdownLine(line).isEntry, line.utf8.count > 200 else { return "" }
    return Self.sentences(line).filter { sentence in
      NamesInAnswer(sentence).names.allSatisfy { sources.know($0) }
    }.joined().trimmed()
  }

  private func isKnown(_ line: some StringProtocol, isCode: Bool, _ names: inout Names) -> Bool {
    var isKnown = true
    for name in NamesInAnswer(line, isCode: isCode).names {
      if sources.know(name) {
        names.known.insert(name)
      } else if Self.isPlan(line) {
        // A file that is to be made is in no digest.
        continue
      } else {
        isKnown = false
        if !names.unknown.contains(name) { names.unknown.append(name) }
      }
    }
    return isKnown
  }

  private static let plans = [
    "create", "add ", "new ", "write ", "introduce", "rename", "move ", "split ", "extract ",
    "install ", "新建", "创建", "新增", "添加", "写一个", "安装", "重命名", "作成", "追加", "추가", "생성", "anlegen",
    "erstell", "neue", "créer", "ajout", "crear", "añad", "созда", "добав",
  ]

  private static func isPlan(_ line: some StringProtocol) -> Bool {
    let lower = line.lowercased()
    return plans.contains { lower.contains($0) }
  }

  private static func sentences(_ line: String) -> [String] {
    var found: [String] = []
    var sentence = ""
    var before: Character = " "
    for character in line {
      if character.isWhitespace && ".!?".contains(before) || "。！？".contains(before) {
        found.append(sentence)
        sentence = ""
      }
      sentence.append(character)
      before = character
    }
    return found + [sentence]
  }

  private static func prose(_ text: String) -> String {
    var fence: CodeFence?
    var lines: [String] = []
    for line in text.split(separator: "\n") {
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
        continue
      }
      fence = CodeFence(opening: line)
      guard fence == nil, !line.drop(while: \.isWhitespace).hasPrefix(">") else { continue }
      let words = SummaryLabel.read(line)?.text ?? String(line)
      let plain = MarkdownSpan.split(words).filter { !$0.isCode }.map { String($0.text) }.joined()
      // Paths are no words of a language.
      lines.append(
        plain.split(separator: " ").filter { !$0.contains("/") }.joined(separator: " "))
    }
    return lines.joined(separator: "\n")
  }
}

// MARK: - Substance

extension AnswerReview {
  /// The reason for which nothing is left of a section that did not just say that there is nothing.
  private enum Loss: Hashable { case refusal, echo, placeholders }

  /// Returns what a section says, without place holders and what repeats the instructions.
  private static func substance(of text: String) -> (text: String?, loss: Loss?) {
    var lines: [Substring] = []
    var echoes = 0
    var placeholders = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = SummaryLabel.read(line)?.text ?? MarkdownLine(line).text
      if isPlaceholder(words[...]) {
        placeholders += 1
        continue
      }
      if Instructions.has(words) {
        echoes += 1
        continue
      }
      lines.append(line)
    }
    let rest = lines.joined(separator: "\n")
    guard says(rest) else {
      return (nil, echoes > 0 ? .echo : placeholders > 0 ? .placeholders : nil)
    }
    if declines(rest) { return (nil, .refusal) }
    return (rest, nil)
  }

  private static func says(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      if let (_, words) = SummaryLabel.read(line) { return !isNone(words) }
      let words = MarkdownLine(line).text
      return words.contains(where: \.isLetter) && !isNone(words)
    }
  }

  /// Returns true for the words that say that there is nothing.
  private static func isNone(_ words: String) -> Bool {
    let plain = words.lowercased().filter { $0.isLetter || $0 == " " }.trimmed()
    return [
      "", "none", "none known", "nothing", "not known", "unknown", "na", "n a", "tbd", "todo", "无",
      "没有", "未知", "なし", "不明", "없음", "keine", "aucun", "aucune", "ninguno", "ninguna", "нет",
    ].contains(plain)
  }

  /// Returns true for `[…]`, `[the next step]`, `<title>` and dots alone.
  private static func isPlaceholder(_ words: Substring) -> Bool {
    var words = words
    while let last = words.last, ".…*_ ".contains(last) { words.removeLast() }
    while let first = words.first, ".…*_ ".contains(first) { words.removeFirst() }
    guard let first = words.first, let last = words.last else { return false }
    guard first == "[" && last == "]" || first == "<" && last == ">" || first == "{" && last == "}"
    else { return false }
    let inner = words.dropFirst().dropLast()
    return !inner.contains { "[]<>{}".contains($0) } && !inner.hasPrefix("redacted:")
  }

  /// Returns true if a text begins by declining.
  static func declines(_ text: String) -> Bool {
    guard
      let line = text.split(whereSeparator: \.isNewline).lazy.map({ MarkdownLine($0).text })
        .first(where: { $0.contains(where: \.isLetter) })
    else { return false }
    let words = line.lowercased().replacing("’", with: "'").drop { !$0.isLetter }
    return refusals.contains { words.hasPrefix($0) }
  }

  private static let refusals = [
    "i can't", "i cannot", "i can not", "i'm sorry", "i am sorry", "sorry,", "i apologize",
    "i'm unable", "i am unable", "i'm not able", "i am not able", "i won't", "i will not",
    "as an ai", "unfortunately, i", "i don't have access", "i do not have access", "i must decline",
    "i don't feel comfortable", "抱歉", "对不起", "很抱歉", "我无法", "我不能", "作为一个ai", "作为ai",
    "申し訳", "すみません", "죄송", "es tut mir leid", "ich kann nicht", "je suis désolé", "désolé",
    "lo siento", "no puedo", "desculpe", "mi dispiace", "извините", "к сожалению, я", "я не могу",
  ]
}

/// The instructions, as an answer may repeat them.
private enum Instructions {
  private static let text = plain(SystemPrompt.text)

  /// Returns true if most of a line stands in the instructions.
  static func has(_ line: String) -> Bool {
    let all = plain(line)
    guard all.count >= 24 else { return false }
    if text.contains(all) { return true }
    let parts = line.split { ".:;".contains($0) }.map { plain(String($0)) }
    let echoed = parts.filter { $0.count >= 16 && text.contains($0) }.reduce(0) { $0 + $1.count }
    return echoed * 3 > all.count * 2
  }

  static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
