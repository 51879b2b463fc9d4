internal import Essentials
internal import Platform
internal import Summarizer

/// The words by which a person says what must not be, or must stay so.
enum Constraint {
  private static let marks = [
    "never ", "don't", "do not", "don’t", "must not", "mustn't", "mustn’t", "must ", "always ",
    "only ", "without ", "leave ", "keep ", "avoid ", "not touch", "no:", "no,", "instead of",
    "不要", "别", "必须", "不能", "不准", "禁止", "只能", "不许", "务必", "保留", "保持",
  ]
  private static let anyMark = ByteTexts(marks)
  /// The characters beside which 别 is a part of another word (特别, 分别, 别的).
  private static let beside = (before: "特分识类级性区辨个鉴告", after: "的名人处")

  /// Returns the part of a text that has such words: all of a short one; `nil` where there are none.
  static func part(of text: String) -> String? {
    guard has(text) else { return nil }
    if text.columns <= 400 { return text }
    var sentences: [String] = []
    var sentence = ""
    for character in text {
      sentence.append(character)
      guard ".!?。！？\n".contains(character) else { continue }
      if has(sentence) { sentences.append(sentence.trimmed) }
      sentence = ""
    }
    if has(sentence) { sentences.append(sentence.trimmed) }
    return sentences.isEmpty ? text : sentences.joined(separator: " ")
  }

  private static func has(_ text: String) -> Bool {
    let lower = text.lowercased()
    guard anyMark.isFound(in: lower) else { return false }
    return marks.contains { mark in
      lower.hasBytes(of: mark)
        && lower.ranges(of: mark).contains { isWord($0, in: lower) }
    }
  }

  private static func isWord(_ range: Range<String.Index>, in text: String) -> Bool {
    let before =
      range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
    guard text[range] == "别" else { return !(before.isASCII && before.isLetter) }
    let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
    return !beside.before.contains(before) && !beside.after.contains(after)
  }
}
