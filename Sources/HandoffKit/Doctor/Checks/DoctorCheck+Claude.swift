internal import ClaudeCode
internal import Foundation
internal import LocalFiles

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
    let claude = try await examination.claude()
    guard let path = claude.path else {
      var finding = DoctorFinding()
      let verdict: DoctorVerdict = settings.summarizer == .claude ? .failed : .warning
      if let stray = claude.strayPath {
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
    guard let answer = claude.answer else {
      return .failed(
        "\(path) does not tell its version.", fix: "See what it says: \(shellWord(path)) --version")
    }
    return DoctorFinding("\(answer), \(context.shortened(path))")
  }

  /// Every event that is registered is one that the installed version knows: older versions ignore
  /// the whole file for one name they do not know.
  static let events = DoctorCheck(
    "events", "Hook events", .claude, deadline: 30, isSlow: true, requires: ["claude"]
  ) { examination in
    let claude = try await examination.claude()
    guard claude.version != nil, let answer = claude.answer else {
      return .skipped("The version of Claude Code is not known.")
    }
    let path = try examination.context.claudeFolder() + "/settings.json"
    guard let bytes = try? SettingsFile.read(path).bytes,
      let document = try? SettingsDocument(bytes), !document.hookEvents.isEmpty
    else { return .skipped("No hooks are registered.") }
    let unknown = document.hookEvents.filter { claude.isBelow($0.firstVersion) }
    guard !unknown.isEmpty else {
      return DoctorFinding("\(answer) knows all \(document.hookEvents.count) of them.")
    }
    let names = unknown.map(\.rawValue).joined(separator: ", ")
    guard claude.isBelow(HookEvent.firstTolerantVersion) else {
      return DoctorFinding("\(answer) ignores \(names), which it does not know.")
    }
    return .failed(
      "\(answer) may not know \(names), and then ignores all of \(path).",
      fix: "Update Claude Code (claude update), then run: handoff install")
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

extension HookEvent {
  /// The first version of Claude Code that is known to ignore only the entry of an event it does
  /// not know; 2.1.81 ignores the whole file.
  static let firstTolerantVersion = [2, 1, 176]

  /// The first version that is known to have the event; `[0]` for those that all versions in use
  /// have.
  var firstVersion: [Int] {
    switch rawValue {
    case "PreToolUse", "PostToolUse", "Notification", "UserPromptSubmit", "SessionStart",
      "SessionEnd", "Stop", "SubagentStop", "PreCompact":
      [0]
    // 2.1.81 was seen to run them; `install` goes by the same number.
    case "StopFailure", "PostCompact": [2, 1, 81]
    default: HookEvent.firstTolerantVersion
    }
  }
}
