internal import SyncRepo

/// The outcome of a check.
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

  /// True if the doctor's exit status says so.
  package var isFailure: Bool { self == .failed || self == .crashed }

  /// True if a check that needs this one makes no sense.
  package var isUnmet: Bool { isFailure || self == .skipped }
}

/// The finding of a check: its verdict, the evidence, and the fixes.
struct DoctorFinding: Sendable, Hashable {
  private(set) var verdict: DoctorVerdict = .ok
  /// The things that were seen, the troubles first; without secrets.
  private(set) var evidence: [String] = []
  /// The ways out of the troubles, with the command to type.
  private(set) var fixes: [String] = []
  /// The few words for the line of the group, where this is well; `nil` where it is not worth any there.
  var summary: String?
  private var troubles = 0

  /// Makes a finding that all is well.
  init(_ evidence: String...) { self.evidence = evidence }

  /// Returns the finding with words for the line of its group.
  func summarized(_ text: String) -> DoctorFinding {
    var finding = self
    finding.summary = text
    return finding
  }

  /// Makes the finding that a check does not apply.
  static func skipped(_ reason: String) -> DoctorFinding {
    var finding = DoctorFinding(reason)
    finding.verdict = .skipped
    return finding
  }

  /// Makes the finding that something works, and deserves a look.
  static func warning(_ reason: String, fix: String? = nil) -> DoctorFinding {
    var finding = DoctorFinding()
    finding.add(.warning, reason, fix: fix)
    return finding
  }

  /// Makes the finding that something does not work.
  static func failed(_ reason: String, fix: String? = nil) -> DoctorFinding {
    var finding = DoctorFinding()
    finding.add(.failed, reason, fix: fix)
    return finding
  }

  /// Makes the finding of an error, in its own words.
  static func failed(_ error: any Error) -> DoctorFinding {
    // Some errors send people to the doctor, and here they are.
    let leadsHere = (error as? SyncError)?.remedy?.kind == .inspectAddress
    let error = HandoffError(error)
    return failed(error.message, fix: leadsHere ? nil : error.hint)
  }

  /// Adds something that was seen.
  mutating func note(_ text: String) { evidence.append(text) }

  /// Adds a trouble; the verdict is that of the gravest one.
  mutating func add(_ verdict: DoctorVerdict, _ text: String, fix: String? = nil) {
    if verdict == .failed || self.verdict == .ok { self.verdict = verdict }
    evidence.insert(text, at: troubles)
    troubles += 1
    if let fix, !fixes.contains(fix) { fixes.append(fix) }
  }
}

/// The result of one check, as it is shown and printed.
package struct DoctorResult: Sendable, Hashable, Codable {
  /// The check's name.
  package let name: String
  /// The check's name for people.
  package let title: String
  /// The name for people of the check's group.
  package let group: String
  package let verdict: DoctorVerdict
  /// The things that were seen, a line each; without secrets.
  package let evidence: [String]
  /// The fixes, with the command to type.
  package let fixes: [String]
  /// The few words for the line of its group; `nil` where it has none, or is not well.
  package let summary: String?
  /// The time it took.
  package let milliseconds: Int

  init(_ check: DoctorCheck, _ finding: DoctorFinding, took time: Duration) {
    self.init(
      check, finding.verdict, finding.evidence, fixes: finding.fixes, summary: finding.summary,
      took: time)
  }

  /// Makes the result of a check that could not give one itself.
  init(
    _ check: DoctorCheck, _ verdict: DoctorVerdict, _ evidence: [String], fixes: [String],
    summary: String? = nil, took time: Duration
  ) {
    name = check.name
    title = check.title
    group = check.group.title
    self.verdict = verdict
    self.evidence = evidence
    self.fixes = fixes
    self.summary = verdict == .ok ? summary : nil
    milliseconds = Int(time / .milliseconds(1))
  }
}
