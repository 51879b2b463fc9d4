import Foundation
import TestSupport
import Testing

@Suite("The page about privacy")
struct PrivacyPageTests {
  @Test("It is printed, in help and as a manual page, and names what there is")
  func page() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let page = try desk.succeed("privacy")
    #expect(page.hasPrefix("# What leaves your machine\n"))
    #expect(try desk.succeed("help", "privacy").contains("## What the model gets"))
    #expect(try desk.succeed("--help").contains("privacy"))
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
    let manual = try desk.succeed("privacy", "--man")
    #expect(manual.hasPrefix(".TH HANDOFF-PRIVACY 7\n.SH NAME\nhandoff-privacy \\- What leaves"))
    #expect(!manual.contains("`") && !manual.contains("\n- ") && !manual.contains("##"))
  }
}
