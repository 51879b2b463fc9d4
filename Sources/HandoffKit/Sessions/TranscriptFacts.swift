internal import Essentials
internal import SnapshotSections
internal import Summarizer

/// The facts of a transcript, laid beside what a model wrote of it: a model adds, it never replaces.
struct TranscriptFacts {
  /// The text of the model, in the sections that it has something for.
  private(set) var model: [SnapshotSection: String] = [:]
  /// The facts beside it.
  private(set) var facts: [SnapshotSection: String] = [:]
  /// The questions that wait for the person, entries of a list.
  private(set) var questions: [String] = []
  /// The lines on files, each with what the model knows of it.
  private(set) var files: String

  /// The most columns of a model's section; the person's words and the facts want the rest.
  private static let modelLimit = 3_600
  /// The most columns of a section that a compaction has written, beside which there are fewer facts.
  private static let compactionLimit = 7_200

  /// Lays them side by side.
  ///
  /// - Parameters:
  ///   - extract: The summary without a model.
  ///   - saved: The model's.
  ///   - words: The person's words, which stand in the section “Task” already.
  init(_ extract: Summary, beside saved: SavedSummary, words: [String]) {
    files = Self.files(extract.files, remarks: saved[.files])
    let isCompact = saved.author == CompactSummarizer.author
    let limit = isCompact ? Self.compactionLimit : Self.modelLimit
    for section in SnapshotSection.allCases where section != .files {
      let text = saved[section].cut(toColumns: limit, mark: "\n…").closingFences()
      model[section] = text.isEmpty ? nil : text
    }
    model[.task] = model[.task].map { Self.withoutQuotes(of: words, in: $0) }
    var open: [String] = []
    for entry in Self.entries(extract.nextSteps) {
      if SummaryLabel.read(entry)?.label == .question {
        questions.append(entry)
      } else {
        open.append(entry)
      }
    }
    model[.nextSteps] = model[.nextSteps].map { withoutQuestions($0) }
    facts[.done] = extract.done
    facts[.inProgress] = extract.inProgress
    facts[.nextSteps] = open.joined(separator: "\n")
    // A model's says what the sections do not; without one it is made of them.
    if model[.handoffPrompt] == nil { facts[.handoffPrompt] = extract.handoffPrompt }
    for (section, text) in facts {
      let rest = text == section.emptyText ? "" : Self.new(text, beside: model[section] ?? "")
      facts[section] = rest.isEmpty ? nil : rest
    }
  }

  /// Leaves out of the model's next steps what the transcript asks itself.
  private func withoutQuestions(_ steps: String) -> String {
    let known = questions.map { SubjectWords($0) }
    return Self.entries(steps).filter { entry in
      guard SummaryLabel.read(entry)?.label == .question else { return true }
      let words = SubjectWords(entry)
      return !known.contains { $0.isLike(words) }
    }.joined(separator: "\n")
  }

  /// Returns the entries of a list, each with the lines that belong to it; other lines stand alone.
  static func entries(_ text: String) -> [String] {
    var entries: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.first == " ", let last = entries.indices.last, !entries[last].isEmpty {
        entries[last] += "\n" + line
      } else {
        entries.append(String(line))
      }
    }
    return entries
  }

  /// Leaves out lines that the model has in the same words.
  private static func new(_ text: String, beside model: String) -> String {
    let known = plain(model)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let words = plain(String(line))
      return words.count < 24 || !known.contains(words)
    }
    return lines.joined(separator: "\n").trimmed
  }

  /// Leaves out quotes that stand among the person's words.
  private static func withoutQuotes(of words: [String], in text: String) -> String {
    let said = plain(words.joined(separator: "\n"))
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      let content = line.drop(while: \.isWhitespace)
      return content.first != ">" || !said.contains(plain(String(content)))
    }.joined(separator: "\n").trimmed
  }

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  // MARK: - Files

  /// Puts what the model says of a file behind the line that tells of it, and the rest below.
  private static func files(_ files: String, remarks: String) -> String {
    var left = remarks.split(separator: "\n").map(String.init).filter { line in
      name(in: line) != nil && remark(in: line) != nil
    }
    let lines = files.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let name = name(in: String(line)), line.count(where: { $0 == "`" }) == 2,
        let place = left.firstIndex(where: { Self.name(in: $0) == name }),
        let remark = remark(in: left[place])
      else { return String(line) }
      left.remove(at: place)
      return "\(line) — \(remark.oneLine(limit: 400))"
    }
    return (lines + (left.isEmpty ? [] : [""]) + left).joined(separator: "\n").trimmed
  }

  /// The last component of the file that a line begins with.
  private static func name(in line: String) -> String? {
    let rest = line.drop { "-*+ ".contains($0) }
    guard rest.first == "`", let end = rest.dropFirst().firstIndex(of: "`") else { return nil }
    let path = rest[rest.index(after: rest.startIndex)..<end]
    return path.split(separator: "/").last.map(String.init)
  }

  /// The words of a line about its file.
  private static func remark(in line: String) -> String? {
    guard let start = line.firstIndex(of: "`"),
      let end = line[line.index(after: start)...].firstIndex(of: "`")
    else { return nil }
    let text = line[line.index(after: end)...].drop { ":：-–— ".contains($0) }.trimmed
    return text.isEmpty ? nil : text
  }
}
