import Foundation
import TestSupport
import Testing

/// One task that three machines carry on, each answer told by the real hook programs.
@Suite("A task goes round three machines")
struct ThreeMachinesTests {
  static let sessions = [
    "desk": JourneyMachine.session, "laptop": "77aa3d10-2b4e-4f5a-9c8d-0123456789ab",
    "studio": "99999999-9216-4017-834f-3deaed278779", "desk again": SkillTests.other,
  ]
  static let order = "Repair the parser, it loses comments"

  let journey: Journey
  let desk, laptop, studio: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    laptop = try JourneyMachine("laptop", in: journey)
    studio = try JourneyMachine("studio", in: journey)
    for machine in [desk, laptop, studio] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
    }
  }

  /// A person says something in a session, it is answered, and the hook tells of it.
  private func say(
    _ prompt: String, _ answer: String, on machine: JourneyMachine, _ session: String
  ) throws {
    let path = "\(machine.name)/.claude/projects/p/\(session).jsonl"
    let old = journey.folder.read(path) ?? ""
    let count = old.split(separator: "\n").count
    let lines = try [("user", prompt), ("assistant", answer)].enumerated().map { index, said in
      let number = count + index
      let object: [String: Any] = [
        "type": said.0, "uuid": "u\(number)", "sessionId": session, "cwd": machine.home,
        "parentUuid": number == 0 ? NSNull() : "u\(number - 1)" as Any, "isSidechain": false,
        "timestamp": Date().formatted(
          .iso8601.year().month().day().time(includingFractionalSeconds: true)),
        "message": ["role": said.0, "content": said.1],
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    try journey.folder.write(old + lines.joined(separator: "\n") + "\n", to: path)
    let fields: [String: Any] = [
      "session_id": session, "transcript_path": journey.folder(path),
      "last_assistant_message": answer,
    ]
    try machine.hook("handoff-snapshot", try machine.input("Stop", fields))
  }

  /// The only row of a machine's list.
  private func row(_ machine: JourneyMachine) throws -> [Substring] {
    try machine.succeed("list").split(separator: "\n").last?
      .split(separator: "\t", omittingEmptySubsequences: false) ?? []
  }

  @Test("Each hop keeps id, title and order; a fork is shown, and each side is finished by itself")
  func round() throws {
    let (one, two) = (JourneyMachine.session, try #require(Self.sessions["laptop"]))
    let three = try #require(Self.sessions["studio"])
    try say(Self.order, "Comments are read.", on: desk, one)
    try desk.succeed("sync")

    try laptop.succeed("resume", "2154", "--print", "--session", two)
    #expect(try row(desk)[2] == "claimed" && row(desk)[5] == "laptop")
    try say("Never touch the lexer.", "Comments are written.", on: laptop, two)
    try laptop.succeed("sync")
    let known = try row(studio)
    #expect(known[0] == "2154" && known[2] == "open" && known[5] == "laptop", "\(known)")
    #expect(known[3] == Substring(Self.order))

    // Studio takes it over while the remote is away, and laptop goes on.
    try studio.succeed("sync")
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    try studio.succeed("resume", "repair parser", "--print", "--no-fetch", "--session", three)
    try say("Now the tests.", "The tests pass.", on: studio, three)
    try FileManager.default.moveItem(atPath: journey.folder("away"), toPath: journey.remote)
    try say("And the manual.", "The manual is written.", on: laptop, two)
    for machine in [laptop, studio, laptop, desk] { try machine.succeed("sync") }
    for machine in [desk, laptop, studio] {
      #expect(try row(machine)[0] == "2154" && row(machine)[2] == "forked", "\(machine.name)")
    }
    let which = try desk.handoff("show", "2154")
    #expect(which.status == 64, "\(which)")
    #expect(which.errors.contains("2154@laptop") && which.errors.contains("2154@studio"))
    let side = try desk.succeed("show", "2154@studio")
    #expect(
      side.contains("- **laptop**: Comments are written.") && side.contains("> Now the tests."))
    #expect(
      side.contains("> Never touch the lexer.\n> — you, laptop, ") && side.contains(Self.order))

    // Who finishes one side has not seen the other's last answer.
    try studio.succeed("done", "2154@studio")
    try laptop.succeed("sync")
    #expect(try row(laptop)[2] == "open" && row(laptop)[5] == "laptop")
    #expect(try journey.remoteSnapshot(laptop.name, two).contains("The manual is written."))

    try desk.succeed("resume", "2154", "--print", "--session", SkillTests.other)
    try say("Finish it.", "All is done.", on: desk, SkillTests.other)
    try desk.succeed("sync")
    #expect(try row(studio)[5] == "desk" && row(studio)[3] == "\(Self.order)")
    try desk.succeed("done", "2154")
    #expect(try journey.remoteSnapshots().isEmpty)
    journey.expectNoGit()
  }
}

extension Journey {
  /// The text of a session's snapshot on the remote.
  func remoteSnapshot(_ machine: String, _ session: String) throws -> String {
    try Git.run(in: remote, "show", "main:tasks/\(machine)-\(session).md")
  }
}
