import Foundation
import TestSupport
import Testing

@Suite("Pages of help")
struct HelpTopicTests {
  @Test(
    "Each is printed and is a manual page, and names commands that there are",
    arguments: ["how", "privacy", "encryption", "settings", "remotes", "hooks", "troubleshooting"])
  func topic(_ name: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let page = try desk.succeed("help", name)
    #expect(page.hasPrefix("# ") && page.contains("\n## "), "\(page)")
    let help = try desk.succeed("--help")
    #expect(help.contains(name))
    // Code stands between backticks; what is in a fence, on lines of its own.
    for part in page.split(separator: "`")
    where part.hasPrefix("handoff ") && !part.hasPrefix("handoff --") {
      let command = part.split(separator: " ")[1].filter { $0.isLetter }
      #expect(help.contains("  \(command)"), "\(part)")
    }
    let manual = try desk.handoff("help", name, "--man", extra: ["HANDOFF_LANGUAGE": "zh"]).output
    #expect(manual.hasPrefix(".TH HANDOFF-\(name.uppercased()) 7\n.SH NAME\nhandoff-\(name) \\- "))
    #expect(!manual.contains("`") && !manual.contains("\n- ") && !manual.contains("\n##"))
    #expect(manual.contains("\n.SH ") && manual.allSatisfy { $0 < "\u{4E00}" || name == "hooks" })
    let chinese = try desk.handoff("help", name, extra: ["HANDOFF_LANGUAGE": "zh"]).output
    #expect(chinese.contains { $0 >= "\u{4E00}" })
  }

  @Test("The page of settings has all of them, with what they are without a word")
  func settings() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let page = try desk.succeed("help", "settings")
    #expect(page.contains("- `push_interval` (`300`): seconds between two pushes"), "\(page)")
    for line in try desk.succeed("config").split(separator: "\n") {
      let name = line.prefix { $0.isLetter || $0 == "_" }
      guard name.first?.isLowercase == true, name != "file" else { continue }
      #expect(page.contains("- `\(name)` ("), "\(line)")
    }
  }

  @Test("Each command has a page of the manual with what its help says")
  func commands() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let names = try desk.succeed("complete", "commands").split(separator: "\n").map(String.init)
    let help = try desk.succeed("--help")
    #expect(names.count > 20 && names.allSatisfy { help.contains("  \($0)") })
    #expect(!names.contains("worker") && !names.contains("complete"))
    #expect(try desk.succeed("help", "--man").hasPrefix(".TH HANDOFF 1\n.SH NAME\nhandoff \\- "))
    for name in names {
      let page = try desk.handoff("help", name, "--man", extra: ["HANDOFF_LANGUAGE": "zh"]).output
      let parts = page.split(separator: "\n").filter { $0.hasPrefix(".SH ") }
      #expect(page.hasPrefix(".TH HANDOFF-\(name.uppercased()) 1\n"), "\(page)")
      #expect(parts.starts(with: [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"]), "\(page)")
      #expect(parts.contains(".SH OPTIONS") && page.contains("\\-\\-help"), "\(page)")
      #expect(page.contains("\nhandoff \(name)"), "\(page)")
      #expect(page.contains("For example:\n"), "\(page)")
      #expect(page.allSatisfy { $0 < "\u{4E00}" }, "\(page)")
      // Whatever begins with a full stop is a request that there is.
      for line in page.split(separator: "\n") where line.hasPrefix(".") {
        #expect([".TH", ".SH", ".EX", ".EE", ".PP"].contains { line.hasPrefix($0) }, "\(line)")
      }
    }
  }

  @Test("--version says what it takes, and what is in examples is in the help of its command")
  func examples() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let help = try desk.succeed("--help")
    #expect(help.contains("Show the version; with --verbose"), "\(help)")
    #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(help)")
    for name in try desk.succeed("complete", "commands").split(separator: "\n").map(String.init) {
      let text = try desk.succeed(name, "--help")
      let usage = text.components(separatedBy: "USAGE: ").last ?? ""
      for line in text.split(separator: "\n") where line.hasPrefix("  handoff \(name) ") {
        let options = line.components(separatedBy: " -- ")[0].split(separator: " ")
          .filter { $0.hasPrefix("--") }
        for option in options where !["config", "machine"].contains(name) {
          #expect(usage.contains(option), "\(line)")
        }
      }
    }
  }

  @Test("A word that is neither a command nor a page is told of, with what can be typed instead")
  func unknown() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    for (words, said) in [
      (["help", "hwo"], "There is no command and no topic “hwo”. Did you mean: handoff help how"),
      (["help", "lsit"], "Did you mean: handoff help list"),
      (["help", "nonsense"], "There is no command and no topic “nonsense”."),
      (["lsit"], "There is no command “lsit”. Did you mean: handoff list"),
    ] {
      let result = try Program.run(
        Program.built("handoff"), words, environment: desk.environment, folder: desk.home)
      #expect(result.status == 64 && result.output.isEmpty, "\(result)")
      #expect(result.errors.contains(said), "\(result)")
    }
    #expect(try desk.succeed("help", "list").contains("USAGE: handoff list"))
    #expect(try desk.succeed("help", "config", "set").contains("USAGE: handoff config set"))
  }

  @Test("The page about privacy names the fields of a snapshot")
  func privacy() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let page = try desk.succeed("privacy")
    #expect(page.hasPrefix("# What leaves your machine\n"))
    #expect(try desk.succeed("help", "privacy") == page)
    // Each command and setting that it names is one.
    let help = try desk.succeed("--help")
    let words = page.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
    for command in words where command.hasPrefix("handoff ") {
      let name = command.split(separator: " ")[1]
      #expect(help.contains("  \(name)"), "\(command)")
    }
    let settings = try desk.succeed("config")
    for name in ["summarizer", "redact", "redact_allow", "exclude", "include", "pass_environment"] {
      #expect(words.contains(name) && settings.contains(name), "\(name)")
    }
    // Each field of a snapshot is named.
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let snapshot = try journey.remoteSnapshot("desk")
    let head = snapshot.split(separator: "\n").dropFirst().prefix { $0 != "---" }
    for line in head where !line.hasPrefix(" ") {
      #expect(words.contains(String(line.prefix { $0 != ":" })), "\(line)")
    }
  }
}
