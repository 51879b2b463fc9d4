internal import Essentials
internal import SnapshotStore
internal import Summarizer

/// Puts a snapshot together from what a session says and from what a model made of it.
struct SnapshotComposer {
  /// What a line begins with that a person wants the snapshot to say.
  static let noteMark = "- The user's note: "

  private let redactor = Redactor()

  /// Makes the snapshot; all text in it is redacted once more.
  ///
  /// - Parameters:
  ///   - reading: What the session says now.
  ///   - record: What is known of it, with the last summary by a model.
  ///   - state: How the session stands.
  ///   - now: The time of the snapshot.
  /// - Returns: The snapshot.
  /// - Throws: `HandoffError` if the redactor does not work; nothing may be written then.
  func compose(
    _ reading: SessionReading, record: SessionRecord, state: Snapshot.State, now: Date
  ) throws -> Snapshot {
    guard redactor.selfTest() else {
      throw HandoffError(
        .software, "The redaction of secrets does not work; nothing was written.",
        hint: "Report this as a fault of handoff.")
    }
    let extract = ExtractSummarizer().summarize(reading.digest)
    let title = redactor.redact(record.summary?.title ?? extract.title)
    var snapshot = Snapshot(
      title: title, updated: now, body: body(extract, reading.digest, record))
    snapshot.state = state
    snapshot.created = record.created
    snapshot.summarized = record.summary?.at ?? now
    snapshot.summaryBy = record.summary?.author ?? extract.author
    snapshot.summaryError = redactor.redact(record.modelTry.failure)
    snapshot.resumedFrom = record.resumedFrom
    if let project = reading.project {
      snapshot.project = redactor.redact(project.name)
      snapshot.projectURL = project.url.map { redactor.redact($0) }
      snapshot.workingFolder = redactor.redact(project.folder)
      snapshot.branch = project.branch.map { redactor.redact($0) }
      snapshot.head = project.head
      snapshot.dirty = project.dirtyCount
      snapshot.unpushed = project.unpushed
    }
    return snapshot
  }

  /// The six sections: the model's where there is a summary, with the part that needs no model
  /// brought up to date.
  private func body(_ extract: Summary, _ digest: Digest, _ record: SessionRecord) -> SnapshotBody {
    let saved = record.summary
    var texts: [Section: String] = [:]
    for section in Section.allCases { texts[section] = saved?[section] ?? extract[section] }
    if let saved {
      texts[.files] = extract.files
      if saved.conversationHash != digest.conversationHash {
        let time = saved.at.formatted(.iso8601)
        // A section has a limit, and what is newest must not be what is cut off.
        texts[.inProgress] =
          "\(saved[.inProgress].prefix(2_500))\n\n### Since this summary (\(time))\n\n\(extract.inProgress)"
        if let prompt = digest.prompts.last {
          texts[.inProgress]? += "\n\nAsked last: “\(prompt.prefix(600))”"
        }
        if let answer = digest.lastAnswer, !extract.inProgress.contains(answer.prefix(80)) {
          texts[.inProgress]? += "\n\nLast answer: \(answer.prefix(1_500))"
        }
      }
    }
    if !record.wishes.notes.isEmpty {
      let lines = record.wishes.notes.map { Self.noteMark + $0 }.joined(separator: "\n")
      texts[.nextSteps] = "\(lines)\n\n\(texts[.nextSteps] ?? "")"
    }
    if let failure = record.failure {
      // First, since it is why somebody looks at this snapshot now.
      let words = failure.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let text = words.isEmpty ? "" : ": \(words.prefix(300))"
      let time = failure.at.formatted(.iso8601)
      texts[.inProgress] =
        "The last turn ended with the error `\(failure.word)` at \(time)\(text)\n\n"
        + (texts[.inProgress] ?? "")
    }
    let clean = Summary(title: extract.title, sections: texts, author: extract.author)
      .redacted(by: redactor)
    var sections: [SnapshotBody.Section: String] = [:]
    for section in SnapshotBody.Section.allCases {
      sections[section] = Section(rawValue: section.rawValue).map { clean[$0] }
    }
    return SnapshotBody(sections: sections)
  }
}
