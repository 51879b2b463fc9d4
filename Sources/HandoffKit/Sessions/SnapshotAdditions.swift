internal import Essentials
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// The lines of a snapshot's text that stand around the summary: they change while it stays.
///
/// Their forms are these, and only this type knows them: it writes them, and takes them out again of
/// the last snapshot where the state folder has lost the summary. Files of all versions have them.
struct SnapshotAdditions: Sendable, Hashable {
  /// The remarks of a person, one line each, at the top of “Next steps”, where versions before have them.
  var notes: [String] = []
  /// The sentence on the error that ended the last turn, at the top of “In progress”.
  var failure: String?
  /// The part of the conversation that the summary does not cover, at the end of “In progress”.
  var news: News?
  /// The facts of the transcript, behind what a model wrote.
  var facts: [SnapshotSection: String] = [:]
  /// The questions that wait for the person, entries of a list, before all of “Next steps”.
  var questions: [String] = []

  struct News: Sendable, Hashable {
    /// The time of the summary.
    var since: String
    var text: String
  }

  private static let noteMark = "- The user's note: "
  private static let failureMark = "The last turn ended with the error `"
  private static let newsMark = "### Since this summary ("
  private static let newsMarkEnd = ")"
  private static let factsMark = "From the transcript:"

  /// Makes the sentence on an error.
  static func failure(_ failure: SessionRecord.TurnFailure) -> String {
    let words = failure.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let message = words.isEmpty ? "" : ": \(words.prefix(300))"
    return "\(failureMark)\(failure.word)` at \(failure.at.formatted(.iso8601))\(message)"
  }

  /// Puts the lines around the sections of a summary.
  func write(into sections: inout [SnapshotSection: String]) {
    for (section, text) in facts where !text.isEmpty {
      let summary = sections[section].map { $0.isEmpty ? "" : "\($0)\n\n" } ?? ""
      sections[section] = "\(summary)\(Self.factsMark)\n\n\(text)"
    }
    if let news {
      // A section has a limit, and what is newest must not be what is cut off.
      let summary = String((sections[.inProgress] ?? "").prefix(2_500)).closingFences()
      let mark = Self.newsMark + news.since + Self.newsMarkEnd
      sections[.inProgress] = "\(summary)\n\n\(mark)\n\n\(news.text)"
    }
    if let failure {
      // First, since it is why somebody looks at this snapshot now.
      sections[.inProgress] = "\(failure)\n\n\(sections[.inProgress] ?? "")"
    }
    if !notes.isEmpty {
      let lines = notes.map { Self.noteMark + $0 }.joined(separator: "\n")
      sections[.nextSteps] = "\(lines)\n\n\(sections[.nextSteps] ?? "")"
    }
    if !questions.isEmpty {
      let rest = sections[.nextSteps].map { $0.isEmpty ? "" : "\n\n\($0)" } ?? ""
      sections[.nextSteps] = questions.joined(separator: "\n") + rest
    }
  }

  /// Takes the lines out of the sections of a snapshot; what is left is the summary's.
  ///
  /// - Parameter sections: The sections, without those lines afterwards.
  init(takenFrom sections: inout [SnapshotSection: String]) {
    questions = Self.questions(takenFrom: &sections[.nextSteps])
    notes = Self.take(from: &sections[.nextSteps]) { line in
      line.hasPrefix(Self.noteMark) ? String(line.dropFirst(Self.noteMark.count)) : nil
    }
    failure =
      Self.take(from: &sections[.inProgress], atMost: 1) { line in
        line.hasPrefix(Self.failureMark) ? String(line) : nil
      }.first
    for (section, text) in sections {
      let mark = "\n\n\(Self.factsMark)\n\n"
      guard let place = "\n\n\(text)".ranges(of: mark).last else { continue }
      let whole = "\n\n\(text)"
      facts[section] = String(whole[place.upperBound...])
      sections[section] = String(whole[..<place.lowerBound]).trimmed
    }
    let text = sections[.inProgress] ?? ""
    guard let mark = text.firstRange(of: "\n\n" + Self.newsMark) else { return }
    let heading = text[mark.upperBound...].prefix { $0 != "\n" }
    news = News(
      since: String(heading.prefix { !Self.newsMarkEnd.contains($0) }),
      text: String(text[heading.endIndex...].drop { $0 == "\n" }))
    sections[.inProgress] = String(text[..<mark.lowerBound])
  }

  /// Nothing around the summary.
  init() {}

  /// Takes the questions from the beginning of a text, each with the lines that belong to it.
  private static func questions(takenFrom text: inout String?) -> [String] {
    var entries = TranscriptFacts.entries(text ?? "")[...]
    var found: [String] = []
    while let entry = entries.first, SummaryLabel.read(entry)?.label == .question {
      found.append(entry)
      entries.removeFirst()
    }
    guard !found.isEmpty else { return [] }
    text = entries.joined(separator: "\n").trimmed
    return found
  }

  /// Takes lines from the beginning of a text, and the blank ones behind them.
  private static func take(
    from text: inout String?, atMost limit: Int = .max, _ read: (Substring) -> String?
  ) -> [String] {
    var lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)[...]
    var found: [String] = []
    while found.count < limit, let value = lines.first.flatMap(read) {
      found.append(value)
      lines.removeFirst()
    }
    guard !found.isEmpty else { return [] }
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    text = lines.joined(separator: "\n")
    return found
  }
}

extension ChainNotes {
  /// Takes what a snapshot hands down to the session that carries it on.
  ///
  /// - Parameters:
  ///   - snapshot: The snapshot.
  ///   - machine: Its machine; `nil` where neither the file's name nor its text has it.
  init(handedDownBy snapshot: Snapshot, machine: String?) {
    var texts = snapshot.body.sections.mapValues { $0.cleaned() }
    let additions = SnapshotAdditions(takenFrom: &texts)
    if texts[.done]?.isEmpty ?? true {
      texts[.done] = additions.facts[.done]
      texts[.inProgress] = additions.facts[.inProgress] ?? texts[.inProgress]
    }
    self.init(handedDownBy: snapshot, texts, machine: machine ?? "unknown")
    add(
      remarks: additions.notes.map { note in
        .init(text: note, machine: machine ?? "unknown", time: nil, kind: .note)
      })
  }
}
