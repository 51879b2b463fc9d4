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
      case "$1" in
        --help) echo asked >> '\(journey.folder("asked"))'
          echo "  --session-id <uuid>  -n, --name <name>"; exit;;
        --version) echo "2.1.81 (Claude Code)"; exit;;
      esac
      umask > '\(journey.folder("mask"))'
      env > '\(journey.folder("variables"))'
      { pwd; echo "${0##*/}|$HANDOFF_CLAIM|$CLAUDECODE$CLAUDE_PID|$#"
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

  /// Runs `handoff resume` at a terminal; no branch is switched.
  func atTerminal(_ machine: JourneyMachine, _ arguments: String) throws -> ProgramResult {
    try typing([("Fetch and switch", Self.second)], machine, arguments)
  }

  /// The keys for the second of several answers.
  static let second = "\u{1B}[B\r"

  /// Installs another version of the program.
  func update(_ part: String, _ replacement: String) throws {
    let path = journey.folder("trap/claude")
    let program = try #require(journey.folder.read("trap/claude"))
    try FileManager.default.removeItem(atPath: path)
    try journey.folder.write(
      program.replacingOccurrences(of: part, with: replacement), to: "trap/claude")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  /// Returns whether a line begins a prompt of ours.
  static func isPrompt(_ line: String) -> Bool { line.hasPrefix("[handoff/1 ") }

  func started() -> [String] {
    (journey.folder.read("started") ?? "").split(separator: "\n").map(String.init)
  }

  @Test("The project is found at another path by its remote, and what differs is said")
  func elsewhere() throws {
    try know("code/elsewhere", "gone")
    let result = try atTerminal(laptop, "1 --no-fetch --take -- --model opus")
    #expect(result.status == 7, "\(result)")
    for text in [
      "runs here, on laptop; desk is not touched", "There: ~/src/api/web, main at ",
      "Here: ~/code/elsewhere/web, main at ", "clean, the commit is not here",
    ] {
      #expect(result.output.contains(text), "\(text): \(result.output)")
    }
    let lines = started()
    #expect(
      Array(lines.prefix(3)) == ["\(laptop.home)/code/elsewhere/web", "claude|||7", "--session-id"])
    #expect(lines.last == "opus" && lines.dropLast().last == "--model")
    // Everybody knows before it starts.
    let claim = try #require(lines.count > 3 ? lines[3] : nil)
    let file = try Git.run(in: journey.remote, "show", "main:tasks/laptop-\(claim).md")
    #expect(file.contains("state: claimed\n") && file.contains("turns: 0\n"), "\(file)")
    #expect(file.contains("resumed_from: desk-\(JourneyMachine.session)\n"))
    #expect(lines[4] == "--name" && lines[5].hasSuffix(" (from desk)"), "\(lines)")
    journey.expectNoGit()
  }

  @Test(
    "The agent gets the person's environment, but no token, and nothing of a session or repository",
    arguments: ["claude", "codex"])
  func variables(agent: String) throws {
    try know("code/elsewhere")
    var machine = laptop
    machine.environment.merge([
      "HANDOFF_TOKEN": "s", "STRIPE_SECRET": "s", "HANDOFF_MODEL": "opus", "GIT_SSH": "x",
      "CLAUDE_EFFORT": "high", "CLAUDE_CODE_USE_BEDROCK": "1", "GIT_INDEX_FILE": "/s",
    ]) { $1 }
    let result = try atTerminal(machine, "1 --no-fetch --take --with \(agent)")
    #expect(result.status == 7, "\(result)")
    #expect(result.output.contains("does not get HANDOFF_TOKEN") == (agent == "claude"))
    let names = (journey.folder.read("variables") ?? "").split(separator: "\n")
      .map { String($0.prefix { $0 != "=" }) }
    for name in ["STRIPE_SECRET", "HANDOFF_MODEL", "GIT_SSH", "CLAUDE_CODE_USE_BEDROCK"] {
      #expect(names.contains(name), "\(name)")
    }
    for name in ["HANDOFF_TOKEN", "CLAUDE_EFFORT", "CLAUDE_PID", "GIT_INDEX_FILE"] {
      #expect(!names.contains(name), "\(name)")
    }
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
    #expect(Array(started().dropFirst().prefix(2)) == ["claude|||5", "--session-id"])
  }

  private func typing(
    _ keys: [(words: String, keys: String)], _ machine: JourneyMachine, _ arguments: String
  ) throws -> ProgramResult {
    try machine.typing(keys, ["resume"] + arguments.split(separator: " ").map(String.init))
  }

  @Test("A project that is not here is cloned in process, to the task's own path or another")
  func clone() throws {
    let own = try typing(
      [("is not on this machine", "\r"), ("Fetch and switch", "n")], laptop,
      "2154 --take --no-fetch")
    #expect(own.status == 7, "\(own)")
    #expect(started().first == "\(laptop.home)/src/api/web", "\(own)")
    // The project is the person's, and so is the session: both follow the shell.
    #expect(try Int(journey.folder.text("mask").trimmingCharacters(in: .newlines)) == 2)
    for (path, mode) in [("web/file", 0o644), ("web", 0o755), (".git/config", 0o664)] {
      let facts = try FileManager.default.attributesOfItem(atPath: "\(laptop.home)/src/api/\(path)")
      #expect(facts[.posixPermissions] as? Int == mode, "\(path)")
    }
    try FileManager.default.removeItem(atPath: laptop.home + "/src/api")
    let other = try typing(
      [("is not on this machine", "\u{1B}[B\r"), ("into which new folder", "~/new/place\r")],
      laptop,
      "2154 --take --no-fetch")
    #expect(other.status == 7 && started().first == "\(laptop.home)/new/place/web", "\(other)")
    journey.expectNoGit()
  }

  @Test("Versions of Claude Code that differ are said and stand in the prompt; each is asked once")
  func versions() throws {
    try know("code/elsewhere")
    let line = "Claude Code: 2.1.330 there, 2.1.81 here"
    let result = try atTerminal(laptop, "2154 --no-fetch --take")
    #expect(result.status == 7 && result.output.contains(line), "\(result)")
    let prompt = try laptop.handoff("resume", "2154", "--print", "--no-fetch", "--take")
    #expect(prompt.output.contains("\n\(line)\n"), "\(prompt)")
    #expect(journey.folder.read("asked") == "asked\n")
    try update("2.1.81", "2.1.330")
    let same = try laptop.handoff("resume", "2154", "--print", "--no-fetch", "--take")
    #expect(same.status == 0 && !same.output.contains("2.1.330"), "\(same)")
    #expect(journey.folder.read("asked") == "asked\nasked\n")
    // Of another agent nothing is known.
    let other = try laptop.handoff(
      "resume", "2154", "--print", "--no-fetch", "--take", "--with", "codex")
    #expect(other.status == 0 && !other.output.contains("Claude Code:"), "\(other)")
  }

  @Test("A claude without --session-id: its first hook puts its own id in the place of the claim")
  func old() throws {
    try know("code/elsewhere")
    try update("--session-id <uuid>", "-r, --resume")
    let result = try atTerminal(laptop, "2154 --no-fetch --take")
    #expect(result.status == 7, "\(result)")
    let lines = started()
    let claim = try #require(lines.count > 1 ? lines[1].split(separator: "|")[1] : nil)
    #expect(!lines.contains("--session-id"), "\(lines)")
    let parent = "tasks/desk-\(JourneyMachine.session).md"
    #expect(try journey.remoteSnapshots() == [parent, "tasks/laptop-\(claim).md"])
    let fields = [
      "session_id": SkillTests.other, "source": "startup", "cwd": laptop.home + "/code/elsewhere",
    ]
    try laptop.hook(
      "handoff-snapshot", try laptop.input("SessionStart", fields),
      extra: ["HANDOFF_CLAIM": String(claim)])
    try laptop.succeed("sync")
    let own = "tasks/laptop-\(SkillTests.other).md"
    let known = try laptop.handoff("log").output + laptop.handoff("status").output
    #expect(try Set(journey.remoteSnapshots()) == [parent, own], "\(known)")
    let file = try Git.run(in: journey.remote, "show", "main:" + own)
    #expect(file.contains("state: claimed\n") && file.contains("resumed_from: desk-"), "\(file)")
  }

  @Test("Of a fork a person picks the side at the terminal, also by the id of what both carry on")
  func fork() throws {
    try know("code/elsewhere")
    let claude = ["CLAUDECODE": "1"]
    for (machine, session) in [(laptop, SkillTests.other), (desk, SkillTests.third)] {
      let taken = try machine.handoff(
        "resume", JourneyMachine.session, "--print", "--no-fetch", "--session", session,
        extra: claude)
      #expect(taken.status == 0, "\(taken)")
    }
    try desk.succeed("sync")
    try laptop.succeed("sync")
    let picked = try typing(
      [
        ("went on in several places", Self.second), ("Fetch and switch", Self.second),
      ], laptop, "desk-\(JourneyMachine.session) --take --no-fetch")
    #expect(picked.status == 7, "\(picked)")
    let sides = ["desk-\(SkillTests.third)", "laptop-\(SkillTests.other)"]
    let claim = try #require(started().count > 3 ? started()[3] : nil)
    let file = try Git.run(in: journey.remote, "show", "main:tasks/laptop-\(claim).md")
    #expect(sides.contains { file.contains("resumed_from: \($0)\n") }, "\(file)")
  }

  @Test(
    "A branch that cannot be switched to is named, and the session starts on the one that is here")
  func branches() throws {
    let project = desk.home + "/src/api"
    try Git.run(in: project, "switch", "--quiet", "-c", "fix/login")
    try Git.run(in: project, "commit", "--quiet", "--allow-empty", "-m", "Fix")
    try desk.succeed("snapshot", "--force", "--session", JourneyMachine.session)
    try Git.run(in: laptop.home, "clone", "--quiet", journey.folder("api.git"), "fresh")
    try know("fresh")
    let here = laptop.home + "/fresh"
    func resume(_ said: String, line: UInt = #line) throws {
      let before = try Git.run(in: here, "rev-parse", "HEAD")
      let result = try typing([("Fetch and switch to fix/login", "\r")], laptop, "2154 --take")
      #expect(result.status == 7 && result.output.contains(said), "\(line): \(result)")
      #expect(try Git.run(in: here, "rev-parse", "HEAD") == before)
    }
    try resume("The remote has no branch fix/login.")
    try Git.run(in: project, "push", "--quiet", "origin", "fix/login")
    // Another working tree of this clone has it.
    try Git.run(in: here, "fetch", "--quiet")
    try Git.run(in: here, "worktree", "add", "--quiet", laptop.home + "/tree", "fix/login")
    try resume("fix/login cannot be checked out here now.")
    try Git.run(in: here, "worktree", "remove", laptop.home + "/tree")
    // It went on here, too.
    try Git.run(in: here, "switch", "--quiet", "fix/login")
    try Git.run(in: here, "reset", "--quiet", "--hard", "HEAD~1")
    try Git.run(in: here, "commit", "--quiet", "--allow-empty", "-m", "Mine")
    try Git.run(in: here, "switch", "--quiet", "main")
    try resume("fix/login has commits here that the remote's has not")
    // With changes nobody is asked.
    try journey.folder.write("changed", to: "laptop/fresh/web/file")
    let dirty = try typing([], laptop, "2154 --take")
    #expect(dirty.status == 7 && !dirty.output.contains("Fetch and switch"), "\(dirty)")
    #expect(journey.folder.read("laptop/fresh/web/file") == "changed")
  }

  @Test("Of two folders a person picks one, which is remembered; project_roots names more")
  func picker() throws {
    try Git.run(in: laptop.home, "clone", "--quiet", journey.folder("api.git"), "work/group/second")
    try laptop.succeed("config", "set", "project_roots", "~/code:~/work")
    let first = try typing(
      [("is in several folders here", Self.second), ("Fetch and switch", Self.second)], laptop,
      "2154 --take --no-fetch")
    #expect(first.status == 7, "\(first)")
    let chosen = try #require(started().first)
    #expect(
      chosen.contains("/work/group/second") || chosen.contains("/code/elsewhere"), "\(chosen)")
    let again = try atTerminal(laptop, "2154 --take --no-fetch")
    #expect(again.status == 7 && started().first == chosen, "\(again)")
  }

  @Test("A clean folder on another branch is switched in process, where the person wants that")
  func branch() throws {
    let project = desk.home + "/src/api"
    try Git.run(in: project, "switch", "--quiet", "-c", "fix/login")
    try Git.run(in: project, "commit", "--quiet", "--allow-empty", "-m", "Fix")
    try Git.run(in: project, "push", "--quiet", "origin", "fix/login")
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["cwd": project]))
    try desk.succeed("snapshot", "--force", "--session", JourneyMachine.session)
    try Git.run(in: laptop.home, "clone", "--quiet", journey.folder("api.git"), "fresh")
    try know("fresh")
    let result = try typing([("Fetch and switch to fix/login", "\r")], laptop, "2154 --take")
    #expect(result.status == 7 && result.output.contains("On fix/login now."), "\(result)")
    let here = laptop.home + "/fresh"
    #expect(try Git.run(in: here, "branch", "--show-current") == "fix/login")
    #expect(try Git.run(in: here, "rev-parse", "HEAD") == Git.run(in: project, "rev-parse", "HEAD"))
    try Git.expectClean(here)
    journey.expectNoGit()
  }

  @Test("In the middle of a rebase no branch is switched")
  func unfinished() throws {
    let project = desk.home + "/src/api"
    try Git.run(in: project, "switch", "--quiet", "-c", "fix/login")
    try Git.run(in: project, "commit", "--quiet", "--allow-empty", "-m", "Fix")
    try Git.run(in: project, "push", "--quiet", "origin", "fix/login")
    try desk.succeed("snapshot", "--force", "--session", JourneyMachine.session)
    try Git.run(in: laptop.home, "clone", "--quiet", journey.folder("api.git"), "fresh")
    let here = laptop.home + "/fresh"
    try Git.run(in: here, "commit", "--quiet", "--allow-empty", "-m", "Mine")
    try Git.run(
      in: here, "-c", "sequence.editor=sed -i s/^pick/edit/", "rebase", "--quiet", "-i",
      "--keep-empty", "HEAD~1")
    try know("fresh")
    let before = try Git.run(in: here, "rev-parse", "HEAD")
    let result = try typing([("Fetch and switch to fix/login", "\r")], laptop, "2154 --take")
    #expect(result.status == 7 && result.output.contains("is not finished here"), "\(result)")
    #expect(try Git.run(in: here, "rev-parse", "HEAD") == before)
  }

  @Test("A session that is open here is not opened a second time")
  func open() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sleep")
    process.arguments = ["300"]
    // Whoever runs the tests waits until nobody has their output any more.
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    let stat = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
    let start = stat.split(separator: ")").last?.split(separator: " ").dropFirst(19).first ?? ""
    let entry = """
      {"pid":\(process.processIdentifier),"sessionId":"\(JourneyMachine.session)",\
      "procStart":"\(start)","kind":"interactive","version":"2.1.330"}
      """
    try journey.folder.write(
      entry, to: "desk/.claude/sessions/\(process.processIdentifier).json")
    let refused = try atTerminal(desk, "2154 --no-fetch")
    #expect(refused.status == 75 && started().isEmpty, "\(refused)")
    #expect(refused.output.contains("process \(process.processIdentifier)"), "\(refused)")
    #expect(refused.output.contains("--fresh-session"))
  }

  @Test("What another machine is at is asked for first; --take is the answer of a script")
  func held() throws {
    try know("code/elsewhere")
    let open = try laptop.handoff("resume", "2154", "--no-fetch", "--with", "mine")
    #expect(open.status == 75 && started().isEmpty, "\(open)")
    #expect(open.errors.contains("is open on desk") && open.errors.contains("resume 2154 --take"))
    let taken = try laptop.handoff("resume", "2154", "--no-fetch", "--take", "--with", "codex")
    #expect(taken.status == 7, "\(taken)")
    try desk.succeed("sync")
    let row = try desk.succeed("list").split(separator: "\t", omittingEmptySubsequences: false)
    #expect(row[0] == "2154" && row[2] == "claimed" && row[5] == "laptop", "\(row)")
    let inside = ["CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": SkillTests.other]
    #expect(try desk.handoff("list", extra: inside).output.contains("codex"))
    let claimed = try desk.handoff("resume", "2154", "--print", extra: inside)
    #expect(claimed.status == 75 && claimed.errors.contains("laptop took this over"), "\(claimed)")
  }

  @Test("What could not be started is given back, and nobody else's file goes")
  func given() throws {
    try know("code/elsewhere")
    let failed = try laptop.handoff("resume", "2154", "--take", "--with", "no-such-program")
    #expect(failed.status == 78, "\(failed)")
    #expect(try journey.remoteSnapshots() == ["tasks/desk-\(JourneyMachine.session).md"])
  }

  @Test("A session that ends before it has done anything gives the task back")
  func unused() throws {
    try know("code/elsewhere")
    try laptop.install()
    _ = try atTerminal(laptop, "2154 --take")
    let session = started()[3]
    #expect(try journey.remoteSnapshots().count == 2)
    let folder = laptop.home + "/code/elsewhere"
    let fields = ["session_id": session, "cwd": folder, "transcript_path": "/nowhere.jsonl"]
    try laptop.hook(
      "handoff-snapshot",
      try laptop.input("SessionStart", fields.merging(["source": "startup"]) { $1 }))
    try laptop.hook(
      "handoff-cleanup",
      try laptop.input("SessionEnd", fields.merging(["reason": "prompt_input_exit"]) { $1 }))
    try laptop.succeed("sync")
    #expect(try journey.remoteSnapshots() == ["tasks/desk-\(JourneyMachine.session).md"])
    try desk.succeed("sync")
    #expect(try desk.tasks().count == 1)
  }

  @Test("Another agent gets the same prompt in its own way; its status is the command's")
  func agents() throws {
    try know("code/elsewhere")
    let prompt = "the prompt"
    for (agent, arguments) in [
      ("codex", [prompt]), ("gemini", ["-i", prompt]), ("opencode", ["--prompt", prompt]),
      ("mine 'a b' {} c", ["a b", prompt, "c"]), ("mine", [prompt]),
    ] {
      let result = try laptop.handoff(
        "resume", JourneyMachine.session, "--no-fetch", "--take", "--with", agent)
      #expect(result.status == 7, "\(agent): \(result)")
      let words = started().dropFirst(2).map { Self.isPrompt($0) ? prompt : $0 }
      #expect(words == arguments, "\(agent): \(started())")
    }
    #expect(try laptop.handoff("resume", "1", "--with", " ").status == 64)
  }

  @Test("Where nobody can be asked, a project that is missing or here twice is a matter of usage")
  func scripts() throws {
    let missing = try laptop.handoff("resume", "1", "--no-fetch", "--take", "--with", "mine")
    #expect(missing.status == 64 && missing.errors.contains("is not on this machine"))
    try Git.run(in: laptop.home, "clone", "--quiet", journey.folder("api.git"), "second")
    try know("code/elsewhere", "second")
    let twice = try laptop.handoff("resume", "1", "--no-fetch", "--take", "--with", "mine")
    #expect(twice.status == 64 && twice.errors.contains("in several folders here"), "\(twice)")
    #expect(started().isEmpty)
  }
}
