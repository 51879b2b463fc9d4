import ClaudeCode
import Foundation
import MachineState
import Platform
import SnapshotStore
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Places whose sessions leave no trace")
struct ExclusionTests {
  /// The rule for a folder below the home folder `/h`, with a remote.
  func rule(
    exclude: String = "", include: String = "", _ folder: String, _ remotes: String...
  ) throws -> Exclusion? {
    let fixture = try KitFixture()
    var context = fixture.context()
    context.environment["HOME"] = "/h"
    var settings = Settings(repo: "", file: "")
    settings.exclude = try #require(try PlaceList(.text(exclude), context))
    settings.include = try #require(try PlaceList(.text(include), context))
    let place = SessionPlace(folder: folder, remotes: remotes)
    return ExclusionRules(context, settings: settings).exclusion(of: [place])
  }

  @Test(
    "A folder, or one above it, fits",
    arguments: [
      ("~/clients", "/h/clients", true), ("~/clients", "/h/clients/acme/api", true),
      ("~/clients", "/h/clients2", false), ("~/clients/", "/h/clients", true),
      ("~/clients/*", "/h/clients", false), ("~/clients/*", "/h/clients/acme/api", true),
      ("~/clients/**", "/h/clients", true), ("~/clients/**", "/h/clients/a/b", true),
      ("~/**/secret", "/h/secret/x", true), ("~/**/secret", "/h/a/b/secret", true),
      ("~/**/secret", "/h/a/b/secrets", false), ("/srv/*-api/src", "/srv/big-api/src/x", true),
      ("/srv/*-api", "/srv/api", false), ("~", "/h/x", true), ("~", "/home", false),
      ("/", "/any", true), ("/a/[b]", "/a/[b]/c", true), ("/a/[b]", "/a/b", false),
    ])
  func folders(_ pattern: String, _ folder: String, _ fits: Bool) throws {
    #expect(try rule(exclude: pattern, folder) == (fits ? .excluded(pattern: pattern) : nil))
  }

  @Test(
    "A remote, or the group that it is in, fits in whatever form it is written",
    arguments: [
      ("github.com/acme/*", "github.com/acme/api", true),
      ("github.com/acme", "github.com/acme/api", true),
      ("GitHub.com/Acme/API.git", "github.com/acme/api", true),
      ("git@github.com:acme/api.git", "github.com/acme/api", true),
      ("https://ann@github.com/acme/*", "github.com/acme/api", true),
      ("github.com/acme/*", "github.com/acme2/api", false),
      ("*/acme/*", "gitlab.com/acme/api", true), ("**.com/x", "", false),
      ("gitlab.com/**/web", "gitlab.com/a/b/web", true),
      ("*.corp.example/x", "git.corp.example/x", true),
      ("github.com/acme/*", "/srv/acme/api", false),
    ])
  func remotes(_ pattern: String, _ remote: String, _ fits: Bool) throws {
    guard !remote.isEmpty else {
      #expect(throws: PlaceProblem.self) { try rule(exclude: pattern, "/x") }
      return
    }
    let found = try rule(exclude: pattern, "/x", remote)
    #expect(found == (fits ? .excluded(pattern: pattern) : nil))
  }

  @Test("The more specific pattern wins, and exclude where neither is")
  func specific() throws {
    let open = "~/clients/acme/public"
    #expect(try rule(exclude: "~/clients", include: open, "/h/clients/acme/public/src") == nil)
    #expect(try rule(exclude: "~/clients", include: open, "/h/clients/acme") != nil)
    #expect(try rule(exclude: open, include: "~/clients", "/h/clients/acme/public") != nil)
    #expect(try rule(exclude: "~/clients", include: "~/clients", "/h/clients") != nil)
    #expect(try rule(exclude: "~/clients/*", include: "~/clients/ac*", "/h/clients/acme") == nil)
    #expect(try rule(exclude: "~/clients/ac*", include: "~/clients/*", "/h/clients/acme") != nil)
    // Folders and remotes are compared by what they leave open.
    let api = "github.com/acme/api"
    #expect(try rule(exclude: "~/work", include: api, "/h/work/acme/api", api) == nil)
    #expect(try rule(exclude: api, include: "~/work", "/h/work/acme/api", api) != nil)
    #expect(
      try rule(exclude: "github.com/acme/*", include: "~/work/api", "/h/work/api", api) == nil)
    // Elsewhere nothing is excluded; but with `include` alone, all is.
    #expect(try rule(exclude: "~/clients", include: open, "/h/own") == nil)
    #expect(try rule(include: open, "/h/own") == .notIncluded(folder: "~/own"))
    #expect(try rule(include: open, "/h/clients/acme/public/src") == nil)
    #expect(try rule(include: api, "/h/x", api) == nil)
    #expect(try rule("/h/own") == nil)
  }

  @Test("Symbolic links hide nothing, whichever side has them")
  func links() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write("", to: "real/api/x")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder("link"), withDestinationPath: fixture.folder("real"))
    for (pattern, folder) in [("link", "real/api"), ("real", "link/api")] {
      try fixture.set("exclude", to: fixture.folder(pattern))
      let rules = ExclusionRules(
        fixture.context(), settings: try await SettingsLoader(fixture.context()).load())
      #expect(rules.exclusion(of: [rules.look(at: fixture.folder(folder))]) != nil)
    }
  }

  @Test("A linked working tree is where its project is, and the remote is the one that ssh reaches")
  func project() async throws {
    let fixture = try KitFixture()
    try Git.run(in: fixture.folder.path, "init", "--quiet", "work/api")
    let api = fixture.folder("work/api")
    try Git.run(in: api, "remote", "add", "origin", "git@hub:acme/api.git")
    try Git.run(in: api, "commit", "--quiet", "--allow-empty", "-m", "x")
    try Git.run(in: api, "worktree", "add", "--quiet", fixture.folder("elsewhere"))
    try fixture.folder.write("Host hub\n HostName github.com\n", to: "desk/.ssh/config")
    for pattern in [fixture.folder("work"), "hub:acme/*"] {
      try fixture.set("exclude", to: pattern)
      let rules = ExclusionRules(
        fixture.context(), settings: try await SettingsLoader(fixture.context()).load())
      #expect(
        rules.exclusion(of: [rules.look(at: fixture.folder("elsewhere"))])
          == .excluded(pattern: pattern))
    }
  }

  /// The parts of the sync repository and the questions to the model that tell of sessions.
  func traces(_ fixture: KitFixture) throws -> Int {
    let isEmpty = try Git.run(in: fixture.remote, "for-each-ref").isEmpty
    let remote =
      isEmpty ? 0 : try Git.run(in: fixture.remote, "ls-tree", "-r", "--name-only", "main").count
    return remote + fixture.modelCalls
  }

  @Test(
    "A session in an excluded place has no snapshot and asks no model; what its hooks said is gone")
  func nothing() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.set("exclude", to: fixture.folder.path)
    try fixture.say("Fix the login", "One.")
    try fixture.hook("SessionStart", ["source": "startup"], process: fixture.process())
    try fixture.hook("Stop", ["last_assistant_message": "One."], process: fixture.process())
    #expect(try await fixture.work() == WindowStamp(opens: 0, due: nil))
    #expect(try traces(fixture) == 0)
    let settings = try await SettingsLoader(fixture.context()).load()
    func status() async throws -> SessionStatus? {
      try await MachineStatus.read(
        fixture.context(), settings: settings, midnight: fixture.now
      ).sessions.first
    }
    let shown = try #require(try await status())
    #expect(shown.exclusion == .excluded(pattern: fixture.folder.path) && !shown.keepsSnapshot)
    #expect(shown.waits.isEmpty && shown.trouble == nil)
    let id = try #require(SessionIDs.make(fixture.session))
    let record = try LocalFile.read(try fixture.context().state().record(of: fixture.session))
    #expect(!String(decoding: record, as: UTF8.self).contains("One."))
    #expect(Inbox(try fixture.context().state(), session: fixture.session).events.isEmpty)

    // Typed by a person it is refused, also by force.
    let pass = try SessionPass(fixture.context(), settings: settings, session: id)
    let error = await #expect(throws: HandoffError.self) {
      _ = try await pass.run(for: .person(isForced: true))
    }
    #expect(error?.message.contains("“\(fixture.folder.path)” in the setting exclude") == true)
    #expect(try traces(fixture) == 0)

    // Its process is killed: nothing is left that anybody would look at again.
    fixture.running.withLock { $0 = [:] }
    _ = try await TaskList.open(fixture.context(), settings: settings)
    #expect(try await status() == nil)
    #expect(WatchList(try fixture.context().state()).marks.isEmpty)
    #expect(try traces(fixture) == 0)
  }

  @Test("A session that has been in an excluded place stays excluded, also when the folder is gone")
  func wandering() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try Git.run(in: fixture.folder.path, "init", "--quiet", "secret")
    let secret = fixture.folder("secret")
    try Git.run(in: secret, "remote", "add", "origin", "https://github.com/acme/api")
    try fixture.set("exclude", to: "github.com/acme/*")
    try fixture.say("Fix the login", "One.")
    try fixture.hook("SessionStart", ["source": "startup", "cwd": secret])
    _ = try await fixture.work()
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    #expect(try traces(fixture) == 0)
    try FileManager.default.removeItem(atPath: secret)
    try fixture.hook("Stop", ["last_assistant_message": "One.", "cwd": secret])
    _ = try await fixture.work()
    #expect(try traces(fixture) == 0)
  }

  @Test(
    "A snapshot of before stays as it is, and once nothing excludes it, the next answer is in it")
  func before() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    let before = try #require(try fixture.remoteSnapshot())
    try fixture.set("include", to: "/elsewhere")
    fixture.advance(3_000)
    try fixture.say("More", "Two.")
    try fixture.hook("Stop", ["last_assistant_message": "Two."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == before && fixture.modelCalls == 1)
    let settings = try await SettingsLoader(fixture.context()).load()
    let status = try await MachineStatus.read(
      fixture.context(), settings: settings, midnight: fixture.now)
    #expect(status.sessions.first?.keepsSnapshot == true)

    try fixture.set("include", to: nil)
    fixture.advance(3_000)
    try fixture.say("More", "Three.")
    try fixture.hook("Stop", ["last_assistant_message": "Three."])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != before)

    // An end does not remove it either; `done` does.
    try fixture.set("include", to: "/elsewhere")
    try fixture.hook("SessionEnd", ["reason": "prompt_input_exit"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() != nil)
    let list = try await TaskList.open(
      fixture.context(), settings: try await SettingsLoader(fixture.context()).load())
    _ = try await list.finish(try #require(try await list.store.list().first))
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("A new session in an excluded project hears nothing of its tasks on other machines")
  func hint() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try Git.run(in: fixture.folder.path, "init", "--quiet")
    try Git.run(in: fixture.folder.path, "remote", "add", "origin", "git@github.com:acme/api")
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    try await fixture.initialize("laptop")
    func hint() async throws -> HintIndex.Entry? {
      let context = fixture.context("laptop")
      let list = try await TaskList.open(
        context, settings: try await SettingsLoader(context).load())
      _ = try await list.listed()
      return HintIndex.entry(of: "github.com/acme/api", in: try context.state())
    }
    #expect(try await hint()?.count == 1)
    fixture.advance(14 * 86_400 + 60)
    #expect(try await hint() == nil)
    fixture.advance(-14 * 86_400 - 60)
    #expect(try await hint()?.count == 1)
    try fixture.set("exclude", to: "github.com/acme", machine: "laptop")
    #expect(try await hint() == nil)
    try fixture.set("exclude", to: nil, machine: "laptop")
    try fixture.set("include", to: "gitlab.com/acme", machine: "laptop")
    #expect(try await hint() == nil)
    try fixture.set("include", to: "github.com/acme", machine: "laptop")
    #expect(try await hint()?.count == 1)
    let context = fixture.context("laptop")
    let scopes: [Pause.Scope] = [.project(key: "github.com/acme/api"), .machine]
    for scope in scopes {
      _ = try Pauses(context).begin(scope, for: nil)
      #expect(HintIndex.entry(of: "github.com/acme/api", in: try context.state()) == nil)
      #expect(try await hint() == nil)
      _ = try Pauses(context).end(scope)
      #expect(try await hint()?.count == 1)
    }
  }

  @Test("A task cannot be taken over for an excluded place")
  func claim() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One."])
    _ = try await fixture.work()
    try await fixture.initialize("laptop")
    try fixture.set("exclude", to: "/secret", machine: "laptop")
    let list = try await TaskList.open(
      fixture.context("laptop"),
      settings: try await SettingsLoader(fixture.context("laptop")).load())
    let task = try #require(try await list.store.list().first)
    let id = try #require(SessionIDs.make("6a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"))
    let error = await #expect(throws: HandoffError.self) {
      _ = try await list.claim(task, for: id, folder: "/secret/api")
    }
    #expect(error?.hint?.contains("--print") == true)
    #expect(try await list.store.list().count == 1)
  }
}
