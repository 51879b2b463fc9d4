import Foundation
import TestSupport
import Testing

@Suite("What is longer than the screen")
struct PagerTests {
  private let journey: Journey
  private let desk: JourneyMachine
  private let esc = "\u{1B}"

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
  }

  /// Writes a pager that leaves what it was given, and under which `LESS`.
  private func pager() throws -> String {
    try journey.folder.script(
      "pager",
      "cat > '\(journey.folder("given"))'; echo \"$LESS\" > '\(journey.folder("less"))'; echo PAGED"
    )
  }

  /// The text that the pager was given; `nil` if it was not started.
  private func given() throws -> String? {
    defer { try? FileManager.default.removeItem(atPath: journey.folder("given")) }
    return journey.folder.read("given")
  }

  @Test("A long page goes through the pager with its colours, a short one does not")
  func length() throws {
    let own = try pager()
    let long = try desk.typing([], ["help", "how"], extra: ["PAGER": own])
    #expect(long.status == 0 && long.output.contains("PAGED"), "\(long)")
    let text = try #require(try given())
    #expect(text.contains("\(esc)[") && text.contains("\n"))
    #expect(!long.output.contains(text.split(separator: "\n").last ?? "?"))
    #expect(journey.folder.read("less") == "FRX\n")
    let set = try desk.typing([], ["help", "how"], extra: ["PAGER": own, "LESS": "i"])
    #expect(set.status == 0 && journey.folder.read("less") == "i\n")
    _ = try given()
    let tall = try desk.typing([], ["help", "how"], extra: ["PAGER": own, "LINES": "500"])
    #expect(try given() == nil && tall.output.contains("handoff"), "\(tall)")
  }

  @Test("The pager is the person's, and none where they want none or nobody reads")
  func choice() throws {
    let own = try pager()
    let other = try journey.folder.script("other", "cat >/dev/null; echo OTHER")
    func shown(_ words: [String], _ extra: [String: String]) throws -> ProgramResult {
      try desk.typing([], words, extra: extra)
    }
    let help = ["help", "how"]
    #expect(try shown(help, ["HANDOFF_PAGER": own, "PAGER": other]).output.contains("PAGED"))
    _ = try given()
    // A shell's words, as git takes them.
    let words = "sed s/handoff/HANDED/ | cat"
    #expect(try shown(help, ["PAGER": words]).output.contains("HANDED"))
    for none in ["", "cat", " "] {
      let result = try shown(help, ["HANDOFF_PAGER": none, "PAGER": own])
      #expect(try result.status == 0 && result.output.contains("How it works") && given() == nil)
    }
    for (words, extra) in [
      (help + ["--no-pager"], [:]), (["privacy", "--no-pager"], [:]), (help, ["TERM": "dumb"]),
      (help, ["CLAUDECODE": "1"]),
    ] as [([String], [String: String])] {
      let result = try shown(words, extra.merging(["PAGER": own]) { $1 })
      #expect(try result.status == 0 && given() == nil, "\(words) \(extra)")
    }
    #expect(try shown(["privacy"], ["PAGER": own]).output.contains("PAGED"))
    _ = try given()
    let piped = try desk.handoff("help", "how", extra: ["PAGER": own])
    #expect(try piped.output.hasPrefix("# ") && given() == nil)
  }

  @Test("A pager that is missing, fails or ends early does no harm")
  func trouble() throws {
    for missing in ["no-such-pager", "/no/such/pager", "no-such-pager | cat -n", "/etc/passwd"] {
      let result = try desk.typing([], ["help", "how"], extra: ["PAGER": missing])
      #expect(result.status == 0, "\(missing)")
      // A shell's pipe succeeds with nothing.
      if !missing.contains("|") {
        #expect(result.output.contains("How it works"), "\(missing): \(result.output)")
      }
    }
    for early in ["head -n 1", "true", "exit 3", "kill -9 $$"] {
      let result = try desk.typing([], ["help", "settings"], extra: ["PAGER": early])
      #expect(result.status == 0, "\(early)")
    }
  }

  @Test("less shows a long list with its legend, and Ctrl-C ends neither")
  func less() async throws {
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let person = journey.folder("person")
    try Git.run(in: journey.folder.path, "clone", "--quiet", journey.remote, "person")
    for number in 10..<60 {
      let id = "\(number)111111-1111-4111-8111-111111111111"
      let time = Date(timeIntervalSinceNow: -Double(number) * 60).formatted(.iso8601)
      try journey.folder.write(
        "---\nschema: 1\nstate: interrupted\nmachine: studio\nsession_id: \(id)\nupdated: \(time)\n"
          + "title: Task number \(number)\n---\n## Task\nShare the word.\n",
        to: "person/tasks/studio-\(id).md")
    }
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "x")
    try Git.run(in: person, "push", "--quiet", "origin", "HEAD:main")
    // Ctrl-C is the shell's, too.
    let script = """
      trap : INT
      stty -g > before
      '\(Program.built("handoff"))' list
      echo "status=$?"
      stty -g > after
      cmp before after && echo sane
      exec sleep 600
      """
    let terminal = try await TmuxSession.start(
      ExternalProgram(
        ["sh", "-c", script], environment: desk.environment.merging(["TERM": "screen"]) { $1 },
        folder: desk.home),
      in: URL(filePath: journey.folder.path), network: .shared,
      size: TmuxSession.Size(columns: 80, rows: 24))
    do {
      try await terminal.wait(for: "the first rows") { screen in
        screen.contains("Task number 10")
          && screen.split(separator: "\n").last?.hasPrefix(":") == true
      }
      try await terminal.press(.controlC)
      try await terminal.send("G")
      try await terminal.wait(for: "the legend") { screen in
        screen.contains("Task number 59") && screen.contains("interrupted")
          && !screen.contains("Task number 10")
      }
      try await terminal.send("q")
      try await terminal.wait(for: "the end") {
        $0.contains("status=0") && $0.contains("sane")
      }
    } catch {
      await terminal.stop()
      throw error
    }
    await terminal.stop()
    // In a pipe and as JSON each row is there.
    #expect(try desk.succeed("list", "--all").split(separator: "\n").count == 50)
    let own = try pager()
    for words in [["list", "--json"], ["list", "--no-pager"], ["search", "word", "--no-pager"]] {
      _ = try desk.typing([], words, extra: ["PAGER": own])
      #expect(try given() == nil, "\(words)")
    }
    for words in [["list"], ["search", "word"]] {
      _ = try desk.typing([], words, extra: ["PAGER": own])
      #expect(try given()?.contains("Task number 33") == true, "\(words)")
    }
  }
}
