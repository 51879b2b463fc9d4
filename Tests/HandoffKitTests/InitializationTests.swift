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
    #expect(error?.status == .usage && error?.message.contains("(src)") == true)
    #expect(error?.hint?.contains("--allow-shared") == true)
    #expect(!LocalFile.exists(fixture.folder("desk/.local/share/handoff/repo")))
    #expect(!LocalFile.exists(fixture.folder("desk/.config/handoff/config.json")))
    func accept() async throws -> Initialization.Result {
      try await Initialization(fixture.context()).run(
        remote: fixture.remote, machine: nil, repo: nil, allowsShared: true, progress: { _ in })
    }
    #expect(try await accept().others == ["src"])
    // What was accepted is not asked again.
    #expect(try await run(fixture, remote: fixture.remote).others == ["src"])
    // An adopted clone is looked at as well, and one with tasks is accepted.
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.config"))
    await #expect(throws: HandoffError.self) { _ = try await run(fixture, remote: nil) }
    try FileManager.default.removeItem(atPath: fixture.folder("desk"))
    try push("tasks/old.md")
    #expect(try await run(fixture, remote: fixture.remote).others == ["src"])
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
    // Another remote for the same clone is not silently taken.
    await #expect(throws: SyncError.self) { try await run(fixture, remote: other) }
  }
}
