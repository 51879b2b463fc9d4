import Foundation
import TestSupport
import Testing

@Suite("A loose object that is cut short hangs no command")
struct CutObjectTests {
  static let commands = [
    ["list"], ["status"], ["show", "1"], ["sync"], ["done", "1"],
    ["resume", "1", "--print"], ["restore", "1"], ["compact", "--yes"],
    ["snapshot", "--force", "--session", JourneyMachine.session],
    ["worker", JourneyMachine.session],
  ]

  /// Those that need all of the list.
  static let readers: Set = ["list", "show", "done", "resume"]

  @Test("The file, the folder and the commit", arguments: ["HEAD:tasks/%", "HEAD:tasks", "HEAD"])
  func cut(_ name: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let clone = desk.home + "/.local/share/handoff/repo"
    let path = "desk-\(JourneyMachine.session).md"
    let id = try Git.run(in: clone, "rev-parse", name.replacingOccurrences(of: "%", with: path))
    let file = "\(clone)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    for size in [1, whole.count / 2, whole.count - 5] {
      try FileManager.default.removeItem(atPath: file)
      try whole.prefix(size).write(to: URL(fileURLWithPath: file))
      for command in Self.commands {
        let result = try Program.run(
          "/usr/bin/timeout", ["-s", "KILL", "20", Program.built("handoff")] + command,
          environment: desk.environment, folder: desk.home)
        #expect(result.status < 124, "\(command), \(size) of \(whole.count) bytes: \(result)")
        if command == ["status"] {
          #expect(
            result.status == 0 && result.output.contains("handoff doctor --fix"), "\(result)")
        }
        if Self.readers.contains(command[0]) {
          #expect(
            result.status == 70 && result.errors.contains("handoff doctor --fix"), "\(result)")
        }
      }
    }
  }
}
