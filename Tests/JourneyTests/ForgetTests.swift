import Foundation
import TestSupport
import Testing

@Suite("Forgetting a session")
struct ForgetTests {
  private static let words = "a quiet heron over the mill pond"
  private static let second = "a red kite over the weir"

  private func machines(_ journey: Journey) throws -> (JourneyMachine, JourneyMachine) {
    let desk = try JourneyMachine("desk", in: journey)
    let laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.say(Self.words)
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    try laptop.succeed("init", "--remote", journey.remote, "--machine", "laptop")
    #expect(try laptop.tasks().count == 1)
    return (desk, laptop)
  }

  /// True if the words are in any object of a repository, whatever reaches it.
  private func holds(_ repository: String, _ words: String = words) throws -> Bool {
    let all = try Git.run(in: repository, "cat-file", "--batch-all-objects", "--batch-check")
    for line in all.split(separator: "\n") {
      let name = line.prefix(40)
      if line.contains(" blob "),
        try Git.run(in: repository, "cat-file", "blob", String(name)).contains(words)
      {
        return true
      }
    }
    return false
  }

  private func clone(_ machine: JourneyMachine) -> String {
    machine.home + "/.local/share/handoff/repo"
  }

  @Test("It goes everywhere, and no machine brings it back until its person says so")
  func tip() throws {
    let journey = try Journey()
    let (desk, laptop) = try machines(journey)
    let forgotten = try laptop.handoff("forget", JourneyMachine.session)
    #expect(forgotten.status == 0 && forgotten.errors.contains("--history"), "\(forgotten.errors)")
    #expect(try laptop.tasks().isEmpty)
    #expect(try journey.remoteSnapshots().allSatisfy { !$0.hasPrefix("tasks/") })
    #expect(try Git.run(in: journey.remote, "log", "-1", "--format=%s") == "Forget a session")
    // The machine that it is of has an answer that it has not pushed.
    try desk.say("More of \(Self.words).")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    _ = try desk.handoff("snapshot", "--session", JourneyMachine.session)
    try desk.succeed("sync")
    let again = try desk.handoff("snapshot", "--session", JourneyMachine.session)
    #expect(again.status == 64 && again.errors.contains("--force"), "\(again.errors)")
    #expect(try journey.remoteSnapshots().allSatisfy { !$0.hasPrefix("tasks/") })
    #expect(try desk.tasks().isEmpty)
    let state = desk.home + "/.local/state/handoff"
    for name in FileManager.default.enumerator(atPath: state)?.allObjects ?? [] {
      let bytes = FileManager.default.contents(atPath: "\(state)/\(name)") ?? Data()
      #expect(bytes.range(of: Data(Self.words.utf8)) == nil, "\(name)")
    }
    for (wrong, status) in [("1", 64), (UUID().uuidString.lowercased(), 66)] {
      #expect(try laptop.handoff("forget", wrong).status == Int32(status), "\(wrong)")
    }
    let back = try laptop.handoff("restore", JourneyMachine.session)
    #expect(back.status == 64 && back.errors.contains("is forgotten"), "\(back.errors)")
    // A new machine is set up, although nothing but forgotten sessions is left.
    let studio = try JourneyMachine("studio", in: journey)
    try studio.succeed("init", "--remote", journey.remote, "--machine", "studio")
    // Twice is once.
    try laptop.succeed("forget", JourneyMachine.session)
    try desk.succeed("snapshot", "--session", JourneyMachine.session, "--force")
    #expect(try journey.remoteSnapshot("desk").contains(Self.words))
    #expect(try journey.remoteSnapshots().count == 1)
    #expect(try laptop.tasks().count == 1)
    journey.expectNoGit()
  }

  @Test("A snapshot that is not pushed yet is forgotten without being pushed")
  func unpushed() throws {
    let journey = try Journey()
    let (desk, _) = try machines(journey)
    try desk.say("The second \(Self.second).")
    let away = journey.remote + ".away"
    try FileManager.default.moveItem(atPath: journey.remote, toPath: away)
    _ = try desk.handoff("snapshot", "--session", JourneyMachine.session, "--force")
    #expect(try holds(clone(desk), Self.second))
    try FileManager.default.moveItem(atPath: away, toPath: journey.remote)
    try desk.succeed("forget", JourneyMachine.session, "--history", "--yes")
    #expect(try !holds(journey.remote, Self.second))
    #expect(try !holds(clone(desk)))
    journey.expectNoGit()
  }

  @Test("With its history no clone has a byte of it any more")
  func history() throws {
    let journey = try Journey()
    let (desk, laptop) = try machines(journey)
    let asked = try laptop.handoff("forget", JourneyMachine.session, "--history")
    #expect(asked.status == 64 && asked.errors.contains("--yes"))
    #expect(try laptop.tasks().count == 1)
    #expect(try holds(clone(desk)) && holds(clone(laptop)) && holds(journey.remote))
    // What its person has in the clone besides stays: a tag, and what is staged.
    try "staged".write(
      toFile: clone(desk) + "/staged.txt", atomically: true, encoding: .utf8)
    try Git.run(in: clone(desk), "add", "staged.txt")
    try Git.run(in: clone(desk), "tag", "-a", "-m", "kept", "kept", ":staged.txt")
    try laptop.succeed("forget", JourneyMachine.session, "--history", "--yes")
    #expect(try Git.run(in: journey.remote, "rev-list", "--count", "main") == "1")
    #expect(try !holds(clone(laptop)))
    try desk.succeed("sync")
    #expect(try !holds(clone(desk)))
    #expect(try desk.tasks().isEmpty)
    #expect(try Git.run(in: clone(desk), "show", ":staged.txt") == "staged")
    #expect(try Git.run(in: clone(desk), "cat-file", "-t", "kept") == "tag")
    try Git.run(in: clone(desk), "fsck", "--strict")
    try Git.run(in: clone(laptop), "fsck", "--strict")
    // The remote's own collection is its host's.
    try Git.run(in: journey.remote, "gc", "--prune=now", "--quiet")
    #expect(try !holds(journey.remote))
    #expect(try journey.remoteSnapshots().allSatisfy { !$0.contains(JourneyMachine.session) })
    journey.expectNoGit()
  }
}
