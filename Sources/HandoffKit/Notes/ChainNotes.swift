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
  // A section holds 8,000 bytes, and the summary is to have room in it.
  private static let wordLimit = 600
  private static let orderLimit = 2_400
  private static let wordsLimit = 6_000
  private static let workLimit = 320
  private static let maximumConstraints = 12
  private static let maximumOthers = 6
  /// The most notes of a chain, and of one session.
  static let maximumNotes = 10
  /// The most bytes of a note.
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
      isExtract: snapshot.header.summaryBy == ExtractSummarizer.author)
    if !text.isEmpty { work.append(Work(machine: machine, text: text)) }
    shorten()
  }

  /// Adds what the person has said to a session.
  ///
  /// - Parameters:
  ///   - prompts: The prompts, oldest first, without handoff's own and the words that took the task over;
  ///     no secret is in them.
  ///   - machine: This machine.
  mutating func add(_ prompts: [OwnPrompt], on machine: String) {
    // A transcript may have hundreds of thousands of prompts.
    var said = Set(words.map(\.text))
    for prompt in prompts {
      let text = prompt.text.cleaned().trimmed
      guard !text.isEmpty else { continue }
      let isFirst = words.isEmpty
      let constraint = isFirst ? nil : Constraint.part(of: text)
      let limit = isFirst ? Self.orderLimit : Self.wordLimit
      // A short correction stays whole, word for word.
      let kept = text.utf8.count > limit ? constraint ?? text : text
      let new = Words(
        text: kept.cutInTheMiddle(toBytes: limit), machine: machine,
        time: prompt.at.map { Self.time($0) }, kind: constraint == nil ? .prompt : .constraint)
      if said.insert(new.text).inserted { words.append(new) }
    }
    shorten()
  }

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
    func drop(_ limit: Int, _ isOne: (Words) -> Bool) {
      var surplus = words.dropFirst().count(where: isOne) - limit
      guard surplus > 0 else { return }
      words =
        words.prefix(1)
        + words.dropFirst().filter { one in
          guard surplus > 0, isOne(one) else { return true }
          surplus -= 1
          return false
        }
    }
    drop(Self.maximumConstraints) { $0.kind == .constraint }
    drop(Self.maximumNotes) { $0.kind == .note }
    drop(Self.maximumOthers) { $0.kind == .prompt }
    while words.count > 1, words.reduce(0, { $0 + $1.text.utf8.count }) > Self.wordsLimit {
      let place = words.indices.dropFirst().first { words[$0].kind == .prompt } ?? 1
      words.remove(at: place)
    }
    while work.count > Self.maximumWork
      || work.count > 1 && work.reduce(0, { $0 + $1.text.utf8.count }) > Self.allWorkLimit
    {
      earlier += 1
      work.removeFirst()
    }
    decisions = decisions.suffix(Self.maximumDecisions)
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
    return parts.joined(separator: "; ").oneLine(limit: workLimit)
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
