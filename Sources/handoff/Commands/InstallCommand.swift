internal import ArgumentParser
internal import HandoffKit
internal import TerminalUI

struct InstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Register the hooks in Claude Code's settings.",
    discussion: "Running it twice changes nothing; other tools' hooks and the formatting stay.")

  @OptionGroup var options: HookOptions

  func run() async throws {
    try await Console(options.output).run { console in
      let installation = HookInstallation(console.context)
      try options.apply(
        try installation.planInstallation(), by: installation, done: "The hooks are registered in",
        nothing: "The hooks are registered already in", console)
    }
  }
}

struct UninstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove the hooks from Claude Code's settings.")

  @OptionGroup var options: HookOptions

  func run() async throws {
    try await Console(options.output).run { console in
      let installation = HookInstallation(console.context)
      try options.apply(
        try installation.planRemoval(), by: installation, done: "The hooks are removed from",
        nothing: "There are no hooks of handoff in", console)
    }
  }
}

/// What both commands share.
struct HookOptions: ParsableArguments {
  @Flag(help: "Show the change and make none.")
  var dryRun = false

  @OptionGroup var output: OutputOptions

  func apply(
    _ plan: HookInstallation.Plan, by installation: HookInstallation, done: String,
    nothing: String, _ console: Console
  ) throws {
    let path = console.context.shortened(plan.path)
    if plan.difference.isEmpty {
      console.success("\(nothing) \(path)")
      return
    }
    if dryRun {
      console.print(raw: TerminalText.sanitized(plan.difference, keeping: [.newlines, .tabs]))
      return
    }
    let copy = try installation.apply(plan)
    console.success("\(done) \(path)")
    if let copy {
      console.note(StyledText("  The file as it was: \(console.context.shortened(copy))", .dim))
    }
  }
}
