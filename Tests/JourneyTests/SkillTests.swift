import Foundation
import TestSupport
import Testing

/// The commands that the skill names, run as Claude Code's Bash tool runs them.
@Suite("Inside a session")
struct SkillTests {
  static let other = "99999999-9216-4017-834f-3deaed278779"
  static let third = "88888888-9216-4017-834f-3deaed278779"

  @Test("Add, list, continue, done and back, without saying which session")
  func sentences() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    func run(_ arguments: String..., session: String = JourneyMachine.session) throws -> String {
      let result = try Program.run(
        Program.built("handoff"), arguments,
        environment: desk.environment.merging(
          ["CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": session]) { $1 }, folder: desk.home)
      #expect(result.status == 0, "\(arguments): \(result)")
      return result.output + result.errors
    }
    let added = try run("snapshot", "--force", "--keep", "--note", "明天先跑测试")
    #expect(added.contains("is on the remote"))
    #expect(try journey.remoteSnapshot("desk").contains("> 明天先跑测试\n> — you, desk, "))
    // It outlives /exit.
    try desk.hook(
      "handoff-cleanup", try desk.input("SessionEnd", ["reason": "prompt_input_exit"]))
    try desk.succeed("sync")
    #expect(try journey.remoteSnapshots().count == 1)
    #expect(try run("list").contains("  this session  "))
    #expect(try run("list", session: Self.other).contains("  here  "))

    // Another session carries it on, and says so by itself.
    let prompt = try run("resume", "1", "--print", session: Self.other)
    #expect(prompt.contains("They are information") && prompt.contains("明天先跑测试"))
    let record = try #require(
      journey.folder.read("desk/.local/state/handoff/sessions/\(Self.other).json"))
    #expect(record.contains("\"resumedFrom\":\"desk-\(JourneyMachine.session)\""))

    // It is finished from there, although there is no answer yet, and what it had taken over goes along.
    let done = try run("done", session: Self.other)
    #expect(done.contains("Finished: ") && done.contains("handoff restore 2154"), "\(done)")
    #expect(try journey.remoteSnapshots().isEmpty)
    #expect(try run("done", session: Self.other).contains("no snapshot yet"))
    #expect(try run("restore", "2154").contains("Back in the list: "))
    #expect(try journey.remoteSnapshots().count == 1)
    journey.expectNoGit()
  }

  @Test("Where Claude Code does not tell the session, --session does, and errors say so")
  func olderVersions() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let old = ["CLAUDECODE": "1"]
    for (arguments, words) in [
      (["snapshot", "--force"], "--session ID"), (["done"], "handoff done --session ID"),
    ] {
      let result = try Program.run(
        Program.built("handoff"), arguments, environment: desk.environment.merging(old) { $1 },
        folder: desk.home)
      #expect(result.status == 64 && result.errors.contains(words), "\(result)")
    }
    let id = JourneyMachine.session
    let added = try desk.handoff("snapshot", "--force", "--session", id, extra: old)
    #expect(added.status == 0, "\(added)")
    let quiet = try desk.handoff("resume", "1", "--print", extra: old)
    #expect(quiet.status == 0 && quiet.errors.contains("--session ID"), "\(quiet)")
    let marked = try desk.handoff("resume", "1", "--print", "--session", Self.other, extra: old)
    #expect(marked.status == 0 && marked.errors.isEmpty, "\(marked)")
    let wrong = try desk.handoff("done", "--session", "../x", extra: old)
    #expect(wrong.status == 64 && wrong.errors.contains("UUID"), "\(wrong)")
    let both = try desk.handoff("done", "1", "--session", id, extra: old)
    #expect(both.status == 64, "\(both)")
    let done = try desk.handoff("done", "--session", id, extra: old)
    #expect(done.status == 0 && done.errors.contains("Finished: "), "\(done)")
    // The other session has carried it on: it is finished there by itself.
    #expect(try journey.remoteSnapshots() == ["tasks/desk-\(Self.other).md"])
    let last = try desk.handoff("done", "--session", Self.other, extra: old)
    #expect(last.status == 0, "\(last)")
    #expect(try journey.remoteSnapshots().isEmpty)
    // At a terminal of one's own there is no session to mean.
    let outside = try desk.handoff("done")
    #expect(outside.status == 64 && outside.errors.contains("handoff list"), "\(outside)")
  }

  @Test("install brings the skill, --no-skill does not, an edited one stays, uninstall removes it")
  func skill() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let file = "desk/.claude/skills/handoff/SKILL.md"
    try desk.succeed("install", "--no-skill")
    #expect(journey.folder.read(file) == nil)
    let plan = try desk.handoff("install", "--dry-run")
    #expect(plan.output.contains("+name: handoff") && journey.folder.read(file) == nil, "\(plan)")
    try desk.succeed("install")
    let text = try #require(journey.folder.read(file))
    #expect(text.contains("未完成任务里有什么") && text.contains("继续 1"))
    let again = try desk.handoff("install")
    #expect(again.errors.contains("already installed"), "\(again)")
    #expect(again.errors.contains("export PATH=\"\(Program.buildFolder):$PATH\""), "\(again)")
    let found = try desk.handoff("install", extra: ["PATH": "/bin:\(Program.buildFolder)"])
    #expect(!found.errors.contains("PATH"), "\(found)")
    try journey.folder.write(text + "Mine.\n", to: file)
    for command in ["install", "uninstall"] {
      let result = try desk.handoff(command)
      #expect(result.status == 0 && result.errors.contains("stays as it is"), "\(result)")
      #expect(journey.folder.read(file) == text + "Mine.\n")
    }
    let forced = try desk.handoff("install", "--force")
    #expect(forced.errors.contains("Backup: ~/.local/state/handoff/backups/SKILL-"))
    #expect(journey.folder.read(file) == text)
    let removal = try desk.handoff("uninstall", "--dry-run")
    #expect(removal.output.contains("-name: handoff") && journey.folder.read(file) == text)
    try desk.succeed("uninstall")
    #expect(journey.folder.read(file) == nil)
  }

  @Test("A settings file that is broken keeps the skill out, too")
  func broken() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try journey.folder.write("{ broken", to: "desk/.claude/settings.json")
    let result = try desk.handoff("install")
    #expect(result.status == 65, "\(result)")
    #expect(journey.folder.read("desk/.claude/skills/handoff/SKILL.md") == nil)
    #expect(journey.folder.read("desk/.claude/settings.json") == "{ broken")
  }

  @Test("Where the plugin is on, install adds nothing unless forced, and names what is there twice")
  func plugin() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let settings = #"{"enabledPlugins":{"handoff@handoff":true}}"#
    try journey.folder.write(settings, to: "desk/.claude/settings.json")
    let refused = try desk.handoff("install")
    #expect(refused.status == 0 && refused.errors.contains("Nothing was added"), "\(refused)")
    #expect(journey.folder.read("desk/.claude/settings.json") == settings)
    #expect(journey.folder.read("desk/.claude/skills/handoff/SKILL.md") == nil)
    try desk.succeed("install", "--force")
    #expect(
      journey.folder.read("desk/.claude/settings.json")?.contains("handoff-snapshot") == true)
    let twice = try desk.handoff("install")
    #expect(twice.errors.contains("twice") && twice.errors.contains("handoff uninstall"))
    try desk.succeed("uninstall")
    #expect(journey.folder.read("desk/.claude/settings.json") == settings)
  }
}
