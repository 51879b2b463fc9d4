import Foundation
import Phrases
import Platform
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The skill in the user's folder")
struct SkillInstallationTests {
  let fixture: KitFixture
  let path: String
  let skills: SkillInstallation

  init() throws {
    fixture = try KitFixture()
    path = fixture.folder("desk/.claude/skills/handoff/SKILL.md")
    skills = SkillInstallation(fixture.context())
  }

  var text: String? { fixture.folder.read("desk/.claude/skills/handoff/SKILL.md") }

  func install(isForced: Bool = false) throws -> String? {
    try skills.apply(try skills.planInstallation(isForced: isForced))
  }

  @Test("It is the plugin's file, byte for byte")
  func oneText() throws {
    let file = Self.repository.appending(path: "scripts/claude-plugin/skills/handoff/SKILL.md")
    #expect(
      try Data(contentsOf: file) == Data(SkillText.text.utf8),
      "Copy the text of SKILL.md into SkillText.swift.")
  }

  @Test("It is installed once, readable for all, and removed with its folder")
  func installAndRemove() throws {
    let plan = try skills.planInstallation()
    #expect(plan.standing == .missing && plan.difference.contains("+name: handoff"))
    #expect(text == nil)
    #expect(try skills.apply(plan) == nil)
    #expect(text == SkillText.text)
    #expect(
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o644)
    let again = try skills.planInstallation()
    #expect(again.standing == .current && again.difference.isEmpty)
    let removal = try skills.planRemoval()
    #expect(removal.difference.contains("+++ /dev/null"))
    #expect(try skills.apply(removal) == nil)
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("desk/.claude/skills/handoff")))
    #expect(FileManager.default.fileExists(atPath: fixture.folder("desk/.claude/skills")))
    #expect(try skills.planRemoval().difference.isEmpty)
  }

  @Test("It is Chinese for who reads that, with the same commands, and another shell leaves it")
  func chinese() throws {
    func commands(_ text: String) -> Set<String> {
      Set(text.matches(of: /`(handoff [^`']+)/).map { String($0.output.1) })
    }
    #expect(commands(SkillText.chinese) == commands(SkillText.text))
    #expect(
      SkillText.chinese.components(separatedBy: "---").prefix(2)
        == SkillText.text.components(separatedBy: "---").prefix(2))
    _ = try install()
    try PhraseLanguage.$current.withValue(.chinese) {
      let skills = SkillInstallation(fixture.context())
      let plan = try skills.planInstallation()
      #expect(plan.standing == .current && plan.difference.contains("+# 未完成的任务"))
      #expect(try skills.apply(plan) == nil)
      #expect(text == SkillText.chinese)
      #expect(try skills.planInstallation().difference.isEmpty)
    }
    #expect(try skills.planInstallation().standing == .current)
    #expect(try skills.apply(try skills.planRemoval()) == nil)
    #expect(text == nil)
  }

  @Test("An edited one is replaced only by force, with a copy kept, and never removed")
  func edited() throws {
    _ = try install()
    try fixture.folder.write("mine\n", to: "desk/.claude/skills/handoff/SKILL.md")
    let plan = try skills.planInstallation()
    #expect(plan.standing == .edited && plan.difference.isEmpty)
    _ = try skills.apply(plan)
    _ = try skills.apply(try skills.planRemoval())
    #expect(text == "mine\n")
    let copy = try #require(try install(isForced: true))
    #expect(text == SkillText.text)
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "mine\n")
  }

  @Test("One of an earlier version, as it was installed, is brought up to date")
  func outdated() throws {
    _ = try install()
    try fixture.folder.write("old\n", to: "desk/.claude/skills/handoff/SKILL.md")
    try fixture.folder.write("old\n", to: "desk/.local/state/handoff/installed-skill.md")
    let plan = try skills.planInstallation()
    #expect(plan.standing == .outdated && plan.difference.contains("-old"))
    #expect(try skills.apply(plan) == nil)
    #expect(text == SkillText.text)
    // An older one is ours to remove, too.
    try fixture.folder.write("old\n", to: "desk/.claude/skills/handoff/SKILL.md")
    try fixture.folder.write("old\n", to: "desk/.local/state/handoff/installed-skill.md")
    _ = try skills.apply(try skills.planRemoval())
    #expect(text == nil)
  }

  @Test("A lost state folder learns again what is installed")
  func lostState() throws {
    _ = try install()
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.local/state"))
    _ = try install()
    #expect(fixture.folder.read("desk/.local/state/handoff/installed-skill.md") == SkillText.text)
  }

  @Test("A link to somebody's dotfiles survives, and its file is not removed")
  func link() throws {
    try fixture.folder.write("theirs\n", to: "dotfiles/skill.md")
    try fixture.folder.write("", to: "desk/.claude/skills/handoff/other")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: fixture.folder("dotfiles/skill.md"))
    _ = try install()
    #expect(fixture.folder.read("dotfiles/skill.md") == "theirs\n")
    _ = try install(isForced: true)
    #expect(fixture.folder.read("dotfiles/skill.md") == SkillText.text)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil)
    let removal = try skills.planRemoval()
    #expect(removal.standing == .current && removal.difference.isEmpty)
    _ = try skills.apply(removal)
    #expect(text == SkillText.text)
  }

  @Test("A file that another program writes meanwhile is left alone")
  func changedMeanwhile() throws {
    let plan = try skills.planInstallation()
    try fixture.folder.write("theirs\n", to: "desk/.claude/skills/handoff/SKILL.md")
    #expect(throws: HandoffError.self) { try skills.apply(plan) }
    #expect(text == "theirs\n")
  }

  @Test("CLAUDE_CONFIG_DIR moves it")
  func otherFolder() throws {
    let context = fixture.context("desk", ["CLAUDE_CONFIG_DIR": fixture.folder("elsewhere")])
    let plan = try SkillInstallation(context).planInstallation()
    _ = try SkillInstallation(context).apply(plan)
    #expect(fixture.folder.read("elsewhere/skills/handoff/SKILL.md") == SkillText.text)
    #expect(text == nil)
  }

  static var repository: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }
}
