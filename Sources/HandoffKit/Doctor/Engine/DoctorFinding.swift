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
