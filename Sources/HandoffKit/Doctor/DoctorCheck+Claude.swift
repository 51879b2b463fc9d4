internal import ClaudeCode
internal import Phrases
internal import Platform

extension DoctorCheck {
  /// Claude Code has a login that summaries can be written with; no model is asked.
  static let login = DoctorCheck("login", Phrases.titleLogin(), .claude) { examination in
    let context = examination.context
    let settings = try await examination.settings()
    guard settings.summarizer != .extract else { return .skipped(Phrases.checkLoginUnused()) }
    if let place = try placeOfLogin(context) {
      return DoctorFinding(place).summarized(Phrases.summaryLogin())
    }
    #if os(macOS)
    return .skipped(Phrases.checkLoginHidden())
    #else
    var finding = DoctorFinding()
    finding.add(
      settings.summarizer == .claude ? .failed : .warning, Phrases.checkNoLogin(),
      fix: Phrases.fixNoLogin())
    return finding
    #endif
  }

  /// The `claude` program is there, and answers.
  static let claude = DoctorCheck(
    "claude", Phrases.titleClaude(), .claude, deadline: .seconds(30), isSlow: true
  ) { examination in
    let context = examination.context
    let settings = try await examination.settings()
    let all = try await examination.claude().all
    guard let path = ProgramSearch.locate(settings.claude, context) else {
      var finding = DoctorFinding()
      let verdict: DoctorVerdict = settings.summarizer == .claude ? .failed : .warning
      if let stray = all.first?.path {
        finding.add(
          verdict,
          Phrases.checkStrayClaude(name: settings.claude, path: context.shortened(stray)),
          fix: Phrases.fixStrayClaude(path: shellWord(stray)))
      } else {
        finding.add(
          verdict, Phrases.checkNoClaude(name: settings.claude),
          fix: Phrases.fixNoClaude())
      }
      return finding
    }
    let resolved = LocalFile.resolved(path) ?? path
    guard let version = all.first(where: { $0.path == resolved })?.version else {
      return .failed(
        Phrases.checkSilentClaude(path: path), fix: Phrases.fixSilentClaude(path: shellWord(path)))
    }
    var finding = DoctorFinding(
      Phrases.checkClaude(version: version, path: context.shortened(path))
    ).summarized(version.description)
    for other in all where other.path != resolved {
      let version = other.version?.description ?? Phrases.checkUnknownVersion()
      finding.note(Phrases.checkOtherClaude(version: version, path: context.shortened(other.path)))
    }
    return finding
  }

  /// All installations know every event that is registered: older ones ignore the whole file for
  /// one name that they do not know.
  static let events = DoctorCheck(
    "events", Phrases.titleEvents(), .claude, deadline: .seconds(30), isSlow: true,
    requires: ["claude"]
  ) { examination in
    let context = examination.context
    let versions = try await examination.claude().versions
    let path = try context.claudeFolder() + "/settings.json"
    guard let bytes = try? SettingsFile.read(path).bytes,
      let document = try? SettingsDocument(bytes), !document.hookEvents.isEmpty
    else { return .skipped(Phrases.checkEventsWithoutHooks()) }
    guard let oldest = versions.compactMap(\.self).min() else {
      return .skipped(Phrases.checkEventsWithoutVersion())
    }
    var finding = DoctorFinding()
    let ours = document.hooks.filter(\.isOurs).map(\.event)
    let wanted = HookInstallation.events(versions)
    let unknown = document.hookEvents.filter { event in
      ours.contains(event) ? wanted.omitted.contains(event) : oldest < event.firstVersion
    }
    if !unknown.isEmpty {
      let isVoid = oldest < .ignoringUnknownEvents
      finding.add(
        isVoid ? .failed : .warning,
        isVoid
          ? Phrases.checkEventsVoid(
            version: oldest, events: names(unknown), path: context.shortened(path))
          : Phrases.checkEventsIgnored(version: oldest, events: names(unknown)),
        fix: unknown.contains { ours.contains($0) }
          ? Phrases.fixInstall() : Phrases.fixForeignEvents(path: path))
    }
    let missing = wanted.known.filter { !ours.contains($0) }
    if !ours.isEmpty, !missing.isEmpty {
      finding.add(
        .warning, Phrases.checkEventsMissing(events: names(missing)), fix: Phrases.fixInstall())
    }
    if finding.verdict == .ok { finding.note(Phrases.checkEvents(version: oldest)) }
    return finding
  }

  private static func names(_ events: [HookEvent]) -> String {
    Phrases.list(events.map { String($0.rawValue.prefix(40)) })
  }

  /// Returns the place of the login in words; `nil` if there is none.
  private static func placeOfLogin(_ context: HandoffContext) throws -> String? {
    let folder = try context.claudeFolder()
    let state = try context.variable("CLAUDE_CONFIG_DIR") ?? context.home()
    let login = ClaudeLogin.find(
      configurationFolder: folder, stateFile: "\(state)/.claude.json", variable: context.variable)
    let settings = "\(context.shortened(folder))/settings.json"
    return switch login {
    case nil: nil
    case .environment(let name): Phrases.loginInEnvironment(variable: name)
    case .settings(let name): Phrases.loginInSettings(variable: name, path: settings)
    case .keyHelper: Phrases.loginInSettings(variable: "apiKeyHelper", path: settings)
    case .file(let path, nil): context.shortened(path)
    case .file(let path, let plan?):
      Phrases.loginInFile(path: context.shortened(path), plan: plan)
    case .keychain(let path): Phrases.loginInKeychain(path: context.shortened(path))
    }
  }
}
