import Foundation
import TestSupport
import Testing

/// A machine at a terminal, with tasks of two machines and three projects.
private final class PickingMachine: Sendable {
  let journey: Journey
  let desk: JourneyMachine
  let terminal: TmuxSession

  /// Opens a terminal, and the picker in it; how it ends is shown there.
  init(
    _ size: TmuxSession.Size, command: String = "", state: String = "ended",
    _ extra: [String: String] = [:]
  ) async throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey, extra)
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let person = journey.folder("person")
    try Git.run(in: journey.folder.path, "clone", "--quiet", journey.remote, "person")
    let tasks = [
      ("studio", "1", 60.0, "title: Fix the login timeout\nproject: acme/api\nbranch: fix/login"),
      ("desk", "2", 7_200, "title: Parser keeps comments\nproject: group/sub/shop"),
      ("studio", "3", 90_000, "title: 为导出功能补上分页和重试\nproject: acme/web"),
    ]
    for (machine, digit, age, rest) in tasks {
      let id = "\(String(repeating: digit, count: 8))-1111-4111-8111-111111111111"
      let time = Date(timeIntervalSinceNow: -age).formatted(.iso8601)
      try journey.folder.write(
        "---\nschema: 1\nstate: \(state)\nmachine: \(machine)\nsession_id: \(id)\nupdated: \(time)\n"
          + "\(rest)\n---\n## Task\n> Keep the retry policy \(digit) as it is.\n",
        to: "person/tasks/\(machine)-\(id).md")
    }
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "x")
    try Git.run(in: person, "push", "--quiet", "origin", "HEAD:main")
    var environment = desk.environment.merging(extra) { $1 }
    environment["TERM"] = environment["TERM"] ?? "tmux-256color"
    // The runtime of debug builds takes SIGQUIT for a crash, and is long in describing it.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    let script = """
      stty -g > before
      '\(Program.built("handoff"))' \(command)
      echo "status=$?"
      stty -g > after
      cmp before after && echo sane
      exec sleep 600
      """
    terminal = try await TmuxSession.start(
      ExternalProgram(["sh", "-c", script], environment: environment, folder: desk.home),
      in: URL(filePath: journey.folder.path), network: .shared, size: size)
  }

  /// Opens one, and closes it whatever happens.
  static func with(
    _ size: TmuxSession.Size, command: String = "", state: String = "ended",
    _ extra: [String: String] = [:],
    _ body: (PickingMachine) async throws -> Void
  ) async throws {
    let machine = try await PickingMachine(
      size, command: command, state: state, extra)
    do {
      try await body(machine)
    } catch {
      await machine.terminal.stop()
      throw error
    }
    await machine.terminal.stop()
    machine.journey.expectNoGit()
  }

  /// Waits until the screen has all of some texts.
  @discardableResult
  func see(_ texts: String...) async throws -> String {
    try await terminal.wait(for: texts.joined(separator: " and ")) { screen in
      texts.allSatisfy { screen.contains($0) }
    }
  }

  func press(_ key: String) async throws { try await terminal.press(TmuxKey(rawValue: key)) }

  /// The process of the picker.
  var picker: Int32? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.first { process in
      let words = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
      let folder = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(process)/cwd")
      return link == Program.built("handoff") && folder == desk.home && words != nil
    }
  }
}

@Suite("The picker at a terminal")
struct PickerWalkTests {
  private static let usual = TmuxSession.Size(columns: 80, rows: 24)

  @Test(
    "One walk: look, filter, finish, undo, leave",
    arguments: [(80, 24, "en"), (120, 40, "en"), (50, 20, "en"), (80, 24, "zh"), (40, 12, "en")])
  func walk(columns: Int, rows: Int, language: String) async throws {
    let isChinese = language == "zh"
    let size = TmuxSession.Size(columns: columns, rows: rows)
    try await PickingMachine.with(size, ["HANDOFF_LANGUAGE": language]) { machine in
      func count(_ n: Int) -> String { isChinese ? "\(n) 个未完成任务" : "\(n) unfinished" }
      // Of columns that are few the title gives way.
      try await machine.see("❯", "Fix the lo", "为导出", count(3))
      try await machine.press("j")
      // The pointer stands in the row of the second one.
      try await machine.see(isChinese ? "❯ 2 小时" : "❯    2 h")
      try await machine.terminal.send("/policy 3")
      try await machine.see(isChinese ? "3 个中有 1 个匹配" : "1 of 3 match")
      try await machine.press("Escape")
      try await machine.press("Escape")
      try await machine.see(count(3))
      try await machine.press("g")
      try await machine.press("d")
      try await machine.see(isChinese ? "在所有机器上完成" : "Finish “")
      try await machine.press("d")
      try await machine.see(count(2))
      try await eventually { try machine.journey.remoteSnapshots().count == 2 }
      try await machine.press("u")
      try await machine.see(count(3))
      try await eventually { try machine.journey.remoteSnapshots().count == 3 }
      try await machine.press("q")
      let end = try await machine.see("status=0", "sane")
      // The screen of before is back.
      #expect(!end.contains("❯"))
    }
  }

  @Test("Another size of the window is drawn anew")
  func resize() async throws {
    try await PickingMachine.with(TmuxSession.Size(columns: 120, rows: 40)) { machine in
      try await machine.see("┬", "3 unfinished")
      try await machine.terminal.resize(to: TmuxSession.Size(columns: 50, rows: 16))
      try await machine.terminal.wait(for: "the small layout") { screen in
        !screen.contains("┬") && screen.contains("? help")
          && screen.split(separator: "\n").allSatisfy { $0.count <= 50 }
      }
    }
  }

  @Test(
    "A signal leaves a sane terminal",
    arguments: [
      SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGALRM, SIGSEGV, SIGABRT, SIGILL, SIGBUS,
    ])
  func signals(number: Int32) async throws {
    try await PickingMachine.with(Self.usual) { machine in
      try await machine.see("❯", "3 unfinished")
      kill(try #require(machine.picker), number)
      let end = try await machine.see("status=\(128 + number)", "sane")
      #expect(!end.contains("❯"))
    }
  }

  @Test("Ctrl-C is an interruption")
  func interruption() async throws {
    try await PickingMachine.with(Self.usual) { machine in
      try await machine.see("❯", "3 unfinished")
      try await machine.press("C-c")
      try await machine.see("status=130", "sane")
    }
  }

  @Test("The task that is picked goes on, also into a pipe")
  func picking() async throws {
    try await PickingMachine.with(
      TmuxSession.Size(columns: 100, rows: 24), command: "resume --print | cat"
    ) { machine in
      try await machine.see("❯", "3 unfinished")
      try await machine.press("Enter")
      try await machine.see(
        "Fix the login timeout", "Keep the retry policy 1 as it is.", "status=0")
    }
  }

  @Test("Where there is no screen it asks line by line")
  func dumb() async throws {
    try await PickingMachine.with(Self.usual, command: "show", ["TERM": "dumb"]) { machine in
      try await machine.see("1  ", "Fix the login timeout (acme/api, studio)", "Which one?")
      try await machine.terminal.send("comments")
      try await machine.press("Enter")
      try await machine.see("Keep the retry policy 2 as it is.", "status=0")
    }
  }

  @Test("Where the cursor does not move, a question takes a typed answer")
  func typedAnswer() async throws {
    let command = "done --older-than 1h"
    try await PickingMachine.with(Self.usual, command: command, ["TERM": "dumb"]) { machine in
      try await machine.see("Finish these 2?", "[y/N]")
      try await machine.terminal.send("y")
      try await machine.press("Enter")
      try await machine.see("Finished 2 tasks.", "status=0")
      #expect(try machine.desk.tasks().count == 1)
    }
  }

  @Test("Ctrl-C at a question is no answer, and its status says so")
  func interruptedQuestion() async throws {
    try await PickingMachine.with(Self.usual, command: "done --older-than 1h") { machine in
      try await machine.see("Finish these 2?", "Enter to choose")
      try await machine.press("C-c")
      try await machine.see("status=130", "sane")
      #expect(try machine.desk.tasks().count == 3)
    }
  }

  @Test("What was finished is brought back from restore")
  func restore() async throws {
    let command = "done && \(Program.built("handoff")) restore"
    try await PickingMachine.with(Self.usual, command: command) { machine in
      try await machine.see("handoff done", "3 unfinished")
      try await machine.press("Enter")
      try await machine.see("Finish “Fix the login timeout”")
      try await machine.press("y")
      try await machine.see("2 unfinished")
      try await machine.press("q")
      try await machine.see("handoff restore", "1 finished")
      try await machine.press("Enter")
      try await machine.see("0 finished")
      try await machine.press("q")
      try await machine.see("status=0", "sane")
      #expect(try machine.desk.tasks().count == 3)
    }
  }
}

@Suite("The picker and the remote")
struct PickerRemoteTests {
  private static let usual = TmuxSession.Size(columns: 80, rows: 24)

  @Test("What was never pushed is brought back, with what a person wrote")
  func undoUnpushed() async throws {
    try await PickingMachine.with(Self.usual, command: "list") { machine in
      try await machine.see("status=0")
      let desk = machine.desk
      try desk.install()
      try FileManager.default.moveItem(
        atPath: machine.journey.remote, toPath: machine.journey.remote + ".away")
      try desk.hook("handoff-snapshot", desk.input("Stop"))
      _ = try desk.handoff("snapshot", "--force", "--session", JourneyMachine.session)
      _ = try desk.handoff("rename", JourneyMachine.session, "My own title")
      _ = try desk.handoff("note", JourneyMachine.session, "Ask Ann first.")
      let second = try await TmuxSession.start(
        ExternalProgram(
          [Program.built("handoff")],
          environment: desk.environment.merging(["TERM": "tmux-256color"]) { $1 },
          folder: desk.home),
        in: URL(filePath: machine.journey.folder.path), network: .shared, size: Self.usual)
      do {
        try await second.wait(for: "the task") { $0.contains("My own title") }
        try await second.send("/own title")
        try await second.press(.escape)
        try await second.send("dd")
        try await second.wait(for: "no task") { $0.contains("0 of 3 match") }
        try await second.send("u")
        try await second.wait(for: "the task again") { $0.contains("1 of 4 match") }
        try await second.press(.controlC)
        try await second.waitForEnd()
      } catch {
        await second.stop()
        throw error
      }
      await second.stop()
      try FileManager.default.moveItem(
        atPath: machine.journey.remote + ".away", toPath: machine.journey.remote)
      try desk.say("And now?")
      _ = try desk.handoff("snapshot", "--force", "--session", JourneyMachine.session)
      let text = try machine.journey.remoteSnapshot("desk")
      #expect(text.contains("title: My own title"))
      #expect(text.contains("Ask Ann first."))
    }
  }

  @Test("A silent remote holds up neither reading, nor changes, nor leaving")
  func silentRemote() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let ssh = try journey.silentSSH()
    defer { journey.endSilentSSH() }
    try Git.run(
      in: journey.folder("desk/.local/share/handoff/repo"), "remote", "set-url", "origin",
      "git@silent.example.net:me/tasks.git")
    let variables = [
      "TERM": "tmux-256color", "GIT_SSH_COMMAND": ssh, "SWIFT_BACKTRACE": "enable=no",
    ]
    let picker = try await TmuxSession.start(
      ExternalProgram(
        [Program.built("handoff")], environment: desk.environment.merging(variables) { $1 },
        folder: desk.home),
      in: URL(filePath: journey.folder.path), network: .shared, size: Self.usual)
    do {
      try await picker.wait(for: "the notes, while the remote is asked") { screen in
        screen.contains("1 unfinished") && screen.contains("asking silent.example.net")
          && screen.contains("Task")
      }
      try await picker.send("dd")
      try await picker.wait(for: "the change") { $0.contains("no unfinished tasks") }
      try await picker.send("u")
      try await picker.wait(for: "the change taken back") { $0.contains("1 unfinished") }
      try await picker.send("q")
      // Two seconds for the push, and some for a busy machine; the ssh sleeps for a minute.
      try await picker.waitForEnd(within: .seconds(30))
    } catch {
      await picker.stop()
      throw error
    }
    await picker.stop()
    // Nobody is asked for a passphrase behind the picker.
    let starts = journey.silentStarts
    #expect(starts.first?.contains("BatchMode=yes") == true, "\(starts)")
  }

  @Test("A signal right after a change leaves its push to another process")
  func hangup() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--force", "--session", JourneyMachine.session)
    let picker = try await TmuxSession.start(
      ExternalProgram(
        [Program.built("handoff")],
        environment: desk.environment.merging([
          "TERM": "tmux-256color", "SWIFT_BACKTRACE": "enable=no",
        ]) { $1 },
        folder: desk.home),
      in: URL(filePath: journey.folder.path), network: .shared, size: Self.usual)
    do {
      try await picker.wait(for: "the task") { $0.contains("1 unfinished") }
      try await picker.send("dd")
      picker.signal(SIGTERM)
      try await picker.waitForEnd(within: .seconds(30))
    } catch {
      await picker.stop()
      throw error
    }
    await picker.stop()
    // Either the change was not begun, or it is in the clone and arrives.
    let isFinished = try desk.handoff("list", "--no-fetch").output.isEmpty
    if isFinished { try await eventually { try journey.remoteSnapshots().isEmpty } }
  }

  @Test("A question behind the picker stands on the normal screen, and no is no")
  func question() async throws {
    try await PickingMachine.with(
      TmuxSession.Size(columns: 100, rows: 24), state: "active"
    ) { machine in
      try await machine.see("❯", "3 unfinished", "up to date")
      try await machine.press("Enter")
      try await machine.see("is open on studio", "both sides", "1 back", "2 carry on here")
      try await machine.press("Escape")
      let end = try await machine.see("status=0", "sane")
      #expect(!end.contains("Starting"))
      #expect(try machine.desk.tasks().count == 3)
    }
  }
}
