/// Runs checks one after the other, in this process.
package struct DoctorRound: Sendable {
  private let checks: [DoctorCheck]
  private let examination: DoctorExamination
  private let unmet: Set<String>

  /// Makes a round.
  ///
  /// - Parameters:
  ///   - checks: The checks, in their order.
  ///   - examination: What they look at.
  ///   - unmet: The names of checks that were run before and did not end well.
  package init(
    _ checks: [DoctorCheck], of examination: DoctorExamination, unmet: Set<String> = []
  ) {
    self.checks = checks
    self.examination = examination
    self.unmet = unmet
  }

  /// Runs them.
  ///
  /// - Parameter report: Called with each result as it comes.
  package func run(_ report: (DoctorResult) -> Void) async {
    var unmet = unmet
    for check in checks {
      let start = ContinuousClock.now
      let finding: DoctorFinding
      if let missing = check.requires.first(where: unmet.contains) {
        let title = DoctorCheck.all.first { $0.name == missing }?.title ?? missing
        finding = .skipped("It depends on “\(title)”.")
      } else {
        do {
          finding = try await check.run(examination)
        } catch {
          finding = .failed(error)
        }
      }
      if finding.verdict.isFailure || finding.verdict == .skipped { unmet.insert(check.name) }
      report(
        DoctorResult(
          check, finding, milliseconds: Int(start.duration(to: .now) / .milliseconds(1))))
    }
  }
}
