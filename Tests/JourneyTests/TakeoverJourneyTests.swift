import Foundation
import TestSupport
import Testing

@Suite("The session that is left behind on the other machine")
struct TakeoverJourneyTests {
  static let next = "77aa3d10-2b4e-4f5a-9c8d-0123456789ab"

  /// Two machines; a session of desk is open, and laptop knows of it.
  private func machines(_ journey: Journey) async throws -> (JourneyMachine, JourneyMachine) {
    let desk = try JourneyMachine("desk", in: journey)
    let laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    for machine in [desk, laptop] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
    }
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually { try !journey.remoteSnapshots().isEmpty }
    try await eventually { desk.waitingWorkers().isEmpty }
    return (desk, laptop)
  }

  /// Runs the hook of a prompt and returns what it prints.
  private func prompt(
    _ machine: JourneyMachine, _ text: String, _ extra: [String: String] = [:]
  ) throws -> String {
    let result = try Program.run(
      Program.built("handoff-snapshot"), [],
      environment: machine.environment.merging(extra) { $1 }, folder: "/",
      input: Data(try machine.input("UserPromptSubmit", ["prompt": text]).utf8))
    #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
    return result.output
  }

  @Test("A prompt fetches behind, and the next one says once, to the person, who took it over")
  func secondPrompt() async throws {
    let journey = try Journey()
    let (desk, laptop) = try await machines(journey)
    let state = "\(desk.home)/.local/state/handoff"
    let seen = journey.folder("seen")
    let worker = try journey.folder.script(
      "worker", "cp -r '\(state)/inbox' '\(seen)'; exec '\(Program.built("handoff"))' \"$@\"")
    // It stays for its answer, and runs what the later ones ask for.
    #expect(try prompt(desk, "Go on", ["HANDOFF_EXECUTABLE": worker]).isEmpty)
    let fetches = "\(state)/inbox/\(JourneyMachine.session)"
    #expect(!FileManager.default.fileExists(atPath: fetches), "the remote was heard of just now")
    let taken = try laptop.handoff("resume", "2154", "--print", "--session", Self.next)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(try prompt(desk, "Go on").isEmpty, "nobody has fetched")
    // Ten minutes later.
    let old = String(Int(Date().timeIntervalSince1970) - 700)
    try journey.folder.write(old + "\n", to: "desk/.local/state/handoff/last-fetch")
    let secret = "a prompt is nobody's business"
    #expect(try prompt(desk, secret).isEmpty)
    let note = "\(state)/claimed/\(JourneyMachine.session)"
    try await eventually { FileManager.default.fileExists(atPath: note) }
    #expect(try prompt(desk, "<task-notification>\n<status>completed</status>").isEmpty)
    #expect(try prompt(desk, "Go on", ["CLAUDE_CODE_ENTRYPOINT": "sdk-cli"]).isEmpty)
    let told = try prompt(desk, "Go on")
    let object = try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: String]
    let message = try #require(object?["systemMessage"])
    #expect(object?.count == 1 && told.split(separator: "\n").count == 1)
    #expect(
      message.contains(#/^handoff: laptop took this task over at \d\d:\d\d \(no answer yet\)\. /#),
      "\(message)")
    #expect(message.hasSuffix("See: handoff list"))
    #expect(try prompt(desk, "Go on").isEmpty)
    try desk.succeed("list")
    #expect(try prompt(desk, "Go on").isEmpty, "it was told")
    let found = try Program.run(
      "/bin/sh", ["-c", "grep -rl \"$1\" '\(desk.home)/.local' '\(seen)' || true", "sh", secret],
      environment: desk.environment, folder: "/")
    #expect(found.output.isEmpty && found.errors.isEmpty, "\(found)")
    #expect(FileManager.default.fileExists(atPath: "\(seen)/\(JourneyMachine.session)"))
    #expect(try desk.events().isEmpty && laptop.events().isEmpty)
    journey.expectNoGit()
  }

  @Test("A prompt of which the usual form is not known is heard all the same")
  func oddInput() async throws {
    let journey = try Journey()
    let (desk, laptop) = try await machines(journey)
    _ = try laptop.handoff("resume", "2154", "--print", "--session", Self.next)
    try desk.succeed("list")
    let session = JourneyMachine.session
    let prompt = String(repeating: "x", count: 9 << 20)
    let input = """
      {"session_id":"\(session.uppercased())","hook_event_name":"UserPromptSubmit","prompt":"\(prompt)"}
      """
    let result = try Program.run(
      Program.built("handoff-snapshot"), [],
      environment: desk.environment, folder: "/", input: Data(input.utf8))
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output.contains("laptop took this task over"), "\(result.output.prefix(300))")
  }
}
