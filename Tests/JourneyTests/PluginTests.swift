import Foundation
import TestSupport
import Testing

/// The plugin and the skill in the real Claude Code, against a stand-in for the API.
@Suite(.requiresClaude(.newest, .old), .serialized)
struct PluginTests {
  static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let plugin = repository.appending(path: "scripts/claude-plugin").path

  @Test("The real program finds nothing wrong with the plugin and the marketplace")
  func validate() async throws {
    try await RealClaude.run { claude in
      let home = try await claude.makeHome()
      for path in [Self.plugin, Self.repository.path] {
        let result = try await claude.run(
          [claude.program.path, "plugin", "validate", "--strict", path], in: home)
        #expect(result.status == .exited(0), "\(result.output)\(result.errors)")
        #expect(result.output.contains("Validation passed"))
      }
    }
  }

  /// A home with the programs in its `PATH`, set up for a remote; tools are asked for, the skill not.
  func home(_ claude: RealClaude, _ journey: Journey) async throws -> ClaudeHome {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let home = try await claude.makeHome(
      extra: [
        "HANDOFF_SUMMARIZER": "extract", "HANDOFF_PUSH_INTERVAL": "0",
        "GIT_CONFIG_NOSYSTEM": "1", "PATH": "\(Program.buildFolder):\(path)",
      ])
    try home.writeSettings(hooks: [:], more: #"{"permissions":{"allow":["Skill"]}}"#)
    let result = try await claude.run(
      ["handoff", "init", "--remote", journey.remote, "--machine", "desk"], in: home)
    #expect(result.status == .exited(0), "\(result.errors)")
    return home
  }

  @Test(
    "The plugin's hooks run, and its skill adds and finishes a task",
    arguments: ClaudeRelease.allCases)
  func session(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let journey = try Journey()
      let home = try await home(claude, journey)
      let session = try await claude.start(in: home, arguments: ["--plugin-dir", Self.plugin])
      _ = try await session.ask("What's in my unfinished tasks?")
      let told = try #require(try claude.api.requests(.main).first?.conversation)
      for phrase in ["handoff:handoff: The user's unfinished tasks", "continue 1", "继续 1", "记一下这个"]
      {
        #expect(told.contains(phrase), "\(phrase)")
      }
      // The Stop hook.
      try await Polling.until(within: .seconds(60), for: "the snapshot") {
        try !journey.remoteSnapshots().isEmpty
      }
      let id = try #require(home.transcripts().first).deletingPathExtension().lastPathComponent
      // The newest version tells its tools; the model reads the id in the skill in any version.
      let option = release == .old ? " --session \(id)" : ""
      func use(_ command: String) async throws -> String {
        let tools: [[String: Any]] = [
          ["name": "Skill", "input": ["skill": "handoff:handoff"]],
          ["name": "Bash", "input": ["command": command, "description": "handoff"]],
        ]
        let script = try JSONSerialization.data(
          withJSONObject: tools, options: [.withoutEscapingSlashes])
        _ = try await session.ask("@tools " + String(decoding: script, as: UTF8.self))
        return try #require(try claude.api.requests(.main).last?.conversation)
      }
      let added = try await use("handoff snapshot --force --keep --note later\(option)")
      #expect(added.contains("is on the remote"), "\(added.suffix(2_000))")
      // In the skill's text the session's id stands in the place of the variable.
      #expect(added.contains("add `--session \(id)`"))
      let file = try Git.run(in: journey.remote, "show", "main:tasks/desk-\(id).md")
      #expect(file.contains("> later\n> — you, desk, "))
      let listed = try await use("handoff list")
      #expect(listed.contains("unfinished tasks?") && listed.contains("this session"))
      let done = try await use("handoff done\(option)")
      #expect(done.contains("Finished: "), "\(done.suffix(2_000))")
      try await session.exit()
      // The worker has seen the end, and the answer after "done" brought nothing back.
      let sync = try await claude.run(["handoff", "sync"], in: home)
      #expect(sync.status == .exited(0), "\(sync.errors)")
      #expect(try journey.remoteSnapshots().isEmpty)
      let log = try await claude.run(["handoff", "log", "--json"], in: home)
      #expect(!log.output.contains("\"error\""), "\(log.output)")
    }
  }

  @Test("handoff install is enough for the skill", arguments: ClaudeRelease.allCases)
  func userSkill(release: ClaudeRelease) async throws {
    try await RealClaude.run(release) { claude in
      let journey = try Journey()
      let home = try await home(claude, journey)
      let install = try await claude.run(["handoff", "install"], in: home)
      #expect(install.status == .exited(0), "\(install.errors)")
      let tools =
        #"@tools [{"name":"Skill","input":{"skill":"handoff"}},"#
        + #"{"name":"Bash","input":{"command":"handoff list","description":"d"}},"#
        + #"{"name":"Bash","input":{"command":"handoff uninstall","description":"d"}}]"#
      _ = try await claude.print(tools, in: home)
      let told = try #require(try claude.api.requests(.main).last?.conversation)
      #expect(told.contains("- handoff: The user's unfinished tasks"))
      #expect(told.contains("# Unfinished tasks") && told.contains("No unfinished tasks."))
      // The skill allows what it names, and nothing that changes the machine.
      #expect(told.contains("requires approval"))
      #expect(
        try String(contentsOf: home.settingsFile, encoding: .utf8).contains("handoff-snapshot"))
    }
  }

  @Test("Installed from the marketplace, the plugin keeps install from registering hooks twice")
  func marketplace() async throws {
    try await RealClaude.run { claude in
      let journey = try Journey()
      let home = try await home(claude, journey)
      for arguments in [
        ["marketplace", "add", Self.repository.path], ["install", "handoff@handoff"],
      ] {
        let result = try await claude.run(
          [claude.program.path, "plugin"] + arguments, in: home)
        #expect(result.status == .exited(0), "\(result.output)\(result.errors)")
      }
      let install = try await claude.run(["handoff", "install"], in: home)
      #expect(install.status == .exited(0) && install.errors.contains("Nothing was added"))
      let settings = try String(contentsOf: home.settingsFile, encoding: .utf8)
      #expect(settings.contains("handoff@handoff") && !settings.contains("handoff-snapshot"))
      let session = try await claude.start(in: home)
      _ = try await session.ask("Hello.")
      try await Polling.until(within: .seconds(60), for: "the snapshot") {
        try !journey.remoteSnapshots().isEmpty
      }
      try await session.exit()
      try await Polling.until(within: .seconds(60), for: "the removal") {
        try journey.remoteSnapshots().isEmpty
      }
    }
  }
}
