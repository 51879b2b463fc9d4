import Foundation
import TestSupport
import Testing

@Suite("What history knows of a task")
struct TaskHistoryTests {
  let journey: Journey
  let desk: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
  }

  private func setRemote(isAway: Bool) throws {
    let (there, away) = (journey.remote, journey.remote + ".away")
    try FileManager.default.moveItem(atPath: isAway ? there : away, toPath: isAway ? away : there)
  }

  private func json(_ words: String...) throws -> [String: Any] {
    let result = try Program.run(
      Program.built("handoff"), words, environment: desk.environment, folder: desk.home)
    #expect(result.status == 0, "\(result)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test("show --diff tells what the last version has changed, of a finished task too")
  func difference() throws {
    let session = JourneyMachine.session
    try desk.succeed("snapshot", "--force", "--session", session)
    let first = try desk.handoff("show", session, "--diff")
    #expect(first.status == 0 && first.output.isEmpty)
    #expect(first.errors.contains("There is one version of it"))
    let alone = try json("show", session, "--diff", "--json")
    #expect(alone["old"] == nil && alone["diff"] as? String == "" && alone["new"] != nil)
    try desk.say("Mind the \u{1B}[31mgap, please.")
    try desk.succeed("snapshot", "--force", "--session", session)
    let name = "desk-\(session)"
    func check(_ text: String) {
      let lines = text.split(separator: "\n")
      #expect(lines.count > 4 && lines[0].hasPrefix("--- tasks/\(name).md\t20"), "\(text)")
      #expect(lines[1].hasPrefix("+++ tasks/\(name).md\t20") && lines[2].hasPrefix("@@ -"))
      #expect(lines.contains { $0.hasPrefix("+") && $0.contains("gap, please.") })
      #expect(lines.contains { $0.hasPrefix("-sequence: ") })
      #expect(!text.contains("\u{1B}"))
    }
    check(try desk.succeed("show", session, "--diff"))
    let both = try json("show", session, "--diff", "--json")
    let old = try #require(both["old"] as? [String: Any])
    #expect((both["diff"] as? String)?.hasPrefix("--- tasks/\(name).md\t") == true)
    #expect(old["name"] as? String == name && (old["commit"] as? String)?.count == 40)
    #expect((old["text"] as? String)?.contains("gap, please.") == false)
    let screen = try desk.typing([], ["show", session, "--diff", "--no-pager"]).output
    #expect(screen.contains("Changed just now") && screen.contains("\u{1B}[36m@@ -"))
    #expect(screen.contains("\u{1B}[31m-sequence: ") && screen.contains("\u{1B}[32m+sequence: "))
    try desk.succeed("done", session)
    check(try desk.succeed("show", session, "--diff"))
    let refusal = try desk.handoff("show", session, "--diff", "--section", "next")
    #expect(refusal.status == 64 && refusal.errors.contains("--diff"))
  }

  @Test("What was finished before it was ever pushed is restored, and shown meanwhile")
  func restoreUnpushed() throws {
    let session = JourneyMachine.session
    try setRemote(isAway: true)
    _ = try desk.handoff("snapshot", "--force", "--session", session)
    _ = try desk.handoff("note", session, "Ask Ann first.")
    #expect(try desk.tasks().count == 1)
    let done = try desk.handoff("done", session)
    #expect(done.errors.contains("Finished"), "\(done)")
    #expect(try desk.tasks().isEmpty)
    #expect(try desk.succeed("show", session).contains("Ask Ann first."))
    let back = try desk.handoff("restore", session)
    #expect(back.errors.contains("Back in the list"), "\(back)")
    #expect(try desk.tasks().count == 1)
    _ = try desk.handoff("done", session)
    try setRemote(isAway: false)
    try desk.succeed("sync")
    // Any machine can bring it back by now.
    let laptop = try JourneyMachine("laptop", in: journey)
    try laptop.succeed("init", "--remote", journey.remote, "--machine", "laptop")
    #expect(try laptop.tasks().isEmpty)
    try laptop.succeed("restore", session)
    #expect(try journey.remoteSnapshot("desk").contains("Ask Ann first."))
  }

  @Test("status after init says that the remote was heard")
  func statusAfterInit() throws {
    let status = try desk.handoff("status")
    let text = status.output + status.errors
    #expect(
      text.contains("Fetched just now, never pushed") && !text.contains("Never pushed or fetched"),
      "\(text)")
  }
}
