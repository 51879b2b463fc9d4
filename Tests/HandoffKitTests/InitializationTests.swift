import Foundation
import Platform
import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Setting a machine up")
struct InitializationTests {
  func run(
    _ fixture: KitFixture, remote: String?, machine: String? = nil, repo: String? = nil
  ) async throws -> Initialization.Result {
    try await Initialization(fixture.context()).run(
      remote: remote, machine: machine, repo: repo, progress: { _ in })
  }

  @Test("The host's name is pinned, and a second init keeps it")
  func pinned() async throws {
    let fixture = try KitFixture()
    let first = try await run(fixture, remote: fixture.remote)
    #expect(first.machine.rawValue == "desk" && !first.isAdopted && first.branch == "main")
    var context = fixture.context()
    context.hostName = { "renamed" }
    let second = try await Initialization(context).run(
      remote: fixture.remote, machine: nil, repo: nil, progress: { _ in })
    #expect(second.machine.rawValue == "desk" && second.isAdopted)
  }

  @Test("A relative remote is made absolute")
  func relative() async throws {
    let fixture = try KitFixture()
    #expect(try await run(fixture, remote: "remote.git").remote == fixture.remote)
  }

  @Test("The name of a repository on GitHub is enough of an address, but for a folder of that name")
  func short() throws {
    let fixture = try KitFixture()
    let context = fixture.context()
    for text in ["me/tasks", "me/tasks.git", "github.com/me/tasks"] {
      #expect(
        try context.addresses(text) == [
          "git@github.com:me/tasks.git", "https://github.com/me/tasks.git",
        ])
    }
    #expect(
      try context.absoluteAddress("git.example.net/me/my.tasks")
        == "git@git.example.net:me/my.tasks.git")
    try FileManager.default.createDirectory(
      atPath: fixture.folder("me/tasks"), withIntermediateDirectories: true)
    #expect(try context.addresses("me/tasks") == [fixture.folder("me/tasks")])
    for text in [
      "./tasks", "../tasks", "~/tasks", "me/..", "-x/tasks", "a/b/c", "a b/c", "a/b/c/d", "x",
    ] {
      #expect(try context.absoluteAddress(text).hasPrefix("/"), "\(text)")
    }
    for text in ["git@host:me/tasks.git", "https://host/me/tasks", "ssh://host/x"] {
      #expect(try context.addresses(text) == [text])
    }
    let initialization = Initialization(context)
    #expect(initialization.nameOnGitHub("https://github.com/me/x.git") == "me/x")
    #expect(initialization.nameOnGitHub("git@github.com:me/x.git") == "me/x")
    #expect(initialization.nameOnGitHub("git@gitlab.com:me/x.git") == nil)
  }

  @Test("The clone of older scripts is adopted with what is in it")
  func adopted() async throws {
    let fixture = try KitFixture()
    try Git.run(in: fixture.folder.path, "clone", "--quiet", fixture.remote, "claude-context")
    let old = fixture.folder("claude-context")
    try fixture.folder.write(
      "---\nupdated: 2026-04-17 09:12\n---\n## Handoff prompt\nGo on.\n",
      to: "claude-context/tasks/old-task.md")
    try Git.run(in: old, "add", ".")
    try Git.run(in: old, "commit", "--quiet", "-m", "old")
    try Git.run(in: old, "push", "--quiet", "-u", "origin", "HEAD:main")
    let result = try await run(fixture, remote: nil, repo: "claude-context")
    #expect(result.isAdopted && result.snapshots == 1 && result.repo == old)
    let settings = try await SettingsLoader(fixture.context()).load()
    #expect(settings.repo == old)
    let list = try await TaskList.open(fixture.context(), settings: settings)
    let task = try await list.find("old-task")
    let resumption = try Resumption(
      task, try await list.store.read(task), folder: nil, all: [], machine: nil,
      context: fixture.context())
    #expect(resumption.prompt.contains("Go on."))
    try Git.expectClean(old)
  }

  @Test("A repository that holds something else and no tasks is refused, unless that is accepted")
  func shared() async throws {
    let fixture = try KitFixture()
    try Git.run(in: fixture.folder.path, "clone", "--quiet", fixture.remote, "project")
    let project = fixture.folder("project")
    func push(_ path: String) throws {
      try fixture.folder.write("x", to: "project/\(path)")
      try Git.run(in: project, "add", ".")
      try Git.run(in: project, "commit", "--quiet", "-m", path)
      try Git.run(in: project, "push", "--quiet", "origin", "HEAD:main")
    }
    for path in ["README.md", "readme.zh.md", "LICENSE", "LICENSE-MIT", ".github/x.yml"] {
      try push(path)
    }
    #expect(try await run(fixture, remote: fixture.remote, repo: "first").others.isEmpty)
    try FileManager.default.removeItem(atPath: fixture.folder("desk"))
    try FileManager.default.removeItem(atPath: fixture.folder("first"))
    try push("src/main.swift")
    let error = await #expect(throws: HandoffError.self) {
      _ = try await run(fixture, remote: fixture.remote)
    }
    #expect(error?.status == .usage && error?.message.contains("(src/)") == true)
    #expect(error?.hint?.contains("--allow-shared") == true)
    #expect(!LocalFile.exists(fixture.folder("desk/.local/share/handoff/repo")))
    #expect(!LocalFile.exists(fixture.folder("desk/.config/handoff/config.json")))
    func accept() async throws -> Initialization.Result {
      try await Initialization(fixture.context()).run(
        remote: fixture.remote, machine: nil, repo: nil, allowsShared: true, progress: { _ in })
    }
    #expect(try await accept().others == ["src/"])
    // What was accepted is not asked again.
    #expect(try await run(fixture, remote: fixture.remote).others == ["src/"])
    // An adopted clone is looked at as well, and one with tasks is accepted.
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.config"))
    await #expect(throws: HandoffError.self) { _ = try await run(fixture, remote: nil) }
    try FileManager.default.removeItem(atPath: fixture.folder("desk"))
    try push("tasks/old.md")
    #expect(try await run(fixture, remote: fixture.remote).others == ["src/"])
  }

  @Test("A remote of which nobody can tell if it is private is taken, and the reason is told")
  func privacy() async throws {
    let fixture = try KitFixture()
    #expect(try await run(fixture, remote: fixture.remote).privacyTrouble == nil)
    try Git.run(in: fixture.folder.path, "clone", "--quiet", fixture.remote, "clone")
    // Nothing listens there.
    let remote = "http://127.0.0.1:1/tasks.git"
    try Git.run(in: fixture.folder("clone"), "remote", "set-url", "origin", remote)
    let result = try await run(fixture, remote: nil, repo: "clone")
    #expect(result.isAdopted && result.privacyTrouble?.contains(remote) == true, "\(result)")
  }

  @Test("What cannot be set up leaves no configuration and says what to do")
  func refused() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write("x", to: "full/file")
    let other = fixture.folder("other.git")
    try Git.bare(at: other)
    let cases: [(String?, String?, String?)] = [
      (nil, nil, nil), (fixture.folder("none.git"), nil, nil), (fixture.remote, "a/b", nil),
      (fixture.remote, nil, fixture.folder("full")),
    ]
    for (remote, machine, repo) in cases {
      do {
        _ = try await run(fixture, remote: remote, machine: machine, repo: repo)
        Issue.record("\(String(describing: remote)) was taken.")
      } catch {
        #expect(HandoffError(error).hint != nil, "\(error)")
      }
      #expect(fixture.folder.read("desk/.config/handoff/config.json") == nil)
    }
    _ = try await run(fixture, remote: fixture.remote)
    // A machine that is not set up takes no other remote for a clone that is there.
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.config"))
    await #expect(throws: SyncError.self) { try await run(fixture, remote: other) }
  }
}

@Suite("Moving a clone to another remote")
struct MovingTests {
  let fixture: KitFixture
  let other: String

  init() async throws {
    fixture = try KitFixture()
    other = fixture.folder("other.git")
    try Git.bare(at: other)
    try await fixture.initialize()
  }

  private func move(_ machine: String = "desk", to remote: String? = nil) async throws
    -> Initialization.Result
  {
    try await Initialization(fixture.context(machine)).run(
      remote: remote ?? other, machine: nil, repo: nil, progress: { _ in })
  }

  private func commit(_ path: String, machine: String = "desk", push: Bool) async throws {
    let settings = try await SettingsLoader(fixture.context(machine)).load()
    let list = try await TaskList.open(fixture.context(machine), settings: settings)
    let file = TreeChange.write(path: path, content: Array("---\nupdated: 2026-01-01\n---\n".utf8))
    if push {
      _ = try await list.store.repo.synchronize([file])
    } else {
      try await list.store.repo.commit([file], message: "x")
    }
  }

  private func files(_ remote: String) throws -> [Substring] {
    try Git.run(in: remote, "ls-tree", "-r", "--name-only", "main").split(separator: "\n")
  }

  private func url(_ machine: String = "desk") throws -> String {
    try Git.run(
      in: fixture.folder("\(machine)/.local/share/handoff/repo"), "config", "remote.origin.url"
    )
    .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func remembered() async throws -> String {
    try await SettingsLoader(fixture.context()).load().remote
  }

  @Test(
    "Everything goes along: what others have pushed, and what was not pushed; the others follow")
  func moves() async throws {
    try await fixture.initialize("laptop")
    try await commit("tasks/laptop-1.md", machine: "laptop", push: true)
    try await commit("tasks/desk-1.md", push: false)
    #expect(try await remembered() == fixture.remote)
    try Git.run(
      in: fixture.folder("desk/.local/share/handoff/repo"), "config", "remote.origin.pushurl",
      fixture.remote)
    let moved = try await move()
    #expect(moved.movedFrom == fixture.remote && !moved.missesOld && moved.snapshots == 2)
    #expect(try files(other) == ["tasks/desk-1.md", "tasks/laptop-1.md"])
    #expect(try url() == other)
    #expect(try await remembered() == other)
    // Moving twice changes nothing.
    #expect(try await move().movedFrom == nil)
    // The other machine has gone on with the old one.
    try await commit("tasks/laptop-2.md", machine: "laptop", push: true)
    #expect(try await move("laptop").snapshots == 3)
    #expect(try files(other).count == 3)
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: fixture.folder("desk/.local/share/handoff")) == ["repo"])
  }

  @Test("A machine follows after the new remote was compacted")
  func compacted() async throws {
    try await fixture.initialize("laptop")
    try await commit("tasks/laptop-1.md", machine: "laptop", push: true)
    _ = try await move()
    try await commit("tasks/desk-2.md", push: true)
    let settings = try await SettingsLoader(fixture.context()).load()
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(try await list.store.repo.compact(message: "Compact") > 1)
    try await commit("tasks/laptop-2.md", machine: "laptop", push: false)
    #expect(try await move("laptop").movedFrom == fixture.remote)
    #expect(try files(other).count == 3)
  }

  @Test("An old remote that is gone stops nothing, and is told")
  func oldIsGone() async throws {
    try await commit("tasks/desk-1.md", push: false)
    try FileManager.default.removeItem(atPath: fixture.remote)
    let moved = try await move()
    #expect(moved.missesOld && moved.movedFrom == fixture.remote)
    #expect(try files(other) == ["tasks/desk-1.md"])
  }

  @Test("A remote with tasks of its own, or one that refuses the push, changes nothing")
  func refused() async throws {
    try await commit("tasks/desk-1.md", push: true)
    try await commit("tasks/desk-2.md", push: false)
    try Git.run(in: fixture.folder.path, "clone", "--quiet", other, "person")
    try fixture.folder.write("x", to: "person/tasks/pad-1.md")
    try Git.run(in: fixture.folder("person"), "add", ".")
    try Git.run(in: fixture.folder("person"), "commit", "--quiet", "-m", "x")
    try Git.run(in: fixture.folder("person"), "push", "--quiet", "origin", "HEAD:main")
    let before = try Git.run(
      in: fixture.folder("desk/.local/share/handoff/repo"), "rev-parse", "main")
    let error = await #expect(throws: HandoffError.self) { _ = try await move() }
    #expect(
      error?.message.contains("history of its own") == true
        && error?.hint?.contains("--repo") == true)
    // Somebody has it checked out.
    try Git.run(in: fixture.folder.path, "init", "--quiet", "--initial-branch=main", "busy")
    for remote in [fixture.folder("none.git"), fixture.folder("busy")] {
      await #expect(throws: (any Error).self) { _ = try await move(to: remote) }
    }
    #expect(try url() == fixture.remote)
    #expect(try await remembered() == fixture.remote)
    #expect(
      try Git.run(in: fixture.folder("desk/.local/share/handoff/repo"), "rev-parse", "main")
        == before)
    #expect(try files(other) == ["tasks/pad-1.md"])
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: fixture.folder("desk/.local/share/handoff")) == ["repo"])
  }
}
