internal import Essentials
internal import Platform
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// The notes that are handed down a chain of sessions: the title, the person's words, what each machine
/// has finished, and what was decided or tried in vain.
///
/// They stand at the beginning of two sections of every snapshot, in forms that only this type knows, so
/// that the next session reads them there:
///
/// ```
/// > Never touch the retry policy in client.swift.
/// > — you, desk, 2026-11-25T10:40Z, a constraint
/// ```
///
/// in “Task” (a quote is the person, word for word; nothing else is one; of a remark beside the conversation
/// the source ends with “a note”), and in “Done”
///
/// ```
/// - **desk**: reproduced; the test fails 3 of 10 runs
/// - Decided: an actor, not a lock; a lock deadlocked
/// - Tried, did not work: refreshing on the main queue
/// ```
struct ChainNotes: Sendable, Codable, Hashable {
  /// Words of the person.
  struct Words: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      case prompt
      /// A prompt that says what must not be, or the part of it that does.
      case constraint
      /// A remark beside the conversation.
      case note
    }

    var text: String
    var machine: String
    /// The time, as the file has it; `nil` where it is not known.
    var time: String?
    var kind = Kind.prompt
  }

  /// The work that one session of the chain has finished, on one line.
  struct Work: Sendable, Codable, Hashable {
    var machine: String
    var text: String
  }

  /// The title of the task; `nil` for a session that carries nothing on.
  var title: String?
  /// The words, oldest first; the first is the order that the task began with.
  var words: [Words] = []
  /// The work of the sessions before, oldest first.
  var work: [Work] = []
  /// The number of older pieces of work that are left out.
  var earlier = 0
  /// The decisions, and what was tried in vain, oldest first, each with its label.
  var decisions: [String] = []

  /// Nothing.
  init() {}

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    title = try members.decodeIfPresent(String.self, forKey: .title)
    words = try members.decodeIfPresent([Words].self, forKey: .words) ?? []
    work = try members.decodeIfPresent([Work].self, forKey: .work) ?? []
    earlier = try members.decodeIfPresent(Int.self, forKey: .earlier) ?? 0
    decisions = try members.decodeIfPresent([String].self, forKey: .decisions) ?? []
  }
}

// MARK: - Growing and staying small

extension ChainNotes {
  // All in columns; the section “Task” holds 18,000, and the summary is to have room in it.
  private static let wordLimit = 1_200
  private static let orderLimit = 2_400
  private static let wordsLimit = 8_000
  private static let constraintsLimit = 4_000
  private static let othersLimit = 2_400
  /// The size of each session's work: as much as there is room for.
  private static let workLimits = [900, 320, 160]
  /// The most notes of a chain, and of one session.
  static let maximumNotes = 10
  /// The most characters of a note.
  static let noteLimit = 2_000
  private static let maximumWork = 16
  private static let allWorkLimit = 3_600
  private static let decisionLimit = 240
  private static let maximumDecisions = 8

  /// Takes what a snapshot hands down to the session that carries it on.
  ///
  /// - Parameters:
  ///   - snapshot: The snapshot, which may be of a version that had no such notes.
  ///   - texts: Its sections, without what stands around the summary.
  ///   - machine: Its machine.
  init(
    handedDownBy snapshot: Snapshot, _ texts: [SnapshotSection: String], machine: String
  ) {
    var sections = texts
    self.init(takenFrom: &sections, machine: machine)
    title = snapshot.title
    // A claim has done nothing of its own.
    guard snapshot.state != .claimed else { return }
    for decision in DecisionLine.taken(from: &sections[.done]) {
      let line = decision.oneLine(limit: Self.decisionLimit)
      if !decisions.contains(line) { decisions.append(line) }
    }
    let text = Self.oneLine(
      sections[.done] ?? "", sections[.inProgress] ?? "",
      isExtract: snapshot.header.isWithoutModel)
    if !text.isEmpty { work.append(Work(machine: machine, text: text)) }
    shorten()
  }

  /// Adds what the person has said to a session.
  ///
  /// - Parameters:
  ///   - prompts: The prompts, oldest first, without handoff's own and the words that took the task over.
  ///   - machine: This machine.
  ///   - redactor: Replaces the secrets in them.
  mutating func add(_ prompts: [OwnPrompt], on machine: String, redactor: Redactor = Redactor()) {
    var said = Set(words.map(\.text))
    for prompt in Self.relevant(prompts, isFirst: words.isEmpty) {
      let text = redactor.redact(prompt.text).cleaned().trimmed
      guard !text.isEmpty else { continue }
      let isFirst = words.isEmpty
      let constraint = isFirst ? nil : Constraint.part(of: text)
      let limit = isFirst ? Self.orderLimit : Self.wordLimit
      // A short correction stays whole, word for word.
      let kept = text.columns > limit ? constraint ?? text : text
      let new = Words(
        text: kept.cutInTheMiddle(toColumns: limit), machine: machine,
        time: prompt.at.map { Self.time($0) }, kind: constraint == nil ? .prompt : .constraint)
      if said.insert(new.text).inserted { words.append(new) }
    }
    shorten()
  }

  /// Leaves out of very many prompts the old ones that `drop` would leave out, before they are looked at.
  private static func relevant(_ all: [OwnPrompt], isFirst: Bool) -> [OwnPrompt] {
    guard all.count > maximumNewest else { return all }
    var said: Set<String> = []
    let prompts = all.filter { said.insert($0.text).inserted }
    guard prompts.count > maximumNewest else { return prompts }
    let newest = prompts.suffix(maximumNewest)
    guard newest.reduce(0, { $0 + $1.text.columns }) > othersLimit * 4 else { return prompts }
    let first = isFirst ? 1 : 0
    let old = prompts.dropLast(maximumNewest).dropFirst(first)
    return prompts.prefix(first) + old.filter { Constraint.part(of: $0.text) != nil }
      + newest
  }

  /// The most words of a kind that are looked at one by one.
  private static let maximumNewest = 400

  /// Adds remarks of the person, behind what they have said; one that is there is not repeated.
  ///
  /// - Parameter remarks: The remarks, oldest first; no secret is in them.
  mutating func add(remarks: [Words]) {
    let known = Set(words.filter { $0.kind == .note }.map(\.text))
    words += remarks.filter { !known.contains($0.text) }
    shorten()
  }

  /// Leaves the oldest out where there is too much; the order that the task began with always stays.
  private mutating func shorten() {
    drop(.constraint, to: Self.constraintsLimit)
    drop(.prompt, to: Self.othersLimit)
    drop(.note, to: .max, count: Self.maximumNotes)
    for kind in [Words.Kind.prompt, .note, .constraint] {
      let others = words.filter { $0.kind != kind || $0 == words.first }
      drop(kind, to: Self.wordsLimit - others.reduce(0) { $0 + $1.text.columns })
    }
    func isTooLong() -> Bool { work.reduce(0) { $0 + $1.text.columns } > Self.allWorkLimit }
    for limit in Self.workLimits where isTooLong() {
      for place in work.indices.dropLast() where isTooLong() {
        work[place].text = work[place].text.oneLine(limit: limit)
      }
    }
    while work.count > Self.maximumWork || work.count > 1 && isTooLong() {
      earlier += 1
      work.removeFirst()
    }
    decisions = decisions.suffix(Self.maximumDecisions)
  }

  /// Leaves out what is too much of a kind: first what has no subject, such as “go on”, then the oldest.
  private mutating func drop(_ kind: Words.Kind, to limit: Int, count: Int = .max) {
    let places = words.indices.dropFirst().filter { words[$0].kind == kind }
    var size = places.reduce(0) { $0 + words[$1].text.columns }
    guard size > limit || places.count > count else { return }
    var dropped: Set<Int> = []
    // Of very many only the newest are looked at.
    let old = places.dropLast(Self.maximumNewest)
    let empty = places.suffix(Self.maximumNewest).filter {
      TitleChoice.subject(of: words[$0].text) == nil
    }
    for place in old + empty + places where size > limit || places.count - dropped.count > count {
      guard dropped.insert(place).inserted else { continue }
      size -= words[place].text.columns
    }
    words = words.indices.filter { !dropped.contains($0) }.map { words[$0] }
  }

  static func time(_ date: Date) -> String {
    // To the minute: `2026-11-25T10:40Z`.
    String(date.formatted(.iso8601).prefix(16)) + "Z"
  }

  /// Reads a time of the file.
  static func date(_ time: String) -> Date? {
    try? Date(time.dropLast() + ":00Z", strategy: .iso8601)
  }

  /// Puts finished work on one line: the section's entries, behind the last answer where no model has
  /// said what they come to.
  private static func oneLine(
    _ done: String, _ inProgress: String, isExtract: Bool
  ) -> String {
    let skipped = [
      "Commands that succeeded last:", "Files changed:", "Nothing is known to be done.",
      "Summary at the last compaction:", "From the transcript:",
    ]
    var parts: [String] = []
    for line in done.split(separator: "\n") {
      var words = line.trimmed
      if skipped.contains(where: { words.hasPrefix($0) }) || words.isEmpty { continue }
      for mark in ["- ", "* ", "[x] ", "[X] ", "> "] where words.hasPrefix(mark) {
        words = String(words.dropFirst(mark.count))
      }
      if !words.isEmpty { parts.append(words) }
    }
    let isCommands = parts.allSatisfy { $0.hasPrefix("`") && $0.hasSuffix("`") }
    if isCommands || isExtract {
      let answer = inProgress.split(separator: "\n").map(\.trimmed)
        .drop { !$0.hasPrefix("Answered last:") }.dropFirst().first { !$0.isEmpty }
      if let answer {
        parts.insert(answer.hasPrefix("> ") ? String(answer.dropFirst(2)) : answer, at: 0)
      }
    }
    return parts.joined(separator: "; ").oneLine(limit: workLimits[0])
  }
}

extension ChainNotes.Words: Codable {
  // The version before knows prompts and constraints.
  private enum Key: String, CodingKey { case text, machine, time, isConstraint, isNote }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    text = try members.decode(String.self, forKey: .text)
    machine = try members.decode(String.self, forKey: .machine)
    time = try members.decodeIfPresent(String.self, forKey: .time)
    if try members.decodeIfPresent(Bool.self, forKey: .isNote) == true { kind = .note }
    if try members.decodeIfPresent(Bool.self, forKey: .isConstraint) == true { kind = .constraint }
  }

  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(text, forKey: .text)
    try members.encode(machine, forKey: .machine)
    try members.encodeIfPresent(time, forKey: .time)
    try members.encode(kind == .constraint, forKey: .isConstraint)
    if kind == .note { try members.encode(true, forKey: .isNote) }
  }
}

/// A prompt of a person that is neither handoff's own nor the words that took a task over.
struct OwnPrompt: Sendable, Hashable {
  let text: String
  let at: Date?
  /// True if an answer came after it.
  let isAnswered: Bool
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    var text = Substring(self).drop(while: \.isWhitespace)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension SnapshotHeader {
  /// True if no model wrote the notes.
  package var isWithoutModel: Bool { summaryBy == ExtractSummarizer.author }
}
