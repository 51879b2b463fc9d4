import Foundation
import TestSupport
import Testing

@Suite("Tasks on a terminal")
struct TaskPageTests {
  let journey: Journey
  let desk: JourneyMachine
  let laptop: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    try laptop.succeed("init", "--remote", journey.remote, "--machine", "laptop")
  }

  /// What a machine's terminal shows, without colours, line by line.
  private func lines(
    _ machine: JourneyMachine, columns: Int, _ words: String..., language: String = "en"
  ) throws -> [String] {
    let shown = try machine.typing(
      [], words + ["--color", "never"],
      extra: ["COLUMNS": "\(columns)", "HANDOFF_PAGER": "cat", "HANDOFF_LANGUAGE": language])
    #expect(shown.status == 0, "\(shown)")
    return shown.output.replacing("\r\n", with: "\n").components(separatedBy: "\n")
  }

  @Test("show begins with the state, the place there and here, and the way; --raw with the file")
  func page() throws {
    let there = try lines(laptop, columns: 80, "show", "2154", "--no-fetch")
    let text = there.joined(separator: "\n")
    #expect(there.dropFirst().first?.hasPrefix("2154 · ") == true, "\(text)")
    #expect(text.contains("desk, ") && !text.contains("schema: 1"), "\(text)")
    #expect(there.contains { $0.hasPrefix("There  /") || $0.hasPrefix("There  ~") }, "\(text)")
    #expect(there.contains("Here   The project is not on this machine."), "\(text)")
    #expect(
      there.contains { $0.hasPrefix("Way    desk ") && $0.contains("notes without a model") },
      "\(text)")
    #expect(
      there.contains("Go on: handoff resume 2154    What changed last: handoff show 2154 --diff"))
    #expect(there.prefix { !$0.isEmpty }.allSatisfy { $0.count <= 80 })
    let here = try lines(desk, columns: 80, "show", "2154", "--no-fetch")
    #expect(!here.contains { $0.hasPrefix("There") }, "\(here)")
    let raw = try lines(laptop, columns: 80, "show", "2154", "--no-fetch", "--raw")
    #expect(raw.starts(with: ["---", "schema: 1"]), "\(raw)")
    #expect(!raw.contains { $0.hasPrefix("Way") })
    let piped = try laptop.succeed("show", "2154", "--no-fetch")
    #expect(piped.hasPrefix("---\nschema: 1\n"))
    #expect(try laptop.handoff("show", "2154", "--raw", "--diff").status == 64)
    let chinese = try lines(laptop, columns: 80, "show", "2154", "--no-fetch", language: "zh")
    #expect(chinese.contains("本机  这个项目不在本机上。"), "\(chinese)")
  }

  @Test("On a narrow terminal a task has two lines, its title first", arguments: [40, 50, 75])
  func narrow(columns: Int) throws {
    let shown = try lines(laptop, columns: columns, "list", "--no-fetch")
    let text = shown.joined(separator: "\n")
    let title = try #require(shown.firstIndex { $0.hasPrefix(" 1  ") }, "\(text)")
    #expect(shown[title].count <= columns)
    let second = try #require(shown.dropFirst(title + 1).first)
    #expect(second.hasPrefix("    2154 · ") && second.contains("desk"), "\(text)")
    let wide = try lines(laptop, columns: 76, "list", "--no-fetch")
    #expect(wide.first?.hasPrefix("#  ID") == true, "\(wide)")
  }

  @Test(
    "A mistake on the command line is told as every other error",
    arguments: [
      ["list", "--finishd"], ["show", "one", "two"], ["list", "--limit", "0"],
    ])
  func mistake(arguments: [String]) throws {
    let result = try Program.run(
      Program.built("handoff"), arguments, environment: laptop.environment)
    #expect(result.status == 64 && result.errors.hasPrefix("handoff: "), "\(result)")
  }
}
