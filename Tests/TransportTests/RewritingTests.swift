import Foundation
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import SyncRepo

@Suite("Addresses are rewritten as git rewrites them")
struct RewritingTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  private func repository(_ configuration: [(key: String, value: String)]) throws -> String {
    let path = fixture.folder("repo-\(UUID().uuidString.prefix(8))")
    try Git.run(in: "/", "init", "--quiet", "--initial-branch=main", path)
    for (key, value) in configuration { try Git.run(in: path, "config", "--add", key, value) }
    return path
  }

  /// A program for `GIT_SSH` that notes where it should go, and fails.
  private func recorder() throws -> [String: String] {
    let script = try fixture.script(
      "recorder", "printf '%s ' \"$@\" >>'\(fixture.folder("seen"))'; exit 9")
    return SSHServer.environment(["GIT_SSH": script, "GIT_SSH_VARIANT": "ssh"])
  }

  @Test(
    "What is fetched from and pushed to is what git says",
    arguments: [
      [("remote.origin.url", "gh:me/tasks"), ("url.ssh://git@host/.insteadOf", "gh:")],
      // The longest match wins, wherever it stands.
      [
        ("remote.origin.url", "gh:me/tasks"), ("url.ssh://a/.insteadOf", "gh:"),
        ("url.ssh://b/.insteadOf", "gh:me/"), ("url.ssh://c/.insteadOf", "gh"),
      ],
      [
        ("remote.origin.url", "https://host/x"),
        ("url.ssh://git@host/.pushInsteadOf", "https://host/"),
      ],
      [
        ("remote.origin.url", "https://host/x"), ("url.ssh://a/.pushInsteadOf", "https://"),
        ("url.ssh://b/.insteadOf", "https://host/"),
      ],
      [
        ("remote.origin.url", "https://host/x"), ("remote.origin.pushurl", "host:y"),
        ("url.ssh://a/.insteadOf", "host:"),
      ],
      // pushInsteadOf is not for a pushurl.
      [
        ("remote.origin.url", "https://host/x"), ("remote.origin.pushurl", "host:y"),
        ("url.ssh://a/.pushInsteadOf", "host:"), ("url.ssh://b/.insteadOf", "ho"),
      ],
      [
        ("remote.origin.url", "https://host/x"), ("remote.origin.pushurl", "host:y"),
        ("url.ssh://a/.pushInsteadOf", "host:"),
      ],
      // Several prefixes of one base.
      [
        ("remote.origin.url", "b:x"), ("url.ssh://a/.insteadOf", "a:"),
        ("url.ssh://a/.insteadOf", "b:"),
      ],
      // Nothing is rewritten twice.
      [
        ("remote.origin.url", "one:x"), ("url.two:.insteadOf", "one:"),
        ("url.three:.insteadOf", "two:"),
      ],
    ])
  func asGit(configuration: [(key: String, value: String)]) async throws {
    let path = try repository(configuration)
    let repo = try await SyncRepository.open(
      at: path, configuration: TransportFixture.configuration("desk", [:]))
    #expect(
      try await repo.remoteAddress().text
        == Git.run(in: path, "remote", "get-url", "--push", "origin"))
    #expect(
      try await repo.remoteAddresses().fetch.text
        == Git.run(in: path, "remote", "get-url", "origin"))
  }

  @Test("A fetch and a push go where the rewritten addresses say, over their own transports")
  func transports() async throws {
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    _ = try await seed.synchronize([write("tasks/seed-1.md", "one\n")])
    // Fetches go to the folder, pushes to ssh.
    for (key, value) in [
      ("remote.origin.url", "work:\(fixture.remote)"), ("url.file:///.insteadOf", "work:/"),
      ("url.ssh://ann@host/.pushInsteadOf", "work:/"),
    ] {
      try Git.run(in: seed.path, "config", key, value)
    }
    let environment = try recorder()
    let repo = try await SyncRepository.open(
      at: seed.path, configuration: TransportFixture.configuration("seed", environment))
    #expect(try await !repo.fetch())
    #expect(fixture.folder.read("seen") == nil)
    _ = try await syncError { _ = try await repo.synchronize([write("tasks/seed-1.md", "two\n")]) }
    #expect(fixture.folder.read("seen")?.contains("ann@host git-receive-pack ") == true)
  }

  @Test("remote.origin.pushurl: pushes go there, and what it has is known afterwards")
  func pushURL() async throws {
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    _ = try await seed.synchronize([write("tasks/seed-1.md", "one\n")])
    let server = try GitServer.shared.get()
    try Git.run(in: seed.path, "config", "remote.origin.pushurl", server.url(fixture.remote))
    let repo = try await SyncRepository.open(
      at: seed.path, configuration: TransportFixture.configuration("seed", [:]))
    #expect(try await repo.synchronize([write("tasks/seed-1.md", "two\n")]).pushed)
    #expect(try Git.run(in: fixture.remote, "show", "main:tasks/seed-1.md") == "two")
    #expect(try await repo.unpushedCount() == 0)
  }

  @Test("A clone's address is rewritten by the user's configuration, and kept as it was given")
  func clone() throws {
    let seeded = fixture.remote
    try fixture.folder.write(
      """
      [url "file://\(fixture.folder.path)/"]
        insteadOf = gh:
        insteadOf = work/
      [url "ssh://git@nohost.invalid/"]
        pushInsteadOf = elsewhere:
      """, to: "home/.gitconfig")
    let environment = SSHServer.environment([
      "HOME": fixture.folder("home"), "GIT_CONFIG_NOSYSTEM": "1",
    ])
    // The second time it is not empty.
    for (number, address) in ["gh:it's a remote!.git", "work/it's a remote!.git"].enumerated() {
      let clone = fixture.folder("clone\(number)")
      let result = try Program.run(
        Program.built("sync-writer"), [clone, "writer\(number)", "2", address],
        environment: environment)
      #expect(result.status == 0, "\(result.errors)")
      #expect(try Git.run(in: clone, "config", "remote.origin.url") == address)
      #expect(try Git.run(in: clone, "branch", "--show-current") == "main")
    }
    #expect(try Git.run(in: seeded, "rev-list", "--count", "main") == "4")
  }

  @Test("A rewritten remote on this computer gives its branch's name to an empty clone")
  func branchName() throws {
    try Git.bare(at: fixture.folder("trunk.git"), branch: "trunk")
    try fixture.folder.write(
      "[url \"\(fixture.folder.path)/\"]\n  insteadOf = gh:\n", to: "home/.gitconfig")
    let result = try Program.run(
      Program.built("sync-writer"), [fixture.folder("clone"), "writer", "1", "gh:trunk.git"],
      environment: SSHServer.environment([
        "HOME": fixture.folder("home"), "GIT_CONFIG_NOSYSTEM": "1",
      ]))
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Git.run(in: fixture.folder("trunk.git"), "rev-list", "--count", "trunk") == "1")
  }
}
