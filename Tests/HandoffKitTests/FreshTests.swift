import Foundation
import SnapshotStore
import SyncRepo
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

/// What a machine is asked for over ssh; here ssh is a script.
@Suite("The newest state, from the machine that is at the task")
struct FreshTests {
  let fixture: KitFixture
  let id: SessionID

  init() async throws {
    fixture = try KitFixture()
    id = try #require(SessionID(fixture.session))
    for machine in ["desk", "laptop"] { try await fixture.initialize(machine) }
    try fixture.say("Repair the parser", "Half of it is done.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    fixture.advance(10)
  }

  /// The list of laptop, with a script in ssh's place.
  private func list(_ ssh: String? = nil, address: String? = "ann@desk.local") async throws
    -> TaskList
  {
    var extra: [String: String] = ["PATH": "/usr/bin:/bin"]
    let folder = "bin-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: fixture.folder(folder), withIntermediateDirectories: true)
    extra["GIT_SSH"] = try fixture.folder.script(
      "\(folder)/ssh",
      "printf '%s\\n' \"$@\" > '\(fixture.folder("words"))'; echo x >> '\(fixture.folder("calls"))'\n"
        + (ssh ?? "exit 0"))
    extra["HANDOFF_TOKEN"] = "geheim"
    let context = fixture.context("laptop", extra)
    if let address {
      try ConfigurationFile(context).setAddress(address, of: try #require(MachineName("desk")))
    }
    return try await TaskList.open(context, settings: try await SettingsLoader(context).load())
  }

  private func task(_ list: TaskList) async throws -> StoredSnapshot {
    #expect(await list.refresh() == nil)
    return try await list.find("desk-\(fixture.session)")
  }

  /// Runs what the other machine runs when it is asked.
  private func request(_ machine: String = "desk", session: SessionID? = nil) async throws
    -> SessionPass.Outcome
  {
    let context = fixture.context(machine)
    return try await SessionPass(
      context, settings: try await SettingsLoader(context).load(), session: session ?? id
    ).run(for: .request)
  }

  @Test("ssh gets the person's address, no options of it, and the command; then it is fetched")
  func words() async throws {
    let list = try await list("test -z \"$HANDOFF_TOKEN\" || exit 9")
    let task = try await task(list)
    try fixture.say("More", "All of it is done.")
    _ = try await request()
    #expect(await list.freshen(task) == nil)
    #expect(
      fixture.folder.read("words")?.split(separator: "\n") == [
        "-o", "BatchMode=yes", "-o", "ConnectTimeout=3", "--", "ann@desk.local", "handoff",
        "snapshot", "--force", "--session", Substring(fixture.session),
      ])
    let now = try await list.find(task.name)
    #expect(now.blob != task.blob)
    #expect(try await list.store.read(now)?.header.turns == 2)
  }

  @Test(
    "What keeps it from being asked is told with a next step, and nobody is asked without a word")
  func failures() async throws {
    let refused = try await list(
      "echo 'ssh: connect to host desk.local port 22: Connection refused' >&2; exit 255")
    let found = try await task(refused)
    let error = try #require(await refused.freshen(found))
    #expect(error.message.contains("Connection refused") && error.message.contains("pushed last"))
    #expect(error.hint?.hasPrefix("Try it: ssh ann@desk.local handoff snapshot") == true)
    let slow = try await list("exec sleep 100")
    let late = try #require(await slow.freshen(found, within: .milliseconds(300)))
    #expect(late.message.contains("not done within"), "\(late)")
    try ConfigurationFile(fixture.context("laptop")).setAddress(
      nil, of: try #require(MachineName("desk")))
    try? FileManager.default.removeItem(atPath: fixture.folder("calls"))
    let unknown = try await list(address: nil)
    let missing = try #require(await unknown.freshen(found))
    #expect(missing.hint == "Set it: handoff machine ssh desk HOST")
    // The task's own machine has nobody to ask.
    let desk = fixture.context("desk")
    let own = try await TaskList.open(desk, settings: try await SettingsLoader(desk).load())
    #expect(await own.freshen(found) == nil)
    #expect(fixture.folder.read("calls") == nil)
  }

  @Test("A shell there that does not find handoff is given its usual place")
  func usualPlace() async throws {
    let script = """
      case $7 in
      handoff) echo 'sh: 1: handoff: not found' >&2; exit 127 ;;
      "~/.local/bin/handoff") exit $STATUS ;;
      esac
      """
    let fine = try await list("STATUS=0\n" + script)
    let found = try await task(fine)
    #expect(await fine.freshen(found) == nil)
    #expect(fixture.folder.read("calls") == "x\nx\n")
    let missing = try await list("STATUS=127\n" + script)
    #expect(await missing.freshen(found)?.message.contains("sh: 1: handoff: not found") == true)
    let other = try await list("STATUS=66; echo 'not known' >&2\n" + script)
    #expect(await other.freshen(found)?.message.contains("not known") == true)
  }

  @Test("A session that is open is written and pushed at once, within the window, without a model")
  func open() async throws {
    let calls = fixture.modelCalls
    try fixture.say("More", "All of it is done.")
    try fixture.hook("Stop", process: fixture.process())
    let outcome = try await request()
    #expect(
      outcome.result == .written(SnapshotID(machine: MachineName(making: "desk"), session: id)))
    #expect(try fixture.remoteSnapshot()?.contains("turns: 2") == true)
    #expect(fixture.modelCalls == calls)
  }

  @Test("A session that has ended, is done, or is not known here, is not opened by being asked for")
  func notOpen() async throws {
    let unknown = try #require(SessionIDs.make("99aa3d10-2b4e-4f5a-9c8d-0123456789ab"))
    #expect(try await request(session: unknown).result == .nothing)
    fixture.running.withLock { $0[4711] = nil }
    _ = try await request()
    #expect(try fixture.remoteSnapshot()?.contains("state: interrupted") == true)
    let desk = fixture.context("desk")
    let list = try await TaskList.open(desk, settings: try await SettingsLoader(desk).load())
    #expect(try await list.finish(try await list.find("desk-\(fixture.session)")) == nil)
    #expect(try await request().result == .finished)
    #expect(try fixture.remoteSnapshot() == nil)
  }

  @Test("An address is a host, user@host or an alias, and never an option or a text for a shell")
  func addresses() throws {
    for good in [
      "desk", "desk.local", "ann@desk.local", "ann.b+c@10.0.0.7", "fe80::1%eth0", "a@b@desk",
      "ann@[::1]", "my_alias",
    ] {
      #expect(SSHDestination(good)?.description == good, "\(good)")
    }
    for bad in [
      "", "-oProxyCommand=x", "-", "ann@", "@desk", "ann@-x", "-l@desk", "a b", "a\tb", "a\nb",
      "a\0",
      "x;y", "$(x)", "`x`", "a'b", "a|b", "desk=x", "ssh://desk", "desk/x", "dësk",
      String(repeating: "x", count: 256),
    ] {
      #expect(SSHDestination(bad) == nil, "\(bad)")
      let file = try ConfigurationFile(fixture.context("laptop"))
      #expect(throws: HandoffError.self) {
        try file.setAddress(bad, of: #require(MachineName("desk")))
      }
    }
    #expect(fixture.folder.read("laptop/.config/handoff/config.json")?.contains("ssh") == false)
  }
}
