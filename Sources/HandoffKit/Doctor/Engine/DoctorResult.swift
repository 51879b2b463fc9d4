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
