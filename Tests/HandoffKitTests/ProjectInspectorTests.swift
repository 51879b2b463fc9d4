import Foundation
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The facts of a project, one by one")
struct ProjectInspectorTests {
  let fixture: KitFixture
  let project: String

  /// A clone of `acme/api` with two folders, a pushed commit and one that is not pushed.
  init() throws {
    fixture = try KitFixture()
    project = fixture.folder("desk/api")
    let origin = fixture.folder("acme/api.git")
    try FileManager.default.createDirectory(
      atPath: fixture.folder("acme"), withIntermediateDirectories: true)
    try Git.bare(at: origin)
    try Git.run(in: fixture.folder.path, "clone", "--quiet", origin, project)
    for name in ["d/f", "e/g"] { try fixture.folder.write("1\n", to: "desk/api/\(name)") }
    try Git.run(in: project, "add", ".")
    try Git.run(in: project, "commit", "--quiet", "-m", "One")
    try Git.run(in: project, "push", "--quiet", "-u", "origin", "HEAD:main")
    try Git.run(in: project, "commit", "--quiet", "--allow-empty", "-m", "Two")
  }

  private func inspect(_ folder: String? = nil) -> ProjectInspector.Findings {
    ProjectInspector(fixture.context()).inspect(folder ?? project)
  }

  /// What git says of a folder.
  private func git(_ folder: String) throws -> (dirty: Int, head: String, branch: String) {
    let lines = try Git.run(in: folder, "status", "--porcelain").split(separator: "\n")
    return (
      lines.count, try Git.run(in: folder, "rev-parse", "HEAD"),
      try Git.run(in: folder, "branch", "--show-current")
    )
  }

  private func expectWhole(_ found: ProjectInspector.Findings, _ folder: String) throws {
    let truth = try git(folder)
    #expect(found.branch == truth.branch && found.head == truth.head, "\(found)")
    #expect(found.name == "api" && found.url?.hasSuffix("/acme/api.git") == true, "\(found)")
  }

  @Test("Commits that no remote branch has count, also on a branch that was never pushed")
  func unpushed() throws {
    #expect(inspect().unpushed == 1 && inspect().gaps.isEmpty)
    try Git.run(in: project, "switch", "--quiet", "-c", "feature")
    try Git.run(in: project, "commit", "--quiet", "--allow-empty", "-m", "Three")
    #expect(inspect().unpushed == 2)
    try Git.run(in: project, "push", "--quiet", "origin", "HEAD:other")
    #expect(inspect().unpushed == 0)
  }

  @Test("A sparse checkout counts as git counts it")
  func sparse() throws {
    try Git.run(in: project, "sparse-checkout", "init", "--cone")
    try Git.run(in: project, "sparse-checkout", "set", "d")
    try fixture.folder.write("2\n", to: "desk/api/d/f")
    let found = inspect()
    #expect(try found.dirtyCount == git(project).dirty && found.dirtyCount == 1, "\(found)")
    #expect(found.dirtyFiles == ["d/f (modified)"])
    try expectWhole(found, project)
  }

  @Test("Submodules count as git counts them", arguments: ["moved", "changed", "untracked"])
  func submodule(change: String) throws {
    let other = fixture.folder("acme/api.git")
    try Git.run(
      in: project, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other, "sub")
    try Git.run(in: project, "commit", "--quiet", "-m", "Sub")
    #expect(inspect().dirtyCount == 0)
    switch change {
    case "moved": try Git.run(in: project + "/sub", "commit", "--quiet", "--allow-empty", "-m", "x")
    case "changed": try fixture.folder.write("2\n", to: "desk/api/sub/d/f")
    default: try fixture.folder.write("2\n", to: "desk/api/sub/new")
    }
    let found = inspect()
    #expect(try found.dirtyCount == git(project).dirty && found.dirtyCount == 1, "\(found)")
  }

  @Test(
    "An index that libgit2 does not read takes away the changed files alone, and says why",
    arguments: ["split", "sparse", "checksum"])
  func index(form: String) throws {
    switch form {
    case "split": try Git.run(in: project, "update-index", "--split-index")
    case "sparse":
      try Git.run(in: project, "sparse-checkout", "set", "--cone", "--sparse-index", "d")
    default:
      let file = URL(fileURLWithPath: project + "/.git/index")
      try (Data(contentsOf: file).dropLast(20) + Data(count: 20)).write(to: file)
    }
    let found = inspect()
    try expectWhole(found, project)
    #expect(found.unpushed == 1 && found.dirtyCount == nil)
    #expect(found.gaps.count == 1 && found.gaps[0].contains(form), "\(found.gaps)")
  }

  @Test(
    "Where libgit2 refuses a repository, its files tell branch, commit and address",
    arguments: ["worktreeConfig", "relativeWorktrees", "another"])
  func extensions(name: String) throws {
    try Git.run(in: project, "pack-refs", "--all")
    try Git.run(in: project, "config", "core.repositoryformatversion", "1")
    let truth = try git(project)
    try Git.run(in: project, "config", "extensions.\(name)", "true")
    let found = inspect(project + "/d")
    #expect(found.branch == truth.branch && found.head == truth.head, "\(found)")
    #expect(found.name == "api" && found.gaps.count == 1, "\(found)")
    #expect(found.gaps[0].lowercased().contains(name.lowercased()), "\(found.gaps)")
  }

  @Test("A linked working tree, a repository of SHA-256 and one with a reftable tell what they can")
  func others() throws {
    let linked = fixture.folder("elsewhere/wt")
    try Git.run(in: project, "worktree", "add", "--quiet", "-b", "linked", linked)
    try expectWhole(inspect(linked), linked)
    try Git.run(in: project, "config", "core.repositoryformatversion", "1")
    try Git.run(in: project, "config", "extensions.another", "true")
    #expect(inspect(linked).branch == "linked" && inspect(linked).name == "api")

    let large = fixture.folder("large")
    try Git.run(in: fixture.folder.path, "init", "--quiet", "--object-format=sha256", large)
    try Git.run(in: large, "commit", "--quiet", "--allow-empty", "-m", "One")
    let found = inspect(large)
    #expect(found.head?.count == 64 && found.gaps.first?.contains("SHA-256") == true, "\(found)")

    // As `git init --ref-format=reftable` lays it out.
    let tables = fixture.folder("tables")
    try Git.run(in: fixture.folder.path, "init", "--quiet", tables)
    try fixture.folder.write("ref: refs/heads/.invalid\n", to: "tables/.git/HEAD")
    try fixture.folder.write("x", to: "tables/.git/reftable/tables.list")
    try Git.run(in: tables, "config", "core.repositoryformatversion", "1")
    try Git.run(in: tables, "config", "extensions.refStorage", "reftable")
    let kept = inspect(tables)
    #expect(kept.branch == nil && kept.gaps.first?.contains("reftable") == true, "\(kept)")
  }

  @Test("status says why something is missing")
  func status() async throws {
    let settings = try await fixture.initialize()
    try fixture.say("Fix it", "One.")
    try Git.run(in: project, "update-index", "--split-index")
    try fixture.hook("Stop", ["cwd": project], process: fixture.process())
    _ = try await fixture.work()
    let known = try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now)
    #expect(known.sessions.first?.gaps.first?.contains("the index is split") == true)
    let file = try #require(try fixture.remoteSnapshot())
    #expect(file.contains("branch: main\n") && !file.contains("dirty:"), "\(file)")
  }
}
