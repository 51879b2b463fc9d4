import Foundation
import TestSupport
import Testing

/// `handoff install` on settings as people have them.
@Suite("The settings of a person")
struct InstallTests {
  static let original = """
    {\r
    \t"model" : "opus",   "$schema":"https://json.schemastore.org/claude-code-settings.json",\r
    \t"hooks": { "Stop": [ {"matcher":"","hooks":[{"type":"command","command":"say 'done'"}]} ],\r
    \t           "PreToolUse": [] },\r
    \t"env": {"B":"2", "A":"1"}\r
    }
    """

  @Test("A link, the file's mode, the bytes around ours, and a copy of every earlier state survive")
  func dotfiles() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try journey.folder.write(Self.original, to: "dotfiles/claude.json")
    let target = journey.folder("dotfiles/claude.json")
    let link = "\(desk.home)/.claude/settings.json"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    try FileManager.default.createDirectory(
      atPath: desk.home + "/.claude", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    func expectLink() throws {
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
      let attributes = try FileManager.default.attributesOfItem(atPath: target)
      #expect(attributes[.posixPermissions] as? Int == 0o640)
    }

    try desk.succeed("install")
    try expectLink()
    let installed = try #require(journey.folder.read("dotfiles/claude.json"))
    // What was there is still there, in its order; only ours was put in between.
    var rest = Substring(installed)
    for part in [
      "\r\n\t\"model\" : \"opus\",   \"$schema\":", "say 'done'", "\"PreToolUse\": []",
      "\"env\": {\"B\":\"2\", \"A\":\"1\"}\r\n}",
    ] {
      let range = try #require(rest.range(of: part), "\(part) in \(installed)")
      rest = rest[range.upperBound...]
    }
    let settings = try #require(
      try JSONSerialization.jsonObject(with: Data(installed.utf8)) as? [String: Any])
    let hooks = try #require(settings["hooks"] as? [String: [[String: Any]]])
    func ours(_ event: String) -> [String: Any]? {
      ((hooks[event]?.last)?["hooks"] as? [[String: Any]])?.last
    }
    #expect(ours("Stop")?["command"] as? String == Program.built("handoff-snapshot"))
    #expect(ours("SessionEnd")?["command"] as? String == Program.built("handoff-cleanup"))
    // Without it Claude Code kills a SessionEnd hook after 1.5 s.
    #expect(ours("SessionEnd")?["timeout"] as? Int == 10)
    #expect(hooks["Stop"]?.count == 2)

    try desk.succeed("uninstall")
    try expectLink()
    #expect(try Data(contentsOf: URL(filePath: target)) == Data(Self.original.utf8))
    // Both changes may fall into one second.
    let folder = "\(desk.home)/.local/state/handoff/backups"
    let copies = try FileManager.default.contentsOfDirectory(atPath: folder).map {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
    #expect(Set(copies.map { Data($0.utf8) }) == [Data(Self.original.utf8), Data(installed.utf8)])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("Twice is once: the second time not even a copy is made")
  func twice() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try journey.folder.write(Self.original, to: "desk/.claude/settings.json")
    func number() throws -> Int? {
      try FileManager.default.attributesOfItem(
        atPath: "\(desk.home)/.claude/settings.json")[.systemFileNumber] as? Int
    }
    try desk.succeed("install")
    let (text, file) = (journey.folder.read("desk/.claude/settings.json"), try number())
    let again = try desk.handoff("install")
    #expect(again.status == 0 && again.errors.contains("already registered"), "\(again)")
    #expect(journey.folder.read("desk/.claude/settings.json") == text)
    #expect(try number() == file)
    let folder = "\(desk.home)/.local/state/handoff/backups"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    let dry = try desk.handoff("install", "--dry-run")
    #expect(dry.output.isEmpty && dry.status == 0, "\(dry)")
  }

  @Test("CLAUDE_CONFIG_DIR moves settings and skill, and nothing is written to ~/.claude")
  func otherFolder() throws {
    let journey = try Journey()
    let desk = try JourneyMachine(
      "desk", in: journey, ["CLAUDE_CONFIG_DIR": journey.folder("work account")])
    try desk.succeed("install")
    #expect(journey.folder.read("work account/settings.json")?.contains("handoff-cleanup") == true)
    #expect(journey.folder.read("work account/skills/handoff/SKILL.md") != nil)
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.claude"))
    try desk.succeed("uninstall")
    #expect(journey.folder.read("work account/settings.json") == nil)
    #expect(journey.folder.read("work account/skills/handoff/SKILL.md") == nil)
  }

  @Test(
    "Settings that are no JSON object are refused, named, and left as they are",
    arguments: [
      "{\n  // mine\n  \"model\": \"opus\"\n}\n", "{\"a\":1,}", "[]", "{\"hooks\":[]}",
      "{\"hooks\":{\"Stop\":{}}}", "{\"a\":1",
    ])
  func broken(text: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try journey.folder.write(text, to: "desk/.claude/settings.json")
    for arguments in [["install"], ["install", "--dry-run"]] {
      let result = try Program.run(
        Program.built("handoff"), arguments, environment: desk.environment, folder: desk.home)
      #expect(result.status == 65 && result.output.isEmpty, "\(result)")
      #expect(result.errors.contains("not changed") && result.errors.contains("run this again"))
    }
    #expect(journey.folder.read("desk/.claude/settings.json") == text)
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.home + "/.claude").count == 1)
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.local/state/handoff/backups"))
  }

  @Test("An entry of another place is moved to this one, in its place, with its neighbours")
  func moved() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let old = """
      {"hooks":{"Stop":[{"hooks":[{"type":"command","command":"/old/handoff-snapshot"},\
      {"type":"command","command":"other"}]}]}}
      """
    try journey.folder.write(old, to: "desk/.claude/settings.json")
    try desk.succeed("install", "--no-skill")
    let text = try #require(journey.folder.read("desk/.claude/settings.json"))
    #expect(
      text.hasPrefix(
        old.replacing("/old/handoff-snapshot", with: Program.built("handoff-snapshot"))
          .prefix(old.count / 2)))
    // Once each for Stop, SessionStart and UserPromptSubmit.
    #expect(text.components(separatedBy: "handoff-snapshot\"").count == 4)
    #expect(text.contains(#"{"type":"command","command":"other"}"#))
  }
}
