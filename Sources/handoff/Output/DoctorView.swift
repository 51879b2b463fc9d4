internal import HandoffKit
internal import Synchronization
internal import TerminalUI

/// Shows the results of the doctor to a person, as they come.
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
    if let first = evidence.first { line += StyledText(": ") + StyledText(first, dim(result)) }
    console.print(line)
    for text in evidence.dropFirst() { console.print(StyledText("      \(text)", .dim)) }
    for fix in result.fixes {
      console.print(
        StyledText("    \(console.output.glyphs.pointer) ", .dim) + StyledText(fix, .cyan))
    }
  }

  /// Sums up.
  func finish(_ results: [DoctorResult]) {
    let counts: [(DoctorVerdict, String)] = [
      (.ok, "ok"), (.warning, "warnings"), (.failed, "failed"), (.crashed, "crashed"),
      (.skipped, "skipped"),
    ]
    let words = counts.compactMap { verdict, word -> String? in
      let count = results.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(word)"
    }
    let isWell = results.allSatisfy { $0.verdict == .ok || $0.verdict == .skipped }
    if isQuiet, isWell { return }
    console.print(StyledText(words.joined(separator: ", ") + ".", .dim))
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

/// What `handoff doctor --json` prints.
struct DoctorListing: Encodable {
  let schemaVersion = 1
  /// Whether nothing failed; the exit status says the same.
  let ok: Bool
  let checks: [DoctorResult]

  init(_ results: [DoctorResult]) {
    ok = !results.contains(where: \.verdict.isFailure)
    checks = results
  }
}

/// What `handoff doctor --list --json` prints.
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
        name: check.name, title: check.title, group: check.group.rawValue,
        deadline: check.deadline, isSlow: check.isSlow, requires: check.requires)
    }
  }
}
