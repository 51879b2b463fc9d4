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
