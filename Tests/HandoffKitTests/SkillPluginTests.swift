import Foundation
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The plugin beside the settings")
struct SkillPluginTests {
  @Test(
    "Whether it is switched on",
    arguments: [
      (#"{"enabledPlugins":{"handoff@handoff":true}}"#, true),
      (#"{"enabledPlugins":{"x@y":true,"handoff@acme-tools":true}}"#, true),
      (#"{"enabledPlugins":{"handoff@handoff":false}}"#, false),
      (#"{"enabledPlugins":{"handoff@handoff":"yes"}}"#, false),
      (#"{"enabledPlugins":{"handoffs@handoff":true}}"#, false),
      (#"{"enabledPlugins":["handoff@handoff"]}"#, false),
      ("{", false), ("", false),
    ])
  func enabled(settings: String, isEnabled: Bool) throws {
    let fixture = try KitFixture()
    let installation = HookInstallation(fixture.context())
    #expect(!installation.isPluginEnabled)
    try fixture.folder.write(settings, to: "desk/.claude/settings.json")
    #expect(installation.isPluginEnabled == isEnabled)
  }

  @Test("Another one of this name is known by its hooks")
  func namesake() throws {
    let fixture = try KitFixture()
    let installation = HookInstallation(fixture.context())
    try fixture.folder.write(
      #"{"enabledPlugins":{"handoff@acme":true}}"#, to: "desk/.claude/settings.json")
    try fixture.folder.write(
      #"{"version":2,"plugins":{"handoff@acme":[{"installPath":"\#(fixture.folder("p"))"}]}}"#,
      to: "desk/.claude/plugins/installed_plugins.json")
    #expect(installation.isPluginEnabled)
    try fixture.folder.write(#"{"hooks":{"Stop":[]}}"#, to: "p/hooks/hooks.json")
    #expect(!installation.isPluginEnabled)
    try fixture.folder.write(#"{"hooks":{"Stop":["handoff-snapshot"]}}"#, to: "p/hooks/hooks.json")
    #expect(installation.isPluginEnabled)
  }

  @Test("Its version is that of the programs, and its hooks are silent where those are missing")
  func files() throws {
    let repository = SkillInstallationTests.repository
    let plugin = repository.appending(path: "scripts/claude-plugin")
    func json(_ file: URL) throws -> [String: Any] {
      try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }
    let manifest = try json(plugin.appending(path: ".claude-plugin/plugin.json"))
    let version = try String(
      contentsOf: repository.appending(path: "Sources/HandoffKit/Context/Version.swift"),
      encoding: .utf8)
    let number = try #require(manifest["version"] as? String)
    #expect(version.contains("\"\(number)\""))
    let market = try json(repository.appending(path: ".claude-plugin/marketplace.json"))
    let entry = try #require((market["plugins"] as? [[String: Any]])?.first)
    #expect(entry["name"] as? String == "handoff")
    #expect(entry["source"] as? String == "./scripts/claude-plugin")

    let hooks = try #require(
      try json(plugin.appending(path: "hooks/hooks.json"))["hooks"] as? [String: [[String: Any]]])
    // Names that every version with plugins knows: 2.1.81 ignores the whole file for another one.
    #expect(Set(hooks.keys) == ["SessionStart", "UserPromptSubmit", "Stop", "SessionEnd"])
    let folder = try TemporaryFolder()
    let programs = try TemporaryFolder()
    let record = folder("ran")
    for name in ["handoff-snapshot", "handoff-cleanup"] {
      _ = try programs.script(name, "echo \(name) >> '\(record)'; cat >> '\(record)'")
    }
    for (event, groups) in hooks {
      let handlers = try #require(groups.first?["hooks"] as? [[String: Any]])
      let command = try #require(handlers.first?["command"] as? String)
      for path in ["/usr/bin:/bin", "\(programs.path):/usr/bin:/bin"] {
        let result = try Program.run(
          "/bin/sh", ["-c", command], environment: ["PATH": path, "HOME": folder.path],
          input: Data("\(event)\n".utf8))
        #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
      }
      let program = event == "SessionEnd" ? "handoff-cleanup" : "handoff-snapshot"
      #expect(folder.read("ran")?.hasSuffix("\(program)\n\(event)\n") == true)
    }
    let lines = folder.read("ran")?.split(separator: "\n") ?? []
    #expect(lines.count == 8)
  }
}
