internal import HandoffKit
internal import TerminalUI

/// Makes the changes of `install` and `uninstall`, or only shows them, and says what was done.
struct SetupReport {
  let console: Console
  let isDryRun: Bool

  /// Changes the settings.
  func hooks(
    _ plan: HookInstallation.Plan, by installation: HookInstallation, done: String, nothing: String
  ) throws {
    try change(plan.difference, plan.path, done: done, nothing: nothing) {
      try installation.apply(plan)
    }
  }

  /// Installs the skill; one that belongs to the user stays.
  func install(_ plan: SkillInstallation.Plan, by installation: SkillInstallation) throws {
    guard plan.standing != .edited || !plan.difference.isEmpty else {
      warnOfSkill(plan, hint: "Replace it (a copy is kept): handoff install --force")
      return
    }
    try change(
      plan.difference, plan.path, done: "The skill is installed at",
      nothing: "The skill is installed already at"
    ) { try installation.apply(plan) }
  }

  /// Removes the skill; one that belongs to the user stays.
  func remove(_ plan: SkillInstallation.Plan, by installation: SkillInstallation) throws {
    guard plan.standing == .missing || !plan.difference.isEmpty else {
      warnOfSkill(plan, hint: "If you do not need it any more, remove it yourself.")
      return
    }
    try change(
      plan.difference, plan.path, done: "The skill is removed:", nothing: "There is no skill at"
    ) { try installation.apply(plan) }
  }

  private func warnOfSkill(_ plan: SkillInstallation.Plan, hint: String) {
    let path = console.context.shortened(plan.path)
    console.warn(
      plan.standing == .edited
        ? "The skill is not as handoff wrote it, and stays as it is: \(path)"
        : "The skill is a link of yours to \(path), and stays.", hint: hint)
  }

  private func change(
    _ difference: String, _ path: String, done: String, nothing: String,
    _ apply: () throws -> String?
  ) throws {
    let path = console.context.shortened(path)
    if isDryRun && !difference.isEmpty {
      console.print(raw: TerminalText.sanitized(difference, keeping: [.newlines, .tabs]))
      return
    }
    let copy = isDryRun ? nil : try apply()
    console.success("\(difference.isEmpty ? nothing : done) \(path)")
    if let copy {
      console.note(StyledText("  The file as it was: \(console.context.shortened(copy))", .dim))
    }
  }
}
