import Foundation
import TestSupport
import Testing

@Suite("What is here is shown at once")
struct LocalFirstTests {
  @Test("A silent remote holds up no command that reads")
  func silentRemote() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let ssh = try journey.silentSSH()
    defer { journey.endSilentSSH() }
    let clone = journey.folder("desk/.local/share/handoff/repo")
    try Git.run(in: clone, "remote", "set-url", "origin", "git@silent.example.net:me/tasks.git")
    // Named, so that nobody asks the program for its kind (`-G`), which would be a start of its own.
    let variables = ["GIT_SSH_COMMAND": ssh, "GIT_SSH_VARIANT": "ssh"]
    let clock = journey.folder("desk/.local/state/handoff/last-fetch")

    // Heard less than a minute ago: nothing to tell.
    var listed = try desk.handoff("list", extra: variables)
    #expect(listed.status == 0 && listed.output.contains("\tdesk\t"), "\(listed)")
    #expect(!listed.errors.contains("answered"), "\(listed)")
    // The fetch goes on in a process of its own, which the next command leaves alone.
    try await eventually { journey.silentStarts.count == 2 }
    try "\(Int(Date.now.timeIntervalSince1970) - 300)\n".write(
      toFile: clock, atomically: true, encoding: .utf8)
    listed = try desk.handoff("list", "--json", extra: variables)
    #expect(listed.status == 0 && listed.output.contains("\"isCurrent\" : false"), "\(listed)")
    #expect(listed.errors.contains("silent.example.net:me/tasks.git has not answered yet."))
    #expect(listed.errors.contains("from 5 min ago") && listed.errors.contains("--wait"))
    let shown = try desk.handoff("show", "2154", extra: variables)
    #expect(shown.status == 0 && shown.output.contains("## Task"), "\(shown)")
    // A busy machine may have outlived the process behind; only while it asks must nobody else.
    let starts = journey.silentStarts
    let asks = starts.count > 1 && pid_t(starts[1].prefix { $0 != " " }).map { kill($0, 0) } == 0
    #expect(starts.count == 2 || !asks, "one process goes on, and nobody else asks meanwhile")
    #expect(try desk.handoff("list", "--wait", "--no-fetch").status == 64)
  }
}
