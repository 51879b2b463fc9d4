import Foundation
import TestSupport
import Testing

@Suite("handoff doctor")
struct DoctorTests {
  let journey: Journey
  let desk: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    chmod(desk.home, 0o700)
  }

  /// The verdicts of a run with `--json`, by the checks' names.
  func verdicts(_ result: ProgramResult) throws -> [String: String] {
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let checks = try #require(object?["checks"] as? [[String: Any]])
    return try Dictionary(
      uniqueKeysWithValues: checks.map { check in
        let name = try #require(check["name"] as? String)
        return (name, try #require(check["verdict"] as? String))
      })
  }

  /// Puts a `claude` into the machine's `PATH`, and returns the environment with it.
  func claude(_ body: String) throws -> [String: String] {
    try FileManager.default.createDirectory(
      atPath: journey.folder("bin"), withIntermediateDirectories: true)
    _ = try journey.folder.script("bin/claude", body)
    return ["PATH": "\(journey.folder("bin")):\(journey.trap):/usr/bin:/bin"]
  }

  @Test("Before init it says how to begin; after it, with the hooks, it is content")
  func life() throws {
    let before = try desk.handoff("doctor")
    #expect(before.status == 1, "\(before)")
    #expect(before.output.contains("handoff init --remote URL"))
    #expect(before.output.contains("handoff install"))
    #expect(!before.output.contains(" \n"), "no line ends with spaces")
    #expect(before.output.contains("  – not tried, because of that: Clone"), "\(before.output)")
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.local"))

    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("install")
    let after = try desk.handoff("doctor", extra: try claude("echo '2.1.330 (Claude Code)'"))
    #expect(after.status == 0 && after.errors.isEmpty, "\(after)")
    #expect(after.output.contains("Claude Code") && after.output.contains("2.1.330"))
    #expect(after.output.contains("\n") && !after.output.contains("\u{1B}"))
    // A group that is well is a line; --verbose and a name show each check.
    let lines = after.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("✓ This machine  desk; ~/.config/") }, "\(after.output)")
    #expect(lines.contains { $0.hasPrefix("✓ The clone     ~/.local/") && $0.hasSuffix(", clean") })
    #expect(!after.output.contains("Commit author"))
    let verbose = try desk.handoff("doctor", "--verbose")
    #expect(verbose.output.contains("The clone\n  ✓ Clone: "), "\(verbose.output)")
    #expect(verbose.output.contains("Commit author"))
    let named = try desk.succeed("doctor", "remote")
    #expect(named.contains("Read access") && named.contains("Write access"), "\(named)")
    journey.expectNoGit()
  }

  @Test("--report writes a file for a bug report, without what is nobody's business")
  func report() throws {
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.say("Draw the map of Utopia.")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    try desk.succeed("config", "set", "push_interval", "600")
    try desk.succeed("config", "set", "project_roots", "~/secret-plans")
    let token = "ghp_" + String(repeating: "aB3dE5", count: 6)
    try desk.hook(
      "handoff-snapshot", #"{"session_id":"\#(token)","hook_event_name":"Stop","cwd":"/"}"#)
    let result = try desk.handoff(
      "doctor", "--report", extra: ["HANDOFF_LANGUAGE": "zh", "USER": "ann"])
    #expect(result.status == 0 && result.errors.contains("~/handoff-report-2"), "\(result)")
    let files = try FileManager.default.contentsOfDirectory(atPath: desk.home)
    let name = try #require(files.first { $0.hasPrefix("handoff-report-") })
    let text = try String(contentsOfFile: "\(desk.home)/\(name)", encoding: .utf8)
    let mode = try FileManager.default.attributesOfItem(atPath: "\(desk.home)/\(name)")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(text.hasPrefix("# Report of handoff 0."))
    for words in [
      "\n- libgit2: ", "\n- ok versions ", "\n- push_interval: 600\n", "\n- project_roots is set\n",
      "\n- unpushed: 0\n", " open [", "## Newest events",
    ] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
    for words in [token, "Utopia", journey.remote, desk.home, "secret-plans", "desk"] {
      #expect(!text.contains(words), "\(words) is in \(text)")
    }
    #expect(!text.unicodeScalars.contains { $0.value > 0x2FFF })
  }

  @Test("--deep reads every task of the remote from a clone of its own, which is gone then")
  func deep() throws {
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.say("Draw the map.")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let usual = try desk.handoff("doctor", "--json")
    #expect(try verdicts(usual)["tasks"] == nil)
    let fine = try desk.handoff("doctor", "--deep", "--json")
    #expect(try verdicts(fine)["tasks"] == "ok" && fine.output.contains("1 task of it"))
    let clone = desk.home + "/.local/share/handoff/repo"
    try "no front matter".write(
      toFile: clone + "/tasks/studio-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md", atomically: true,
      encoding: .utf8)
    try Git.run(in: clone, "add", "-f", "tasks")
    try Git.run(in: clone, "commit", "--quiet", "-m", "By hand")
    try desk.succeed("sync")
    let bad = try desk.handoff("doctor", "tasks", "--json")
    #expect(try verdicts(bad) == ["tasks": "warning"], "\(bad)")
    #expect(bad.output.contains("studio-5a9095d0") && bad.output.contains("1 task of it"))
    let state = try FileManager.default.contentsOfDirectory(
      atPath: desk.home + "/.local/state/handoff")
    #expect(!state.contains("doctor-clone"))
    journey.expectNoGit()
  }

  @Test("An address is looked at before init; a password in it is shown nowhere")
  func address() throws {
    let fine = try desk.handoff("doctor", journey.remote)
    #expect(fine.status == 0, "\(fine)")
    #expect(!fine.output.contains("handoff init"))
    let relative = try desk.handoff("doctor", "../remote.git", "write", "--json")
    #expect(relative.status == 0)
    #expect(try verdicts(relative) == ["write": "ok"])
    let bare = try Program.run(
      Program.built("handoff"), ["doctor", "remote.git", "write"], environment: desk.environment,
      folder: journey.folder.path)
    #expect(bare.status == 0, "\(bare)")
    let missing = try desk.handoff("doctor", journey.folder("none.git"), "--quiet")
    #expect(missing.status == 1 && missing.output.contains("--create"))
    let secret = try desk.handoff("doctor", "ssh://ann:SECRET@127.0.0.1:1/x.git")
    #expect(secret.status == 1 && !(secret.output + secret.errors).contains("SECRET"))
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.config/handoff"))
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.local"))
    journey.expectNoGit()
  }

  @Test("--json has a schema version, every check once, and agrees with the exit status")
  func json() throws {
    let result = try desk.handoff("doctor", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["schemaVersion"] as? Int == 1 && object["ok"] as? Bool == false)
    #expect(result.status == 1)
    let checks = try #require(object["checks"] as? [[String: Any]])
    for check in checks {
      #expect(
        Set(check.keys).subtracting(["summary"]) == [
          "name", "title", "group", "verdict", "evidence", "fixes", "milliseconds",
        ])
    }
    let list = try desk.succeed("doctor", "--list", "--json")
    let listed = try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any]
    let names = (listed?["checks"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    // The one that is made only when it is asked for is listed, too.
    #expect(names == checks.compactMap { $0["name"] as? String } + ["tasks"])
    #expect(names?.count ?? 0 >= 20)
  }

  @Test("Named checks alone are run; a name that is none is a usage error")
  func named() throws {
    let result = try desk.handoff("doctor", "state", "--check", "configuration", "--json")
    #expect(result.status == 0)
    #expect(try Set(verdicts(result).keys) == ["state", "configuration"])
    for arguments in [
      ["nonsense"], ["--check", "nonsense"], ["a/b", "c/d"], ["--deadline", "0"],
    ] {
      let wrong = try Program.run(
        Program.built("handoff"), ["doctor"] + arguments, environment: desk.environment)
      #expect(wrong.status == 64 && wrong.output.isEmpty, "\(arguments) \(wrong)")
    }
    let list = try desk.succeed("doctor", "--list", "write")
    #expect(list.contains("write") && !list.contains("privacy"))
  }

  @Test("--quiet says nothing where all is well, and only what is not")
  func quiet() throws {
    #expect(try desk.succeed("doctor", "--quiet", "state", "log").isEmpty)
    let result = try desk.handoff("doctor", "--quiet", "state", "machine")
    #expect(result.status == 1 && result.output.contains("handoff init"))
    #expect(!result.output.contains("State folder"))
  }

  @Test("A crash of the process that checks is the end of one check alone")
  func crash() throws {
    let environment = try claude("kill -SEGV $PPID; sleep 5")
    let result = try desk.handoff(
      "doctor", "configuration", "claude", "versions", "--json", extra: environment)
    #expect(result.status == 1)
    #expect(
      try verdicts(result) == ["configuration": "ok", "claude": "crashed", "versions": "ok"])
    let text = try desk.handoff("doctor", "claude", extra: environment)
    #expect(text.status == 1 && text.output.contains("signal 11"), "\(text)")
  }

  @Test("A check that hangs is ended at its deadline, and the next goes on")
  func hang() throws {
    let environment = try claude("kill -STOP $PPID; exec sleep 15")
    let result = try desk.handoff(
      "doctor", "configuration", "claude", "versions", "--deadline", "2", "--json",
      extra: environment)
    #expect(result.status == 1)
    #expect(
      try verdicts(result) == ["configuration": "ok", "claude": "failed", "versions": "ok"])
    #expect(result.output.contains("longer than 2 s"))
  }

  @Test("The hidden part of it reads a request, and refuses anything else")
  func worker() throws {
    for input in ["", "{}\n", "nonsense\n", String(repeating: "x", count: 2 << 20)] {
      let result = try Program.run(
        Program.built("handoff"), ["doctor", "--worker"], environment: desk.environment,
        input: Data(input.utf8))
      #expect(result.status == 64 && result.output.isEmpty, "\(result.status)")
    }
  }

  @Test("A remote that other users of this computer may read is a warning, with the command")
  func privacy() throws {
    chmod(journey.folder.path, 0o755)
    chmod(journey.remote, 0o755)
    chmod(journey.remote + "/objects", 0o755)
    let open = try verdicts(try desk.handoff("doctor", journey.remote, "privacy", "--json"))
    chmod(journey.remote, 0o700)
    let closed = try verdicts(try desk.handoff("doctor", journey.remote, "privacy", "--json"))
    #expect(closed == ["privacy": "ok"])
    // Elsewhere the folder for temporary files may be closed itself.
    if open != closed { #expect(open == ["privacy": "warning"]) }
  }
}
