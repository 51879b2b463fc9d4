package import ClaudeCode
internal import Essentials
internal import Phrases
internal import SnapshotSections
package import SnapshotStore
internal import Summarizer

/// The way to carry on a task of another machine here.
package struct Resumption: Sendable {
  /// The prompt for the new session, framed as notes from the other machine.
  package let prompt: String
  /// The project's folder on this machine; `nil` if it is not here.
  package let folder: String?
  /// The name of the snapshot, for the lineage.
  package let name: String

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - task: The task to carry on.
  ///   - snapshot: Its snapshot; `nil` for one that cannot be read.
  ///   - folder: The project's folder here; `nil` if it is not on this machine.
  ///   - all: All snapshots, which tell the way that the task came.
  ///   - machine: This machine.
  ///   - claude: The version of Claude Code here; `nil` where it is not known, or another agent goes on.
  ///   - context: Where it is to be carried on.
  /// - Throws: `HandoffError` for a broken snapshot.
  package init(
    _ task: StoredSnapshot, _ snapshot: Snapshot?, folder: String?, all: [StoredSnapshot],
    machine: MachineName?, claude: ClaudeVersion? = nil, context: HandoffContext
  ) throws {
    guard let snapshot else {
      throw HandoffError(unreadable: task)
    }
    name = task.name
    self.folder = folder
    let lineage = Lineage(all)
    let way = ([task] + lineage.ancestors(of: task.name)).filter { $0.header?.state != .claimed }
    // Other separators of lines than the newline would begin lines that nobody looks at.
    var sections = snapshot.body.sections.mapValues { $0.cleaned() }
    let additions = SnapshotAdditions(takenFrom: &sections)
    let origin = Self.line((way.first ?? task).machine ?? "another machine")
    let notes = ChainNotes(takenFrom: &sections, machine: origin)
    additions.write(into: &sections)
    let isExtract = snapshot.summaryBy == ExtractSummarizer.author
    // Without a model the task is what the person has said; older prompts have no room here.
    if !notes.words.isEmpty {
      let task = (sections[.task] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      sections[.task] = task.filter { !$0.hasPrefix(">") }.joined(separator: "\n").trimmed
    }
    let words = PromptWords.language(of: notes.words.map(\.text) + [snapshot.title])
    let comparison = ProjectComparison(
      snapshot.header, folder: folder, claude: claude, context: context)
    let id = ShortID.of(lineage.task(of: task), among: all.map { lineage.task(of: $0) })
    var facts = PromptText.Facts(
      title: Self.line(snapshot.title), machines: (origin, machine?.rawValue ?? "here"), id: id)
    facts.project = [snapshot.project, snapshot.projectURL].compactMap(\.self).map(Self.line)
      .joined(separator: ", ")
    facts.there = Self.there(comparison, at: snapshot.updated, words)
    facts.here = snapshot.workingFolder == nil ? nil : Self.here(comparison, words)
    facts.stale = folder.map { folder in
      Self.stale(
        PickupCheck(comparison, files: sections[.files] ?? "", folder: folder), comparison, words)
    }
    facts.systems = comparison.systems.map { words.differs(Self.line($0.there), $0.here) }
    facts.versions = comparison.versions.map { words.differs(Self.line($0.there), $0.here) }
    facts.running = snapshot.header.running.map(Self.line)
    facts.others = snapshot.header.others.map(Self.line)
    facts.way =
      way.count < 2
      ? nil
      : way.reversed().map { member in
        let machine = Self.line(member.machine ?? "?")
        return member.header?.turns.map { "\(machine) (\(words.answers($0)))" } ?? machine
      }.joined(separator: words.separator)
    let text = PromptText(
      facts, notes, sections: sections, rest: snapshot.body.rest.cleaned(), isExtract: isExtract)
    prompt = PromptFrame(task: id, machine: origin, blob: task.blob).around(text.text)
  }

  private static func there(
    _ comparison: ProjectComparison, at time: Date, _ words: PromptWords
  ) -> String {
    let place = comparison.there
    var facts = [place.folder, Self.branch(place)].compactMap(\.self).map(line)
    if let count = place.uncommitted, count > 0 { facts.append(words.uncommitted(count)) }
    if let count = place.unpushed, count > 0 { facts.append(words.unpushed(count)) }
    return (facts + [time.formatted(.iso8601)]).joined(separator: words.separator)
  }

  private static func here(_ comparison: ProjectComparison, _ words: PromptWords) -> String {
    guard let place = comparison.here else { return words.notHere }
    var facts = [place.folder, Self.branch(place)].compactMap(\.self).map(line)
    if let count = place.uncommitted {
      facts.append(count == 0 ? words.clean : words.changed(count))
    }
    return facts.joined(separator: words.separator)
  }

  /// Says what of the notes does not hold in this folder.
  private static func stale(
    _ check: PickupCheck, _ comparison: ProjectComparison, _ words: PromptWords
  ) -> String {
    func names(_ files: [String]) -> String {
      let named = files.prefix(8).map(line).joined(separator: words.separator)
      return files.count > 8 ? "\(named) +\(files.count - 8)" : named
    }
    var facts: [String] = []
    if let branches = check.branches {
      facts.append(words.otherBranch(line(branches.there), line(branches.here)))
    }
    if comparison.hasCommit == false, let commit = comparison.there.commit {
      facts.append(words.missing(String(line(commit).prefix(7))))
    }
    if check.newer > 0 { facts.append(words.newer(check.newer)) }
    if check.behind > 0 { facts.append(words.behind(check.behind)) }
    if !check.missing.isEmpty { facts.append(words.filesMissing(names(check.missing))) }
    if !check.changed.isEmpty { facts.append(words.filesChanged(names(check.changed))) }
    return facts.joined(separator: words.clause)
  }

  private static func branch(_ place: ProjectComparison.Place) -> String? {
    let commit = place.commit.map { String($0.prefix(7)) }
    guard let branch = place.branch else { return commit }
    return commit.map { "\(branch) at \($0)" } ?? branch
  }

  /// Puts text of the repository on one line, on which nothing can be a fence or a tag.
  private static func line(_ text: String) -> String {
    let marks: [Character: Character] = ["`": "'", "<": "‹", ">": "›"]
    return String(text.oneLine(limit: 300).map { marks[$0] ?? $0 })
  }
}

extension HandoffError {
  /// The failure of a task whose snapshot cannot be read.
  init(unreadable task: StoredSnapshot) {
    let message = Phrases.taskUnreadable(
      path: task.path, reason: task.problem?.description ?? "?")
    if task.isDamagedHere {
      self.init(.software, message, hint: Phrases.listDamagedHint())
    } else {
      self.init(.data, message, hint: Phrases.taskUnreadableHint(task: task.name))
    }
  }
}
