internal import Platform

/// The first and the last line of a prompt that handoff wrote.
///
/// ```
/// [handoff/1 task=5a90 from=desk at=3fa81c2e90b7d415]
/// …
/// [/handoff/1 at=3fa81c2e90b7d415]
/// ```
///
/// `at` begins the id of the blob that the prompt was made of. No text in that blob can know it, so
/// nothing in the notes can end the frame. Whoever reads transcripts takes everything from mark to mark as
/// handoff's, never as a person's words.
package struct PromptFrame: Sendable, Hashable {
  /// The first line.
  let opening: String
  /// The last line.
  let closing: String

  /// The digits of the blob's id in the marks.
  private static let digits = 16

  /// Makes the frame of a prompt.
  ///
  /// - Parameters:
  ///   - task: The short id of the chain.
  ///   - machine: The machine that the notes come from.
  ///   - blob: The id of the snapshot's plain text, in hexadecimal digits.
  package init(task: String, machine: String, blob: String) {
    let mark = blob.prefix(Self.digits)
    opening = "[handoff/1 task=\(Self.word(task)) from=\(Self.word(machine)) at=\(mark)]"
    closing = "[/handoff/1 at=\(mark)]"
  }

  /// Returns a text between the two lines.
  func around(_ text: String) -> String {
    "\(opening)\n\(Self.escaped(text))\n\(closing)"
  }

  /// Returns a text of which no line looks like a mark.
  private static func escaped(_ text: String) -> String {
    guard text.hasBytes(of: "[handoff") || text.hasBytes(of: "[/handoff") else { return text }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let words = line.drop(while: \.isWhitespace)
      return words.hasPrefix("[handoff") || words.hasPrefix("[/handoff") ? "\\" + line : line
    }.joined(separator: "\n")
  }

  private static func word(_ text: String) -> String {
    let word = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    return word.isEmpty ? "unknown" : String(word.prefix(80))
  }
}

// MARK: - Recognising

extension PromptFrame {
  /// Returns a text without the prompts of handoff in it.
  ///
  /// - Parameters:
  ///   - text: A prompt, an answer, or the output of a tool.
  ///   - isCut: Whether its end may be missing; a prompt that has begun then reaches to where it stops.
  ///     A whole text keeps what follows a first line without its last one.
  /// - Returns: What others wrote.
  package static func removed(from text: String, isCut: Bool = false) -> String {
    guard text.hasBytes(of: "[handoff/") || text.hasBytes(of: OldFrame.opening) else {
      return text
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var kept = ""
    var start = text.startIndex
    var number = 0
    while number < lines.count {
      let place = number
      number += 1
      guard let frame = end(ofFrameAt: place, in: lines, isCut: isCut) else { continue }
      kept += text[start..<lines[place].startIndex]
      start = frame.end
      number = frame.line + 1
    }
    return kept + text[start...]
  }

  /// Returns where a frame ends that begins with a line; `nil` where none does.
  private static func end(
    ofFrameAt number: Int, in lines: [Substring], isCut: Bool
  ) -> (line: Int, end: String.Index)? {
    let rest = lines.indices.dropFirst(number + 1)
    let found: (line: Int, end: String.Index)?
    if let mark = mark(in: lines[number], after: "[handoff/") {
      found = rest.first { Self.mark(in: lines[$0], after: "[/handoff/") == mark }
        .map { ($0, lines[$0].endIndex) }
    } else if OldFrame.begins(with: lines[number]) {
      found =
        rest.reversed().lazy.compactMap { line in
          OldFrame.end(in: lines[line]).map { (line, $0) }
        }.first
    } else {
      return nil
    }
    guard found == nil, isCut, let last = lines.last else { return found }
    return (lines.count - 1, last.endIndex)
  }

  /// Returns the digits of a mark that is a whole line.
  private static func mark(in line: Substring, after beginning: String) -> Substring? {
    let words = line.drop(while: \.isWhitespace)
    guard words.hasPrefix(beginning), let at = words.lastRange(of: "at=") else { return nil }
    let mark = words[at.upperBound...].prefix(while: \.isHexDigit)
    let end = words[mark.endIndex...]
    guard mark.count == digits, end.first == "]", end.dropFirst().allSatisfy(\.isWhitespace) else {
      return nil
    }
    return mark
  }
}

/// The prompts of the versions that wrote no marks.
private enum OldFrame {
  static let opening = "I am carrying on a task from another machine ("
  private static let about = "What follows are notes that were taken there by handoff."
  private static let lastWords =
    "tell me in a few sentences where the task stands, and go on with it."

  static func begins(with line: Substring) -> Bool {
    line.hasPrefix(opening) && line.contains(about)
  }

  /// Returns the end of the last sentence in a line that has it.
  static func end(in line: Substring) -> String.Index? {
    guard line.hasPrefix("Compare the notes with the state of this folder, ") else { return nil }
    return line.firstRange(of: lastWords)?.upperBound
  }
}

extension StringProtocol {
  /// Returns the place where a text stands last.
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    ranges(of: text).last
  }
}
