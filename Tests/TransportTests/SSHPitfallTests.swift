import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("What programs that stand for ssh, and servers, do to us")
struct SSHPitfallTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  private func environment(_ body: String) throws -> [String: String] {
    SSHServer.environment([
      "GIT_SSH": try fixture.script("fake ssh", body), "GIT_SSH_VARIANT": "ssh",
    ])
  }

  @Test("A person has all the time there is to answer a question; a hook has not")
  func idleLimits() async throws {
    let environment = try environment(
      "echo \"$*\" >>'\(fixture.folder("seen"))'; sleep 0.5; for last; do :; done; "
        + "exec sh -c \"$last\"")
    let limits = NetworkLimits(
      firstAnswer: .milliseconds(100), silence: .milliseconds(100_000),
      total: .milliseconds(100_000))
    let error = try await fixture.cloneError(
      "host:\(fixture.remote)", environment, network: limits)
    #expect(error.kind == .timedOut)
    #expect(try fixture.folder.text("seen").contains("BatchMode=yes"))
    try fixture.folder.write("", to: "seen")
    _ = try await SyncRepository.clone(
      from: "host:\(fixture.remote)", to: fixture.folder("desk"),
      configuration: TransportFixture.configuration(
        "desk", environment, network: limits, isInteractive: true))
    #expect(try !fixture.folder.text("seen").contains("BatchMode"))
  }

  @Test("Lines that end as on Windows, and control characters, are shown as lines")
  func lineEnds() async throws {
    let environment = try environment(
      "printf 'one\\r\\ntwo \\033]0;title\\007\\r\\n\\r\\nthree\\r\\n' >&2; exit 255")
    let error = try await fixture.cloneError("host:x", environment)
    #expect(error.description.contains("one / two ]0;title / three"), "\(error)")
  }

  @Test("A shell that does not find ssh; a server that does not find git")
  func notFound() async throws {
    let here = try await fixture.cloneError(
      "host:x", SSHServer.environment(["GIT_SSH_COMMAND": "no-such-ssh -v"]))
    #expect(here.description.contains("openssh-client"), "\(here)")
    for name in ["git-upload-pack", "git-receive-pack"] {
      let there = try await fixture.cloneError(
        "host:x", try environment("echo 'sh: \(name): not found' >&2; exit 127"))
      #expect(!there.description.contains("openssh-client"), "\(there)")
      #expect(there.description.contains("\(name): not found"))
    }
  }

  @Test("Every reason that OpenSSH and the servers behind it give is told apart")
  func reasons() async throws {
    let cases: [(status: Int, text: String, kind: SyncError.Kind)] = [
      (255, "ssh: connect to host h port 22: Connection refused", .connectionRefused),
      (255, "ssh: connect to host h port 22: No route to host", .connectionRefused),
      (255, "ssh: connect to host h port 22: Network is unreachable", .connectionRefused),
      (255, "ssh: connect to host h port 22: Connection timed out", .timedOut),
      (255, "ssh: Could not resolve hostname h: Name or service not known", .nameNotFound),
      (255, "ann@h: Permission denied (publickey).", .authenticationFailed),
      (255, "Connection closed by 10.0.0.1 port 22", .remoteUnreachable),
      (128, "fatal: '/x' does not appear to be a git repository", .repositoryMissing),
      (1, "ERROR: Repository not found.", .repositoryMissing),
      (1, "remote: The project you were looking for could not be found", .repositoryMissing),
      (1, "ERROR: The key you are authenticating with has been marked as read only.", .notAllowed),
      (1, "GitLab: You are not allowed to push code to this project.", .notAllowed),
      (1, "ERROR: Permission to a/b.git denied to c.", .notAllowed),
      (1, "fatal: remote error: access denied or repository not exported", .notAllowed),
      (255, "ERROR: Repository not found.", .remoteUnreachable),
      (0, "", .remoteUnreachable),
      (3, "something else", .remoteUnreachable),
    ]
    for (status, text, kind) in cases {
      try fixture.folder.write(text + "\n", to: "text")
      let environment = try environment("cat '\(fixture.folder("text"))' >&2; exit \(status)")
      let error = try await fixture.cloneError("host:x", environment)
      #expect(error.kind == kind, "\(status) \(text): \(error)")
    }
  }

  @Test("What the server of a hosting service says in its answer itself")
  func refusal() async throws {
    let text = "ERR Repository not found.\n"
    let length = String(text.utf8.count + 4, radix: 16)
    let environment = try environment("printf '00\(length)\(text.dropLast())\\n'; exit 1")
    let error = try await fixture.cloneError("host:x", environment)
    #expect(error.kind == .repositoryMissing, "\(error)")
  }

  @Test(
    "A server that drips, and one that hangs up in the greeting",
    .enabled(if: SSHServer.isAvailable, "needs sshd"))
  func realServers() async throws {
    let server = try #require(SSHServer.shared)
    let drip = try PretendServer("while True: c.sendall(b'x'); time.sleep(0.05)")
    let dripped = try await fixture.cloneError(
      "ssh://127.0.0.1:\(drip.port)/x", try server.environment(),
      network: NetworkLimits(firstAnswer: .milliseconds(500)))
    #expect(dripped.kind == .timedOut, "\(dripped)")
    let closing = try PretendServer("c.sendall(b'SSH-2.0-x\\r\\n'); c.recv(100)")
    let closed = try await fixture.cloneError(
      "ssh://127.0.0.1:\(closing.port)/x", try server.environment())
    #expect(closed.kind == .remoteUnreachable, "\(closed)")
    let other = try PretendServer("c.sendall(b'HTTP/1.0 400 Bad Request\\r\\n' * 2000); c.recv(1)")
    let spoken = try await fixture.cloneError(
      "ssh://127.0.0.1:\(other.port)/x", try server.environment())
    #expect(spoken.kind == .remoteUnreachable, "\(spoken)")
  }

  @Test("Waiting for another process that has the clone's lock ends with the task")
  func lockWait() async throws {
    let desk = try await fixture.clone("desk", from: fixture.remote, [:])
    let lock = fixture.folder("desk/.git/handoff.lock")
    let holder = try LeashedProgram(
      "exec flock '\(lock)' sh -c 'touch \"\(fixture.folder("held"))\"; exec sleep 600'",
      log: fixture.folder("log"), removing: fixture.folder("held"))
    defer { withExtendedLifetime(holder) {} }
    while !FileManager.default.fileExists(atPath: fixture.folder("held")) { await Task.yield() }
    let task = Task {
      try await syncError { _ = try await desk.synchronize([write("tasks/desk-1.md", "x\n")]) }
    }
    let late = Task {
      try await syncError { try await desk.commit([write("tasks/desk-1.md", "x\n")], message: "x") }
    }
    task.cancel()
    late.cancel()
    #expect(try await task.value.kind == .cancelled)
    #expect(try await late.value.kind == .cancelled)
  }
}
