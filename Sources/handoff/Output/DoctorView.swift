internal import HandoffKit
internal import Phrases
internal import Synchronization
internal import TerminalUI

/// A view of the doctor's results for a person, as they come.
final class DoctorView: Sendable {
  private let console: Console
  private let isQuiet: Bool
  private let shownGroup = Mutex("")

  init(_ console: Console, isQuiet: Bool) {
    self.console = console
    self.isQuiet = isQuiet
  }

  /// Shows a result, under the heading of its group.
  func show(_ result: DoctorResult) {
    if isQuiet, result.verdict == .ok || result.verdict == .skipped { return }
    let isNew = shownGroup.withLock { group in
      defer { group = result.group }
      return group != result.group
    }
    if isNew { console.print(StyledText(result.group, .bold)) }
    let (glyph, style) = mark(result.verdict)
    var line = StyledText("  ") + StyledText(glyph, style) + StyledText(" \(result.title)")
    let evidence = result.evidence.flatMap { $0.split(separator: "\n").map(String.init) }
    if let first = evidence.first {
      line += StyledText(Phrases.doctorColon()) + StyledText(first, dim(result))
    }
    console.print(line)
    for text in evidence.dropFirst() { console.print(StyledText("      \(text)", .dim)) }
    for fix in result.fixes {
      console.print(
        StyledText("    \(console.output.glyphs.pointer) ", .dim) + StyledText(fix, .cyan))
    }
  }

  /// Prints the sum of all results.
  func finish(_ results: [DoctorResult]) {
    if isQuiet, results.allSatisfy({ $0.verdict == .ok || $0.verdict == .skipped }) { return }
    let all = [DoctorVerdict.ok, .warning, .failed, .crashed, .skipped]
    let counts = all.compactMap { verdict -> String? in
      let count = results.count { $0.verdict == verdict }
      return count == 0 ? nil : words(verdict, count)
    }
    console.print(
      StyledText(
        results.allSatisfy { $0.verdict == .ok }
          ? Phrases.doctorAllWell(n: results.count)
          : Phrases.doctorCounts(n: results.count, counts: Phrases.list(counts)), .dim))
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

  private func dim(_ result: DoctorResult) -> Style {
    switch result.verdict {
    case .ok, .skipped: .dim
    case .warning, .failed, .crashed: .plain
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
