internal import Essentials
internal import Platform
internal import SnapshotSections
internal import SnapshotStore
internal import Summarizer

/// The form of the notes in the file.
extension ChainNotes {
  private static let source = "> — you, "
  private static let kinds: [(kind: Words.Kind, mark: String)] = [
    (.constraint, "a constraint"), (.note, "a note"),
  ]
  private static let earlierMark = "- earlier: "

  /// Puts the notes before the texts of a summary.
  func write(into sections: inout [SnapshotSection: String]) {
    func put(_ text: String, before section: SnapshotSection) {
      guard !text.isEmpty else { return }
      let rest = sections[section] ?? ""
      sections[section] = rest.isEmpty ? text : "\(text)\n\n\(rest)"
    }
    put(words.map { Self.quote($0) }.joined(separator: "\n\n"), before: .task)
    let own = sections[.done] ?? ""
    var lines = work.map { "- **\($0.machine)**: \($0.text)" }
    lines += decisions.filter { !own.contains($0) }.map { "- \($0)" }
    if earlier > 0 { lines.insert("\(Self.earlierMark)\(earlier) more", at: 0) }
    put(lines.joined(separator: "\n"), before: .done)
  }

  /// Quotes prompts for which the notes have no room: the newest of them, oldest first.
  ///
  /// - Parameter prompts: All prompts of the session, redacted, oldest first.
  /// - Returns: Quotes without a source, by which nobody takes them for notes.
  func quotes(ofOthers prompts: [String]) -> String {
    let known = words.map { String(Self.plain($0.text).prefix(60)) }.filter { !$0.isEmpty }
    let (anyKnown, short) = (ByteTexts(known), known.filter { $0.utf8.count < 3 })
    var room = Self.othersLimit
    var quotes: [String] = []
    for prompt in prompts.reversed() {
      let plain = Self.plain(prompt)
      guard !plain.isEmpty, !anyKnown.isFound(in: plain),
        !short.contains(where: { plain.hasBytes(of: $0) })
      else { continue }
      let quote = prompt.cutInTheMiddle(toColumns: 600)
        .split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.allSatisfy(\.isWhitespace) ? ">" : "> \($0)" }.joined(separator: "\n")
      room -= quote.columns
      guard room >= 0 else { break }
      quotes.append(quote)
    }
    return quotes.reversed().joined(separator: "\n\n")
  }

  private static let othersLimit = 2_000

  private static func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func quote(_ words: Words) -> String {
    let lines = words.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.allSatisfy(\.isWhitespace) ? ">" : "> \($0)" }
    let facts = [words.machine, words.time, kinds.first { $0.kind == words.kind }?.mark]
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
    while let line = lines.first, let decision = DecisionLine.read(line) {
      decisions.append(decision)
      lines.removeFirst()
    }
    if !work.isEmpty || !decisions.isEmpty || earlier > 0 {
      sections[.done] = lines.joined(separator: "\n").trimmed
    }
  }

  /// Puts a remark of the person behind their words at the beginning of the section “Task”.
  static func add(_ remark: Words, to task: inout String?) {
    var lines = (task ?? "").split(separator: "\n", omittingEmptySubsequences: false)[...]
    var known: [Words] = []
    while let words = words(at: &lines) { known.append(words) }
    let rest = lines.joined(separator: "\n").trimmed
    task = ((known + [remark]).map { quote($0) } + (rest.isEmpty ? [] : [rest]))
      .joined(separator: "\n\n")
  }

  /// Reads a quote that says whose words it is, and removes it and the blank lines behind it.
  private static func words(at lines: inout ArraySlice<Substring>) -> Words? {
    let quote = lines.prefix { $0.hasPrefix(">") }
    guard let last = quote.last, last.hasPrefix(source) else { return nil }
    var facts = last.dropFirst(source.count).components(separatedBy: ", ")
    let kind = kinds.first { $0.mark == facts.last }?.kind
    if kind != nil { facts.removeLast() }
    guard let machine = facts.first.flatMap({ MachineName($0) }) else { return nil }
    lines = lines.dropFirst(quote.count)
    lines = lines.drop { $0.allSatisfy(\.isWhitespace) }
    return Words(
      text: unquoted(quote.dropLast()), machine: machine.rawValue,
      time: facts.count > 1 ? facts[1] : nil, kind: kind ?? .prompt)
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

/// The notes as a model is told them.
extension ChainNotes {
  /// The lines for the digest of the session that carries the task on; no line is an instruction.
  var forModel: [String] {
    let said = words.map { words in
      let kind = (["the user"] + Self.kinds.filter { $0.kind == words.kind }.map(\.mark))
        .joined(separator: ", ")
      return "- \(kind) (\(words.machine)): \(words.text.oneLine(limit: 2_400))"
    }
    let done = work.map { "- done (\($0.machine)): \($0.text.oneLine(limit: 900))" }
    let name = title.map { ["- title: \($0.oneLine(limit: 200))"] } ?? []
    return name + said + done + decisions.map { "- \($0.oneLine(limit: 400))" }
  }
}

/// A line of “Done” that tells a decision, or what was tried in vain.
enum DecisionLine {
  static let decided = "Decided: "
  static let tried = "Tried, did not work: "

  /// Reads a line; `nil` where it is another one.
  ///
  /// - Parameter line: An entry of a list, or plain text.
  /// - Returns: The decision with its label.
  static func read(_ line: some StringProtocol) -> String? {
    var text = line.trimmed
    for mark in ["- ", "* "] where text.hasPrefix(mark) { text = String(text.dropFirst(2)) }
    for label in [decided, tried] {
      for form in [label, "**\(label.dropLast())** "] where text.hasPrefix(form) {
        return label + text.dropFirst(form.count).trimmed
      }
    }
    return nil
  }

  /// Takes such lines out of a section.
  static func taken(from section: inout String?) -> [String] {
    guard let text = section else { return [] }
    var found: [String] = []
    var rest: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let decision = read(line) { found.append(decision) } else { rest.append(line) }
    }
    if !found.isEmpty { section = rest.joined(separator: "\n").trimmed }
    return found
  }
}
