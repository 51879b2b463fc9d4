import Foundation
import SyncRepo
import TestSupport
import Testing

/// The program under test runs on a terminal of its own, at which a script types.
@Suite("What ssh asks a person at the terminal", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHPromptTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
    // Starts a program on a new terminal, answers what it is asked, and prints what was to be seen.
    try fixture.folder.write(
      """
      import os, pty, select, sys, time
      answers = [a.split("=", 1) for a in sys.argv[1].split("|") if a]
      child, terminal = pty.fork()
      if child == 0: os.execv(sys.argv[2], sys.argv[2:])
      seen, at, end = b"", 0, time.time() + 60
      while time.time() < end:
        if not select.select([terminal], [], [], 1)[0]: continue
        try: data = os.read(terminal, 4096)
        except OSError: break
        if not data: break
        seen += data
        if answers and answers[0][0].encode() in seen[at:]:
          at = len(seen)
          os.write(terminal, answers.pop(0)[1].encode() + b"\\n")
      else: os.kill(child, 9)
      os.write(1, seen)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 255)

      """, to: "terminal.py")
  }

  /// Clones and pushes at a terminal.
  private func atTerminal(
    _ answers: String, _ environment: [String: String]
  ) throws -> ProgramResult {
    let more = [
      "HOME": fixture.folder.path, "GIT_CONFIG_NOSYSTEM": "1", "SYNC_WRITER_ASKS": "1",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    return try Program.run(
      "/usr/bin/env",
      [
        "python3", fixture.folder("terminal.py"), answers, Program.built("sync-writer"),
        fixture.folder("clone"), "writer", "1", server.url(fixture.remote),
      ], environment: environment.merging(more) { $1 })
  }

  @Test("The passphrase of a key: asked, and answered")
  func passphrase() throws {
    // Once for the clone, once for the push.
    let answers = "Enter passphrase=open sesame|Enter passphrase=open sesame"
    let result = try atTerminal(answers, try server.environment(key: "id_secret"))
    #expect(result.status == 0, "\(result.output)")
    #expect(!result.output.contains("open sesame"))
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "1")
  }

  @Test("A host that is not known: asked, answered with yes, and noted")
  func unknownHost() throws {
    let known = fixture.folder("known_hosts")
    let environment = try server.environment(
      knownHosts: known, more: "StrictHostKeyChecking ask")
    let result = try atTerminal("continue connecting=yes", environment)
    #expect(result.status == 0, "\(result.output)")
    #expect(try fixture.folder.text("known_hosts").contains("[127.0.0.1]:\(server.port) "))
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "1")
  }

  @Test("A host that is not known, answered with no, says what to do")
  func refusedHost() throws {
    let environment = try server.environment(
      knownHosts: fixture.folder("known_hosts"), more: "StrictHostKeyChecking ask")
    let result = try atTerminal("continue connecting=no", environment)
    #expect(result.status == 1)
    #expect(result.output.contains("host key is not known here"), "\(result.output)")
  }

  @Test("What ssh says besides is seen at once, without control characters, and in the error too")
  func standardError() throws {
    let ssh = try fixture.script(
      "talking ssh",
      """
      printf 'Confirm user presence for \\033[31mkey\\007\\n' >&2
      read answer </dev/tty
      echo "Got $answer." >&2
      exit 255
      """)
    let result = try atTerminal(
      "Confirm user presence for=touched",
      SSHServer.environment(["GIT_SSH": ssh, "GIT_SSH_VARIANT": "ssh"]))
    #expect(result.status == 1)
    #expect(result.output.contains("Confirm user presence for [31mkey\r\n"), "\(result.output)")
    let said = result.output.split(separator: "Got touched.", omittingEmptySubsequences: false)
    #expect(said.count == 2 || said.count == 3, "\(result.output)")
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\u{07}"))
  }
}
