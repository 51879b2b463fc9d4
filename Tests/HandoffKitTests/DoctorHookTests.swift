import Foundation
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The doctor's checks of Claude Code")
struct DoctorHookTests {
  let fixture: KitFixture

  init() throws {
    fixture = try KitFixture()
    for name in ["handoff-snapshot", "handoff-cleanup"] {
      _ = try fixture.folder.script(name, "exit 0")
    }
  }

  /// Settings with hooks: pairs of an event and a command.
  func settings(_ hooks: [(String, String)], more: String = "", at path: String = "settings.json")
    throws
  {
    let names = hooks.map(\.0).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let events = names.map { name in
      let entries = hooks.filter { $0.0 == name }.map {
        #"{"hooks":[{"type":"command","command":"\#($0.1)"}]}"#
      }
      return #""\#(name)":[\#(entries.joined(separator: ","))]"#
    }
    try fixture.folder.write(
      #"{"hooks":{\#(events.joined(separator: ","))}\#(more)}"#, to: "desk/.claude/\(path)")
  }

  var both: [(String, String)] {
    [
      ("Stop", fixture.folder("handoff-snapshot")),
      ("SessionEnd", fixture.folder("handoff-cleanup")),
    ]
  }

  func check(_ verdict: DoctorVerdict, _ word: String, fix: String? = nil) async throws {
    let result = try await fixture.examine("hooks")
    #expect(result.verdict == verdict, "\(result)")
    #expect(result.evidence.joined(separator: "\n").contains(word), "\(result)")
    if let fix { #expect(result.fixes.joined().contains(fix), "\(result)") }
  }

  @Test("None, one of two, both, one twice")
  func registration() async throws {
    try await check(.failed, "No hook", fix: "handoff install")
    try settings([both[0]])
    try await check(.failed, "handoff-cleanup is not registered for SessionEnd")
    try settings(both)
    try await check(.ok, "Stop, SessionEnd in ~/.claude/settings.json")
    try settings(both + [both[0]])
    try await check(.warning, "Stop is registered more than once", fix: "handoff install")
    // The wrong program on an event is as good as none.
    try settings([("Stop", fixture.folder("handoff-cleanup")), both[1]])
    try await check(.failed, "handoff-snapshot is not registered for Stop")
  }

  @Test("A program that is not there, or may not be run")
  func programs() async throws {
    try settings([both[0], ("SessionEnd", "/nowhere/handoff-cleanup")])
    try await check(.failed, "/nowhere/handoff-cleanup, which is not a program")
    try settings(both)
    chmod(fixture.folder("handoff-cleanup"), 0o600)
    try await check(.failed, "which is not a program", fix: "scripts/install")
    chmod(fixture.folder("handoff-cleanup"), 0o755)
    try settings([("Stop", "~/bin/handoff-snapshot"), both[1]])
    try await check(.failed, "~/bin/handoff-snapshot")
    try FileManager.default.createDirectory(
      atPath: fixture.folder("desk/bin"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder("desk/bin/handoff-snapshot"),
      withDestinationPath: fixture.folder("handoff-snapshot"))
    try await check(.ok, "Stop")
  }

  @Test("Switched off, by the user and by the project")
  func switches() async throws {
    try settings(both, more: #","disableAllHooks":true"#)
    try await check(.failed, "disableAllHooks", fix: "settings.json")
    try settings(both)
    try fixture.folder.write(#"{"disableAllHooks":true}"#, to: "desk/.claude/settings.local.json")
    try await check(.failed, "settings.local.json disables all hooks")
  }

  @Test("Settings that are no JSON")
  func broken() async throws {
    try fixture.folder.write("{", to: "desk/.claude/settings.json")
    try await check(.failed, "cannot read", fix: "settings.json")
  }

  @Test("A plugin alone is fine; a plugin and the settings run each hook twice")
  func plugin() async throws {
    try settings([], more: #","enabledPlugins":{"handoff@ann":true,"other@x":true}"#)
    try await check(.ok, "plugin handoff@ann")
    try settings(both, more: #","enabledPlugins":{"handoff@ann":true}"#)
    try await check(.warning, "each runs twice", fix: "handoff uninstall")
    try settings(both, more: #","enabledPlugins":{"handoff@ann":false}"#)
    try await check(.ok, "Stop")
    // Another name, found by what its hooks run.
    try settings(both, more: #","enabledPlugins":{"carry@ann":true}"#)
    try await check(.ok, "Stop")
    try fixture.folder.write(
      #"{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"exec handoff-snapshot"}]}]}}"#,
      to: "carry/hooks/hooks.json")
    try fixture.folder.write(
      #"{"version":2,"plugins":{"carry@ann":[{"installPath":"\#(fixture.folder("carry"))"}]}}"#,
      to: "desk/.claude/plugins/installed_plugins.json")
    try await check(.warning, "carry@ann")
  }

  @Test("A project that registers another program of ours makes two; the same command runs once")
  func project() async throws {
    try settings(both)
    try FileManager.default.createDirectory(
      atPath: fixture.folder("desk/work"), withIntermediateDirectories: true)
    var context = fixture.context()
    context.workingFolder = fixture.folder("desk/work")
    func hooks() async throws -> DoctorResult? {
      var found: DoctorResult?
      await DoctorRound([.hooks], of: DoctorExamination(context)).run { found = $0 }
      return found
    }
    try settings(both, at: "../work/.claude/settings.json")
    #expect(try await hooks()?.verdict == .ok)
    try settings([("Stop", "/opt/handoff-snapshot")], at: "../work/.claude/settings.json")
    let twice = try await hooks()
    #expect(twice?.verdict == .warning && twice?.evidence.first?.contains("twice") == true)
  }

  @Test("claude: missing, silent, old; the name of an event that an old one does not know")
  func claude() async throws {
    let path = fixture.folder("bin/claude")
    let environment = ["PATH": fixture.folder("bin") + ":/usr/bin:/bin"]
    func examine(_ name: String) async throws -> DoctorResult {
      try await fixture.examine(name, environment: environment)
    }
    let missing = try await examine("claude")
    #expect(missing.verdict == .warning && missing.evidence.first?.contains("no program") == true)
    try FileManager.default.createDirectory(
      atPath: fixture.folder("bin"), withIntermediateDirectories: true)
    _ = try fixture.folder.script("bin/claude", "exit 3")
    #expect(try await examine("claude").fixes == ["See what it says: \(path) --version"])
    _ = try fixture.folder.script("bin/claude", "echo '2.1.81 (Claude Code)'")
    #expect(try await examine("claude").evidence.first?.hasPrefix("2.1.81, ") == true)
    let snapshot = fixture.folder("handoff-snapshot")
    let all =
      both
      + ["SessionStart", "UserPromptSubmit", "StopFailure", "PostCompact"].map { ($0, snapshot) }
    try settings(both)
    let more = try await examine("events")
    #expect(more.verdict == .warning && more.fixes == ["Run: handoff install"], "\(more)")
    try settings(all)
    #expect(try await examine("events").verdict == .ok)
    try settings(all + [("DirectoryAdded", "/opt/other")])
    let foreign = try await examine("events")
    #expect(foreign.verdict == .failed && foreign.fixes.first?.contains("claude update") == true)
    _ = try fixture.folder.script("bin/claude", "echo '2.1.176 (Claude Code)'")
    #expect(try await examine("events").verdict == .ok)
    _ = try fixture.folder.script("bin/claude", "echo '2.0.72 (Claude Code)'")
    try settings(all)
    let void = try await examine("events")
    #expect(void.verdict == .failed && void.evidence.first?.contains("StopFailure") == true)
    #expect(void.fixes == ["Run: handoff install"])
    _ = try fixture.folder.script("bin/claude", "echo unknown")
    #expect(try await examine("events").verdict == .skipped)
  }

  @Test("claude beside PATH is named with what to set")
  func strayClaude() async throws {
    try FileManager.default.createDirectory(
      atPath: fixture.folder("desk/.local/bin"), withIntermediateDirectories: true)
    _ = try fixture.folder.script("desk/.local/bin/claude", "exit 0")
    let result = try await fixture.examine("claude", environment: ["PATH": "/usr/bin:/bin"])
    #expect(result.verdict == .warning)
    #expect(result.fixes.first?.contains(fixture.folder("desk/.local/bin/claude")) == true)
  }

  @Test("Where the login comes from, and never what it is")
  func login() async throws {
    func login(_ environment: [String: String] = [:]) async throws -> DoctorResult {
      let result = try await fixture.examine("login", environment: environment)
      #expect(!"\(result)".contains("SECRET"))
      return result
    }
    #if !os(macOS)
    #expect(try await login().verdict == .warning)
    #expect(try await login(["HANDOFF_SUMMARIZER": "claude"]).verdict == .failed)
    #endif
    #expect(try await login(["HANDOFF_SUMMARIZER": "extract"]).verdict == .skipped)
    let key = try await login(["ANTHROPIC_API_KEY": "SECRET"])
    #expect(key.verdict == .ok && key.evidence == ["ANTHROPIC_API_KEY in the environment"])
    try fixture.folder.write(
      #"{"claudeAiOauth":{"accessToken":"SECRET","subscriptionType":"max"}}"#,
      to: "desk/.claude/.credentials.json")
    #expect(try await login().evidence == ["~/.claude/.credentials.json, plan max"])
    try fixture.folder.write(#"{"apiKeyHelper":"echo SECRET"}"#, to: "desk/.claude/settings.json")
    #expect(try await login().evidence == ["apiKeyHelper in ~/.claude/settings.json"])
    try fixture.folder.write(
      #"{"env":{"ANTHROPIC_AUTH_TOKEN":"SECRET"}}"#, to: "desk/.claude/settings.json")
    #expect(try await login().evidence == ["ANTHROPIC_AUTH_TOKEN in ~/.claude/settings.json"])
  }
}
