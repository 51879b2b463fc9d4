import Foundation
import TestSupport
import Testing

/// An encrypted repository on three machines, with the built programs.
@Suite("Three machines share an encrypted repository")
struct EncryptionJourneyTests {
  let journey: Journey
  let desk, laptop, studio: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    laptop = try JourneyMachine("laptop", in: journey)
    studio = try JourneyMachine("studio", in: journey)
  }

  /// The code that `machine invite` prints.
  private func invite(on machine: JourneyMachine) throws -> String {
    let line = try machine.succeed("machine", "invite")
    return try #require(line.split(whereSeparator: \.isWhitespace).last.map(String.init))
  }

  private func start(_ machine: JourneyMachine, _ arguments: String...) throws -> String {
    let result = try Program.run(
      Program.built("handoff"),
      ["init", "--remote", journey.remote, "--machine", machine.name] + arguments,
      environment: machine.environment, folder: machine.home)
    #expect(result.status == 0, "\(result)")
    return result.output
  }

  private func answer(_ machine: JourneyMachine, _ words: String) throws {
    try machine.hook(
      "handoff-snapshot", try machine.input("Stop", ["last_assistant_message": words]))
    try machine.succeed("sync")
  }

  @Test("Set up, written, read, resumed, finished, brought back, found and forgotten")
  func wholeWay() throws {
    try desk.install()
    let recovery = try start(desk, "--encrypt")
    #expect(recovery.hasPrefix("AGE-SECRET-KEY-1"))
    try answer(desk, "mock answer 9")
    let path = "tasks/desk-\(JourneyMachine.session).md.age"
    #expect(try journey.remoteSnapshots() == ["group/desk.age", path])

    // Debian's age reads it with the machine's key.
    let clone = "\(desk.home)/.local/share/handoff/repo"
    let age = try Program.run(
      "/usr/bin/env",
      ["age", "-d", "-i", "\(desk.home)/.config/handoff/key.txt", "\(clone)/\(path)"],
      environment: ["PATH": "/usr/bin:/bin"])
    #expect(age.status == 0 && age.output.contains("\n## Handoff prompt\n"), "\(age.errors)")

    // Laptop joins while desk is away; desk's next hook lets it in.
    let refusal = try laptop.handoff("init", "--remote", journey.remote, "--machine", "laptop")
    #expect(refusal.status == 64 && refusal.errors.contains("handoff machine invite"), "\(refusal)")
    let code = try invite(on: desk)
    _ = try start(laptop, "--join", code)
    #expect(try laptop.succeed("status").contains("asked to be let in"))
    #expect(try laptop.succeed("list", "--json").contains("encrypted"))
    try answer(desk, "mock answer 10")
    let task = try #require(try laptop.tasks().first)
    #expect(task["machine"] as? String == "desk" && task["state"] as? String == "active")
    #expect(try laptop.succeed("machine", "list").contains("laptop"))
    let shown = try laptop.succeed("show", "1")
    #expect(shown.contains("\n## Handoff prompt\n") && !shown.contains("seal:"))
    #expect(try laptop.succeed("resume", "1", "--print").contains("mock answer 10"))
    #expect(try laptop.succeed("search", "mock").contains("2154"))
    #expect(try laptop.succeed("doctor", "encryption", "changes").contains("2 machines"))

    // A code that was used, and one that never was one.
    let late = try studio.handoff(
      "init", "--remote", journey.remote, "--machine", "studio", "--join", code)
    #expect(late.status == 0)
    try desk.succeed("sync")
    #expect(try desk.succeed("machine", "list").contains("another machine has used this code"))
    #expect(try desk.succeed("doctor", "encryption").contains("another machine has used"))
    let told = try studio.handoff("machine", "list")
    #expect(told.errors.contains("another machine has used this code"), "\(told)")
    #expect(try studio.succeed("status").contains("did not let this machine in"))
    let wrong = try studio.handoff("init", "--join", "not a code")
    #expect(wrong.status == 64 && wrong.errors.contains("four groups"), "\(wrong)")
    _ = try start(studio, "--join", try invite(on: desk))
    try desk.succeed("sync")
    #expect(try studio.tasks().count == 1)

    try laptop.succeed("done", "2154")
    #expect(try desk.tasks().isEmpty)
    #expect(try desk.succeed("restore").contains("desk-\(JourneyMachine.session)"))
    try desk.succeed("restore", "2154")
    #expect(try laptop.tasks().count == 1)

    // Studio is away while laptop is removed.
    try desk.succeed("machine", "remove", "laptop")
    try answer(desk, "mock answer 11")
    #expect(try laptop.succeed("list", "--json").contains("broken"))
    #expect(try laptop.succeed("status").contains("was removed"))
    #expect(try !laptop.succeed("list").contains("mock"))
    #expect(try studio.succeed("show", "1").contains("mock answer 11"))
    #expect(try studio.handoff("doctor", "encryption").status == 0)

    let log = try Git.run(in: journey.remote, "log", "--format=%B")
    #expect(!log.contains("Work through"), "\(log)")
    try desk.succeed("compact", "--yes")
    try desk.succeed("forget", JourneyMachine.session, "--yes")
    #expect(try studio.tasks().isEmpty)
    #expect(try !journey.remoteSnapshots().contains { $0.hasPrefix("tasks/") })

    // All machines are lost but for the recovery key.
    let new = try JourneyMachine("new", in: journey)
    let result = try Program.run(
      Program.built("handoff"),
      ["init", "--remote", journey.remote, "--machine", "new", "--recovery"],
      environment: new.environment, folder: new.home, input: Data(recovery.utf8))
    #expect(result.status == 0, "\(result)")
    #expect(try new.succeed("machine", "list").contains("studio"))
    for machine in [desk, studio] { try machine.succeed("sync") }
    journey.expectNoGit()
    try Git.expectSound(journey.remote)
    for machine in [desk, studio] {
      try Git.expectClean(machine.home + "/.local/share/handoff/repo")
    }
  }
}
