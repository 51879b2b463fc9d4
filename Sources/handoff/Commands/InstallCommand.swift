internal import ArgumentParser
internal import HandoffKit
internal import TerminalUI

struct InstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Register the hooks in Claude Code's settings, and install the skill.",
    discussion: """
      Running it twice changes nothing; other tools' hooks and the formatting stay. With the skill, \
      “what's in my unfinished tasks?” works inside a session.
      """)

  @Flag(help: "Show the change and make none.")
  var dryRun = false

  @Flag(inversion: .prefixedNo, help: "Install the skill.")
  var skill = true

  @Flag(help: "Replace a skill that was edited; register the hooks though the plugin has them.")
  var force = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let installation = HookInstallation(console.context)
      if !force && installation.isPluginEnabled {
        try warnOfPlugin(installation, console)
        return
      }
      let report = SetupReport(console: console, isDryRun: dryRun)
      let hooks = try await installation.planInstallation()
      let skills = SkillInstallation(console.context)
      let skillPlan = skill ? try skills.planInstallation(isForced: force) : nil
      try report.hooks(
        hooks, by: installation, done: "The hooks are registered in",
        nothing: "The hooks are registered already in")
      if let remark = hooks.remark { console.note(StyledText("  \(remark)", .dim)) }
      guard let skillPlan else { return }
      try report.install(skillPlan, by: skills)
      if let folder = skills.missingInPath {
        console.warn(
          "There is no handoff in the PATH, by which the skill runs it.",
          hint: "Add it where your shell starts: export PATH=\"\(folder):$PATH\"")
      }
    }
  }

  private func warnOfPlugin(_ installation: HookInstallation, _ console: Console) throws {
    let isTwice = try !installation.planRemoval().difference.isEmpty
    console.warn(
      isTwice
        ? "The plugin of handoff is switched on in Claude Code, and the settings have the hooks too: "
          + "each of them runs twice."
        : "The plugin of handoff is switched on in Claude Code; it has the hooks and the skill. "
          + "Nothing was added.",
      hint: isTwice
        ? "Take them out of the settings: handoff uninstall"
        : "Without the plugin: /plugin uninstall handoff in a session, then handoff install")
  }
}

struct UninstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall",
    abstract: "Remove the hooks from Claude Code's settings, and the skill.")

  @Flag(help: "Show the change and make none.")
  var dryRun = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let report = SetupReport(console: console, isDryRun: dryRun)
      let installation = HookInstallation(console.context)
      let hooks = try installation.planRemoval()
      let skills = SkillInstallation(console.context)
      let skillPlan = try skills.planRemoval()
      try report.hooks(
        hooks, by: installation, done: "The hooks are removed from",
        nothing: "There are no hooks of handoff in")
      try report.remove(skillPlan, by: skills)
    }
  }
}

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
