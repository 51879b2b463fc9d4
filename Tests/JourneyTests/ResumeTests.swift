import Foundation
import TestSupport
import Testing

@Suite("resume lands")
struct ResumeTests {
  let journey: Journey
  let desk: JourneyMachine
  let laptop: JourneyMachine

  /// A task of desk's in a project, and a laptop with a program that notes how it was started.
  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    laptop = try JourneyMachine("laptop", in: journey)
    let script = """
      #!/bin/sh
      { pwd; echo "${0##*/}|$HANDOFF_RESUMED_FROM|$CLAUDECODE$CLAUDE_PID|$#"
        for a; do echo "$a" | head -n 1; done; } > '\(journey.folder("started"))'
      exit 7
      """
    for name in ["claude", "codex", "gemini", "opencode", "mine"] {
      try journey.folder.write(script, to: "trap/\(name)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: journey.folder("trap/\(name)"))
    }
    try Git.bare(at: journey.folder("api.git"))
    for (machine, place) in [(desk, "src/api"), (laptop, "code/elsewhere")] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
      let folder = "\(machine.home)/\(place)"
      try journey.folder.write("x", to: "\(machine.name)/\(place)/web/file")
      try Git.run(in: folder, "init", "--quiet", "--initial-branch=main")
      try Git.run(in: folder, "remote", "add", "origin", journey.folder("api.git"))
      try Git.run(in: folder, "add", ".")
      try Git.run(in: folder, "commit", "--quiet", "-m", machine.name)
    }
    try Git.run(in: desk.home + "/src/api", "push", "--quiet", "origin", "main")
    try desk.install()
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["cwd": desk.home + "/src/api/web"]))
    try desk.succeed("sync")
    try laptop.succeed("list")
  }

  /// Lets Claude Code's list of projects name folders of the laptop.
  func know(_ folders: String...) throws {
    let projects = Dictionary(uniqueKeysWithValues: folders.map { ("\(laptop.home)/\($0)", [:]) })
    let data = try JSONSerialization.data(withJSONObject: ["projects": projects as [String: Any]])
    try journey.folder.write(String(decoding: data, as: UTF8.self), to: "laptop/.claude.json")
  }

  /// Runs `handoff resume` at a terminal, which script(1) gives it.
  func atTerminal(_ machine: JourneyMachine, _ arguments: String) throws -> ProgramResult {
    try Program.run(
      "/usr/bin/script",
      ["-qec", "'\(Program.built("handoff"))' resume \(arguments)", "/dev/null"],
      environment: machine.environment.merging(["TERM": "xterm", "CLAUDE_PID": "7"]) { $1 },
      folder: machine.home)
  }

  func started() -> [String] {
    (journey.folder.read("started") ?? "").split(separator: "\n").map(String.init)
  }

  @Test("The project is found at another path by its remote, and what differs is said")
  func elsewhere() throws {
    try know("code/elsewhere", "gone")
    let result = try atTerminal(laptop, "1 --no-fetch -- --model opus")
    #expect(result.status == 7, "\(result)")
    for text in [
      "runs here, on laptop; desk is not touched", "There: ~/src/api/web, main at ",
      "Here: ~/code/elsewhere/web, main at ", "clean, the commit is not here",
    ] {
      #expect(result.output.contains(text), "\(text): \(result.output)")
    }
    let lines = started()
    #expect(lines.prefix(1) == ["\(laptop.home)/code/elsewhere/web"])
    #expect(lines.dropFirst().first == "claude|desk-\(JourneyMachine.session)||3")
    #expect(lines.last == "opus" && lines.dropLast().last == "--model")
    journey.expectNoGit()
  }

  @Test("This machine's own conversation goes on itself, or from notes if that is wished")
  func own() throws {
    let result = try atTerminal(desk, "1 --no-fetch -- --verbose")
    #expect(result.status == 7 && result.output.contains("--fresh-session"), "\(result)")
    #expect(
      Array(started().dropFirst()) == [
        "claude|||3", "--resume", JourneyMachine.session, "--verbose",
      ])
    _ = try atTerminal(desk, "1 --no-fetch --fresh-session")
    #expect(started().dropFirst().first == "claude|desk-\(JourneyMachine.session)||1")
  }

  @Test("Another agent gets the same prompt in its own way; its status is the command's")
  func agents() throws {
    try know("code/elsewhere")
    let prompt = try #require(
      try laptop.succeed("resume", "1").split(separator: "\n").first.map(String.init))
    for (agent, arguments) in [
      ("codex", [prompt]), ("gemini", ["-i", prompt]), ("opencode", ["--prompt", prompt]),
      ("mine 'a b' {} c", ["a b", prompt, "c"]), ("mine", [prompt]),
    ] {
      let result = try laptop.handoff("resume", "1", "--no-fetch", "--with", agent)
      #expect(result.status == 7, "\(agent): \(result)")
      #expect(Array(started().dropFirst(2)) == arguments, "\(agent)")
    }
    #expect(try laptop.handoff("resume", "1", "--with", " ").status == 64)
  }

  @Test("Where nobody can be asked, a project that is missing or here twice is a matter of usage")
  func scripts() throws {
    let missing = try laptop.handoff("resume", "1", "--no-fetch", "--with", "mine")
    #expect(missing.status == 64 && missing.errors.contains("is not on this machine"))
    try Git.run(in: laptop.home, "clone", "--quiet", journey.folder("api.git"), "second")
    try know("code/elsewhere", "second")
    let twice = try laptop.handoff("resume", "1", "--no-fetch", "--with", "mine")
    #expect(twice.status == 64 && twice.errors.contains("in several folders here"), "\(twice)")
    #expect(started().isEmpty)
  }
}
