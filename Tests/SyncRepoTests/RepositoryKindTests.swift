import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@testable import Git2

@Suite("Repositories that cannot be synchronised say why, and what to type")
struct RepositoryKindTests {
  let fixture: SyncFixture
  let desk: SyncRepository

  init() async throws {
    fixture = try SyncFixture()
    desk = try await fixture.clone("desk")
    for number in 1...3 {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "\(number)\n")])
    }
  }

  private func openError(_ name: String) async throws -> SyncError {
    let error = try await syncError {
      _ = try await SyncRepository.open(
        at: fixture.folder(name), configuration: SyncFixture.configuration("desk"))
    }
    #expect(error.kind == .unsupported, "\(error)")
    return error
  }

  private func cloneError(from name: String) async throws -> SyncError {
    let error = try await syncError {
      _ = try await SyncRepository.clone(
        from: fixture.folder(name), to: fixture.folder("failing"),
        configuration: SyncFixture.configuration("desk"))
    }
    #expect(error.kind == .unsupported, "\(error)")
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("failing")))
    return error
  }

  /// Types the git command of a remedy.
  private func follow(_ error: SyncError) throws {
    let remedy = try #require(error.remedy)
    let command = try #require(remedy.command)
    #expect(command.hasPrefix("git "))
    let result = try Program.run(
      "/bin/sh", ["-c", command], environment: Git.environment, folder: fixture.folder.path)
    #expect(result.status == 0, "\(command): \(result.errors)")
  }

  private func expectOpens(_ name: String) async throws {
    let repo = try await SyncRepository.open(
      at: fixture.folder(name), configuration: SyncFixture.configuration("desk"))
    #expect(try await repo.synchronize([write("tasks/desk-2.md", "\(name)\n")]).pushed)
    try Git.expectSound(repo.path)
  }

  @Test("A shallow clone; the hint mends it")
  func shallow() async throws {
    try Git.run(
      in: fixture.folder.path, "clone", "--quiet", "--depth=1", "file://\(fixture.remote)",
      "a shallow one")
    let remote = try await cloneError(from: "a shallow one")
    #expect(remote.description.contains("shallow"))
    let error = try await openError("a shallow one")
    #expect(error.description.contains("shallow"))
    try follow(error)
    try await expectOpens("a shallow one")
  }

  @Test("A partial clone; the hint mends it")
  func partial() async throws {
    try Git.run(in: fixture.remote, "config", "uploadpack.allowFilter", "true")
    try Git.run(
      in: fixture.folder.path, "clone", "--quiet", "--filter=blob:none", "--no-checkout",
      "file://\(fixture.remote)", "partial")
    let error = try await openError("partial")
    #expect(error.description.contains("partial clone"))
    try follow(error)
    try Git.run(in: fixture.folder("partial"), "checkout", "--quiet", "main")
    try await expectOpens("partial")
    let missing = try Git.run(
      in: fixture.folder("partial"), "rev-list", "--objects", "--all", "--missing=print")
    #expect(!missing.contains("?"))
  }

  @Test("A linked working tree; the main one opens")
  func linkedWorktree() async throws {
    try Git.run(in: desk.path, "worktree", "add", "--quiet", "-b", "other", "../linked")
    let error = try await openError("linked")
    #expect(error.remedy?.kind == .useClone && error.remedy?.path == "\(desk.path)/", "\(error)")
    try await expectOpens("desk")
  }

  @Test("A bare repository, and a detached HEAD")
  func bareAndDetached() async throws {
    let bare = try await openError("remote.git")
    #expect(bare.remedy?.kind == .makeClone && bare.remedy?.address == "\(fixture.remote)/")
    let path = try fixture.personsClone()
    try Git.run(in: path, "checkout", "--quiet", "--detach")
    let detached = try await openError("person")
    try follow(detached)
    try await expectOpens("person")
  }

  @Test("A SHA-256 repository, as a clone and as a remote")
  func sha256() async throws {
    try Git.run(in: fixture.folder.path, "init", "--quiet", "--object-format=sha256", "clone256")
    try Git.run(
      in: fixture.folder.path, "init", "--quiet", "--bare", "--object-format=sha256", "remote256")
    for error in [
      try await openError("clone256"), try await cloneError(from: "remote256"),
      try await cloneError(from: "clone256"),
    ] {
      #expect(error.description.contains("sha256") && error.description.contains("sha1"))
    }
    try Git.run(in: desk.path, "remote", "set-url", "origin", fixture.folder("remote256"))
    for error in [
      try await syncError { try await desk.fetch() },
      try await syncError { _ = try await desk.synchronize([write("tasks/desk-1.md", "x\n")]) },
    ] {
      #expect(error.kind == .unsupported && error.description.contains("sha256"), "\(error)")
    }
  }

  @Test("An extension that libgit2 does not know, and a format from the future")
  func extensions() async throws {
    try Git.run(in: desk.path, "config", "core.repositoryFormatVersion", "1")
    try Git.run(in: desk.path, "config", "extensions.fromTheFuture", "yes")
    let error = try await openError("desk")
    #expect(error.description.contains("fromthefuture"), "\(error)")
    let remote = try await cloneError(from: "desk")
    #expect(remote.description.contains("fromthefuture"))
    try Git.run(in: fixture.remote, "config", "core.repositoryFormatVersion", "99")
    let future = try await cloneError(from: "remote.git")
    #expect(future.description.contains("format 99"), "\(future)")
  }

  @Test("libgit2's own check of owners stays on, for what else this process does with libgit2")
  func globalCheck() async throws {
    _ = try await desk.synchronize([write("tasks/desk-1.md", "x\n")])
    #expect(GitLibrary.checksOwners)
  }

  @Test("Another user's repository, and safe.directory", .enabled(if: getuid() == 0, "needs root"))
  func owner() async throws {
    for name in ["remote.git", "desk"] {
      let result = try Program.run(
        "/bin/chown", ["-R", "nobody", fixture.folder(name)], environment: Git.environment)
      #expect(result.status == 0, "\(result.errors)")
    }
    let command = "git config --global --add safe.directory"
    let clone = try await openError("desk")
    #expect(clone.description.contains("\(command) \(desk.path)"), "\(clone)")
    let remote = try await cloneError(from: "remote.git")
    #expect(remote.description.contains("\(command) \(fixture.remote)"), "\(remote)")
    let push = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "x\n")])
    }
    #expect(push.kind == .unsupported && push.description.contains(command), "\(push)")
    // Its own configuration has no say in this.
    try Git.run(in: "/", "config", "-f", "\(desk.path)/.git/config", "safe.directory", "*")
    _ = try await openError("desk")

    let parent = fixture.folder.path
    for (number, (values, isTrusted)) in [
      (["*"], true), ([fixture.remote], true), (["\(fixture.remote)/"], true),
      (["~/../remote.git"], true), (["\(parent)/*"], true), (["*", ""], false),
      (["", fixture.remote], true), ([parent], false), (["\(parent)/rem*"], false), ([], false),
    ].enumerated() {
      let home = "home\(number)"
      try fixture.folder.write(
        "[safe]\n" + values.map { "  directory = \"\($0)\"\n" }.joined(), to: "\(home)/.gitconfig")
      let result = try Program.run(
        Program.built("sync-writer"),
        [fixture.folder("clone\(number)"), "writer\(number)", "1", fixture.remote],
        environment: [
          "HOME": fixture.folder(home), "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin",
        ])
      #expect((result.status == 0) == isTrusted, "\(values): \(result.errors)")
    }
    // For root under sudo, the user's own repositories are no others'.
    let entry = try Program.run(
      "/usr/bin/id", ["-u", "nobody"], environment: Git.environment
    ).output
    let sudo = try Program.run(
      Program.built("sync-writer"), [fixture.folder("sudo"), "sudo", "1", fixture.remote],
      environment: [
        "HOME": fixture.folder("home9"), "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin",
        "SUDO_UID": entry.trimmingCharacters(in: .newlines),
      ])
    #expect(sudo.status == 0, "\(sudo.errors)")
  }
}
