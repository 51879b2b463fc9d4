import Foundation
import TestSupport
import Testing

@Suite("What handoff makes is its user's alone")
struct PrivateFilesTests {
  let journey: Journey
  let desk: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
  }

  /// Runs a program under a mask.
  private func run(
    _ program: String, _ arguments: [String], umask: String, input: String = "",
    extra: [String: String] = [:]
  ) throws {
    let result = try Program.run(
      "/bin/sh",
      ["-c", "umask \(umask); exec \"$0\" \"$@\"", Program.built(program)] + arguments,
      environment: desk.environment.merging(extra) { $1 }, folder: desk.home,
      input: Data(input.utf8))
    #expect(result.status == 0, "\(program) \(arguments): \(result.errors)")
  }

  /// The files below a folder that others have access to.
  private func open(_ folder: String) throws -> [String] {
    let manager = FileManager.default
    let paths =
      [folder] + (try manager.subpathsOfDirectory(atPath: folder)).map { "\(folder)/\($0)" }
    return paths.filter { path in
      guard let facts = try? manager.attributesOfItem(atPath: path),
        facts[.type] as? FileAttributeType != .typeSymbolicLink,
        let mode = facts[.posixPermissions] as? Int
      else { return false }
      return mode & 0o077 != 0
    }
  }

  @Test(
    "State, clone and configuration have no bits for others", arguments: ["000", "0002", "022"])
  func modes(umask: String) async throws {
    try desk.install()
    _ = try journey.folder.script("model", "exit 1")
    let model = [
      "HANDOFF_SUMMARIZER": "claude", "HANDOFF_CLAUDE": journey.folder("model"),
      "HANDOFF_SNAPSHOT_INTERVAL": "0",
    ]
    try run("handoff", ["init", "--remote", journey.remote, "--machine", "desk"], umask: umask)
    for settings in [[:], model] {
      try run(
        "handoff", ["snapshot", "--force", "--session", JourneyMachine.session], umask: umask,
        extra: settings)
    }
    try run("handoff", ["config", "set", "model", "opus"], umask: umask)
    let clone = desk.home + "/.local/share/handoff/repo"
    for file in [".git/config", "tasks/desk-\(JourneyMachine.session).md"] {
      #expect(FileManager.default.fileExists(atPath: "\(clone)/\(file)"), "\(file)")
    }
    // The process behind the hook, and the one that it starts.
    for event in ["Stop", "SessionEnd"] {
      try run(
        event == "Stop" ? "handoff-snapshot" : "handoff-cleanup", [], umask: umask,
        input: try desk.input(event, event == "Stop" ? [:] : ["reason": "prompt_input_exit"]))
    }
    try await eventually { desk.waitingWorkers().isEmpty }
    for command in ["sync", "list", "status"] { try run("handoff", [command], umask: umask) }
    for folder in [".local", ".config"] {
      let found = try open("\(desk.home)/\(folder)")
      #expect(found.isEmpty, "\(found)")
    }
  }

  @Test(
    "A state folder of another user is refused, and hooks leave it alone without a word",
    .enabled(if: geteuid() == 0, "needs to give a folder away"))
  func owner() throws {
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.install()
    let state = desk.home + "/.local/state/handoff"
    let manager = FileManager.default
    // A note that the quick way of an answer would replace.
    let note = "\(state)/inbox/\(JourneyMachine.session)/Stop"
    try manager.createDirectory(
      atPath: (note as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let text = "1 1800000000000000000 0 - - -\n{}"
    try Data(text.utf8).write(to: URL(fileURLWithPath: note))
    try manager.setAttributes([.ownerAccountID: 12_345], ofItemAtPath: state)
    let before = try manager.subpathsOfDirectory(atPath: state).sorted()
    for event in ["SessionStart", "UserPromptSubmit", "Stop"] {
      try desk.hook("handoff-snapshot", try desk.input(event))
    }
    try desk.hook("handoff-cleanup", try desk.input("SessionEnd"))
    #expect(try manager.subpathsOfDirectory(atPath: state).sorted() == before)
    #expect(try String(contentsOfFile: note, encoding: .utf8) == text)
    for command in ["list", "sync", "log"] {
      let result = try desk.handoff(command)
      #expect(result.status == 77, "\(command): \(result)")
      #expect(result.errors.contains("belongs to another user (number 12345)"), "\(result)")
      #expect(result.errors.contains("HANDOFF_STATE_DIR"), "\(result)")
    }
    #expect(try desk.succeed("status").contains("belongs to another user (number 12345)"))
    #expect(try desk.handoff("doctor", "state").output.contains("another user"))
    #expect(try manager.subpathsOfDirectory(atPath: state).sorted() == before)
    let other = ["HANDOFF_STATE_DIR": journey.folder("other")]
    #expect(try desk.handoff("list", extra: other).status == 0)
  }
}
