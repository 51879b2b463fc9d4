import Foundation
import TestSupport
import Testing

@Suite("What a person is told of this machine")
struct StatusTests {
  @Test("status and list say what waits and that pushes fail; log is filtered by session")
  func trouble() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    var status = try desk.succeed("status")
    let title = try #require(try desk.tasks().first?["title"] as? String)
    #expect(status.contains("\n2154  \(title)  "), "\(status)")
    #expect(status.hasPrefix("desk ⇄ \(journey.remote)\n✓ Pushed just now, fetched just now; "))
    #expect(
      status.contains("✓ Model: no calls today.") && status.contains("! No hooks are registered."))
    #expect(status.contains("; nothing waits."))
    #expect(!(try desk.handoff("list").errors.contains("pushes")))

    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    let failed = try desk.handoff("sync")
    #expect(failed.status == 69)
    status = try desk.succeed("status")
    #expect(status.contains("Pushes have failed since ") && status.contains("no git repository"))
    let list = try desk.handoff("list", "--no-fetch")
    #expect(list.errors.contains("This machine's pushes have failed since ") && list.status == 0)
    #expect(try desk.succeed("list", "--no-fetch", "--json").contains("\"pushesFailSince\""))
    let json = try desk.succeed("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["pushError"] is String && object?["pushesFailSince"] is String)
    let session = try #require((object?["sessions"] as? [[String: Any]])?.first)
    // The text was made before it was committed, in the same second on a quiet machine.
    let (text, committed) = (session["remoteTextAt"] as? String, session["snapshotAt"] as? String)
    #expect(text != nil && text ?? "" <= committed ?? "", "\(session)")
    #expect((object?["modelCallsToday"] as? [String: Any])?["calls"] as? Int == 0)

    try FileManager.default.moveItem(atPath: journey.folder("away"), toPath: journey.remote)
    try desk.succeed("sync")
    #expect(try !desk.succeed("status").contains("Pushes have failed"))

    try desk.hook("handoff-snapshot", "not json")
    try desk.hook(
      "handoff-snapshot",
      #"{"session_id":"\#(JourneyMachine.session)","hook_event_name":"Stop","cwd":"/hom"#,
      extra: ["HANDOFF_PUSH_INTERVAL": "1"])
    try await eventually { try desk.events().count >= 2 }
    let all = try desk.succeed("log")
    let some = try desk.succeed(
      "log", "--session", String(JourneyMachine.session.prefix(6).uppercased()))
    #expect(all.contains("not a JSON object") && some.contains("cut off"))
    #expect(!some.contains("not a JSON object"))
    let none = try desk.handoff("log", "--session", "ffffff")
    #expect(none.status == 0 && none.output == "" && none.errors.contains("empty"))
  }

  @Test("status and doctor name a machine whose handoff is newer than this one")
  func newer() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let name = "tasks/desk-\(JourneyMachine.session).md"
    let text = try Git.run(in: journey.remote, "show", "main:\(name)")
    #expect(text.contains("\nwriter: handoff 0."))
    #expect(!(try desk.succeed("status").contains("runs handoff")))
    let clone = journey.folder("studio")
    try Git.run(in: journey.folder.path, "clone", "-q", journey.remote, clone)
    try text.replacing("machine: desk", with: "machine: studio")
      .replacing(/\nwriter: .*/, with: "\nwriter: handoff 12.3.4")
      .write(
        toFile: clone + "/tasks/studio-\(JourneyMachine.session).md", atomically: true,
        encoding: .utf8)
    try Git.run(in: clone, "add", "--all")
    try Git.run(in: clone, "commit", "-q", "-m", "studio")
    try Git.run(in: clone, "push", "-q", "origin", "HEAD")
    try desk.succeed("sync")
    let status = try desk.succeed("status")
    #expect(status.contains("! studio runs handoff 12.3.4, and this machine 0."), "\(status)")
    #expect(status.contains("\n  Install handoff 12.3.4 on this machine, too.\n"), "\(status)")
    let json = try desk.succeed("status", "--json")
    #expect(
      json.contains("\"newerMachines\"") && json.contains("\"version\" : \"12.3.4\""), "\(json)")
    let doctor = try desk.handoff("doctor", "sync")
    #expect(doctor.output.contains("studio runs handoff 12.3.4"), "\(doctor)")
  }

  @Test("status never fails: not set up, no clone, no remote, settings that cannot be read")
  func always() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let new = try desk.succeed("status")
    #expect(new.hasSuffix(" is not set up.\n  handoff init\n") && new.hasPrefix("! "), "\(new)")
    #expect(try desk.succeed("status", "--json").contains("\"isSetUp\" : false"))
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let title = try #require(try desk.tasks().first?["title"] as? String)
    let clone = journey.folder("desk/.local/share/handoff/repo")
    try Git.run(in: clone, "remote", "remove", "origin")
    let alone = try desk.succeed("status")
    #expect(alone.contains("\n✗ ") && alone.contains("\n2154  \(title)  "), "\(alone)")
    try FileManager.default.removeItem(atPath: clone)
    let lost = try desk.succeed("status")
    #expect(lost.hasPrefix("desk ⇄ ?\n✗ ") && lost.contains("handoff init"), "\(lost)")
    #expect(lost.contains("\n2154  "), "\(lost)")
    let json = try desk.succeed("status", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["problem"] is String && (object?["sessions"] as? [Any])?.count == 1)
    try journey.folder.write("{", to: "desk/.config/handoff/config.json")
    #expect(try desk.succeed("status").hasPrefix("✗ "))
    #expect(try desk.succeed("status", "--json").contains("\"problem\" : "))
  }

  @Test("Counts have their plural, amounts their digits, and times are those of the reader's clock")
  func countsAndTimes() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let state = "desk/.local/state/handoff"
    let now = Int(Date().timeIntervalSince1970)
    func calls(_ lines: [String]) throws -> String {
      try journey.folder.write(
        lines.map { #"{"time":\#(now),\#($0)}"# + "\n" }.joined(),
        to: "\(state)/model-calls.jsonl")
      return try desk.succeed("status")
    }
    let first = [#""call":"a","outcome":"started""#]
    let paid = #""call":"a","outcome":"ok","inputTokens":1,"outputTokens":20,"costUSD":0.01234"#
    let second = [#""call":"b","outcome":"started""#]
    #expect(
      try calls(first).contains("\n✓ Model: 1 call today, 1 failed, $0.0000.\n"))
    #expect(
      try calls(first + [paid]).contains("\n✓ Model: 1 call today, $0.0123.\n"))
    #expect(
      try calls(first + [paid] + second)
        .contains("\n✓ Model: 2 calls today, 1 failed, $0.0123.\n"))

    // 2026-04-17 20:00:00 in Greenwich is the next day in Nepal.
    try journey.folder.write(
      #"{"time":1776456000,"level":"info","program":"x","topic":"x","message":"y"}"# + "\n",
      to: "\(state)/events.jsonl")
    try journey.folder.write("1776456000\n", to: "\(state)/last-push")
    for (zone, time, day) in [
      ("UTC", "2026-04-17 20:00:00", "17 Apr"), ("NPT-5:45", "2026-04-18 01:45:00", "18 Apr"),
    ] {
      #expect(try desk.handoff("log", extra: ["TZ": zone]).output == "\(time) x: y\n")
      let status = try desk.handoff("status", extra: ["TZ": zone]).output
      #expect(status.contains("Pushed \(day), fetched "), "\(status)")
    }
  }

  @Test("A new session hears of the other machine's task on the same project, in one line")
  func greeting() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    for machine in [desk, laptop] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
      try Git.run(in: machine.home, "init", "--quiet", "proj")
      try Git.run(
        in: machine.home + "/proj", "remote", "add", "origin",
        machine.name == "desk" ? "git@github.com:acme/api.git" : "https://github.com/acme/api")
    }
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["cwd": desk.home + "/proj"]))
    try desk.succeed("sync")
    try laptop.succeed("list")

    func start(_ source: String, _ extra: [String: String] = [:]) throws -> ProgramResult {
      let input = try laptop.input(
        "SessionStart",
        [
          "source": source, "cwd": laptop.home + "/proj",
          "session_id": UUID().uuidString.lowercased(),
        ])
      return try Program.run(
        Program.built("handoff-snapshot"), [],
        environment: laptop.environment.merging(extra) { $1 }, folder: "/",
        input: Data(input.utf8))
    }
    let told = try start("startup")
    #expect(told.status == 0 && told.errors.isEmpty && told.output.count < 300)
    #expect(
      told.output.hasPrefix("handoff: unfinished tasks of this project on other machines: 1."))
    #expect(told.output.contains("(desk, ") && told.output.hasSuffix("shows them.\n"))
    for source in ["compact", "fork"] { #expect(try start(source).output.isEmpty) }
    #expect(try start("startup", ["CLAUDE_CODE_ENTRYPOINT": "sdk-cli"]).output.isEmpty)
    #expect(try start("resume", ["HANDOFF_SESSION_HINT": "0"]).output.isEmpty)
    journey.expectNoGit()
    // What the starts left behind has nothing to do any more.
    try await eventually { laptop.waitingWorkers().isEmpty }
    #expect(try laptop.tasks().count == 1)
  }

  @Test("One line for prompts, from small files, in the width that there is")
  func line() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    #expect(try desk.succeed("status", "--line").isEmpty, "not set up")
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    // Its own tasks are no news.
    #expect(try desk.succeed("status", "--line").isEmpty)
    let laptop = try JourneyMachine("laptop", in: journey)
    try laptop.succeed("init", "--remote", journey.remote, "--machine", "laptop")
    try laptop.succeed("list")
    // Neither clone nor remote is needed.
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    let clone = journey.folder("laptop/.local/share/handoff/repo")
    try FileManager.default.moveItem(atPath: clone, toPath: journey.folder("clone-away"))
    #expect(try laptop.succeed("status", "--line") == "⇄ 1 (0 here)\n", "it has never pushed")
    let now = Int(Date.now.timeIntervalSince1970)
    try journey.folder.write("\(now)\n", to: "laptop/.local/state/handoff/last-push")
    #expect(try laptop.succeed("status", "--line") == "⇄ 1 (0 here) · pushed now\n")
    #expect(
      try laptop.succeed("status", "--line", "--width", "80")
        == "handoff: 1 elsewhere, 0 of them in this project; pushed: now\n")
    #expect(try laptop.succeed("status", "--line", "--width", "8") == "⇄ 1\n")
    #expect(try laptop.succeed("status", "--line", "--width=16") == "⇄ 1 (0 here)\n")
    let ascii = try laptop.handoff("status", "--line", extra: ["LANG": "C"])
    #expect(ascii.output == "<> 1 (0 here) - pushed now\n")
    let since = now - 20 * 3_600
    try journey.folder.write("\(since) no way\n", to: "laptop/.local/state/handoff/push-trouble")
    let told = try laptop.succeed("status", "--line", "--width", "24")
    #expect(told.hasPrefix("⇄ 1 ! not pushed "), "\(told)")
  }
}
