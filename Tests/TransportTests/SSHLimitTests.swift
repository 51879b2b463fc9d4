import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("An ssh that does not end by itself is ended")
struct SSHLimitTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  /// A program for `GIT_SSH` that first notes its process and the descriptors it got.
  private func environment(_ body: String) throws -> [String: String] {
    let script = try fixture.script(
      "fake ssh",
      """
      [ "$1" != -G ] || exit 0
      echo $$ >'\(fixture.folder("pid"))'
      readlink /proc/$$/fd/0 /proc/$$/fd/2 >'\(fixture.folder("descriptors"))'
      \(body)
      """)
    return SSHServer.environment(["GIT_SSH": script, "GIT_SSH_VARIANT": "ssh"])
  }

  /// Fails the test while the process, or a descriptor it shared with us, is still there.
  private func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let text = try #require(fixture.folder.read("pid")?.trimmingCharacters(in: .newlines))
    let pid = try #require(Int32(text))
    // A zombie is still found by this.
    #expect(kill(pid, 0) != 0 && errno == ESRCH, sourceLocation: sourceLocation)
    #if os(Linux)
    let shared = Set(
      (fixture.folder.read("descriptors") ?? "").split(separator: "\n").map(String.init))
    #expect(shared.count == 2, sourceLocation: sourceLocation)
    let manager = FileManager.default
    let ours = try manager.contentsOfDirectory(atPath: "/proc/self/fd")
      .compactMap { try? manager.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)") }
    #expect(shared.isDisjoint(with: ours), sourceLocation: sourceLocation)
    #endif
  }

  @Test("A program that says nothing, and does not listen to SIGTERM")
  func silentProgram() async throws {
    let environment = try environment("trap '' TERM; while :; do sleep 60; done")
    let error = try await fixture.cloneError(
      "host:x.git", environment, network: NetworkLimits(firstAnswer: .milliseconds(300)))
    #expect(error.kind == .timedOut)
    #expect(error.description.contains("300 ms"))
    try expectNothingLeft()
  }

  @Test("A program that falls silent, and one that drips")
  func dripping() async throws {
    let silent = try environment("printf '00'; sleep 60")
    let first = try await fixture.cloneError(
      "host:x.git", silent, network: NetworkLimits(silence: .milliseconds(300)))
    #expect(first.kind == .timedOut && first.description.contains("nothing came for 300 ms"))
    try expectNothingLeft()
    let drip = try environment("printf 00ff; while :; do printf 0; sleep 0.05; done")
    let second = try await fixture.cloneError(
      "host:x.git", drip,
      network: NetworkLimits(silence: .milliseconds(5_000), total: .milliseconds(400)))
    #expect(second.kind == .timedOut && second.description.contains("longer than 400 ms"))
    try expectNothingLeft()
  }

  @Test(
    "A server that takes the connection and is silent",
    .enabled(if: SSHServer.isAvailable, "needs sshd"))
  func silentServer() async throws {
    let listener = try SilentListener()
    let server = try #require(SSHServer.shared)
    let error = try await fixture.cloneError(
      "ssh://127.0.0.1:\(listener.port)/x.git", try server.environment(),
      network: NetworkLimits(firstAnswer: .milliseconds(500)))
    #expect(error.kind == .timedOut)
  }

  @Test("A program that dies half-way says how it ended, and leaves no half clone")
  func diesHalfWay() async throws {
    let desk = try await fixture.clone("seed", from: fixture.remote, [:])
    var generator = SystemRandomNumberGenerator()
    let content = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try await desk.synchronize([.write(path: "tasks/seed-1.md", content: content)])
    // The advertisement goes through, and some of the pack.
    let environment = try environment(
      """
      echo 'it broke' >&2
      git upload-pack '\(fixture.remote.replacing("'", with: "'\\''"))' | dd bs=1 count=50000 2>/dev/null
      exit 3
      """)
    let error = try await fixture.cloneError("host:x.git", environment)
    #expect(error.kind == .remoteUnreachable && error.description.contains("it broke"), "\(error)")
    try expectNothingLeft()
  }

  @Test("A program that fills standard error without end is not waited for")
  func endlessErrors() async throws {
    let environment = try environment("yes 'a line of noise' >&2")
    let error = try await fixture.cloneError(
      "host:x.git", environment, network: NetworkLimits(firstAnswer: .milliseconds(400)))
    #expect(error.kind == .timedOut)
    try expectNothingLeft()
  }

  @Test("A standard error that stays open after the end is not waited for")
  func openErrors() async throws {
    let environment = try environment("sleep 60 >/dev/null </dev/null & echo 'gone' >&2; exit 255")
    let error = try await fixture.cloneError("host:x.git", environment)
    #expect(error.kind == .remoteUnreachable && error.description.contains("gone"), "\(error)")
    try expectNothingLeft()
  }

  @Test("Cancelling the task ends the step at once")
  func cancellation() async throws {
    let environment = try environment("sleep 600")
    let fixture = fixture
    let task = Task { try await fixture.cloneError("host:x.git", environment) }
    while fixture.folder.read("descriptors")?.contains("pipe") != true {
      try await Task.sleep(for: .milliseconds(5))
    }
    task.cancel()
    #expect(try await task.value.kind == .cancelled)
    try expectNothingLeft()
    // One that is cancelled before it begins does not begin.
    let late = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await fixture.cloneError("host:x.git", environment)
    }
    #expect(try await late.value.kind == .cancelled)
  }

  @Test("A synchronisation that is cancelled keeps its commit")
  func cancelledSynchronisation() async throws {
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    _ = try await seed.synchronize([write("tasks/seed-1.md", "one\n")])
    let environment = try environment("sleep 600")
    try Git.run(in: seed.path, "remote", "set-url", "origin", "host:x.git")
    let repo = try await SyncRepository.open(
      at: seed.path, configuration: TransportFixture.configuration("seed", environment))
    let fixture = fixture
    let task = Task {
      try await syncError { _ = try await repo.synchronize([write("tasks/seed-1.md", "two\n")]) }
    }
    while fixture.folder.read("descriptors")?.contains("pipe") != true {
      try await Task.sleep(for: .milliseconds(5))
    }
    task.cancel()
    #expect(try await task.value.kind == .cancelled)
    #expect(try await repo.unpushedCount() == 1)
    try expectNothingLeft()
  }
}
