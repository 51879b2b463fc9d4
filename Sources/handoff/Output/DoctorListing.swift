internal import HandoffKit

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
