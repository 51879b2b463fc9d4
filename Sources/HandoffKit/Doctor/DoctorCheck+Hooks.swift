internal import ClaudeCode
internal import HookRelay
internal import Platform

extension DoctorCheck {
  /// The hooks are registered once, and only once, in the settings that Claude Code reads, and can
  /// be run.
  static let hooks = DoctorCheck("hooks", "Hooks", .claude) { examination in
    let context = examination.context
    let folder = try context.claudeFolder()
    let path = "\(folder)/settings.json"
    let shown = context.shortened(path)
    let document: SettingsDocument
    do throws(SettingsError) {
      document = try SettingsDocument(try SettingsFile.read(path).bytes ?? [])
    } catch {
      return .failed(
        "Claude Code cannot read \(shown): \(error)", fix: "Mend it in an editor: \(path)")
    }
    var finding = DoctorFinding()
    let ours = document.hooks.filter(\.isOurs)
    let plugin = PluginHooks(document, folder: folder)
    if ours.isEmpty, plugin == nil {
      finding.add(.failed, "No hook is registered in \(shown).", fix: "Run: handoff install")
    } else if ours.isEmpty, let plugin {
      finding.note("registered by the plugin \(plugin.name)")
    } else {
      lookAtEntries(ours, shown, context, &finding)
      if let plugin {
        finding.add(
          .warning, "They are in \(shown) and in the plugin \(plugin.name): each one runs twice.",
          fix: "Keep one of the two: handoff uninstall, or switch the plugin off with /plugin")
      }
    }
    lookForDoubles(of: ours, context, &finding)
    lookAtSwitches(document, shown, &finding)
    return finding
  }

  /// The hooks that nothing works without, and their programs.
  private static let needed: [(event: HookEvent, program: String)] = [
    (.stop, "handoff-snapshot"), (.sessionEnd, "handoff-cleanup"),
  ]

  private static func lookAtEntries(
    _ ours: [RegisteredHook], _ path: String, _ context: HandoffContext,
    _ finding: inout DoctorFinding
  ) {
    for (event, program) in needed {
      let isThere = ours.contains { hook in
        hook.event == event && executable(of: hook).map(LocalFile.name) == program
      }
      if !isThere {
        finding.add(
          .failed, "\(program) is not registered for \(event.rawValue) in \(path).",
          fix: "Run: handoff install")
      }
    }
    let events = ours.map(\.event.rawValue)
    if let double = events.first(where: { name in events.count { $0 == name } > 1 }) {
      finding.add(
        .warning, "The hook for \(double) is registered several times in \(path).",
        fix: "Run: handoff install")
    }
    var programs: [String] = []
    for hook in ours {
      guard let named = executable(of: hook) else { continue }
      if let found = resolved(named, context) {
        if !programs.contains(found) { programs.append(found) }
      } else if !named.contains("$") {
        finding.add(
          .failed, "The hook for \(hook.event.rawValue) runs \(named), which is no program.",
          fix: "Install the programs again: scripts/install && handoff install")
      }
    }
    let own = ExecutablePath.current.map(LocalFile.folder)
    if let other = programs.first(where: { LocalFile.folder(of: $0) != own }), own != nil {
      finding.note(
        "They run \(context.shortened(other)), which is not beside this handoff "
          + "(\(context.shortened(own ?? ""))).")
    }
    finding.note("\(events.joined(separator: ", ")) in \(path)")
  }

  /// Settings of the project or the system that register ours once more, or keep them off.
  private static func lookForDoubles(
    of ours: [RegisteredHook], _ context: HandoffContext, _ finding: inout DoctorFinding
  ) {
    for name in ["settings.json", "settings.local.json"] {
      let path = "\(context.workingFolder)/.claude/\(name)"
      // In the home folder itself, the project's first file is the user's own.
      let isUsers = (try? context.claudeFolder()).map { path == "\($0)/settings.json" } ?? false
      guard !isUsers, let file = try? SettingsFile.read(path), let bytes = file.bytes,
        let document = try? SettingsDocument(bytes)
      else { continue }
      let shown = context.shortened(path)
      // The same command in two files runs once.
      let others = document.hooks.filter { hook in
        hook.isOurs && !ours.contains { $0.event == hook.event && $0.command == hook.command }
      }
      if let other = others.first, !ours.isEmpty {
        finding.add(
          .warning, "\(shown) registers a hook for \(other.event.rawValue) as well: it runs twice.",
          fix: "Remove it there in an editor: \(path)")
      }
      lookAtSwitches(document, shown, &finding)
    }
    #if os(macOS)
    let managed = "/Library/Application Support/ClaudeCode/managed-settings.json"
    #else
    let managed = "/etc/claude-code/managed-settings.json"
    #endif
    if let bytes = try? SettingsFile.read(managed).bytes,
      let document = try? SettingsDocument(bytes)
    {
      lookAtSwitches(document, managed, &finding)
      if document.allowsOnlyManagedHooks {
        finding.add(
          .failed, "\(managed) allows no hooks but its own (allowManagedHooksOnly).",
          fix: "Ask who manages this machine to add handoff's hooks there.")
      }
    }
  }

  private static func lookAtSwitches(
    _ document: SettingsDocument, _ path: String, _ finding: inout DoctorFinding
  ) {
    if document.disablesAllHooks {
      finding.add(
        .failed, "\(path) switches all hooks off (disableAllHooks).",
        fix: "Remove disableAllHooks there in an editor: \(path)")
    }
  }

  private static func executable(of hook: RegisteredHook) -> String? {
    HookCommand.executable(of: hook.command, isExecutedDirectly: hook.isExecutedDirectly)
  }

  /// The program that a hook's command finds, symbolic links resolved.
  private static func resolved(_ named: String, _ context: HandoffContext) -> String? {
    var name = named
    if let home = try? context.home() {
      for prefix in ["$HOME/", "${HOME}/", "~/"] where name.hasPrefix(prefix) {
        name = home + "/" + name.dropFirst(prefix.count)
      }
    }
    guard let path = ProgramSearch.locate(name, context) else { return nil }
    return LocalFile.resolved(path) ?? path
  }
}
