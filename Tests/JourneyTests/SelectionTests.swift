import Foundation
import TestSupport
import Testing

/// A machine with tasks of three machines and three projects, one of them old.
private struct ListedMachine {
  let journey: Journey
  let desk: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let person = journey.folder("person")
    try Git.run(in: journey.folder.path, "clone", "--quiet", journey.remote, "person")
    let day: TimeInterval = 86_400
    let tasks: [(machine: String, digit: String, age: TimeInterval, state: String, rest: String)] =
      [
        ("desk", "1", 60, "ended", "title: Login times out\nproject: acme/api\nbranch: fix/login"),
        (
          "studio", "2", 2 * day, "interrupted",
          "title: Parser keeps comments\nproject: group/sub/shop"
        ),
        ("studio", "3", 5 * day, "ended", "title: Upgrade the API docs\nproject: acme/docs"),
        ("pad", "4", 40 * day, "ended", "title: Invoice fonts\nproject: billing"),
      ]
    for task in tasks {
      let id = "\(String(repeating: task.digit, count: 8))-1111-4111-8111-111111111111"
      let time = Date(timeIntervalSinceNow: -task.age).formatted(.iso8601)
      try journey.folder.write(
        // What a person said, and what was done.
        "---\nschema: 1\nstate: \(task.state)\nmachine: \(task.machine)\nsession_id: \(id)\n"
          + "updated: \(time)\n\(task.rest)\n---\n## Task\n> Keep the Retry policy as it is.\n"
          + "\n## Done\n- Step \(task.digit) of the policy: three tries, a second apart\n"
          + "\n## Handoff prompt\nGo on with the policy.\n",
        to: "person/tasks/\(task.machine)-\(id).md")
    }
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "x")
    try Git.run(in: person, "push", "--quiet", "origin", "HEAD:main")
  }

  /// The ids of the rows that a list shows in a pipe.
  func ids(_ words: String...) throws -> [String] {
    let result = try run(["list"] + words)
    #expect(result.status == 0, "\(result)")
    return result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
  }

  func run(_ words: [String], _ extra: [String: String] = [:]) throws -> ProgramResult {
    try Program.run(
      Program.built("handoff"), words, environment: desk.environment.merging(extra) { $1 },
      folder: desk.home)
  }
}

@Suite("Some of the tasks")
struct SelectionTests {
  @Test("The list is narrowed by project, machine, state, time and words")
  func filters() throws {
    let machine = try ListedMachine()
    #expect(try machine.ids() == ["1111", "2222", "3333", "4444"])
    #expect(try machine.ids("--project", "api") == ["1111"])
    #expect(try machine.ids("--project", "Sub/Shop") == ["2222"])
    #expect(try machine.ids("--machine", "studio") == ["2222", "3333"])
    #expect(try machine.ids("--here") == ["1111"])
    #expect(try machine.ids("--state", "interrupted") == ["2222"])
    #expect(try machine.ids("--since", "3d") == ["1111", "2222"])
    #expect(try machine.ids("--since", "2020-01-31").count == 4)
    #expect(try machine.ids("--limit", "2") == ["1111", "2222"])
    // Each word somewhere; a capital counts.
    #expect(try machine.ids("api") == ["1111", "3333"])
    #expect(try machine.ids("API") == ["3333"])
    #expect(try machine.ids("studio", "parser") == ["2222"])
    #expect(try machine.ids("fix/", "times", "--project", "acme/api") == ["1111"])
    let json = try machine.run(["list", "--json", "--machine", "studio"])
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let numbers = (root["tasks"] as? [[String: Any]])?.compactMap { $0["number"] as? Int }
    #expect(numbers == [2, 3], "numbers are those of the whole list")
  }

  @Test("What fits nothing is told with what may have been meant")
  func nothing() throws {
    let machine = try ListedMachine()
    for (words, told) in [
      (["--project", "sho"], "of a project “sho”. Did you mean: group/sub/shop"),
      (["--machine", "stduio"], "of a machine “stduio”. Did you mean: studio"),
      (["nowhere"], "None of the 4 unfinished tasks matches."),
    ] {
      let result = try machine.run(["list"] + words)
      #expect(result.status == 0 && result.output.isEmpty, "\(result)")
      #expect(result.errors.contains(told), "\(result)")
    }
    for words in [["--since", "soon"], ["--limit", "0"], ["--state", "lost"]] {
      #expect(try machine.run(["list"] + words).status == 64, "\(words)")
    }
  }

  @Test("A person is not shown what is older than 30 days, and is told so")
  func folding() throws {
    let machine = try ListedMachine()
    let inside = ["CLAUDECODE": "1"]
    let folded = try machine.run(["list"], inside)
    #expect(folded.output.contains("3333") && !folded.output.contains("4444"), "\(folded)")
    #expect(folded.errors.contains("1 older than 30 days: handoff list --all"), "\(folded)")
    let whole = try machine.run(["list", "--all"], inside)
    #expect(whole.output.contains("4444") && !whole.errors.contains("older"), "\(whole)")
    // Whoever asks for something gets it, whatever its age.
    #expect(try machine.run(["list", "invoice"], inside).output.contains("4  4444"))
  }

  @Test("In Chinese the columns are aligned, and what programs read stays as it is")
  func chinese() throws {
    let machine = try ListedMachine()
    let chinese = ["CLAUDECODE": "1", "HANDOFF_LANGUAGE": "zh"]
    let list = try machine.run(["list"], chinese)
    #expect(
      list.output == """
        #  ID    任务                   项目            机器    分支         时间
        1  1111  Login times out        acme/api        本机    fix/login  1 分钟
        2  2222  Parser keeps comments  group/sub/shop  studio               2 天  !
        3  3333  Upgrade the API docs   acme/docs       studio               5 天

        """)
    #expect(list.errors == "另有 1 个超过 30 天：handoff list --all\n")
    let status = try machine.run(["status"], chinese)
    #expect(
      status.output.contains("\n✓ 刚刚拉取，从未推送，没有待推送的内容。\n"),
      "\(status)")
    let plain = try machine.run(["list", "--no-fetch"])
    #expect(
      try machine.run(["list", "--no-fetch"], ["LANG": "zh_CN.UTF-8"]).output == plain.output)
    for words in [["list", "--json"], ["status", "--json"]] {
      #expect(try machine.run(words, chinese).output.allSatisfy(\.isASCII), "\(words)")
    }
  }

  @Test("Pinned tasks come first, whatever their age, with a mark and a number")
  func pins() throws {
    let machine = try ListedMachine()
    #expect(try machine.ids().count == 4)
    let pinned = try machine.run(["pin", "invoice"])
    #expect(pinned.status == 0 && pinned.errors.contains("Pinned: Invoice fonts"), "\(pinned)")
    #expect(pinned.errors.contains("handoff unpin 4444"))
    #expect(try machine.run(["pin", "3333"]).status == 0)
    #expect(try machine.ids() == ["3333", "4444", "1111", "2222"])
    let inside = ["CLAUDECODE": "1"]
    let list = try machine.run(["list"], inside)
    #expect(list.output.contains("\n2  4444 ") && list.output.contains("  ◆\n"), "\(list)")
    let plain = try machine.run(["list"], inside.merging(["LANG": "C"]) { $1 })
    #expect(plain.output.contains("  #\n"), "\(plain)")
    let json = try machine.run(["list", "--json"]).output
    #expect(json.components(separatedBy: "\"pinned\" : true").count == 3)
    #expect(try machine.run(["unpin", "1"]).errors.contains("No longer pinned: Upgrade the API"))
    #expect(try machine.run(["unpin", "3333"]).status == 66)
    #expect(try machine.ids() == ["4444", "1111", "2222", "3333"])
    #expect(try machine.run(["pin", "nothing"]).status == 66)
    #expect(try Git.run(in: machine.journey.remote, "log", "--format=%s", "main") == "x")
  }

  @Test("Several are finished in one commit, and brought back with what is printed")
  func several() throws {
    let machine = try ListedMachine()
    let done = try machine.run(["done", "1111", "3333", "1111"])
    #expect(done.status == 0 && done.errors.contains("Finished 2 tasks."), "\(done)")
    #expect(try machine.ids() == ["2222", "4444"])
    let undo = try #require(done.errors.split(separator: "\n").last { $0.contains("Undo: ") })
    let words = undo.split(separator: " ").drop { $0 != "restore" }.map(String.init)
    let finished = try machine.run(["list", "--finished", "--project", "docs"])
    #expect(finished.output.contains("\tUpgrade the API docs\tacme/docs"), "\(finished)")
    #expect(!finished.output.contains("Login"), "\(finished)")
    #expect(try machine.run(words).status == 0)
    #expect(try machine.ids().count == 4)
    // One that is not there, and nothing goes.
    #expect(try machine.run(["done", "1111", "9999"]).status == 66)
    #expect(try machine.ids().count == 4)
  }

  @Test("Finished ones have the ids that bring them back, and a filter says what it does not find")
  func finished() throws {
    let machine = try ListedMachine()
    let done = try machine.run(["done", "2222"])
    #expect(done.errors.contains("Undo: handoff restore 2222"), "\(done)")
    let wide = ["CLAUDECODE": "1", "COLUMNS": "80"]
    let table = try machine.run(["list", "--finished"], wide)
    #expect(table.output.hasPrefix("ID    TASK "), "\(table)")
    #expect(table.output.contains("\n2222  Parser keeps comments  "), "\(table)")
    #expect(table.errors.contains("handoff restore 2222"), "\(table)")
    let json = try machine.run(["list", "--finished", "--json"]).output
    #expect(json.contains("\"id\" : \"2222\""), "\(json)")
    for command in [["show", "2222", "--json"], ["show", "1111", "--json"]] {
      let shown = try machine.run(command).output
      #expect(shown.contains("\"id\" : \"\(command[1])\""), "\(shown)")
    }
    for (words, said) in [
      (["nowhere"], "The one finished task does not match."),
      (
        ["--project", "sho"],
        "No finished task is of a project “sho”. Did you mean: group/sub/shop"
      ),
      (
        ["--machine", "studo"],
        "No finished task is of a machine “studo”. Did you mean: studio"
      ),
    ] {
      let result = try machine.run(["list", "--finished"] + words)
      #expect(result.status == 0 && result.errors.contains(said), "\(result)")
    }
    let restored = try machine.run(["restore", "2222"])
    #expect(restored.status == 0 && restored.errors.contains("Parser keeps"), "\(restored)")
  }

  @Test("Old ones are finished together, only with a yes")
  func old() throws {
    let machine = try ListedMachine()
    // What is pinned is not forgotten; pinning does not fetch.
    #expect(try machine.ids().count == 4)
    #expect(try machine.run(["pin", "4444"]).status == 0)
    let spared = try machine.run(["done", "--older-than", "4d", "--machine", "pad", "--yes"])
    #expect(spared.status == 0, "\(spared)")
    #expect(try machine.ids("--all").count == 4)
    #expect(try machine.run(["unpin", "4444"]).status == 0)
    let asked = try machine.run(["done", "--older-than", "4d"])
    #expect(asked.status == 64, "\(asked)")
    #expect(asked.errors.contains("Finish these 2?") && asked.errors.contains("Invoice fonts"))
    #expect(try machine.ids().count == 4)
    let done = try machine.run(["done", "--older-than", "4d", "--machine", "pad", "--yes"])
    #expect(done.status == 0, "\(done)")
    #expect(try machine.ids() == ["1111", "2222", "3333"])
    #expect(try machine.run(["done", "--older-than", "30d", "--yes"]).status == 0)
    #expect(try machine.ids().count == 3)
    for words in [["1", "--older-than", "30d"], ["--machine", "pad"], ["--older-than", "old"]] {
      #expect(try machine.run(["done"] + words).status == 64, "\(words)")
    }
  }

  @Test("Words are looked for in the notes of all tasks, finished ones included")
  func search() throws {
    let machine = try ListedMachine()
    #expect(try machine.run(["done", "4444"]).status == 0)
    func rows(_ words: String...) throws -> [[String]] {
      try machine.run(["search"] + words).output.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let all = try rows("policy", "three")
    #expect(all.count == 4 && all.map { $0[2] } == ["open", "open", "open", "finished"], "\(all)")
    #expect(all[0][6...] == ["Done", "Step 1 of the policy: three tries, a second apart"])
    // Where no line has both, each has its own.
    let two = try rows("retry", "step", "login")
    #expect(two.map { $0[6] } == ["Task", "Done"], "\(two)")
    #expect(try rows("POLICY").isEmpty && rows("Retry").count == 4)
    #expect(try rows("docs", "tries").map { $0[0] } == ["3333"])
    let shown = try machine.run(["search", "retry"], ["CLAUDECODE": "1"])
    #expect(shown.output.contains("You said: Keep the Retry policy as it is."), "\(shown)")
    #expect(shown.errors.contains("4 tasks of 4, finished: 1."), "\(shown)")
    #expect(try machine.run(["search", "nowhere"]).errors.contains("“nowhere” is in none of 4"))

    // A finished one can be read, and of any a part.
    let finished = try machine.run(["show", "pad-4444"])
    #expect(finished.output.contains("Step 4") && finished.errors.contains("was finished"))
    let part = try machine.run(["show", "2222", "--section", "done"])
    #expect(part.output == "- Step 2 of the policy: three tries, a second apart\n", "\(part)")
    #expect(try machine.run(["show", "2222", "--section", "x"]).status == 64)
    // What is forgotten is not found any more.
    #expect(
      try machine.run(["forget", "44444444-1111-4111-8111-111111111111", "--yes"]).status == 0)
    #expect(try rows("policy").count == 3)
    #expect(try machine.run(["show", "pad-4444"]).status == 66)
    #expect(!(try machine.run(["list", "--finished"]).output.contains("Invoice")))
  }
}
