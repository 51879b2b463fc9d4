import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("What goes wrong over ssh is told apart", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct SSHFailureTests {
  let server: SSHServer
  let fixture: TransportFixture

  init() throws {
    server = try #require(SSHServer.shared)
    fixture = try TransportFixture()
  }

  @Test("A host key that is not known, and one that has changed")
  func hostKeys() async throws {
    let unknown = try await fixture.cloneError(
      server.url(fixture.remote), try server.environment(knownHosts: "/dev/null"))
    #expect(unknown.kind == .hostKeyUnknown)
    #expect(unknown.description.contains("ssh -T -p \(server.port) 127.0.0.1"))
    let other = try SSHServer.publicKey(server.folder("other_host"))
    try fixture.folder.write("[127.0.0.1]:\(server.port) \(other)\n", to: "changed")
    let changed = try await fixture.cloneError(
      server.url(fixture.remote), try server.environment(knownHosts: fixture.folder("changed")))
    #expect(changed.kind == .hostKeyChanged && !changed.description.contains("@@@"))
    #expect(changed.description.contains("ssh-keygen -R '[127.0.0.1]:\(server.port)'"))
  }

  @Test("A key that the server does not know, and one that needs a passphrase: never a prompt")
  func keys() async throws {
    for key in ["id_stranger", "id_secret"] {
      let error = try await fixture.cloneError(
        server.url(fixture.remote), try server.environment(key: key))
      #expect(error.kind == .authenticationFailed)
      #expect(error.description.contains("ssh-add"))
    }
  }

  @Test("A repository that is not there")
  func missingRepository() async throws {
    let error = try await fixture.cloneError(
      server.url("/nowhere/x.git"), try server.environment())
    #expect(error.kind == .repositoryMissing, "\(error)")
  }

  @Test("A name that nobody has, and a port where nobody listens")
  func unreachable() async throws {
    let environment = try server.environment()
    let name = try await fixture.cloneError("ssh://nohost.invalid/x.git", environment)
    #expect(name.kind == .nameNotFound, "\(name)")
    let port = try await fixture.cloneError(
      "ssh://127.0.0.1:\(try SSHServer.freePort())/x.git", environment)
    #expect(port.kind == .connectionRefused, "\(port)")
  }

  @Test("A key that may only read clones and fetches, and is told so when it pushes")
  func readOnly() async throws {
    let address = server.url(fixture.remote)
    let desk = try await fixture.clone("desk", from: address, try server.environment())
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let reader = try await fixture.clone(
      "reader", from: address, try server.environment(key: "id_readonly"))
    #expect(try await reader.read("tasks/desk-1.md") == Array("one\n".utf8))
    let error = try await syncError {
      _ = try await reader.synchronize([write("tasks/reader-1.md", "x\n")])
    }
    #expect(error.kind == .notAllowed)
    #expect(error.description.contains("read only"))
    #expect(try await reader.unpushedCount() == 1)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    #expect(try await reader.fetch())
  }

  @Test("A hook's refusal comes with its words; the commit is kept and goes when it is lifted")
  func refusingHook() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), try server.environment())
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let hook = fixture.remote + "/hooks/pre-receive"
    try "#!/bin/sh\necho 'Only on weekdays.' >&2\nexit 1\n".write(
      toFile: hook, atomically: true, encoding: .utf8)
    chmod(hook, 0o755)
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    }
    #expect(error.kind == .rejected)
    #expect(error.description.contains("Only on weekdays."))
    #expect(try await desk.unpushedCount() == 1)
    try FileManager.default.removeItem(atPath: hook)
    #expect(try await desk.synchronize().pushed)
    #expect(try Git.run(in: fixture.remote, "show", "main:tasks/desk-1.md") == "two")
    try Git.expectSound(fixture.remote)
  }

  @Test("A hook on the server that runs after the push is not cut off")
  func hookAfterwards() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), try server.environment())
    let done = fixture.folder("done")
    _ = try fixture.script(
      "it's a remote!.git/hooks/post-receive", "sleep 0.3; echo a word; touch '\(done)'")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(FileManager.default.fileExists(atPath: done))
  }

  @Test("A pack that the server does not take comes with its words")
  func tooLarge() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), try server.environment())
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try Git.run(in: fixture.remote, "config", "receive.maxInputSize", "1000")
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<2_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let error = try await syncError {
      _ = try await desk.synchronize([.write(path: "tasks/desk-2.md", content: bytes)])
    }
    #expect(error.kind == .rejected, "\(error)")
    #expect(error.description.contains("maximum allowed size"), "\(error)")
    try Git.expectSound(fixture.remote)
  }

  @Test("A lock that another push holds on the server is a short wait, then says what is refused")
  func lockedOnServer() async throws {
    let desk = try await fixture.clone(
      "desk", from: server.url(fixture.remote), try server.environment())
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let lock = fixture.remote + "/refs/heads/main.lock"
    _ = FileManager.default.createFile(atPath: lock, contents: Data())
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    }
    #expect(error.kind == .rejected, "\(error)")
    try FileManager.default.removeItem(atPath: lock)
    #expect(try await desk.synchronize().pushed)
    try Git.expectSound(fixture.remote)
  }
}
