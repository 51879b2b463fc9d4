@_exported public import SnapshotSections

/// The knowledge that a successor needs about a session: a title and six sections of Markdown.
///
/// By construction every section has text, within its limit, without control characters, with
/// every code fence closed, and without a line that a reader would take for a `# ` or `## `
/// heading of the snapshot's file (inside a code fence such a line stays as it is).
package struct Summary: Sendable, Equatable {
  /// The largest width of a title in terminal columns.
  static let titleColumns = 60

  /// One line, at most 60 columns wide; never empty.
  package let title: String
  /// The goal, with the constraints the user gave.
  package let task: String
  /// The work that is finished, with the decisions made.
  package let done: String
  /// The work that was under way when the session stopped.
  package let inProgress: String
  /// The next steps, first things first.
  package let nextSteps: String
  /// The files that matter.
  package let files: String
  /// A text that a person can paste into a new session to carry on with the task.
  package let handoffPrompt: String
  /// The author: `haiku` or another model's name, or `extract` if no model was used.
  package let author: String
  /// The reason for which no model was used, as one sentence; `nil` if one was, or none was asked
  /// for.
  package let failure: String?

  /// Makes a summary out of any texts; they are brought into form.
  ///
  /// - Parameters:
  ///   - title: Any text; its first line with words counts.
  ///   - sections: Markdown; a missing or empty section gets a plain sentence.
  ///   - author: The author.
  ///   - failure: The reason for which no model was used.
  package init(
    title: String, sections: [Section: String], author: String, failure: String? = nil
  ) {
    func text(_ section: Section) -> String {
      let text = SectionText.sanitized(sections[section] ?? "", limit: section.limit)
      return text.isEmpty ? section.emptyText : text
    }
    let line = TitleLine.make(from: title)
    self.title = line.isEmpty ? "Untitled session" : line
    task = text(.task)
    done = text(.done)
    inProgress = text(.inProgress)
    nextSteps = text(.nextSteps)
    files = text(.files)
    handoffPrompt = text(.handoffPrompt)
    self.author = author.oneLine(limit: 60)
    self.failure = failure.map { $0.oneLine(limit: 400) }
  }

  /// The text of a section.
  package subscript(section: Section) -> String {
    switch section {
    case .task: task
    case .done: done
    case .inProgress: inProgress
    case .nextSteps: nextSteps
    case .files: files
    case .handoffPrompt: handoffPrompt
    }
  }

  /// The body of a snapshot's file: the title and the sections under their headings.
  package var markdown: String {
    "# \(title)\n\n"
      + Section.allCases.map { "## \($0.heading)\n\n\(self[$0])\n" }.joined(separator: "\n")
  }

  /// Returns the summary with every secret replaced.
  ///
  /// - Parameter redactor: The redactor that replaces secrets.
  /// - Returns: A summary in the same form.
  package func redacted(by redactor: Redactor) -> Summary {
    let sections = Section.allCases.map { ($0, redactor.redact(self[$0])) }
    // What has the form already keeps it.
    if sections.allSatisfy({ self[$0] == $1 }), redactor.redact(title) == title,
      failure.map({ redactor.redact($0) == $0 }) ?? true
    {
      return self
    }
    return Summary(
      title: redactor.redact(title), sections: Dictionary(uniqueKeysWithValues: sections),
      author: author, failure: redactor.redact(failure))
  }

  /// Returns the summary with the reason for which no model was used.
  ///
  /// - Parameter failure: One sentence.
  /// - Returns: A summary with the same texts and author.
  package func failing(with failure: String) -> Summary {
    let sections = Section.allCases.map { ($0, self[$0]) }
    return Summary(
      title: title, sections: Dictionary(uniqueKeysWithValues: sections), author: author,
      failure: failure)
  }
}

/// The sections of a snapshot.
package typealias Section = SnapshotSection

extension SnapshotSection {
  /// The text of a section that nothing is known for.
  package var emptyText: String {
    switch self {
    case .task: "The task is not known."
    case .done: "Nothing is known to be done."
    case .inProgress: "Nothing is known to be in progress."
    case .nextSteps: "No next step is known."
    case .files: "No file was touched."
    case .handoffPrompt: "Carry on the task of this session; its details are not known."
    }
  }

  /// The largest size of the section's text in columns.
  package var limit: Int {
    switch self {
    case .handoffPrompt: 12_000
    case .task: 18_000
    case .done: 26_000
    case .inProgress: 14_000
    default: 8_000
    }
  }
}

/// Makes a title out of any text.
package enum TitleLine {
  /// Returns the first line that has words, without Markdown around it, within 60 columns.
  ///
  /// - Parameter text: Any text, such as a prompt or a model's heading.
  /// - Returns: The title; empty if there are no words.
  package static func make(from text: String) -> String {
    let lines = text.cut(toBytes: 16_384).cleaned().split(whereSeparator: \.isNewline)
    for line in lines {
      let words = strip(line.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      guard words.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
      let title = words.fitted(toColumns: Summary.titleColumns)
      // Half a word says less than none, where a word is not half of the title.
      guard title != words, words.dropFirst(title.count - 1).first != " ",
        let blank = title.lastIndex(of: " "), title[blank...].count < 16
      else { return title }
      return String(title[..<blank]).trimmed() + "…"
    }
    return ""
  }

  /// Removes the marks of headings, lists, quotes, and emphasis around the whole line.
  private static func strip(_ line: String) -> String {
    var line = line[...]
    while let first = line.first, "#>*-_\"`“” ".contains(first) { line.removeFirst() }
    while let last = line.last, "*_\"`“”#: ".contains(last) { line.removeLast() }
    return String(line)
  }
}
