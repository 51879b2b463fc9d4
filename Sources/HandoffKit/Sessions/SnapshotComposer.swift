internal import Essentials
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// Puts a snapshot together from what a session says and from what a model made of it.
struct SnapshotComposer {
  private let redactor: Redactor

  /// Makes a composer.
  init(redactor: Redactor) { self.redactor = redactor }

  /// Makes the snapshot; all text in it is redacted once more.
  ///
  /// - Parameters:
  ///   - reading: What the session says now.
  ///   - record: What is known of it, with the last summary by a model.
  ///   - state: How the session stands.
  ///   - machine: This machine.
  ///   - now: The time of the snapshot.
  /// - Returns: The snapshot.
  func compose(
    _ reading: SessionReading, record: SessionRecord, state: Snapshot.State, machine: MachineName,
    now: Date
  ) -> Snapshot {
    var notes = record.inherited ?? ChainNotes()
    notes.add(reading.ownPrompts, on: machine.rawValue, redactor: redactor)
    notes.add(
      remarks: record.wishes.notes.map { note in
        .init(
          text: redactor.redact(note.text), machine: machine.rawValue,
          time: note.at.map { ChainNotes.time($0) }, kind: .note)
      })
    let title = redactor.redact(Self.title(reading, record, notes))
    let isCompact = record.summary?.author == CompactSummarizer.author
    let extract = ExtractSummarizer().summarize(
      isCompact ? reading.digest.withoutCompaction : reading.digest, title: title)
    var snapshot = Snapshot(
      title: title, updated: now, body: body(extract, reading.digest, record, notes))
    snapshot.state = state
    snapshot.titleBy = record.wishes.title.map { _ in SnapshotHeader.person }
    snapshot.created = record.created
    snapshot.summarized = record.summary?.at ?? now
    snapshot.summaryBy = record.summary?.author ?? extract.author
    snapshot.summaryError = redactor.redact(record.modelTry.failure)
    snapshot.header.carryOn(record.ancestor)
    snapshot.header.system = SystemName.current
    snapshot.header.agentVersion = reading.agentVersion.map { redactor.redact($0) }
    snapshot.header.running = Self.joined(record.running, redactor)
    snapshot.header.others = Self.joined(reading.others, redactor)
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

  private static func title(
    _ reading: SessionReading, _ record: SessionRecord, _ notes: ChainNotes
  ) -> String {
    var choice = TitleChoice(reading.digest)
    choice.custom = record.wishes.title?.text ?? reading.customTitle
    choice.inherited = notes.title
    choice.plan = reading.plan
    if let summary = record.summary {
      choice.model = summary.title
      choice.hasNewerGenerated = summary.seenTitle != reading.digest.title
    }
    return choice.text
  }

  private static func joined(_ lines: [String], _ redactor: Redactor) -> String? {
    let text = lines.joined(separator: "; ")
    return text.isEmpty ? nil : redactor.redact(text)
  }

  /// The six sections: the person's words, what a model wrote, and what the transcript says by itself.
  private func body(
    _ extract: Summary, _ digest: Digest, _ record: SessionRecord, _ notes: ChainNotes
  ) -> SnapshotBody {
    var additions = SnapshotAdditions()
    additions.failure = record.failure.map { SnapshotAdditions.failure($0) }
    var texts: [SnapshotSection: String] = [:]
    if let saved = record.summary {
      let facts = TranscriptFacts(extract, beside: saved, words: notes.words.map(\.text))
      texts = facts.model
      texts[.files] = facts.files
      additions.facts = facts.facts
      additions.questions = facts.questions
      if saved.conversationHash != digest.conversationHash {
        let text = additions.facts.removeValue(forKey: .inProgress) ?? ""
        additions.news = .init(since: saved.at.formatted(.iso8601), text: text)
      }
    } else {
      for section in SnapshotSection.allCases { texts[section] = extract[section] }
      // Without a model the task is what the person has said, and what a compaction made of it.
      if !notes.words.isEmpty { texts[.task] = ExtractSummarizer().request(digest) }
    }
    if !notes.words.isEmpty {
      let others = notes.quotes(ofOthers: digest.prompts)
      let own = texts[.task] ?? ""
      texts[.task] = [others, own].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
    if !notes.work.isEmpty, texts[.done] == SnapshotSection.done.emptyText { texts[.done] = nil }
    notes.write(into: &texts)
    additions.write(into: &texts)
    let clean = Summary(title: extract.title, sections: texts, author: extract.author)
      .redacted(by: redactor)
    for section in SnapshotSection.allCases { texts[section] = clean[section] }
    return SnapshotBody(sections: texts)
  }
}

extension Snapshot {
  /// Indicates that another snapshot of the same session has the same content, whenever it was taken.
  func saysTheSame(as other: Snapshot, _ id: SnapshotID) -> Bool {
    var copy = self
    copy.updated = other.updated
    // A summary without a model is always from the time of the snapshot.
    if copy.summaryBy == ExtractSummarizer.author { copy.summarized = other.summarized }
    return copy.serialized(as: id) == other.serialized(as: id)
  }
}

extension SessionRecord {
  /// Takes what only the state folder knew back out of the last snapshot, where it has lost it.
  mutating func recover(from snapshot: Snapshot?) {
    guard let snapshot else { return }
    ancestor = ancestor ?? Ancestor(statedIn: snapshot.header)
    wishes.recover(from: snapshot)
    guard summary == nil, let author = snapshot.summaryBy, author != ExtractSummarizer.author,
      let at = snapshot.summarized
    else { return }
    var texts = snapshot.body.sections
    // These are made anew.
    _ = SnapshotAdditions(takenFrom: &texts)
    _ = ChainNotes(takenFrom: &texts, machine: "")
    texts[.task] =
      texts[.task]?.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix(">") }.joined(separator: "\n").trimmed
    texts[.files] = nil
    // Of no conversation: it is older than what the transcript says now.
    summary = SavedSummary(
      Summary(title: snapshot.title, sections: texts, author: author), at: at, conversationHash: "")
  }
}

extension SessionRecord.Wishes {
  /// Takes the notes and the title back out of the session's last snapshot, where its record has lost them.
  mutating func recover(from snapshot: Snapshot) {
    if notes.isEmpty {
      var texts = snapshot.body.sections
      for text in SnapshotAdditions(takenFrom: &texts).notes { add(.init(text: text, at: nil)) }
      let words = ChainNotes(takenFrom: &texts, machine: "").words
      for note in words where note.kind == .note && note.machine == snapshot.machine {
        add(.init(text: note.text, at: note.time.flatMap { ChainNotes.date($0) }))
      }
    }
    if title == nil, snapshot.titleBy == SnapshotHeader.person {
      title = .init(text: snapshot.title, custom: nil)
    }
  }
}
