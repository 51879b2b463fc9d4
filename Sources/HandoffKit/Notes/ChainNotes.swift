internal import Essentials
internal import Platform
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// The notes that are handed down a chain of sessions: the title, the person's words, and what each
/// machine has finished.
///
/// They stand at the beginning of two sections of every snapshot, in forms that only this type knows, so
/// that the next session reads them there:
///
/// ```
/// > Never touch the retry policy in client.swift.
/// > — you, desk, 2026-11-25T10:40Z, a constraint
/// ```
///
/// in “Task” (a quote is the person, word for word; nothing else is one), and in “Done”
///
/// ```
/// - **desk**: reproduced; the test fails 3 of 10 runs
/// ```
struct ChainNotes: Sendable, Codable, Hashable {
  /// A prompt of the person, or the part of it that says what must not be.
  struct Words: Sendable, Codable, Hashable {
    var text: String
    var machine: String
    /// The time, as the file has it; `nil` where it is not known.
    var time: String?
    var isConstraint = false
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

  /// Nothing.
  init() {}
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
  private static let maximumWork = 16

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
    let text = Self.oneLine(sections[.done] ?? "", sections[.inProgress] ?? "")
    guard !text.isEmpty else { return }
    work.append(Work(machine: machine, text: text))
    shorten()
  }

  /// Adds what the person has said to a session.
  ///
  /// - Parameters:
  ///   - prompts: The prompts, oldest first, without handoff's own and the words that took the task over;
  ///     no secret is in them.
  ///   - machine: This machine.
  mutating func add(_ prompts: [OwnPrompt], on machine: String) {
    for prompt in prompts {
      let text = prompt.text.trimmed
      guard !text.isEmpty else { continue }
      let isFirst = words.isEmpty
      let constraint = isFirst ? nil : Constraint.part(of: text)
      let limit = isFirst ? Self.orderLimit : Self.wordLimit
      let new = Words(
        text: (constraint ?? text).cutInTheMiddle(toBytes: limit), machine: machine,
        time: prompt.at.map { Self.time($0) }, isConstraint: constraint != nil)
      guard !words.contains(where: { $0.text == new.text }) else { continue }
      words.append(new)
    }
    shorten()
  }

  /// Leaves the oldest out where there is too much; the order that the task began with always stays.
  private mutating func shorten() {
    func drop(_ limit: Int, _ isOne: (Words) -> Bool) {
      while words.dropFirst().count(where: isOne) > limit,
        let place = words.indices.dropFirst().first(where: { isOne(words[$0]) })
      {
        words.remove(at: place)
      }
    }
    drop(Self.maximumConstraints) { $0.isConstraint }
    drop(Self.maximumOthers) { !$0.isConstraint }
    while words.count > 1, words.reduce(0, { $0 + $1.text.utf8.count }) > Self.wordsLimit {
      let place = words.indices.dropFirst().first { !words[$0].isConstraint } ?? 1
      words.remove(at: place)
    }
    if work.count > Self.maximumWork {
      earlier += work.count - Self.maximumWork
      work.removeFirst(work.count - Self.maximumWork)
    }
  }

  private static func time(_ date: Date) -> String {
    // To the minute: `2026-11-25T10:40Z`.
    String(date.formatted(.iso8601).prefix(16)) + "Z"
  }

  /// Puts finished work on one line: the section's entries, or the last answer where it has none.
  private static func oneLine(_ done: String, _ inProgress: String) -> String {
    let skipped = [
      "Commands that succeeded last:", "Files changed:", "Nothing is known to be done.",
      "Summary at the last compaction:",
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
    if isCommands {
      let answer = inProgress.split(separator: "\n").map(\.trimmed)
        .drop { !$0.hasPrefix("Answered last:") }.dropFirst().first { !$0.isEmpty }
      if let answer {
        parts.insert(answer.hasPrefix("> ") ? String(answer.dropFirst(2)) : answer, at: 0)
      }
    }
    return parts.joined(separator: "; ").oneLine(limit: workLimit)
  }
}

/// A prompt of a person that is neither handoff's own nor the words that took a task over.
struct OwnPrompt: Sendable, Hashable {
  let text: String
  let at: Date?
  /// True if an answer came after it.
  let isAnswered: Bool
}

/// The words by which a person says what must not be, or must stay so.
private enum Constraint {
  private static let marks = [
    "never", "don't", "do not", "don’t", "must not", "mustn't", "mustn’t", "must ", "always",
    "only ", "without ", "leave ", "keep ", "avoid ", "not touch", "no:", "no,", "instead of",
    "不要", "别", "必须", "不能", "不准", "禁止", "只能", "不许", "务必", "保留", "保持",
  ]

  /// Returns the part of a text that has such words: all of a short one; `nil` where there are none.
  static func part(of text: String) -> String? {
    guard has(text) else { return nil }
    if text.utf8.count <= 400 { return text }
    var sentences: [String] = []
    var sentence = ""
    for character in text {
      sentence.append(character)
      guard ".!?。！？\n".contains(character) else { continue }
      if has(sentence) { sentences.append(sentence.trimmed) }
      sentence = ""
    }
    if has(sentence) { sentences.append(sentence.trimmed) }
    return sentences.joined(separator: " ")
  }

  private static func has(_ text: String) -> Bool {
    let lower = text.lowercased()
    return marks.contains { lower.contains($0) }
  }
}

// MARK: - The form in the file

extension ChainNotes {
  private static let source = "> — you, "
  private static let constraint = "a constraint"
  private static let earlierMark = "- earlier: "

  /// Puts the notes before the texts of a summary.
  func write(into sections: inout [SnapshotSection: String]) {
    func put(_ text: String, before section: SnapshotSection) {
      guard !text.isEmpty else { return }
      let rest = sections[section] ?? ""
      sections[section] = rest.isEmpty ? text : "\(text)\n\n\(rest)"
    }
    put(words.map { Self.quote($0) }.joined(separator: "\n\n"), before: .task)
    var lines = work.map { "- **\($0.machine)**: \($0.text)" }
    if earlier > 0 { lines.insert("\(Self.earlierMark)\(earlier) more", at: 0) }
    put(lines.joined(separator: "\n"), before: .done)
  }

  private static func quote(_ words: Words) -> String {
    let lines = words.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.allSatisfy(\.isWhitespace) ? ">" : "> \($0)" }
    let facts = [words.machine, words.time, words.isConstraint ? constraint : nil]
    return (lines + [source + facts.compactMap(\.self).joined(separator: ", ")])
      .joined(separator: "\n")
  }

  /// Takes the notes out of the sections of a snapshot.
  ///
  /// - Parameters:
  ///   - sections: The sections, without the notes afterwards.
  ///   - machine: The machine that wrote them, for versions that did not say whose words they are.
  init(takenFrom sections: inout [SnapshotSection: String], machine: String) {
    var lines = (sections[.task] ?? "").split(separator: "\n", omittingEmptySubsequences: false)[
      ...]
    while let words = Self.words(at: &lines) { self.words.append(words) }
    if words.isEmpty, let first = Self.askedFirst(in: sections[.task] ?? "", machine) {
      words = [first]
    } else {
      sections[.task] = lines.joined(separator: "\n").trimmed
    }
    lines = (sections[.done] ?? "").split(separator: "\n", omittingEmptySubsequences: false)[...]
    if let first = lines.first, first.hasPrefix(Self.earlierMark) {
      earlier = Int(first.dropFirst(Self.earlierMark.count).prefix { $0.isNumber }) ?? 0
      lines.removeFirst()
    }
    while let line = lines.first, line.hasPrefix("- **"), let end = line.firstRange(of: "**: "),
      let machine = MachineName(
        String(line[line.index(line.startIndex, offsetBy: 4)..<end.lowerBound]))
    {
      work.append(Work(machine: machine.rawValue, text: String(line[end.upperBound...])))
      lines.removeFirst()
    }
    if !work.isEmpty || earlier > 0 { sections[.done] = lines.joined(separator: "\n").trimmed }
  }

  /// Reads a quote that says whose words it is, and removes it and the blank lines behind it.
  private static func words(at lines: inout ArraySlice<Substring>) -> Words? {
    let quote = lines.prefix { $0.hasPrefix(">") }
    guard let last = quote.last, last.hasPrefix(source) else { return nil }
    var facts = last.dropFirst(source.count).components(separatedBy: ", ")
    let isConstraint = facts.last == constraint
    if isConstraint { facts.removeLast() }
    guard let machine = facts.first.flatMap({ MachineName($0) }) else { return nil }
    lines = lines.dropFirst(quote.count)
    lines = lines.drop { $0.allSatisfy(\.isWhitespace) }
    return Words(
      text: unquoted(quote.dropLast()), machine: machine.rawValue,
      time: facts.count > 1 ? facts[1] : nil, isConstraint: isConstraint)
  }

  private static func unquoted(_ lines: ArraySlice<Substring>) -> String {
    lines.map { $0.hasPrefix("> ") ? $0.dropFirst(2) : $0.dropFirst() }.joined(separator: "\n")
  }

  /// The first order in the form of the versions before.
  private static func askedFirst(in task: String, _ machine: String) -> Words? {
    let lines = task.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: "Asked first:") else { return nil }
    let quote = lines[(start + 1)...].drop { $0.isEmpty }.prefix { $0.hasPrefix(">") }
    guard !quote.isEmpty else { return nil }
    return Words(text: unquoted(quote), machine: machine, time: nil)
  }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    var text = Substring(self).drop(while: \.isWhitespace)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
