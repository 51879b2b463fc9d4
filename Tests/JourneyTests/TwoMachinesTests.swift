import Foundation
import TestSupport
import Testing

@Suite("A session of one machine is carried on by another")
struct TwoMachinesTests {
  @Test("The whole path, without a git program")
  func wholePath() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    for machine in [desk, laptop] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
    }
    #expect(try laptop.succeed("list").isEmpty)

    try desk.hook(
      "handoff-snapshot",
      try desk.input(
        "Stop", ["last_assistant_message": "mock answer 9", "stop_hook_active": false]))
    try desk.succeed("sync")
    let task = try #require(try laptop.tasks().first)
    #expect(task["machine"] as? String == "desk" && task["state"] as? String == "active")
    #expect(task["sessionId"] as? String == JourneyMachine.session)
    #expect(task["summaryBy"] as? String == "extract" && task["number"] as? Int == 1)
    let row = try laptop.succeed("list").split(separator: "\t", omittingEmptySubsequences: false)
    #expect(row.first == "2154" && row.count == 9 && row[2] == "open" && row[5] == "desk", "\(row)")

    let shown = try laptop.succeed("show", "1")
    for section in ["Task", "Done", "In progress", "Next steps", "Files", "Handoff prompt"] {
      #expect(shown.contains("\n## \(section)\n"))
    }
    #expect(shown.contains("b.txt`: created") && shown.contains("`false`"))
    #expect(try laptop.succeed("show", "2154", "--json").contains("\"schemaVersion\" : 1"))
    let prompt = try laptop.succeed("resume", "1")
    #expect(prompt == (try laptop.succeed("resume", "1", "--print")))
    #expect(prompt.contains("another machine (desk)") && prompt.contains("mock answer 9"))

    try desk.hook(
      "handoff-cleanup", try desk.input("SessionEnd", ["reason": "prompt_input_exit"]))
    try desk.succeed("sync")
    #expect(try laptop.succeed("list").isEmpty)
    #expect(try laptop.succeed("restore").contains("desk-\(JourneyMachine.session)"))
    try laptop.succeed("restore", "2154")
    #expect(try desk.tasks().count == 1)
    try desk.succeed("done", "2154")
    #expect(try laptop.tasks().isEmpty)
    #expect(try desk.succeed("status", "--json").contains("\"unpushed\" : 0"))
    #expect(try desk.events().isEmpty && laptop.events().isEmpty)
    journey.expectNoGit()
    try Git.expectSound(journey.remote)
    for machine in [desk, laptop] {
      try Git.expectClean(machine.home + "/.local/share/handoff/repo")
    }
  }

  @Test("The trap for git works")
  func trap() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let result = try Program.run(
      "/bin/sh", ["-c", "git status"], environment: desk.environment, folder: "/")
    #expect(result.status == 1)
    #expect(journey.folder.read("git-was-called")?.hasSuffix("git status\n") == true)
  }

  @Test("handoff snapshot takes it in the foreground, and finds its session inside Claude Code")
  func foreground() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    #expect(try journey.remoteSnapshots() == ["tasks/desk-\(JourneyMachine.session).md"])
    try desk.succeed("done", "2154")
    #expect(try journey.remoteSnapshots().isEmpty)
    let inside = try desk.handoff(
      "snapshot", "--force",
      extra: ["CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": JourneyMachine.session])
    #expect(inside.status == 0, "\(inside.errors)")
    #expect(try journey.remoteSnapshots().count == 1)
    // From a path alone, with the transcript anywhere.
    try FileManager.default.moveItem(atPath: desk.transcript, toPath: desk.home + "/x.jsonl")
    try desk.succeed("done", "2154")
    try desk.succeed("snapshot", "--transcript", "x.jsonl")
    #expect(try journey.remoteSnapshots().count == 1)
  }

  @Test("HANDOFF_CONFIG, HANDOFF_REPO, HANDOFF_STATE_DIR and CLAUDE_CONFIG_DIR move everything")
  func places() throws {
    let journey = try Journey()
    let folder = journey.folder
    let desk = try JourneyMachine(
      "desk", in: journey,
      [
        "HANDOFF_CONFIG": folder("elsewhere/c.json"), "HANDOFF_REPO": folder("elsewhere/clone"),
        "HANDOFF_STATE_DIR": folder("elsewhere/state"), "CLAUDE_CONFIG_DIR": folder("claude"),
      ])
    try desk.install()
    try FileManager.default.createDirectory(
      atPath: folder("claude"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: desk.home + "/.claude/projects", toPath: folder("claude/projects"))
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    var input = try desk.input("Stop")
    input = input.replacingOccurrences(of: "transcript_path", with: "unknown_field")
    try desk.hook("handoff-snapshot", input)
    try desk.succeed("sync")
    #expect(try journey.remoteSnapshots().count == 1)
    let inside = try FileManager.default.contentsOfDirectory(atPath: desk.home)
    #expect(inside == [".claude"])
    #expect(folder.read("elsewhere/c.json")?.contains("\"machine\": \"desk\"") == true)
  }

  @Test("The last answer before a pause arrives one push window later, without another hook")
  func trailingEdge() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_PUSH_INTERVAL": "3"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually { try !journey.remoteSnapshots().isEmpty }
    try desk.hook(
      "handoff-snapshot", try desk.input("Stop", ["last_assistant_message": "The very last one"]))
    #expect(try !journey.remoteSnapshot("desk").contains("The very last one"))
    try await eventually { try journey.remoteSnapshot("desk").contains("The very last one") }
    // With nothing left to do, nothing is left running.
    try await eventually { desk.waitingWorkers().isEmpty }
    #expect(try desk.events().isEmpty)
  }
}
