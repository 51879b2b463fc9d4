import Foundation
import TestSupport
import Testing

@testable import Git2

@Suite("Opening repositories whose owner libgit2 does not trust")
struct RepositoryOwnerTests {
  private let folder: TemporaryFolder

  init() throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
  }

  /// The facts of an open repository that are decided on.
  private struct Facts: Equatable {
    let gitFolder: String
    let workingFolder: String?
    let commonFolder: String
    let isBare: Bool
    let isLinked: Bool
    let head: String?
    let tip: ObjectID?

    init(_ repository: borrowing Repository) throws {
      gitFolder = repository.gitFolder
      workingFolder = repository.workingFolder
      commonFolder = repository.commonFolder
      (isBare, isLinked) = (repository.isBare, repository.isLinkedWorktree)
      head = try repository.symbolicTarget(of: "HEAD")
      tip = try repository.target(of: "HEAD")
    }
  }

  private func makeRepositories() throws {
    try Git.bare(at: folder("bare"))
    try Git.run(in: folder.path, "init", "--quiet", "--initial-branch=main", "plain")
    try Git.run(in: folder("plain"), "commit", "--quiet", "--allow-empty", "-m", "One")
    try folder.write("x", to: "plain/a/b/file")
    try Git.run(in: folder("plain"), "worktree", "add", "--quiet", folder("linked"))
    try folder.write("x", to: "linked/a/file")
    try Git.run(
      in: folder.path, "init", "--quiet", "--separate-git-dir=\(folder("elsewhere"))", "apart")
    try folder.write("x", to: "apart/a/file")
    try Git.run(in: folder.path, "init", "--quiet", "configured")
    try FileManager.default.createDirectory(
      atPath: folder("tree"), withIntermediateDirectories: true)
    try Git.run(in: folder("configured"), "config", "core.worktree", "../../tree")
    try Git.run(
      in: folder("plain"), "-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
      folder("plain"), "module")
    // A bare repository that does not say so, as git made them long ago.
    try Git.bare(at: folder("silent.git"))
    try Git.run(in: folder("silent.git"), "config", "--unset", "core.bare")
  }

  @Test("A repository opened by parts is the one that libgit2 opens whole")
  func parts() throws {
    try makeRepositories()
    for name in [
      "bare", "plain", "plain/.git", "plain/a/b", "linked", "linked/a", "apart", "apart/a",
      "configured", "plain/module", "silent.git",
    ] {
      let whole = try Repository(containing: folder(name))
      let parts = Repository(handle: try RepositoryOwner.openByParts(folder(name)))
      #expect(try Facts(whole) == Facts(parts), "\(name)")
    }
    #expect(throws: GitError.self) { _ = try RepositoryOwner.openByParts("/") }
  }

  @Test("libgit2's own check stays on for the rest of the process")
  func globalCheck() throws {
    let repository = try Repository(creating: folder("new"), bare: true, branch: "main")
    #expect(repository.isBare && GitLibrary.checksOwners)
  }

  @Test("A new repository in another user's folder", .enabled(if: getuid() == 0))
  func foreignFolder() throws {
    try FileManager.default.createDirectory(
      atPath: folder("theirs"), withIntermediateDirectories: true)
    let result = try Program.run(
      "/bin/chown", ["nobody", folder("theirs")], environment: Git.environment)
    #expect(result.status == 0)
    let made = try Repository(creating: folder("theirs"), bare: false, branch: "main")
    #expect(made.workingFolder == folder("theirs") + "/")
    do throws(GitError) {
      _ = try Repository(opening: folder("theirs"))
      Issue.record("It was opened.")
    } catch {
      #expect(error.code == .owner && error.ownedPath == folder("theirs"))
    }
  }
}
