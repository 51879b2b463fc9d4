import Foundation
import TestSupport
import Testing

@Suite("In Chinese")
struct LanguageTests {
  /// Runs a command for a reader of Chinese, and returns what it printed.
  private func say(
    _ desk: JourneyMachine, _ arguments: [String], _ status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try Program.run(
      Program.built("handoff"), arguments,
      environment: desk.environment.merging(["HANDOFF_LANGUAGE": "zh", "COLUMNS": "80"]) { $1 },
      folder: desk.home)
    #expect(result.status == status, "\(result)", sourceLocation: sourceLocation)
    return result.output + result.errors
  }

  @Test("The help of every command is Chinese, and fits its columns")
  func help() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    var waiting = try desk.succeed("complete", "commands").split(separator: "\n").map {
      [String($0)]
    }
    #expect(waiting.count > 20)
    waiting.append([])
    while let command = waiting.popLast() {
      let page = try say(desk, command + ["--help"], 0)
      #expect(EnglishWords.runs(in: page).isEmpty, "\(EnglishWords.runs(in: page)): \(page)")
      #expect(page.contains("\n用法：handoff") && page.contains("\n选项：\n"), "\(page)")
      #expect(page.contains("显示帮助。"), "\(page)")
      for word in ["USAGE", "OVERVIEW", "OPTIONS", "SUBCOMMANDS", "default:", "See '", "Show "] {
        #expect(!page.contains(word), "\(command): \(page)")
      }
      for line in page.split(separator: "\n") where !line.hasPrefix("用法：") {
        let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
        #expect(columns <= 80, "\(line)")
      }
      // Commands of commands, such as `config get`.
      if command.count == 1, let part = page.split(separator: "\n子命令：\n").dropFirst().first {
        for line in part.split(separator: "\n").prefix(while: { $0.hasPrefix("  ") }) {
          let name = line.dropFirst(2).prefix { $0.isASCII && $0.isLetter }
          if !name.isEmpty { waiting.append(command + [String(name)]) }
        }
      }
    }
    // What other programs read stays as it is.
    #expect(try say(desk, ["list", "--version"], 0) == (try desk.succeed("--version")))
    let script = try say(desk, ["--generate-completion-script", "zsh"], 0)
    #expect(script.hasPrefix("#compdef handoff"))
  }

  @Test(
    "Mistakes on the command line are told in Chinese",
    arguments: [
      (["list", "--finishd"], "没有选项“--finishd”。是不是想输入：--finished"),
      (["list", "-x"], "没有选项“-x”。"),
      (["log", "--lines"], "“--lines <lines>”缺少值。"),
      (["log", "--lines", "x"], "“--lines <lines>”不能是“x”。"),
      (["list", "--color", "pink"], "“--color <color>”不能是“pink”。可选："),
      (["list", "--json=3"], "选项“--json”不带值，却写了“3”。"),
      (["note"], "缺少参数"),
      (["show", "one", "two"], "多余的参数“two”。"),
      (["show", "one", "two", "three"], "2 个多余的参数："),
      (["list", "--limit", "0"], "--limit"),
      (["--generate-completion-script", "fishy"], "没有适用于“fishy”的补全脚本。"),
      (["lst"], "没有命令“lst”。是不是想输入：handoff list"),
      (["init"], "--remote URL"),
    ])
  func mistakes(arguments: [String], text: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let said = try say(desk, arguments, 64)
    #expect(said.contains(text) && said.hasPrefix("handoff: "), "\(said)")
    #expect(EnglishWords.runs(in: said).isEmpty, "\(said)")
  }
}
