internal import ArgumentParser
internal import HandoffKit
internal import Phrases

struct InstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: Phrases.helpInstall(),
    discussion: Phrases.help(Phrases.helpInstallMore(), examples: Phrases.examplesInstall()))

  @Flag(help: ArgumentHelp(Phrases.helpDryRun()))
  var dryRun = false

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpInstallSkill()))
  var skill = true

  @Flag(help: ArgumentHelp(Phrases.helpInstallForce()))
  var force = false

  @OptionGroup var windows: WindowsOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      try await Self.install(
        console, on: windows.side(console.context), skill: skill, isForced: force,
        isDryRun: dryRun)
    }
  }

  /// Registers the hooks, and installs the skill.
  ///
  /// - Parameters:
  ///   - console: The console of the command.
  ///   - side: The Windows side, where its Claude Code is meant.
  ///   - skill: False to leave the skill out.
  ///   - isForced: True to replace what belongs to the person, and to do without the plugin.
  ///   - isDryRun: True to show the changes only.
  /// - Throws: `HandoffError` where a file is broken, or cannot be written.
  static func install(
    _ console: Console, on side: WindowsSide? = nil, skill: Bool = true, isForced: Bool = false,
    isDryRun: Bool = false
  ) async throws {
    let installation = HookInstallation(console.context, on: side)
    if !isForced && installation.isPluginEnabled {
      return try warnOfPlugin(installation, console)
    }
    let change = SetupChange(console: console, isDryRun: isDryRun)
    let hooks = try await installation.planInstallation()
    let skills = SkillInstallation(console.context, on: side)
    let skillPlan = skill ? try skills.planInstallation(isForced: isForced) : nil
    try change.apply(
      hooks.difference, path: hooks.path, done: { Phrases.hooksRegistered(path: $0) },
      nothing: { Phrases.hooksAlreadyRegistered(path: $0) }
    ) { try installation.apply(hooks) }
    if let remark = hooks.remark { console.remark(remark) }
    guard let skillPlan else { return }
    try install(skillPlan, by: skills, change)
    if let folder = skills.missingInPath {
      console.warn(Phrases.notInPath(), hint: Phrases.notInPathHint(folder: folder))
    }
  }

  /// Installs the skill; one that belongs to the person stays.
  private static func install(
    _ plan: SkillInstallation.Plan, by skills: SkillInstallation, _ change: SetupChange
  ) throws {
    guard plan.standing != .edited || !plan.difference.isEmpty else {
      return change.warn(of: plan, hint: Phrases.skillReplaceHint())
    }
    try change.apply(
      plan.difference, path: plan.path, done: { Phrases.skillInstalled(path: $0) },
      nothing: { Phrases.skillAlreadyInstalled(path: $0) }
    ) { try skills.apply(plan) }
  }

  private static func warnOfPlugin(_ installation: HookInstallation, _ console: Console) throws {
    let isTwice = try !installation.planRemoval().difference.isEmpty
    if isTwice {
      console.warn(Phrases.pluginTwice(), hint: Phrases.pluginTwiceHint())
    } else {
      console.warn(Phrases.pluginEnough(), hint: Phrases.pluginEnoughHint())
    }
  }
}

/// The options for the Windows side of a computer.
struct WindowsOptions: ParsableArguments {
  @Flag(help: ArgumentHelp(Phrases.helpWindows()))
  var windows = false

  @Option(help: ArgumentHelp(Phrases.helpWindowsProfile()))
  var windowsProfile: String?

  /// Returns the side that is meant; `nil` for this one.
  ///
  /// - Throws: `HandoffError` where it is meant, and not found.
  func side(_ context: HandoffContext) throws -> WindowsSide? {
    guard windows || windowsProfile != nil else { return nil }
    return try WindowsSide.find(context, profile: windowsProfile)
  }
}

struct UninstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: Phrases.helpUninstall(),
    discussion: Phrases.help(examples: Phrases.examplesUninstall()))

  @Flag(help: ArgumentHelp(Phrases.helpDryRun()))
  var dryRun = false

  @OptionGroup var windows: WindowsOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let change = SetupChange(console: console, isDryRun: dryRun)
      let side = try windows.side(console.context)
      let installation = HookInstallation(console.context, on: side)
      let hooks = try installation.planRemoval()
      let skills = SkillInstallation(console.context, on: side)
      let plan = try skills.planRemoval()
      try change.apply(
        hooks.difference, path: hooks.path, done: { Phrases.hooksRemoved(path: $0) },
        nothing: { Phrases.hooksNone(path: $0) }
      ) { try installation.apply(hooks) }
      // A skill that belongs to the person stays.
      guard plan.standing == .missing || !plan.difference.isEmpty else {
        return change.warn(of: plan, hint: Phrases.skillRemoveHint())
      }
      try change.apply(
        plan.difference, path: plan.path, done: { Phrases.skillRemoved(path: $0) },
        nothing: { Phrases.skillNone(path: $0) }
      ) { try skills.apply(plan) }
    }
  }
}

/// A change by `install` or `uninstall`: made and confirmed, or only shown.
private struct SetupChange {
  let console: Console
  let isDryRun: Bool

  /// Makes a change.
  ///
  /// - Parameters:
  ///   - difference: The change as a text; empty if there is nothing to change.
  ///   - path: The file.
  ///   - done: Returns the confirmation with the file's path.
  ///   - nothing: Returns the sentence for no change.
  ///   - make: Makes the change and returns the path of a backup, if there is one.
  /// - Throws: The error of `make`.
  func apply(
    _ difference: String, path: String, done: (String) -> String, nothing: (String) -> String,
    _ make: () throws -> String?
  ) throws {
    let path = console.context.shortened(path)
    if isDryRun && !difference.isEmpty { return console.print(untrusted: difference) }
    let copy = isDryRun ? nil : try make()
    console.success(difference.isEmpty ? nothing(path) : done(path))
    if let copy { console.remark(Phrases.backup(path: console.context.shortened(copy))) }
  }

  /// Warns that the skill belongs to the person.
  func warn(of plan: SkillInstallation.Plan, hint: String) {
    let path = console.context.shortened(plan.path)
    console.warn(
      plan.standing == .edited ? Phrases.skillEdited(path: path) : Phrases.skillLinked(path: path),
      hint: hint)
  }
}
