internal import ClaudeCode
internal import Foundation
internal import Platform

extension DoctorCheck {
  /// Claude Code has a login that summaries can be written with; no model is asked.
  static let login = DoctorCheck("login", "Login of Claude Code", .claude) { examination in
    let context = examination.context
    let settings = try await examination.settings()
    guard settings.summarizer != .extract else {
      return .skipped("Summaries are made without a model (summarizer is extract).")
    }
    if let source = try loginSource(context) { return DoctorFinding(source) }
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
        oldest < .tolerant ? .failed : .warning,
        "Claude Code \(oldest) may not know \(names(unknown)), and then ignores "
          + (oldest < .tolerant ? "all of \(shown)." : "that."),
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

  /// Where the login comes from, without anything of it; `nil` where there is none.
  private static func loginSource(_ context: HandoffContext) throws -> String? {
    let folder = try context.claudeFolder()
    let document = (try? SettingsFile.read("\(folder)/settings.json").bytes).flatMap {
      try? SettingsDocument($0)
    }
    let names = [
      "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY",
      "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN",
    ]
    for name in names {
      if context.variable(name) != nil { return "\(name) in the environment" }
      if document?.environmentNames.contains(name) == true {
        return "\(name) in \(context.shortened(folder))/settings.json"
      }
    }
    if document?.hasKeyHelper == true {
      return "apiKeyHelper in \(context.shortened(folder))/settings.json"
    }
    let credentials = "\(folder)/.credentials.json"
    if let login = object(at: credentials)?["claudeAiOauth"] as? [String: Any],
      (login["accessToken"] as? String)?.isEmpty == false
    {
      let plan = (login["subscriptionType"] as? String).map { ", plan \($0.prefix(20))" } ?? ""
      return "\(context.shortened(credentials))\(plan)"
    }
    #if os(macOS)
    let state =
      try context.variable("CLAUDE_CONFIG_DIR").map { "\($0)/.claude.json" }
      ?? "\(context.home())/.claude.json"
    if object(at: state)?["oauthAccount"] is [String: Any] {
      return "an account in \(context.shortened(state)); its token is in the keychain"
    }
    #endif
    return nil
  }

  private static func object(at path: String) -> [String: Any]? {
    guard let bytes = try? LocalFile.read(path, limit: 32 << 20) else { return nil }
    return (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
  }
}

extension ClaudeVersion {
  /// The first that is known to ignore only the entry of an event it does not know; 2.1.81 ignores
  /// the whole file.
  static let tolerant = ClaudeVersion(2, 1, 176)
}

extension HookEvent {
  /// The first version that is known to have an event of other tools' hooks.
  var firstVersion: ClaudeVersion {
    switch rawValue {
    case "PreToolUse", "PostToolUse", "Notification", "UserPromptSubmit", "SessionStart",
      "SessionEnd", "Stop", "SubagentStop", "PreCompact":
      ClaudeVersion(0, 0, 0)
    // 2.1.81 was seen to run them; `install` goes by the same number.
    case "StopFailure", "PostCompact": ClaudeVersion(2, 1, 81)
    default: .tolerant
    }
  }
}
