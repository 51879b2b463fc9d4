internal import SyncRepo

/// What a check found: its verdict, the evidence, and what to type.
package struct DoctorFinding: Sendable, Hashable {
  package private(set) var verdict: DoctorVerdict = .ok
  /// What was seen, the troubles first; without secrets.
  package private(set) var evidence: [String] = []
  /// What to do about the troubles, with the command to type.
  package private(set) var fixes: [String] = []
  private var troubles = 0

  /// Makes a finding that all is well.
  package init(_ evidence: String...) { self.evidence = evidence }

  /// Makes the finding that a check does not apply.
  package static func skipped(_ reason: String, fix: String? = nil) -> DoctorFinding {
    var finding = DoctorFinding(reason)
    finding.verdict = .skipped
    if let fix { finding.fixes = [fix] }
    return finding
  }

  /// Makes the finding that something does not work.
  package static func failed(_ reason: String, fix: String? = nil) -> DoctorFinding {
    var finding = DoctorFinding()
    finding.add(.failed, reason, fix: fix)
    return finding
  }

  /// Makes the finding of an error, in its own words.
  package static func failed(_ error: any Error) -> DoctorFinding {
    let error = HandoffError(error)
    // Here one is already where some errors send people to.
    let leadsHere = error.hint?.contains("handoff doctor") ?? false
    return failed(error.message, fix: leadsHere ? nil : error.hint)
  }

  /// Adds something that was seen.
  package mutating func note(_ text: String) { evidence.append(text) }

  /// Adds a trouble; the verdict is that of the gravest one.
  package mutating func add(_ verdict: DoctorVerdict, _ text: String, fix: String? = nil) {
    if verdict == .failed || self.verdict == .ok { self.verdict = verdict }
    evidence.insert(text, at: troubles)
    troubles += 1
    if let fix, !fixes.contains(fix) { fixes.append(fix) }
  }
}

/// How a check of the doctor ended.
package enum DoctorVerdict: String, Sendable, Codable, CaseIterable {
  /// All is well.
  case ok
  /// It works, and deserves a look.
  case warning
  /// It does not work.
  case failed
  /// It does not apply, or cannot be told.
  case skipped
  /// The check itself broke.
  case crashed

  /// Whether the doctor's exit status says so.
  package var isFailure: Bool { self == .failed || self == .crashed }
}

/// The outcome of one check, as it is shown and printed.
package struct DoctorResult: Sendable, Hashable, Codable {
  /// The check's name.
  package let name: String
  /// What it is called for people.
  package let title: String
  /// What it belongs to, for people.
  package let group: String
  package let verdict: DoctorVerdict
  /// What was seen, a line each; without secrets.
  package let evidence: [String]
  /// What to do, with the command to type.
  package let fixes: [String]
  /// How long it took.
  package let milliseconds: Int

  package init(_ check: DoctorCheck, _ finding: DoctorFinding, milliseconds: Int) {
    name = check.name
    title = check.title
    group = check.group.rawValue
    verdict = finding.verdict
    evidence = finding.evidence
    fixes = finding.fixes
    self.milliseconds = milliseconds
  }

  /// Makes the outcome of a check that could not give one itself.
  init(
    _ check: DoctorCheck, _ verdict: DoctorVerdict, _ evidence: [String], fixes: [String] = [],
    milliseconds: Int
  ) {
    name = check.name
    title = check.title
    group = check.group.rawValue
    self.verdict = verdict
    self.evidence = evidence
    self.fixes = fixes
    self.milliseconds = milliseconds
  }
}
