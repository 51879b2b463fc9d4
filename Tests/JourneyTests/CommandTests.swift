import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandTests {
  @Test("Errors say what happened and what to type, and have their exit status")
  func errors() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    func expect(
      _ status: Int32, _ word: String, _ arguments: [String],
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let result = try Program.run(
        Program.built("handoff"), arguments, environment: desk.environment, folder: desk.home)
      #expect(result.status == status, "\(result)", sourceLocation: sourceLocation)
      #expect(result.errors.contains(word), "\(result)", sourceLocation: sourceLocation)
      #expect(result.output.isEmpty, "\(result)", sourceLocation: sourceLocation)
    }
    try expect(78, "handoff init --remote URL", ["list"])
    try expect(64, "--remote URL", ["init"])
    try expect(
      69, "handoff init --remote /nowhere.git --create", ["init", "--remote", "/nowhere.git"])
    try expect(64, "--remote PATH --create", ["init", "--create"])
    try expect(64, "All commands: handoff --help", ["nonsense"])
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try expect(66, "handoff list", ["show", "7"])
    try expect(66, "handoff restore", ["restore", "nothing"])
    try expect(64, "--session ID", ["snapshot"])
    try expect(64, "UUID", ["snapshot", "--session", "../x"])
    try expect(66, "There is no file", ["snapshot", "--transcript", "none.jsonl"])
    try expect(66, "is a folder", ["snapshot", "--transcript", "."])
    try expect(66, "no transcript", ["snapshot", "--session", JourneyMachine.session])
    try journey.folder.write("{}\n", to: "desk/empty.jsonl")
    try expect(65, "--session ID", ["snapshot", "--transcript", "empty.jsonl"])
    try expect(
      66, "no prompt",
      ["snapshot", "--transcript", "empty.jsonl", "--session", JourneyMachine.session]
    )
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    try expect(69, "no git repository", ["sync"])
    let list = try desk.handoff("list")
    #expect(list.status == 0 && list.errors.contains("the last known state, from just now."))
  }

  @Test("--version is one line, more with --verbose; --help says what each command does")
  func help() throws {
    let handoff = Program.built("handoff")
    let version = try Program.run(handoff, ["--version"], environment: [:])
    #expect(
      version.output.contains(
        /^handoff \d+\.\d+\.\d+ \(([0-9a-f]{12}\+?, )?libgit2 \d+\.\d+\.\d+\)\n$/)
        && version.status == 0, "\(version)")
    let verbose = try Program.run(handoff, ["--version", "--verbose"], environment: [:])
    #expect(verbose.output.hasPrefix(version.output) && verbose.status == 0, "\(verbose)")
    for line in [/\nlibgit2: \d/, /\nlibcurl: \d/, /\nssh: OpenSSH_/, /\nsystem: [^\n]+, \w+\n$/] {
      #expect(verbose.output.contains(line), "\(verbose)")
    }
    let help = try Program.run(handoff, ["--help"], environment: [:])
    #expect(help.output.contains("OVERVIEW: Pick up a Claude Code session on another machine.\n"))
    #expect(help.output.contains("List the unfinished tasks of all machines."))
    #expect(!help.output.contains("worker"))
  }

  @Test(
    "Without /proc the command says so, and hooks disturb nobody",
    .enabled(if: getuid() == 0, "needs root"))
  func withoutProc() throws {
    // Not only unseen: a tmpfs in its place, in a name space of its own.
    let hide = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
    func run(_ program: String, _ words: String...) throws -> ProgramResult {
      try Program.run(
        "/usr/bin/unshare", ["-m", "sh", "-c", hide, Program.built(program)] + words,
        environment: ["PATH": "/usr/bin:/bin"])
    }
    for words in ["list", "--version"] {
      let result = try run("handoff", words)
      #expect(result.status == 71 && result.output.isEmpty, "\(result)")
      #expect(result.errors.hasPrefix("error: There is no /proc here"), "\(result)")
    }
    for program in ["handoff-snapshot", "handoff-cleanup"] {
      let result = try run(program)
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
    }
  }

  @Test("What is read without ArgumentParser means the same as with it")
  func shortCommandLines() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    // Whether the remote is asked can then be seen.
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    func run(_ words: [String]) throws -> ProgramResult {
      try Program.run(
        Program.built("handoff"), words, environment: desk.environment, folder: desk.home)
    }
    let lines = [
      ["list"], ["ls"], ["list", "--json"], ["list", "--no-fetch"], ["ls", "--json", "--no-fetch"],
    ]
    for line in lines {
      // An option more, which means nothing.
      let (short, long) = (try run(line), try run(line + ["--color", "auto"]))
      #expect(short.status == 0 && short.output.contains("desk"), "\(line) \(short)")
      #expect(short.output == long.output && short.errors == long.errors, "\(line) \(long)")
      #expect(short.errors.isEmpty == line.contains("--no-fetch"), "\(line) \(short)")
    }
    for mistake in [["list", "--quiet"], ["ls", "--no-fetch", "--quiet"]] {
      let result = try run(mistake)
      #expect(result.status == 64 && result.errors.contains("Usage: handoff"), "\(result)")
    }
    #expect(try run(["list", "--version"]).output == run(["--version"]).output)
  }

  @Test(
    "The shell completes tasks with their titles, machines, projects and checks",
    arguments: [("bash", ""), ("zsh", ":"), ("fish", "\t")])
  func completion(shell: String, separator: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let script = try desk.succeed("--generate-completion-script", shell)
    #expect(
      script.contains(
        shell == "bash" ? "\nhow\nencryption\nsettings\n" : " how encryption settings "),
      "\(script)")
    let none = try desk.handoff("complete", "tasks", extra: ["HANDOFF_REPO": "/nowhere"])
    #expect(none.status == 0 && none.output.isEmpty && none.errors.isEmpty, "\(none)")
    let title = try #require(try desk.tasks().first?["title"] as? String)
    let project = try desk.tasks().first?["project"] as? String ?? ""
    for (kind, result) in [
      ("tasks", separator.isEmpty ? "2154\n" : "2154\(separator)\(title)\n"),
      ("machines", "desk\n"), ("projects", project + "\n"), ("finished", ""),
    ] {
      let command = "handoff complete \(kind) 2>/dev/null"
      #expect(script.contains(command), "\(command)")
      var environment = desk.environment
      environment["PATH"] = "\(Program.buildFolder):/usr/bin:/bin"
      // As its script does; fish runs the command without.
      environment["SAP_SHELL"] = shell == "fish" ? nil : shell
      let said = try Program.run(
        "/bin/sh", ["-c", command], environment: environment, folder: desk.home)
      #expect(said.output == result, "\(said)")
    }
  }

  @Test("A word that is nothing is told with what may have been meant")
  func meant() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    for (words, meant) in [
      (["lst"], "There is no command “lst”. Did you mean: handoff list"),
      (["xyzzy"], "There is no command “xyzzy”.\n  All commands: handoff --help"),
      (["doctor", "machne"], "Did you mean: machine"),
    ] {
      let result = try Program.run(
        Program.built("handoff"), words, environment: desk.environment, folder: desk.home)
      #expect(result.status == 64 && result.errors.contains(meant), "\(result)")
    }
  }

  @Test("A task that cannot be finished on the remote is finished here, and the status says so")
  func doneWithoutRemote() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    let done = try desk.handoff("done", "2154")
    #expect(done.status == 69, "\(done)")
    #expect(done.errors.contains("after the next push") && !done.errors.contains("failed"))
    #expect(try desk.succeed("status").contains("; 1 commit waits to be pushed."))
    try FileManager.default.moveItem(atPath: journey.folder("away"), toPath: journey.remote)
    try desk.succeed("sync")
    #expect(try journey.remoteSnapshots().isEmpty)
  }

  @Test("Every reading command prints JSON with a schema version, and nothing else")
  func json() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    for arguments in [
      ["list"], ["show", "1"], ["status"], ["log"], ["config"], ["restore"], ["sync"],
    ] {
      let result = try Program.run(
        Program.built("handoff"), arguments + ["--json"], environment: desk.environment,
        folder: desk.home)
      let object =
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      #expect(object?["schemaVersion"] as? Int == 1, "\(arguments): \(result)")
      #expect(result.errors.isEmpty, "\(arguments)")
    }
    let task = try #require(try desk.tasks().first)
    #expect(
      Set(task.keys) == [
        "agentVersion", "created", "cwd", "id", "installation", "machine", "name", "number",
        "project",
        "schema", "sequence", "sessionId", "state", "summarized", "summaryBy", "system", "title",
        "writer",
        "turns", "updated",
      ])
  }

  @Test("A setting is changed by its name; a variable that wins over it is mentioned")
  func config() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    func config(_ arguments: String..., variables: [String: String] = [:]) throws -> ProgramResult {
      try Program.run(
        Program.built("handoff"), ["config"] + arguments,
        environment: desk.environment.merging(variables) { $1 }, folder: desk.home)
    }
    #expect(try config("set", "push_interval", "60").status == 0)
    #expect(try config().output.contains("push_interval"))
    let shown = try config("--origin").output.split(separator: "\n")
    #expect(
      shown.contains {
        $0.contains("push_interval") && $0.contains(" 60 ") && $0.contains("file (")
      })
    let set = try config(
      "set", "push_interval", "90", variables: ["HANDOFF_PUSH_INTERVAL": "7"])
    #expect(set.errors.contains("HANDOFF_PUSH_INTERVAL") && set.errors.contains("is 7 here"))
    #expect(try config("unset", "push_interval").errors.contains("300"))
    let wrong = try config("set", "push_interval", "soon")
    #expect(wrong.status == 64 && wrong.errors.contains("a number of seconds, not “soon”"))
    #expect(try config("set", "colour", "red").errors.contains("no setting “colour”"))
  }

  @Test("What others wrote never reaches the terminal as control characters")
  func untrustedText() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let person = journey.folder("person")
    try Git.run(in: journey.folder.path, "clone", "--quiet", journey.remote, "person")
    try journey.folder.write(
      "---\nupdated: 2026-04-17\ntitle: \"a\\e[31mred\\u202Eb\"\n---\n## Handoff prompt\n\u{1B}]0;x\u{7}\n",
      to: "person/tasks/evil.md")
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "x")
    try Git.run(in: person, "push", "--quiet", "origin", "HEAD:main")
    for arguments in [["list"], ["show", "evil"], ["resume", "evil"]] {
      let result = try Program.run(
        Program.built("handoff"), arguments, environment: desk.environment, folder: desk.home)
      let text = result.output + result.errors
      #expect(result.status == 0)
      #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
    }
  }

  @Test("install registers both hooks once, and uninstall leaves the file as it was")
  func install() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let original = """
      {
        "model" : "opus",
        "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "say done"}]}]}
      }
      """
    try journey.folder.write(original, to: "desk/.claude/settings.json")
    let plan = try desk.handoff("install", "--dry-run")
    #expect(plan.output.contains("+") && plan.output.contains("handoff-cleanup"))
    #expect(journey.folder.read("desk/.claude/settings.json") == original)
    try desk.succeed("install")
    let installed = try #require(journey.folder.read("desk/.claude/settings.json"))
    #expect(installed.contains(Program.built("handoff-snapshot")) && installed.contains("say done"))
    try desk.succeed("install")
    #expect(journey.folder.read("desk/.claude/settings.json") == installed)
    try desk.succeed("uninstall")
    #expect(journey.folder.read("desk/.claude/settings.json") == original)
    try journey.folder.write("{ broken", to: "desk/.claude/settings.json")
    let refused = try desk.handoff("install")
    #expect(refused.status == 65 && refused.errors.contains("not changed"))
    #expect(journey.folder.read("desk/.claude/settings.json") == "{ broken")
    // Without a file there is one afterwards, and none again after uninstall.
    try FileManager.default.removeItem(atPath: desk.home + "/.claude")
    try desk.succeed("install")
    try desk.succeed("uninstall")
    #expect(journey.folder.read("desk/.claude/settings.json") == nil)
  }

  @Test("A session whose snapshot cannot be taken makes sync fail, which says so")
  func syncWithTrouble() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let state = desk.home + "/.local/state/handoff"
    let other = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"
    // What is known of it cannot be written.
    for folder in ["sessions/\(other).json/in the way", "inbox/\(other)"] {
      try FileManager.default.createDirectory(
        atPath: "\(state)/\(folder)", withIntermediateDirectories: true)
    }
    let note = "2 1800000000000000000 cli 0 - - - - -\n{\"session_id\":\"\(other)\"}"
    try note.write(toFile: "\(state)/inbox/\(other)/Stop", atomically: true, encoding: .utf8)
    let result = try desk.handoff("sync")
    #expect(result.status == 74 && !result.errors.contains("up to date"), "\(result)")
    #expect(result.errors.contains("\(other).json"), "\(result)")
  }
}
