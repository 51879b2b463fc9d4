import Foundation
import TestSupport
import Testing

@Suite("note, rename, pin")
struct WordsTests {
  static let next = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  @Test("A title and a note outlive the next snapshot and reach the next machine")
  func words() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    for machine in [desk, laptop] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
    }
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually { try !journey.remoteSnapshots().isEmpty }
    try await eventually { desk.waitingWorkers().isEmpty }

    let renamed = try desk.handoff("rename", "2154", "Echo", "first")
    #expect(renamed.status == 0 && renamed.errors.contains("Renamed: Echo first"), "\(renamed)")
    let noted = try desk.handoff("note", "1", "ask Mia before the release")
    #expect(noted.status == 0 && noted.errors.contains("Noted: Echo first"), "\(noted)")
    let subjects = try Git.run(in: journey.remote, "log", "--format=%s", "main")
    #expect(subjects.hasPrefix("Echo first (desk)\nEcho first (desk)\n"), "\(subjects)")
    // The next answer's snapshot has both.
    try desk.say("Now the rest of it")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try desk.succeed("sync")
    let file = try journey.remoteSnapshot("desk")
    #expect(file.contains("\ntitle: Echo first\n") && file.contains("Now the rest of it"))
    #expect(file.contains("> ask Mia before the release\n> — you, desk, "), "\(file)")

    #expect(try laptop.tasks().first?["title"] as? String == "Echo first")
    for command in [["rename", "2154", "Mine"], ["note", "2154", "Mine"]] {
      let refused = try Program.run(
        Program.built("handoff"), command, environment: laptop.environment, folder: laptop.home)
      #expect(refused.status == 64, "\(refused)")
      #expect(refused.errors.contains("“Echo first” is on desk, and only desk can change it."))
      #expect(refused.errors.contains("handoff resume 2154"), "\(refused)")
    }
    let prompt = try laptop.succeed("resume", "2154", "--print", "--session", Self.next)
    #expect(prompt.contains("Task: Echo first\n"), "\(prompt)")
    #expect(prompt.contains(" desk] ask Mia before the release\n"), "\(prompt)")
    #expect(try laptop.tasks().compactMap { $0["title"] as? String } == ["Echo first"])
    // Now it is laptop's.
    #expect(try laptop.handoff("rename", "2154", "Echo last").status == 0)
    #expect(try desk.handoff("rename", "2154", "Mine").status == 64)
    #expect(try desk.tasks().first?["title"] as? String == "Echo last")
    #expect(try laptop.handoff("note", "2154", " ").status == 64)
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    let waits = try laptop.handoff("note", "2154", "later")
    #expect(waits.status == 69 && waits.errors.contains("after the next push"), "\(waits)")
    journey.expectNoGit()
  }
}
