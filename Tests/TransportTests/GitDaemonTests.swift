import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Synchronising over git://")
struct GitDaemonTests {
  let server: GitServer
  let fixture: TransportFixture

  init() throws {
    server = try GitServer.shared.get()
    fixture = try TransportFixture()
  }

  private let environment = SSHServer.environment()

  @Test("Clone, fetch, commit and push")
  func roundTrip() async throws {
    try await fixture.roundTrip(server.url(fixture.remote), environment)
  }

  @Test("A renamed branch is followed, and a history made one commit")
  func moves() async throws {
    try await fixture.moves(server.url(fixture.remote), environment)
  }

  @Test("A name instead of an address")
  func name() async throws {
    let address = try server.url(fixture.remote, host: "localhost")
    let desk = try await fixture.clone("desk", from: address, environment)
    #expect(try await desk.synchronize([write("tasks/desk-1.md", "one\n")]).pushed)
  }

  @Test("A large history arrives whole, both ways")
  func large() async throws {
    let address = try server.url(fixture.remote)
    let desk = try await fixture.clone("desk", from: address, environment)
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    _ = try await desk.synchronize([.write(path: "tasks/desk-large.md", content: bytes)])
    let laptop = try await fixture.clone("laptop", from: address, environment)
    #expect(try await laptop.read("tasks/desk-large.md", limit: 4 << 20) == bytes)
    try Git.expectSound(fixture.remote)
    try Git.expectSound(laptop.path)
  }

  @Test("A hook's refusal comes with its words, and a hook after the push runs to its end")
  func hooks() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), environment)
    let done = fixture.folder("done")
    _ = try fixture.script(
      "it's a remote!.git/hooks/post-receive", "sleep 0.3; echo a word; touch '\(done)'")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(FileManager.default.fileExists(atPath: done))
    let hook = try fixture.script(
      "it's a remote!.git/hooks/pre-receive", "echo 'Only on weekdays.' >&2; exit 1")
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    }
    #expect(error.kind == .rejected && error.description.contains("Only on weekdays."), "\(error)")
    #expect(try await desk.unpushedCount() == 1)
    try FileManager.default.removeItem(atPath: hook)
    #expect(try await desk.synchronize().pushed)
    try Git.expectSound(fixture.remote)
  }

  @Test("A server that takes no pushes, and a repository that is not there")
  func refusals() async throws {
    let reader = try GitServer(pushes: false)
    let informative = try GitServer(pushes: false, options: "--informative-errors")
    for (number, server) in [reader, informative].enumerated() {
      let desk = try await fixture.clone(
        "desk\(number)", from: server.url(fixture.remote), environment)
      let push = try await syncError {
        _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
      }
      #expect(push.kind == .notAllowed, "\(push)")
      #expect(push.description.contains("--enable=receive-pack"))
      #expect(try await desk.unpushedCount() == 1)
      let missing = try await fixture.cloneError(
        "git://127.0.0.1:\(server.port)/nowhere/x.git", environment)
      #expect(missing.kind == .repositoryMissing, "\(missing)")
    }
    // One that is there, but not shown.
    let hidden = try TransportFixture()
    let error = try await hidden.cloneError(
      "git://127.0.0.1:\(informative.port)\(hidden.remote.replacing(" ", with: "%20"))",
      environment)
    #expect(error.kind == .repositoryMissing && error.description.contains("not exported"))
  }

  @Test("Eight processes with ten commits each lose none")
  func eightProcesses() async throws {
    let names = (1...8).map { "writer\($0)" }
    for name in names {
      _ = try await fixture.clone(name, from: server.url(fixture.remote), environment)
    }
    try await fixture.runWriters(names, commits: 10, environment)
  }
}
