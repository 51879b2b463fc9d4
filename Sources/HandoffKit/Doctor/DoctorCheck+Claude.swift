internal import ClaudeCode
internal import Platform

extension DoctorCheck {
  /// Claude Code has a login that summaries can be written with; no model is asked.
  static let login = DoctorCheck("login", "Login of Claude Code", .claude) { examination in
    let context = examination.context
    let settings = try await examination.settings()
    guard settings.summarizer != .extract else {
      return .skipped("Summaries are made without a model (summarizer is extract).")
    }
    if let source = try login(context) { return DoctorFinding(source) }
    #if os(macOS)
    return .skipped("The login may be in the keychain, which is not looked into.")
    #else
    var finding = DoctorFinding()
    finding.add(
      settings.summarizer == .claude ? .failed : .warning,
      "Claude Code is not logged in: summaries are made without a model.",
      fix: "Log in: start claude and type /login, or set the summarizer to extract")
    return finding
    #endif
  }

  /// The `claude` program is there, and answers.
  static let claude = DoctorCheck(
    "claude", "Claude Code", .claude, deadline: 30, isSlow: true
  ) { examination in
    let context = examination.context
    let settings = try await examination.settings()
    let all = try await examination.claude().all
    guard let path = ProgramSearch.locate(settings.claude, context) else {
      var finding = DoctorFinding()
      let verdict: DoctorVerdict = settings.summarizer == .claude ? .failed : .warning
      if let stray = all.first?.path {
        finding.add(
          verdict, "\(settings.claude) is not in PATH, but lies at \(context.shortened(stray)).",
          fix: "Name it: set \"claude\": \"\(stray)\" in \(settings.file)")
      } else {
        finding.add(
          verdict, "There is no program \(settings.claude): no model summaries, no handoff resume.",
          fix: "Install Claude Code, or set where it is: \"claude\" in \(settings.file)")
      }
      return finding
    }
    let resolved = LocalFile.resolved(path) ?? path
    guard let version = all.first(where: { $0.path == resolved })?.version else {
      return .failed(
        "\(path) does not tell its version.", fix: "See what it says: \(shellWord(path)) --version")
    }
    var finding = DoctorFinding("\(version), \(context.shortened(path))")
    for other in all where other.path != resolved {
      let version = other.version?.description ?? "unknown version"
      finding.note("also here: \(version), \(context.shortened(other.path))")
    }
    return finding
  }

  /// Every event that is registered is one that all installations know: older ones ignore the whole
  /// file for one name they do not know.
  static let events = DoctorCheck(
    "events", "Hook events", .claude, deadline: 30, isSlow: true, requires: ["claude"]
  ) { examination in
    let context = examination.context
    let versions = try await examination.claude().versions
    let path = try context.claudeFolder() + "/settings.json"
    guard let bytes = try? SettingsFile.read(path).bytes,
      let document = try? SettingsDocument(bytes), !document.hookEvents.isEmpty
    else { return .skipped("No hooks are registered.") }
    guard let oldest = versions.compactMap(\.self).min() else {
      return .skipped("The version of Claude Code is not known.")
    }
    let shown = context.shortened(path)
    var finding = DoctorFinding()
    let ours = document.hooks.filter(\.isOurs).map(\.event)
    let wanted = HookInstallation.events(versions)
    let unknown = document.hookEvents.filter { event in
      ours.contains(event) ? wanted.omitted.contains(event) : oldest < event.firstVersion
    }
    let missing = wanted.known.filter { !ours.contains($0) }
    if !unknown.isEmpty {
      finding.add(
        oldest < .ignoringUnknownEvents ? .failed : .warning,
        "Claude Code \(oldest) may not know \(names(unknown)), and then ignores "
          + (oldest < .ignoringUnknownEvents ? "all of \(shown)." : "that."),
        fix: unknown.contains { ours.contains($0) }
          ? "Run: handoff install" : "Update Claude Code (claude update), or remove them: \(path)")
    }
    if !ours.isEmpty, !missing.isEmpty {
      finding.add(
        .warning, "\(names(missing)) could be registered as well: Claude Code knows them.",
        fix: "Run: handoff install")
    }
    if finding.verdict == .ok {
      finding.note("Claude Code \(oldest) knows all of them.")
    }
    return finding
  }

  private static func names(_ events: [HookEvent]) -> String {
    events.map { String($0.rawValue.prefix(40)) }.joined(separator: ", ")
  }

  /// Returns the place of the login in words; `nil` if there is none.
  private static func login(_ context: HandoffContext) throws -> String? {
    let folder = try context.claudeFolder()
    let state = try context.variable("CLAUDE_CONFIG_DIR") ?? context.home()
    let login = ClaudeLogin.find(
      configurationFolder: folder, stateFile: "\(state)/.claude.json", variable: context.variable)
    let settings = "\(context.shortened(folder))/settings.json"
    return switch login {
    case .environment(let name): "\(name) in the environment"
    case .settings(let name): "\(name) in \(settings)"
    case .keyHelper: "apiKeyHelper in \(settings)"
    case .file(let path, let plan): context.shortened(path) + (plan.map { ", plan \($0)" } ?? "")
    case .keychain(let path):
      "an account in \(context.shortened(path)); its token is in the keychain"
    case nil: nil
    }
  }
}
