import Foundation
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
    #expect(settings.origins[.snapshotInterval] == .environment("HANDOFF_SNAPSHOT_INTERVAL"))
    #expect(settings.origins[.machine] == .file(settings.file))
    #expect(settings.origins[.pushInterval] == .standard)
    #expect(settings.repo == fixture.folder("desk/.local/share/handoff/repo"))
  }

  @Test("Every setting can be given in the environment")
  func everySetting() async throws {
    let fixture = try KitFixture()
    let values: [Setting: String] = [
      .machine: "m", .repo: "/r", .summarizer: "claude", .model: "opus", .claude: "/c",
      .snapshotInterval: "1", .pushInterval: "2", .gracePeriod: "3", .summaryTimeout: "4",
      .includePrintSessions: "true", .maxSummariesPerHour: "5", .maxSummariesPerDay: "6",
      .sessionHint: "false",
    ]
    #expect(Set(values.keys) == Set(Setting.allCases))
    let environment = Dictionary(
      uniqueKeysWithValues: values.map { ($0.key.variable, $0.value) })
    let settings = try await SettingsLoader(fixture.context("desk", environment)).load()
    for (setting, value) in values {
      #expect(settings.text(of: setting) == value)
      #expect(settings.origins[setting] == .environment(setting.variable))
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

  @Test("A broken file is refused and left as it is")
  func brokenFile() async throws {
    let fixture = try KitFixture()
    for text in ["{", "[]", "null"] {
      try fixture.folder.write(text, to: "desk/.config/handoff/config.json")
      await #expect(throws: HandoffError.self) { try await fixture.initialize() }
      #expect(fixture.folder.read("desk/.config/handoff/config.json") == text)
    }
  }
}
