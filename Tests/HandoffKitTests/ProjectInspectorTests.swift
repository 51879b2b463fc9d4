import Foundation
import HookRelay
import MachineState
import SnapshotStore
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

  @Test("A session in a linked working tree is one of the project and its branch")
  func linked() throws {
    let linked = project + "/.claude/worktrees/fix"
    try Git.run(in: project, "worktree", "add", "--quiet", "-b", "fix", linked)
    let found = inspect(linked + "/d")
    #expect(found.folder == "~/api/d" && found.branch == "fix", "\(found)")
  }

  @Test("What ran there, the system and other repositories are in the snapshot, and in the prompt")
  func surroundings() async throws {
    try await fixture.initialize()
    try await fixture.initialize("laptop")
    let other = fixture.folder("desk/other")
    try Git.run(in: fixture.folder.path, "init", "--quiet", "--initial-branch=trunk", other)
    try Git.run(in: other, "commit", "--quiet", "--allow-empty", "-m", "One")
    try fixture.folder.write("x", to: "desk/other/file")
    try fixture.say("Fix it", "One.")
    let path = "desk/.claude/projects/-home-ann-api/\(fixture.session).jsonl"
    let line = """
      {"type":"assistant","uuid":"u9","parentUuid":"u1","sessionId":"\(fixture.session)",\
      "cwd":"\(project)","version":"2.1.330","timestamp":"2027-01-15T08:00:01Z","isSidechain":false,\
      "message":{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Write",\
      "input":{"file_path":"\(other)/file","content":"x"}}]}}
      """
    try fixture.folder.write((fixture.folder.read(path) ?? "") + line + "\n", to: path)
    let state = try fixture.context().state()
    let input = """
      {"session_id":"\(fixture.session)","hook_event_name":"Stop","cwd":"\(project)",\
      "transcript_path":"\(fixture.transcript())","background_tasks":[\
      {"id":"a","type":"shell","status":"running","description":"d","command":"npm run dev -- --token=ghp_0123456789abcdefghijABCDEFGHIJ0123456789"},\
      {"id":"b","type":"shell","status":"completed","command":"make"}],\
      "session_crons":[{"id":"c","schedule":"*/5 * * * *","prompt":"look at CI"}]}
      """
    try Inbox(state, session: fixture.session).leave(
      HookNote(
        received: Int64(fixture.now.timeIntervalSince1970 * 1e9), entryPoint: "cli",
        isRemoteLogin: false, login: "", process: fixture.process(), input: Array(input.utf8)),
      event: "Stop")
    _ = try await fixture.work()
    let file = try #require(try fixture.remoteSnapshot())
    #expect(
      file.contains("running: ") && file.contains("npm run dev") && !file.contains("ghp_0123"))
    #expect(
      file.contains("schedule: */5 * * * * look at CI") && !file.contains("; make"), "\(file)")
    #expect(file.contains("agent_version: 2.1.330\n"), "\(file)")
    #expect(file.contains("others: other trunk ") && file.contains(" *1"), "\(file)")
    #expect(file.contains("system: \(SystemName.current)"), "\(file)")

    let context = fixture.context("laptop")
    let list = try await TaskList.open(
      context, settings: try await SettingsLoader(context).load())
    #expect(await list.refresh() == nil)
    let task = try #require(try await list.tasks().first)
    var snapshot = try #require(try await list.store.read(task))
    snapshot.header.system = "Darwin 24, arm64"
    let prompt = try Resumption(
      task, snapshot, folder: nil, all: [task], machine: MachineName("laptop"), context: context
    ).prompt
    #expect(prompt.contains("\nNot running here: npm run dev"), "\(prompt)")
    #expect(prompt.contains("\nSystem: Darwin 24, arm64 there, \(SystemName.current) here\n"))
    #expect(prompt.contains("\nOther repositories there: other trunk "))
  }

  @Test("The prompt says what of the notes does not hold in the folder here")
  func pickup() throws {
    let before = try Git.run(in: project, "rev-parse", "HEAD").trimmingCharacters(
      in: .whitespacesAndNewlines)
    try fixture.folder.write("x", to: "desk/api/a/new.swift")
    try Git.run(in: project, "add", ".")
    try Git.run(in: project, "commit", "-qm", "More")
    try fixture.folder.write("y", to: "desk/api/dirty.md")
    var snapshot = Snapshot(
      title: "Title", updated: fixture.now,
      body: SnapshotBody(sections: [
        .task: "x",
        .files: """
        - `a/new.swift`: edited
        - `dirty.md`: edited
        - `b/gone.swift`: edited — the store
        - `b/old.swift`: deleted
        - `../../etc/passwd`: read
        """,
      ]))
    snapshot.workingFolder = "~/api"
    snapshot.branch = "fix/auth"
    snapshot.head = before
    let stored = StoredSnapshot(
      path: "tasks/desk-\(fixture.session).md", blob: "", header: snapshot.header)
    func prompt(_ snapshot: Snapshot) throws -> String {
      try Resumption(
        stored, snapshot, folder: project, all: [stored], machine: nil, context: fixture.context()
      ).prompt
    }
    #expect(
      try prompt(snapshot).contains(
        "\nNo longer as in these notes: the branch is main, not fix/auth; 1 newer commit; "
          + "not here: b/gone.swift; changed since: a/new.swift, dirty.md\n"))
    snapshot.head = String(repeating: "7", count: 40)
    #expect(try prompt(snapshot).contains("; 7777777 is not here; "))
    var same = Snapshot(
      title: "Title", updated: fixture.now, body: SnapshotBody(sections: [.task: "x"]))
    same.branch = "main"
    #expect(try !prompt(same).contains("No longer"))
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
