internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Synchronization
internal import TerminalUI

/// A view of the doctor's results for a person, as they come.
///
/// A group of checks that all end well is one line; of another one the findings are shown below it.
final class DoctorView: Sendable {
  private let console: Console
  private let isQuiet: Bool
  private let isVerbose: Bool
  /// The columns of the longest name of a group.
  private let width: Int
  private let state = Mutex(State())

  private struct State {
    /// The results of the group that is being checked.
    var group: [DoctorResult] = []
    /// The names of the checks that did not end well.
    var unmet: Set<String> = []
  }

  /// Makes one.
  ///
  /// - Parameters:
  ///   - console: The console to write to.
  ///   - checks: All checks that are to come.
  ///   - isQuiet: True to show troubles alone.
  ///   - isVerbose: True to show each check.
  init(_ console: Console, _ checks: [DoctorCheck], isQuiet: Bool, isVerbose: Bool) {
    self.console = console
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    width = checks.map { StyledText($0.group.title).width }.max() ?? 0
  }

  /// Shows a result, or keeps it until its group is complete.
  func show(_ result: DoctorResult) {
    if isVerbose, isQuiet, isWell(result) { return }
    let (isNew, before) = state.withLock { state -> (Bool, [DoctorResult]) in
      if result.verdict.isUnmet { state.unmet.insert(result.name) }
      let isNew = state.group.last?.group != result.group
      defer { state.group = isNew ? [result] : state.group + [result] }
      return (isNew, state.group)
    }
    if isVerbose {
      if isNew { console.print(StyledText(result.group, .bold)) }
      show(result, indent: "  ", naming: true)
    } else if isNew {
      show(group: before)
    }
  }

  /// Shows what is left, and the sum of all results.
  ///
  /// - Parameters:
  ///   - results: All results.
  ///   - time: The time that they took.
  func finish(_ results: [DoctorResult], took time: Duration) {
    if !isVerbose { show(group: state.withLock(\.group)) }
    if isQuiet, results.allSatisfy(isWell) { return }
    let untried = results.count(where: isUntried)
    let tried = results.filter { $0.verdict != .skipped }
    let tenths = Int(time / .milliseconds(100))
    let seconds = "\(tenths / 10).\(tenths % 10)"
    guard untried > 0 || !tried.allSatisfy({ $0.verdict == .ok }) else {
      return console.print(
        StyledText(Phrases.doctorAllWell(n: tried.count, seconds: seconds), .dim))
    }
    let all = [DoctorVerdict.ok, .warning, .failed, .crashed]
    var counts = all.compactMap { verdict -> String? in
      let count = tried.count { $0.verdict == verdict }
      return count == 0 ? nil : words(verdict, count)
    }
    if untried > 0 { counts.append(words(.skipped, untried)) }
    console.print(
      StyledText(
        Phrases.doctorCounts(
          n: tried.count + untried, counts: Phrases.list(counts), seconds: seconds), .dim))
  }

  private func isWell(_ result: DoctorResult) -> Bool {
    result.verdict == .ok || result.verdict == .skipped
  }

  /// True for a check that was left out because another one did not end well, and not because it does not
  /// apply.
  private func isUntried(_ result: DoctorResult) -> Bool {
    guard result.verdict == .skipped,
      let check = DoctorCheck.known.first(where: { $0.name == result.name })
    else { return false }
    return state.withLock { !$0.unmet.isDisjoint(with: check.requires) }
  }

  // MARK: - A group

  private func show(group: [DoctorResult]) {
    guard let title = group.first?.group else { return }
    let findings = group.filter { !isWell($0) }
    let untried = group.filter(isUntried)
    if isQuiet, findings.isEmpty { return }
    let gravest: DoctorVerdict =
      findings.contains(where: \.verdict.isFailure)
      ? .failed
      : !findings.isEmpty ? .warning : group.allSatisfy { $0.verdict == .skipped } ? .skipped : .ok
    let (glyph, style) = mark(gravest)
    var text = summary(of: group)
    if text.isEmpty, gravest == .skipped, untried.isEmpty {
      text = group.first?.evidence.first ?? ""
    }
    // Without words behind it a line has no spaces at its end.
    let gap = text.isEmpty ? 0 : width - StyledText(title).width + 2
    let name = title + String(repeating: " ", count: gap)
    let start = StyledText(glyph, style) + " " + StyledText(name, .bold)
    show(start + StyledText(text, .dim), hanging: start.width)
    for result in findings { show(result, indent: "  ", naming: false) }
    if !untried.isEmpty {
      let names = Phrases.list(untried.map(\.title))
      show(
        StyledText("  " + mark(.skipped).0 + " ", .dim)
          + StyledText(Phrases.doctorNotTried(names: names), .dim), hanging: 4)
    }
  }

  /// The facts of a group that are well, the remote's behind its address.
  private func summary(of group: [DoctorResult]) -> String {
    let facts = group.compactMap { result in result.summary.map { (result.name, $0) } }
    guard let first = facts.first else { return "" }
    let rest = Phrases.list(facts.dropFirst().map(\.1))
    if rest.isEmpty { return first.1 }
    return first.0 == DoctorCheck.reachingName
      ? first.1 + Phrases.doctorColon() + rest : Phrases.list([first.1, rest])
  }

  // MARK: - A check

  private func show(_ result: DoctorResult, indent: String, naming: Bool) {
    let (glyph, style) = mark(result.verdict)
    var line = StyledText(indent) + StyledText(glyph, style) + " "
    if naming { line += StyledText(result.title) }
    let evidence = result.evidence.flatMap { $0.split(separator: "\n").map(String.init) }
    if let first = evidence.first {
      if naming { line += StyledText(Phrases.doctorColon()) }
      line += StyledText(first, isWell(result) ? .dim : .plain)
    } else if !naming {
      line += StyledText(result.title)
    }
    let hanging = indent.count + 2
    show(line, hanging: hanging)
    let lead = String(repeating: " ", count: hanging)
    for text in evidence.dropFirst() {
      show(StyledText(lead) + StyledText(text, .dim), hanging: hanging)
    }
    for fix in result.fixes {
      show(StyledText(lead + "  ") + StyledText(fix, .cyan), hanging: hanging + 2)
    }
  }

  /// Prints a line, on a terminal in as many rows as it takes.
  private func show(_ line: StyledText, hanging: Int) {
    guard console.output.isTTY else { return console.print(line) }
    for row in line.wrapped(to: console.output.columns, hangingIndent: hanging) {
      console.print(row)
    }
  }

  private func words(_ verdict: DoctorVerdict, _ count: Int) -> String {
    switch verdict {
    case .ok: Phrases.doctorOK(n: count)
    case .warning: Phrases.doctorWarnings(n: count)
    case .failed: Phrases.doctorFailed(n: count)
    case .crashed: Phrases.doctorCrashed(n: count)
    case .skipped: Phrases.doctorSkipped(n: count)
    }
  }

  private func mark(_ verdict: DoctorVerdict) -> (String, Style) {
    let glyphs = console.output.glyphs
    return switch verdict {
    case .ok: (glyphs.success, .green)
    case .warning: (glyphs.warning, .yellow)
    case .failed: (glyphs.failure, .red)
    case .crashed: (glyphs.crash, .red)
    case .skipped: (glyphs.none, .dim)
    }
  }
}

/// The output of `handoff doctor --json`.
struct DoctorListing: Encodable {
  let schemaVersion = 1
  /// True if nothing failed, as the exit status says, too.
  let ok: Bool
  let checks: [DoctorResult]

  init(_ results: [DoctorResult]) {
    ok = !results.contains(where: \.verdict.isFailure)
    checks = results
  }
}

/// The output of `handoff doctor --list --json`.
struct CheckListing: Encodable {
  struct Check: Encodable {
    let name: String
    let title: String
    let group: String
    let deadline: Int
    let isSlow: Bool
    let requires: [String]
  }

  let schemaVersion = 1
  let checks: [Check]

  init(_ checks: [DoctorCheck]) {
    self.checks = checks.map { check in
      Check(
        name: check.name, title: check.title, group: check.group.title,
        deadline: Int(check.deadline.components.seconds), isSlow: check.isSlow,
        requires: check.requires)
    }
  }
}
