internal import Platform
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// The text between the marks of a prompt: each fact once, within 4,000 columns where the task's own
/// content allows it.
///
/// A person's words begin with `>` in every line, and nothing else does. Where there is too much, long
/// lines of what is done become shorter, and then these give way: the files, the work of older sessions,
/// what was tried in vain, what is in progress; never a person's words, the open question, what comes
/// next, or how to check it.
struct PromptText {
  /// The facts about the place, each on one line.
  struct Facts {
    var title: String
    var project: String?
    var there: String?
    var here: String?
    var way: String?
    /// The facts of the notes that do not hold here.
    var stale: String?
    /// The systems, where they differ.
    var systems: String?
    /// The versions of Claude Code, where they differ.
    var versions: String?
    /// The programs that ran there.
    var running: String?
    /// The other repositories there.
    var others: String?
    /// The machine that the notes are from, and this one.
    var machines: (there: String, here: String)
    /// The short id of the task.
    var id: String
  }

  /// The most columns; a wide character counts two.
  static let limit = 4_000
  /// The columns of the two lines around the prompt.
  private static let frame = 120

  private let facts: Facts
  private let words: PromptWords
  private let notes: ChainNotes
  private var sections: [SnapshotSection: String]
  private let rest: String
  private let isExtract: Bool

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - facts: The facts about the place.
  ///   - notes: The notes of the chain.
  ///   - sections: The sections of the snapshot without those notes.
  ///   - rest: The text of a file of another writer.
  ///   - isExtract: True where no model wrote the summary.
  init(
    _ facts: Facts, _ notes: ChainNotes, sections: [SnapshotSection: String], rest: String,
    isExtract: Bool
  ) {
    self.facts = facts
    self.notes = notes
    self.sections = sections
    self.rest = rest
    self.isExtract = isExtract
    words = .language(of: notes.words.map(\.text) + [facts.title])
  }

  /// The text.
  var text: String {
    let fixed = [head, said]
    var own = sections[.done]
    let decisions = notes.decisions + DecisionLine.taken(from: &own)
    let decided = labelled(words.decided, decisions, DecisionLine.decided)
    var tried = labelled(words.tried, decisions, DecisionLine.tried)
    var steps = sections[.nextSteps]
    let question = labelled(words.question, Self.questions(takenFrom: &steps), "")
    let next = part(steps, .nextSteps, words.next)
    let tail = [decided, question, next, check, words.closing]
    var done = doneLines(own)
    var files = part(sections[.files], .files, words.files)
    var progress = part(sections[.inProgress], .inProgress, words.inProgress)
    let used = (fixed + tail).reduce(0) { $0 + Self.columns($1) }
    var room = Self.limit - Self.frame - used
    func fits(_ parts: [String]) -> Bool { parts.reduce(0) { $0 + Self.columns($1) } <= room }

    func shorten(to limit: Int) {
      for place in done.indices where !fits([files, tried, progress] + done) {
        done[place] = Self.shortened(done[place], to: limit)
      }
    }

    shorten(to: 600)
    shorten(to: 320)
    if !fits([files, tried, progress] + done) { files = "" }
    if !fits([tried, progress] + done) {
      let others = ([tried] + done).reduce(0) { $0 + Self.columns($1) }
      progress = Self.lines(of: progress, shortenedTo: 320, room: room - others)
    }
    shorten(to: 160)
    var left = notes.earlier
    while !fits([files, tried, progress] + done), done.count > 2,
      notes.work.count + notes.earlier - left > 1
    {
      done.removeFirst()
      left += 1
    }
    if !fits([files, tried, progress] + done) { tried = "" }
    // Of this session's own lines the newest say where it stands.
    var lines = done.count - (notes.work.count + notes.earlier - left)
    while lines > 1, !fits([tried, String(repeating: " ", count: 240)] + done) {
      done.remove(at: done.count - lines)
      lines -= 1
    }
    room -= (done + [tried]).reduce(0) { $0 + Self.columns($1) }
    if Self.columns(progress) + Self.columns(files) > room {
      progress = Self.shortened(progress, to: max(240, room - Self.columns(files)))
    }
    if left > 0, !done.isEmpty { done.insert("- " + words.more(left, facts.id), at: 0) }
    let finished = done.isEmpty ? "" : ([words.done] + done).joined(separator: "\n")
    let text = (fixed + [finished, decided, tried, progress, question, next, files, check])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
    let masked = text.contains("[redacted:") ? "\n\n\(words.masked)" : ""
    return "\(text)\(masked)\n\n\(words.closing)"
  }

  private var head: String {
    var lines = [words.opening(facts.machines.there, facts.machines.here), ""]
    for (label, fact) in [
      (words.task, facts.title), (words.project, facts.project), (words.there, facts.there),
      (words.here, facts.here), (words.stale, facts.stale), (words.systems, facts.systems),
      ("Claude Code", facts.versions),
      (words.running, facts.running), (words.others, facts.others), (words.way, facts.way),
    ] {
      guard let fact, !fact.isEmpty else { continue }
      lines.append("\(label): \(fact)")
    }
    return lines.joined(separator: "\n")
  }

  private var said: String {
    let own = Self.plain(sections[.task] ?? "")
    guard !notes.words.isEmpty else { return own.isEmpty ? "" : own }
    let lines = notes.words.map { words in
      let place = [words.time, words.machine].compactMap(\.self).joined(separator: " ")
      let text = words.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .map { "> \($0)" }.joined(separator: "\n").dropFirst(2)
      return "> [\(place)] \(text)"
    }
    // What a model made of it says it once more; of a chain it says what is new.
    return ([words.said] + lines).joined(separator: "\n") + (own.isEmpty ? "" : "\n\n" + own)
  }

  /// The lines of what is done, oldest first: a line for each session before, then this one's own.
  private func doneLines(_ section: String?) -> [String] {
    let own = Self.plain(section ?? "").split(separator: "\n").map(String.init)
      .filter { $0 != SnapshotSection.done.emptyText && !$0.hasPrefix("Files changed: ") }
    return notes.work.map { "- \($0.machine): \($0.text)" } + own
  }

  private var check: String {
    // Without a model it says what the other parts say.
    guard !isExtract, let text = sections[.handoffPrompt], !text.isEmpty else {
      return sections.isEmpty ? Self.plain(rest) : ""
    }
    return "\(words.check): \(Self.plain(text))"
  }

  /// Returns what begins with a mark, without it: one behind the label, several on lines.
  private func labelled(_ label: String, _ items: [String], _ mark: String) -> String {
    let items = items.filter { $0.hasPrefix(mark) }
      .map { Self.plain(String($0.dropFirst(mark.count))).oneLine(limit: 1_000) }
    guard items.count > 1 else { return items.first.map { "\(label): \($0)" } ?? "" }
    return ([label] + items.map { "- \($0)" }).joined(separator: "\n")
  }

  /// Takes the questions that wait for the person out of the next steps.
  private static func questions(takenFrom section: inout String?) -> [String] {
    let mark = "- **Waiting for you:**"
    let lines = (section ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let found = lines.filter { $0.hasPrefix(mark) }
    guard !found.isEmpty else { return [] }
    section = lines.filter { !$0.hasPrefix(mark) }.joined(separator: "\n")
    return found.map { $0.dropFirst(mark.count).trimmed }
  }

  private func part(_ section: String?, _ kind: SnapshotSection, _ label: String) -> String {
    let text = Self.plain(section ?? "")
    guard !text.isEmpty, text != kind.emptyText else { return "" }
    return text.contains("\n") || text.hasPrefix("- ") ? "\(label)\n\(text)" : "\(label): \(text)"
  }

  /// Returns notes as they may stand in a prompt: headings are labels, quotes are no person's, and what
  /// is said of the repository elsewhere is left out.
  private static func plain(_ text: String) -> String {
    let told = [
      "- Git: ", "- Uncommitted files: ", "- Commits not pushed: ", "- Push or copy what exists",
    ]
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if told.contains(where: { line.hasPrefix($0) }) { continue }
      let content = line.drop(while: \.isWhitespace)
      if content.hasPrefix(">") {
        lines.append(line[..<content.startIndex] + "│" + content.dropFirst())
      } else if line.hasPrefix("#") {
        lines.append(line.drop { $0 == "#" }.trimmed + ":")
      } else if line.allSatisfy(\.isWhitespace) {
        // Paragraphs part what a label does already.
        if lines.last?.isEmpty == false { lines.append("") }
      } else {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n").trimmed
  }

  private static func columns(_ text: String) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(2) { $0 + DisplayWidth.columns(of: $1) + 1 }
  }

  /// Returns a text whose long lines share what room the short ones leave, down to a least length.
  private static func lines(of text: String, shortenedTo least: Int, room: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let widths = lines.map { DisplayWidth.columns(of: $0) + 1 }
    let long = widths.count { $0 > least }
    let short = widths.reduce(0) { $0 + ($1 > least ? 0 : $1) }
    let limit = max(least, (room - short) / max(long, 1))
    return lines.map { shortened(String($0), to: limit) }.joined(separator: "\n")
  }

  private static func shortened(_ text: String, to room: Int) -> String {
    var kept: [Substring] = []
    var used = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let width = DisplayWidth.columns(of: line) + 1
      if used + width > room {
        kept.append("\(String(line).prefix(columns: max(0, room - used - 2)))…")
        break
      }
      used += width
      kept.append(line)
    }
    return kept.joined(separator: "\n")
  }
}
