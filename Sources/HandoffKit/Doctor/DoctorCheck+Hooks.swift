internal import ClaudeCode
internal import HookRelay
internal import Phrases
internal import Platform

extension DoctorCheck {
  /// The hooks are registered once, and only once, in the settings that Claude Code reads, and can
  /// be run.
  static let hooks = DoctorCheck("hooks", Phrases.titleHooks(), .claude) { examination in
    let context = examination.context
    let folder = try context.claudeFolder()
    let path = "\(folder)/settings.json"
    let shown = context.shortened(path)
    let document: SettingsDocument
    do throws(SettingsError) {
      document = try SettingsDocument(try SettingsFile.read(path).bytes ?? [])
    } catch {
      return .failed(
        Phrases.checkSettingsBroken(path: shown, reason: error),
        fix: Phrases.fixSettingsBroken(path: path))
    }
    var finding = DoctorFinding()
    let ours = document.hooks.filter(\.isOurs)
    let plugin = PluginHooks(document, folder: folder)
    if ours.isEmpty, let plugin {
      finding.note(Phrases.checkPluginHooks(plugin: plugin.name))
    } else if ours.isEmpty {
      finding.add(.failed, Phrases.checkNoHooks(path: shown), fix: Phrases.fixInstall())
    } else {
      lookAtEntries(ours, shown, context, &finding)
      if let plugin {
        finding.add(
          .warning, Phrases.checkHooksTwice(path: shown, plugin: plugin.name),
          fix: Phrases.fixHooksTwice())
      }
    }
    lookForDoubles(of: ours, context, &finding)
    lookAtSwitches(document, shown, &finding)
    finding.summary = Phrases.summaryHooks()
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
          .failed,
          Phrases.checkHookMissing(program: program, event: event.rawValue, path: path),
          fix: Phrases.fixInstall())
      }
    }
    let events = ours.map(\.event.rawValue)
    if let double = events.first(where: { name in events.count { $0 == name } > 1 }) {
      finding.add(
        .warning, Phrases.checkHookRepeated(event: double, path: path), fix: Phrases.fixInstall())
    }
    var programs: [String] = []
    for hook in ours {
      guard let named = executable(of: hook) else { continue }
      if let found = resolved(named, context) {
        if !programs.contains(found) { programs.append(found) }
      } else if !named.contains("$") {
        finding.add(
          .failed, Phrases.checkHookBroken(event: hook.event.rawValue, program: named),
          fix: Phrases.fixHookBroken())
      }
    }
    if let own = ExecutablePath.current.map(LocalFile.folder),
      let other = programs.first(where: { LocalFile.folder(of: $0) != own })
    {
      finding.note(
        Phrases.checkHooksElsewhere(
          program: context.shortened(other), folder: context.shortened(own)))
    }
    finding.note(Phrases.checkHooks(events: Phrases.list(events), path: path))
  }

  /// Looks for settings of the project or the system that register ours once more, or keep them
  /// off.
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
          .warning, Phrases.checkHookInProject(path: shown, event: other.event.rawValue),
          fix: Phrases.fixHookInProject(path: path))
      }
      lookAtSwitches(document, shown, &finding)
    }
    #if os(macOS)
    let managed = "/Library/Application Support/ClaudeCode/managed-settings.json"
    #else
    let managed = "/etc/claude-code/managed-settings.json"
    #endif
    guard let bytes = try? SettingsFile.read(managed).bytes,
      let document = try? SettingsDocument(bytes)
    else { return }
    lookAtSwitches(document, managed, &finding)
    if document.allowsOnlyManagedHooks {
      finding.add(
        .failed, Phrases.checkHooksManaged(path: managed), fix: Phrases.fixHooksManaged())
    }
  }

  private static func lookAtSwitches(
    _ document: SettingsDocument, _ path: String, _ finding: inout DoctorFinding
  ) {
    if document.disablesAllHooks {
      finding.add(
        .failed, Phrases.checkHooksDisabled(path: path),
        fix: Phrases.fixHooksDisabled(path: path))
    }
  }

  private static func executable(of hook: RegisteredHook) -> String? {
    HookCommand.executable(of: hook.command, arguments: hook.arguments)
  }

  /// Returns the program that a hook's command finds, symbolic links resolved.
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
