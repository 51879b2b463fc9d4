/// What a successor needs to know about a session: a title and six sections of Markdown.
///
/// By construction every section has text, within its limit, without control characters, with
/// every code fence closed, and without a line that a reader would take for a `# ` or `## `
/// heading of the snapshot's file (inside a code fence such a line stays as it is).
package struct Summary: Sendable, Equatable {
  /// The largest width of a title in terminal columns.
  package static let titleColumns = 80

  /// One line, at most 80 columns wide; never empty.
  package let title: String
  /// What is to be achieved, with the constraints the user gave.
  package let task: String
  /// What is finished, with the decisions made.
  package let done: String
  /// What was under way when the session stopped.
  package let inProgress: String
  /// What comes next, first things first.
  package let nextSteps: String
  /// The files that matter.
  package let files: String
  /// What a person can paste into a new session to carry the task on.
  package let handoffPrompt: String
  /// Who wrote it: `haiku` or another model's name, or `extract` when no model was used.
  package let author: String
  /// Why no model was used, as one sentence; `nil` when one was, or none was asked for.
  package let failure: String?

  /// Makes a summary out of any texts; they are brought into form.
  ///
  /// - Parameters:
  ///   - title: Any text; its first line with words counts.
  ///   - sections: Markdown; a missing or empty section gets a plain sentence.
  ///   - author: Who wrote it.
  ///   - failure: Why no model was used.
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

  /// The same summary with every secret replaced.
  ///
  /// - Parameter redactor: What replaces secrets.
  /// - Returns: A summary in the same form.
  package func redacted(by redactor: Redactor) -> Summary {
    let sections = Section.allCases.map { ($0, redactor.redact(self[$0])) }
    return Summary(
      title: redactor.redact(title), sections: Dictionary(uniqueKeysWithValues: sections),
      author: author, failure: redactor.redact(failure))
  }

  /// The same summary with the reason why no model was used.
  ///
  /// - Parameter failure: One sentence.
  /// - Returns: The same texts and author.
  package func failing(with failure: String) -> Summary {
    let sections = Section.allCases.map { ($0, self[$0]) }
    return Summary(
      title: title, sections: Dictionary(uniqueKeysWithValues: sections), author: author,
      failure: failure)
  }
}
