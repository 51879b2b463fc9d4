import Foundation
import TestSupport
import Testing

@Suite("Ctrl-C while the remote is waited for")
struct InterruptionTests {
  let journey: Journey
  let desk: JourneyMachine
  private let address = "git@silent.example.net:me/tasks.git"

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
  }

  /// All files and folders below the machine's home, but for what a test itself writes.
  private func files() -> [String] {
    let found = FileManager.default.enumerator(atPath: desk.home)?.allObjects as? [String] ?? []
    return found.filter { !$0.hasPrefix(".typing") }.sorted()
  }

  /// Types Ctrl-C once a command says that it waits for the remote.
  private func interrupt(_ words: String..., at step: String) throws -> ProgramResult {
    let ssh = try journey.silentSSH()
    return try desk.typing(
      [(words: step, keys: "\u{03}")], words, extra: ["GIT_SSH_COMMAND": ssh])
  }

  @Test("init leaves nothing behind")
  func initialization() throws {
    defer { journey.endSilentSSH() }
    let result = try interrupt(
      "init", "--yes", "--remote", address, "--machine", "desk", "--no-install",
      at: "  1 s")
    #expect(result.status == 130 && result.output.contains("Stopped."), "\(result)")
    let left = files().filter { $0.contains("share/handoff/") || $0.hasSuffix("config.json") }
    #expect(left.isEmpty, "\(left)")
    // As if nothing had happened.
    let again = try desk.handoff("init", "--remote", journey.remote, "--machine", "desk")
    #expect(again.status == 0, "\(again)")
  }

  @Test("A command that pushes keeps what it has done, and names the host, the step and the time")
  func push() throws {
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    try Git.run(
      in: journey.folder("desk/.local/share/handoff/repo"), "remote", "set-url", "origin", address)
    defer { journey.endSilentSSH() }
    let sync = try interrupt("sync", at: "  1 s")
    #expect(sync.status == 130 && sync.output.contains("goes with the next push"), "\(sync)")
    #expect(sync.output.contains("\r\u{1B}[K"), "the line is gone")
    let list = try interrupt("list", "--wait", at: "  1 s")
    #expect(list.status == 130, "\(list)")
    #expect(try desk.handoff("list", "--no-fetch").output.contains("\t"))
    // In a pipe it is one line, without a cursor.
    let ssh = try journey.silentSSH()
    let piped = try Program.run(
      "/usr/bin/env",
      [
        // A test may run where the signal is blocked.
        "python3", "-c",
        "import os, signal, sys; signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM]); "
          + "os.execvp(sys.argv[1], sys.argv[1:])",
        "timeout", "-k", "60", "20", Program.built("handoff"), "sync",
      ],
      environment: desk.environment.merging(["GIT_SSH_COMMAND": ssh]) { $1 }, folder: desk.home)
    #expect(piped.errors.contains("Connecting to silent.example.net…\n"), "\(piped)")
    #expect(!piped.errors.contains("\u{1B}") && piped.errors.contains("Stopped."), "\(piped)")
  }
}
