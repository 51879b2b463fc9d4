import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("A remote whose objects have other names is told by its advertisement")
struct RemoteFormatTests {
  let fixture: TransportFixture
  let remote: String

  init() throws {
    fixture = try TransportFixture()
    remote = fixture.folder("sha256.git")
    try Git.run(in: "/", "init", "--quiet", "--bare", "--object-format=sha256", remote)
  }

  @Test("Empty and with commits, over git:// and ssh; clone, fetch and push")
  func sha256() async throws {
    let daemon = try GitServer.shared.get()
    var addresses = [(try daemon.url(remote), SSHServer.environment())]
    if let server = SSHServer.shared {
      addresses.append((server.url(remote), try server.environment()))
    }
    let seed = fixture.folder("seed")
    try Git.run(in: "/", "init", "--quiet", "--object-format=sha256", seed)
    // What an upload-pack of git 2.39 says of an empty repository does not tell; the push does.
    for (number, (address, environment)) in addresses.enumerated() {
      let desk = try await fixture.clone("desk\(number)", from: address, environment)
      let push = try await syncError {
        _ = try await desk.synchronize([write("tasks/desk\(number)-1.md", "x\n")])
      }
      #expect(push.kind == .unsupported, "\(push)")
    }
    try Git.run(in: seed, "commit", "--quiet", "--allow-empty", "-m", "One")
    try Git.run(in: seed, "push", "--quiet", remote, "HEAD:main")
    for (number, (address, environment)) in addresses.enumerated() {
      let clone = try await fixture.cloneError(address, environment)
      #expect(clone.kind == .unsupported, "\(clone)")
      #expect(clone.description.contains("sha256 names"))
      #expect(clone.description.contains("--object-format=sha1"))
      let desk = try await SyncRepository.open(
        at: fixture.folder("desk\(number)"),
        configuration: TransportFixture.configuration("desk\(number)", environment))
      let fetch = try await syncError { try await desk.fetch() }
      #expect(fetch.kind == .unsupported, "\(fetch)")
    }
  }
}
