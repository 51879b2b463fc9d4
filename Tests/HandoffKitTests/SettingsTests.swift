import ClaudeCode
import Foundation
import MachineState
import Platform
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Settings")
struct SettingsTests {
  @Test("The environment beats the file, the file beats the default, and each origin is named")
  func precedence() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write(
      #"{"machine":"filed","snapshot_interval":60,"include_print_sessions":true,"other":[1]}"#,
      to: "desk/.config/handoff/config.json")
    let context = fixture.context(
      "desk", ["HANDOFF_SNAPSHOT_INTERVAL": "7", "HANDOFF_SUMMARIZER": "extract"])
    let settings = try await SettingsLoader(context).load()
    #expect(settings.machine?.rawValue == "filed")
    #expect(settings.snapshotInterval == 7 && settings.pushInterval == 300)
    #expect(settings.includePrintSessions && settings.summarizer == .extract)
    #expect(
      settings.origin(of: \.snapshotInterval) == .environment("HANDOFF_SNAPSHOT_INTERVAL"))
    #expect(settings.origin(of: \.machine) == .file(settings.file))
    #expect(settings.origin(of: \.pushInterval) == .standard)
    #expect(settings.repo == fixture.folder("desk/.local/share/handoff/repo"))
  }

  @Test("Every setting can be given in the environment")
  func everySetting() async throws {
    let fixture = try KitFixture()
    let values = [
      "machine": "m", "remote": "git@host:me/tasks.git", "repo": "/r", "summarizer": "claude",
      "model": "opus", "claude": "/c",
      "snapshot_interval": "1", "push_interval": "2", "grace_period": "3", "summary_timeout": "4",
      "include_print_sessions": "true", "max_summaries_per_hour": "5",
      "max_summaries_per_day": "6", "session_hint": "false", "quiet_push": "7",
      "project_roots": "~/src:~/work",
      "machine_ssh": "desk=desk.local studio=ann@[fe80::1%eth0]",
      "pass_environment": "MY_CA CORP_*",
      "redact": "ticket=ACME-[0-9]+\nhost=[a-z]+[.]corp", "redact_allow": "x{9}",
      "public_remote": "https://example.com/a",
      "exclude": "~/clients/** github.com/acme/*", "include": #"["/srv/my work"]"#,
    ]
    #expect(values.keys.sorted() == Setting.all.map(\.name).sorted())
    let environment = Dictionary(
      uniqueKeysWithValues: Setting.all.map { ($0.variable, values[$0.name] ?? "") })
    let settings = try await SettingsLoader(fixture.context("desk", environment)).load()
    for setting in Setting.all {
      #expect(settings.text(of: setting) == values[setting.name])
      #expect(settings.origin(of: setting) == .environment(setting.variable))
    }
  }

  @Test("Every property of the settings has its row in the table, and only one")
  func everyProperty() {
    let settings = Settings(repo: "/r", file: "/f")
    let properties = Mirror(reflecting: settings).children.compactMap(\.label)
    #expect(Setting.all.count == properties.filter { $0 != "file" && $0 != "origins" }.count)
    #expect(Set(Setting.all.map(\.path)).count == Setting.all.count)
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
  }

  @Test("Variables to pass are a list, in the file as in words; what is no name is refused")
  func variables() async throws {
    let fixture = try KitFixture()
    let context = fixture.context("desk")
    let file = try ConfigurationFile(context)
    #expect(context.passedVariables == [])
    try file.set("pass_environment", to: "MY_CA, CORP_*")
    #expect(
      fixture.folder.read("desk/.config/handoff/config.json")?
        .contains(#""pass_environment": ["MY_CA", "CORP_*"]"#) == true)
    #expect(context.passedVariables == ["MY_CA", "CORP_*"])
    let around = fixture.context("desk", ["HANDOFF_PASS_ENVIRONMENT": "OTHER"])
    #expect(around.passedVariables == ["OTHER"])
    for wrong in ["*", "A*B", "1A", "A=B", "A-B", "$A"] {
      #expect(throws: HandoffError.self) { try file.set("pass_environment", to: wrong) }
    }
  }

  @Test("A flag beats the environment, and a wrong one is a matter of usage")
  func flags() async throws {
    let fixture = try KitFixture()
    let loader = SettingsLoader(fixture.context("desk", ["HANDOFF_MACHINE": "around"]))
    let settings = try await loader.load(flags: ["machine": "typed", "repo": nil])
    #expect(settings.machine?.rawValue == "typed")
    #expect(settings.origin(of: \.machine) == .flag("--machine"))
    do {
      _ = try await loader.load(flags: ["machine": "a/b"])
      Issue.record("a/b was taken.")
    } catch let error as HandoffError {
      #expect(error.status == .usage && error.hint?.contains("--machine") == true)
    }
  }

  @Test("HANDOFF_CONFIG and the XDG folders are honoured")
  func places() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write(#"{"machine":"one"}"#, to: "own.json")
    try fixture.folder.write(#"{"machine":"two"}"#, to: "xdg/handoff/config.json")
    let xdg = ["XDG_CONFIG_HOME": fixture.folder("xdg"), "XDG_DATA_HOME": "/data"]
    let second = try await SettingsLoader(fixture.context("desk", xdg)).load()
    #expect(second.machine?.rawValue == "two" && second.repo == "/data/handoff/repo")
    let own = xdg.merging(["HANDOFF_CONFIG": fixture.folder("own.json")]) { $1 }
    #expect(
      try await SettingsLoader(fixture.context("desk", own)).load().machine?.rawValue == "one")
  }

  @Test("A wrong value names the setting and where it is set")
  func wrongValues() async throws {
    let fixture = try KitFixture()
    let cases = [
      ["HANDOFF_PUSH_INTERVAL": "soon"], ["HANDOFF_PUSH_INTERVAL": "-1"],
      ["HANDOFF_SUMMARIZER": "gpt"], ["HANDOFF_MACHINE": "a/b"],
      ["HANDOFF_INCLUDE_PRINT_SESSIONS": "perhaps"],
    ]
    for environment in cases {
      do {
        _ = try await SettingsLoader(fixture.context("desk", environment)).load()
        Issue.record("\(environment) was taken.")
      } catch let error as HandoffError {
        #expect(error.status == .configuration)
        let name = try #require(environment.keys.first)
        #expect(error.message.contains(name.dropFirst(8).lowercased()), "\(error)")
        #expect(error.hint?.contains(name) == true, "\(error)")
      }
    }
  }

  @Test("A wrong value in the file names the setting, the value, and how to set it again")
  func wrongValuesInFile() async throws {
    let fixture = try KitFixture()
    let cases = [
      ("push_interval", #""5m""#), ("push_interval", "1.5"), ("push_interval", "true"),
      ("push_interval", "31536001"), ("max_summaries_per_day", "-1"), ("machine", "5"),
      ("repo", "[1, 2]"), ("session_hint", #""perhaps""#), ("summarizer", #"{"a": 1}"#),
    ]
    for (name, value) in cases {
      try fixture.folder.write("{\"\(name)\": \(value)}", to: "desk/.config/handoff/config.json")
      do {
        _ = try await SettingsLoader(fixture.context()).load()
        Issue.record("\(name) was \(value).")
      } catch let error as HandoffError {
        #expect(error.status == .configuration)
        #expect(error.message.contains(name), "\(error)")
        #expect(error.message.contains(value.replacing("\"", with: "")) || value.contains("{"))
        #expect(error.hint?.contains("line 1. ") == true, "\(error)")
        #expect(error.hint?.contains("handoff config set \(name)") == true, "\(error)")
      }
    }
  }

  @Test("A pattern that is none is refused with the line that it stands in, and the reason")
  func wrongPatterns() async throws {
    let fixture = try KitFixture()
    for (pattern, reason) in [
      ("clients/acme", "begins with"), ("./clients", "begins with"), ("~ann/x", "begins with"),
      ("", "at least one"), ("~/x/../y", "leads out"), ("~/x/a**", "stands alone"),
      ("file:///srv/x.git", "begins with"),
    ] {
      try fixture.folder.write(
        "{\n  \"exclude\": [\n    \"~/fine\",\n    \"\(pattern)\"\n  ]\n}",
        to: "desk/.config/handoff/config.json")
      let error = await #expect(throws: HandoffError.self) {
        _ = try await SettingsLoader(fixture.context()).load()
      }
      #expect(error?.status == .configuration)
      #expect(error?.message.contains("“\(pattern)”, but") == true, "\(pattern)")
      #expect(error?.message.contains(reason) == true, "\(pattern): \(error?.message ?? "")")
      #expect(error?.hint?.contains("config.json, line 4. ") == true, "\(error?.hint ?? "")")
    }
    try fixture.folder.write(
      "{\n  \"exclude\":\n [5]\n}", to: "desk/.config/handoff/config.json")
    let error = await #expect(throws: HandoffError.self) {
      _ = try await SettingsLoader(fixture.context()).load()
    }
    #expect(error?.message.hasPrefix("exclude is a list of folders and remotes") == true)
    #expect(error?.hint?.contains("line 3. ") == true)
  }

  @Test("Lists are written as arrays, and read from words or from an array in a text")
  func lists() async throws {
    let fixture = try KitFixture()
    try fixture.set("exclude", to: "~/clients  github.com/acme/*")
    try fixture.set("include", to: #"["~/my work"]"#)
    let file = try #require(fixture.folder.read("desk/.config/handoff/config.json"))
    #expect(file.contains(#""exclude": ["~/clients", "github.com/acme/*"]"#), "\(file)")
    #expect(file.contains(#""include": ["~/my work"]"#), "\(file)")
    let settings = try await SettingsLoader(fixture.context()).load()
    #expect(settings.exclude.patterns.map(\.text) == ["~/clients", "github.com/acme/*"])
    #expect(settings.include.patterns.map(\.text) == ["~/my work"])
  }

  @Test("Numbers and switches are read as people write them, and nothing is a value")
  func forgiving() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write(
      """
      \u{FEFF}{"push_interval": 6e1, "grace_period": "7", "session_hint": "NO", "model": "",
       "include_print_sessions": 1, "machine": null, "unknown": {"a": [{}]}}
      """, to: "desk/.config/handoff/config.json")
    let settings = try await SettingsLoader(
      fixture.context("desk", ["HANDOFF_GRACE_PERIOD": ""])
    ).load()
    #expect(settings.pushInterval == 60 && settings.gracePeriod == 7)
    #expect(!settings.sessionHint && settings.includePrintSessions)
    #expect(settings.model == "haiku" && settings.machine == nil)
    #expect(settings.origin(of: \.machine) == .standard)
  }

  @Test("A setting is changed in its place, and a copy of the file as it was is kept")
  func minimalEdit() async throws {
    let fixture = try KitFixture()
    let before = """
      {
          "later": [1, {"a": null}],\r
          "push_interval" : "5m",
          "machine": "desk"
      }
      """
    try fixture.folder.write(before, to: "dotfiles/config.json")
    let link = fixture.folder("desk/.config/handoff/config.json")
    try FileManager.default.createDirectory(
      atPath: fixture.folder("desk/.config/handoff"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: fixture.folder("dotfiles/config.json"))
    let file = try ConfigurationFile(fixture.context())
    try file.set("push_interval", to: "60")
    try file.set("session_hint", to: "no")
    let after = before.replacing("\"5m\"", with: "60")
      .replacing("\"desk\"", with: "\"desk\",\n    \"session_hint\": false")
    #expect(fixture.folder.read("dotfiles/config.json") == after)
    #expect(LocalFile.kind(link) == .symbolicLink)
    try file.set("session_hint", to: nil)
    #expect(
      fixture.folder.read("dotfiles/config.json") == before.replacing("\"5m\"", with: "60"))
    let backups = try fixture.context().state().path + "/backups"
    let copies = LocalFile.names(in: backups)
    #expect(copies.count == 3)
    #expect(
      try copies.contains { try LocalFile.read("\(backups)/\($0)") == Array(before.utf8) })
    // What is refused changes nothing.
    #expect(throws: HandoffError.self) { try file.set("push_interval", to: "soon") }
    #expect(throws: HandoffError.self) { try file.set("colour", to: "red") }
    #expect(LocalFile.names(in: backups).count == 3)
  }

  @Test("A file that is missing, empty or on one line gets its first setting")
  func firstSetting() throws {
    for (before, after) in [
      (nil, "{\n  \"model\": \"opus\"\n}\n"), ("", "{\n  \"model\": \"opus\"\n}\n"),
      ("{}", "{\n  \"model\": \"opus\"\n}"), (#"{"a":1}"#, #"{"a":1,"model":"opus"}"#),
      (#"{"model":"x","model":"y"}"#, #"{"model":"x","model":"opus"}"#),
    ] as [(String?, String)] {
      let fixture = try KitFixture()
      if let before { try fixture.folder.write(before, to: "desk/.config/handoff/config.json") }
      let file = try ConfigurationFile(fixture.context())
      try file.set("model", to: "opus")
      #expect(fixture.folder.read("desk/.config/handoff/config.json") == after)
      try file.set("model", to: nil)
      let rest = try file.document()
      #expect(
        rest["model"] == nil && rest["a"] == (before?.contains("a") == true ? .number(1) : nil))
    }
  }

  @Test("A broken file is refused and left as it is")
  func brokenFile() async throws {
    let fixture = try KitFixture()
    for text in ["{", "[]", "null", "{\"machine\": \"a\",}", "{} {}"] {
      try fixture.folder.write(text, to: "desk/.config/handoff/config.json")
      await #expect(throws: HandoffError.self) { try await fixture.initialize() }
      #expect(fixture.folder.read("desk/.config/handoff/config.json") == text)
    }
  }
}
