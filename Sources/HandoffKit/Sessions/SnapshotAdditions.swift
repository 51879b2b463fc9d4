internal import Essentials
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// The lines of a snapshot's text that stand around the summary: they change while it stays.
///
/// Their forms are these, and only this type knows them: it writes them, and takes them out again of
/// the last snapshot where the state folder has lost the summary. Files of all versions have them.
struct SnapshotAdditions: Sendable, Hashable {
  /// The remarks of a person, one line each, at the top of “Next steps”.
  var notes: [String] = []
  /// The sentence on the error that ended the last turn, at the top of “In progress”.
  var failure: String?
  /// The part of the conversation that the summary does not cover, at the end of “In progress”.
  var news: News?

  struct News: Sendable, Hashable {
    /// The time of the summary.
    var since: String
    var text: String
  }

  private static let noteMark = "- The user's note: "
  private static let failureMark = "The last turn ended with the error `"
  private static let newsMark = "### Since this summary ("
  private static let newsMarkEnd = ")"

  /// Makes the sentence on an error.
  static func failure(_ failure: SessionRecord.TurnFailure) -> String {
    let words = failure.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let message = words.isEmpty ? "" : ": \(words.prefix(300))"
    return "\(failureMark)\(failure.word)` at \(failure.at.formatted(.iso8601))\(message)"
  }

  /// Puts the lines around the sections of a summary.
  func write(into sections: inout [SnapshotSection: String]) {
    if let news {
      // A section has a limit, and what is newest must not be what is cut off.
      let summary = (sections[.inProgress] ?? "").prefix(2_500)
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
  }

  /// Takes the lines out of the sections of a snapshot; what is left is the summary's.
  ///
  /// - Parameter sections: The sections, without those lines afterwards.
  init(takenFrom sections: inout [SnapshotSection: String]) {
    notes = Self.take(from: &sections[.nextSteps]) { line in
      line.hasPrefix(Self.noteMark) ? String(line.dropFirst(Self.noteMark.count)) : nil
    }
    failure =
      Self.take(from: &sections[.inProgress], atMost: 1) { line in
        line.hasPrefix(Self.failureMark) ? String(line) : nil
      }.first
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
    _ = SnapshotAdditions(takenFrom: &texts)
    self.init(handedDownBy: snapshot, texts, machine: machine ?? "unknown")
  }
}
