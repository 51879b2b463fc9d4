internal import Platform

/// The words of a text that tell of success or failure.
///
/// They are a guess, and a careful one: a sentence with any doubt in it is no good news.
enum OutcomeWords {
  // MARK: - Outputs

  private static let failing = [
    "fail", "error:", "error[", "npm err!", "panicked at", "traceback (most recent", "not ok ",
    "assertionerror", "segmentation fault", "✗", "✘", "✖", "errors found", "exception",
  ]

  /// Returns true if an output tells a failure although the command that made it ended well.
  static func tellsFailure(_ output: String) -> Bool {
    guard mayTellFailure(output) else { return false }
    return output.split(whereSeparator: \.isNewline).suffix(40).contains { line in
      let lower = String(line).inLowerCase().cut(toBytes: 600, mark: "")
      return failing.contains { lower.hasBytes(of: $0) } && !isPassed(String(line), lower)
        && !countsNothing(lower)
    }
  }

  /// Returns false where no line at the end can have one of the words: a look at its bytes alone.
  private static func mayTellFailure(_ output: String) -> Bool {
    var output = output
    return output.withUTF8 { bytes in
      func letter(_ index: Int) -> UInt8 {
        bytes.indices.contains(index) ? unsafe bytes[index] | 0x20 : 0
      }
      var lines = 0
      var index = bytes.count - 1
      while index >= 0, lines <= 40 {
        switch letter(index) {
        // A line feed, of which some may stand together.
        case 0x2A: if unsafe bytes[index] == 0x0A, letter(index + 1) != 0x2A { lines += 1 }
        case UInt8(ascii: "f") where letter(index + 1) == UInt8(ascii: "a"): return true
        case UInt8(ascii: "x") where letter(index + 1) == UInt8(ascii: "c"): return true
        case UInt8(ascii: "r")
        where letter(index + 1) == UInt8(ascii: "r") && letter(index - 1) == UInt8(ascii: "e"):
          return true
        case UInt8(ascii: "k")
        where [UInt8(ascii: "c"), UInt8(ascii: "o")].contains(letter(index - 1)):
          return true
        case 0xE2 | 0x20 where letter(index + 1) == 0x9C | 0x20: return true
        default: break
        }
        index -= 1
      }
      return false
    }
  }

  /// Beginnings of the lines that tell of a test which has begun or passed, whatever its name is.
  private static let passing = [
    "✓", "✔", "√", "◇", "ok ", "ok\t", "pass ", "pass\t", "pass:", "--- pass", "=== run",
    "=== cont",
    "=== pause", "=== name",
  ]

  private static func isPassed(_ line: String, _ lower: String) -> Bool {
    let begin = lower.trimmed()
    if passing.contains(where: { begin.hasPrefix($0) }) { return true }
    if begin.hasPrefix("test case '") {
      return begin.contains("' passed (") || begin.contains("' started")
    }
    // Behind a result of pytest stands how far it is; `2 passed` is a count.
    var end = line.trimmed()
    if end.hasSuffix("%]") { end = String(end.prefix { $0 != "[" }).trimmed() }
    return end.hasSuffix(" PASSED") || end.hasSuffix(" ... ok")
  }

  /// True where the line counts its failures and errors, and there are none: `0 failed`, `errors: 0`.
  private static func countsNothing(_ line: String) -> Bool {
    let isExpected = line.hasBytes(of: "xfail")
    // Most lines have none of the words for nothing, and the expressions take their time.
    guard !isExpected, ["0", "no ", "no\t", "without", "zero"].contains(where: line.hasBytes)
    else { return isExpected }
    let words = line.matches(of: /\b(?:fail|error)[a-z]*/).count
    let behind = line.matches(of: /\b(?:fail|error)[a-z]*\s*[:=]\s*([0-9]+)/).map { $0.output.1 }
    let before = line.matches(of: /\b([0-9]+|no|without|zero)\s+(?:[a-z]+\s+)?(?:fail|error)[a-z]*/)
      .map { $0.output.1 }
    let counts = behind + before
    return words > 0 && counts.count >= words
      && counts.allSatisfy { $0.first == "0" && $0.count == 1 || $0.first?.isLetter == true }
  }

  // MARK: - Answers

  private static let good: Set<String> = [
    "pass", "passes", "passed", "passing", "green", "fixed", "works", "clean", "succeeds",
    "succeeded", "success", "successful", "successfully", "resolved",
  ]
  private static let goodParts = [
    "通过", "修好", "修复", "解决", "正常", "成功", "通り", "直り", "直し", "修正し",
  ]
  private static let done: Set<String> = ["deployed", "done"]
  private static let doneParts = ["部署", "完成", "完了"]
  private static let doubt: Set<String> = [
    "but", "cannot", "except", "if", "never", "no", "none", "not", "once", "should", "still",
    "unable",
    "unless", "until", "yet",
  ]
  private static let doubtParts = [
    "n't", "n’t", "fail", "没", "不", "未", "还", "仍", "失败", "無法", "无法", "まだ", "失敗", "ない", "ません",
  ]

  private static let bad: Set<String> = ["broken", "fails", "failing", "red"]
  private static let badParts = [
    "仍然失败", "仍失败", "还失败", "还在失败", "还是失败", "个失败", "失敗してい", "失敗します",
  ]

  /// Returns the sentences of an answer which say that something works now, or that it does not, in lower
  /// case; what fails stands last.
  static func news(in answer: String) -> [(sentence: String, isGood: Bool)] {
    let all = sentences(answer)
    return all.filter { says($0, good, goodParts) }.map { ($0, true) }
      + all.filter { has($0, bad, badParts) }.map { ($0, false) }
  }

  /// Returns true if an answer claims that the work is done or works.
  static func claimsSuccess(_ answer: String) -> Bool {
    sentences(answer).contains { says($0, good.union(done), goodParts + doneParts) }
  }

  private static func says(_ sentence: String, _ words: Set<String>, _ parts: [String]) -> Bool {
    has(sentence, words, parts) && !has(sentence, doubt, doubtParts)
  }

  private static func has(_ sentence: String, _ words: Set<String>, _ parts: [String]) -> Bool {
    let all = Set(sentence.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    return !all.isDisjoint(with: words) || parts.contains { sentence.hasBytes(of: $0) }
  }

  /// Returns true if a sentence names a subject, at the beginning of a word.
  ///
  /// - Parameters:
  ///   - sentence: What `news` has found.
  ///   - subject: A word in lower case.
  /// - Returns: True also for a longer word that begins so.
  static func names(_ sentence: String, _ subject: String) -> Bool {
    guard subject.first?.isASCII == true else { return sentence.contains(subject) }
    return sentence.ranges(of: subject).contains { range in
      guard range.lowerBound > sentence.startIndex else { return true }
      let before = sentence[sentence.index(before: range.lowerBound)]
      return !(before.isASCII && (before.isLetter || before.isNumber))
    }
  }

  /// Returns the last question of an answer that ends with one.
  static func closingQuestion(of answer: String) -> String? {
    let lines = answer.split(whereSeparator: \.isNewline).map { String($0).trimmed() }
      .filter { !$0.isEmpty }
    guard let line = lines.suffix(2).last(where: { $0.contains { isQuestion($0) } }),
      let question = split(line).last(where: { $0.last.map(isQuestion) ?? false })
    else { return nil }
    return question.trimmed()
  }

  /// Returns the sentences that state something, in lower case.
  private static func sentences(_ text: String) -> [String] {
    split(text.cutInTheMiddle(toColumns: 6_000).inLowerCase())
      .filter { !($0.last.map(isQuestion) ?? false) }
  }

  private static func isQuestion(_ character: Character) -> Bool { "?？".contains(character) }

  /// Splits a text behind the signs that end a sentence; a full stop ends one only before a blank.
  private static func split(_ text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    func close() {
      if current.contains(where: { !$0.isWhitespace }) { sentences.append(current) }
      current = ""
    }
    for character in text {
      if character.isWhitespace, let last = current.last, ".!?".contains(last) { close() }
      if character.isNewline {
        close()
        continue
      }
      current.append(character)
      if "。！？".contains(character) { close() }
    }
    close()
    return sentences
  }
}
