import Foundation
import MachineState
import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("A damaged clone is named by the doctor, and made anew without loss")
struct DamageTests {
  enum Damage: String, CaseIterable {
    case missingObject, emptyObject, truncatedPack, head, branch, tracking, configuration
  }

  /// A machine with a pushed snapshot, another machine's, and one that could not be pushed.
  private func prepared() async throws -> (KitFixture, clone: String) {
    let fixture = try KitFixture()
    for machine in ["laptop", "desk"] {
      try await fixture.initialize(machine)
      try fixture.set("summarizer", to: "extract", machine: machine)
      try fixture.say("Fix the login", "One is done.", machine: machine)
      try fixture.hook("Stop", machine: machine)
      _ = try await fixture.work(machine)
      fixture.advance(1_000)
    }
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
    try fixture.say("And the logout", "Two is done.")
    try fixture.hook("Stop")
    _ = try await fixture.work()
    try FileManager.default.moveItem(atPath: fixture.remote + ".away", toPath: fixture.remote)
    return (fixture, fixture.folder("desk/.local/share/handoff/repo"))
  }

  private func apply(_ damage: Damage, to clone: String) throws {
    func write(_ text: String, _ path: String) throws {
      try text.write(toFile: "\(clone)/.git/\(path)", atomically: true, encoding: .utf8)
    }
    func object(_ name: String) throws -> String {
      let id = try Git.run(in: clone, "rev-parse", name)
      return "\(clone)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    }
    switch damage {
    case .missingObject: try FileManager.default.removeItem(atPath: try object("HEAD:tasks"))
    case .emptyObject:
      let path = try object("HEAD")
      try FileManager.default.removeItem(atPath: path)
      _ = FileManager.default.createFile(atPath: path, contents: Data())
    case .truncatedPack:
      try Git.run(in: clone, "repack", "-q", "-a", "-d")
      let folder = "\(clone)/.git/objects/pack"
      let pack = try #require(
        try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pack") })
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(pack)"))
      try FileManager.default.removeItem(atPath: "\(folder)/\(pack)")
      try data.prefix(data.count / 3).write(to: URL(fileURLWithPath: "\(folder)/\(pack)"))
    case .head: try write("garbage\n", "HEAD")
    case .branch: try write("garbage\n", "refs/heads/main")
    case .tracking: try write("", "refs/remotes/origin/main")
    case .configuration:
      let text = try String(contentsOfFile: clone + "/.git/config", encoding: .utf8)
      try write(text + "\n[broken\n", "config")
    }
  }

  @Test("Each kind of damage", arguments: Damage.allCases)
  func damage(_ damage: Damage) async throws {
    let (fixture, clone) = try await prepared()
    #expect(try await fixture.examine("objects").verdict == .ok)
    let settings = try await SettingsLoader(fixture.context()).load()
    let repair = CloneRepair(fixture.context(), settings: settings)
    #expect(try await !repair.isUnreadable())
    try apply(damage, to: clone)
    let results = try await fixture.examine()
    let found = ["clone", "objects"].compactMap { results[$0] }.first { $0.verdict == .failed }
    #expect(found?.fixes.contains { $0.contains("handoff doctor --fix") } == true, "\(results)")
    let old = try await repair.run(progress: { _ in }).old
    #expect(FileManager.default.fileExists(atPath: old + "/.git"))
    #expect(try await fixture.examine("objects").verdict == .ok)
    _ = try await Synchronization(fixture.context(), settings: settings).run(progress: { _ in })
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == true)
    #expect(try fixture.remoteSnapshot("laptop")?.contains("One is done.") == true)
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(try await list.tasks().count == 2)
    try Git.expectSound(clone)
    try Git.expectClean(clone)
  }

  @Test("Without the transcript the old working tree has what was not pushed")
  func noTranscript() async throws {
    let (fixture, clone) = try await prepared()
    try FileManager.default.removeItem(atPath: fixture.transcript())
    try apply(.branch, to: clone)
    let settings = try await SettingsLoader(fixture.context()).load()
    let outcome = try await CloneRepair(fixture.context(), settings: settings).run(
      progress: { _ in })
    #expect(outcome == (clone + ".damaged", 1))
    _ = try await Synchronization(fixture.context(), settings: settings).run(progress: { _ in })
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") == true)
  }

  @Test("Nothing is carried over in plain text to a repository that is encrypted by now")
  func encryptedMeanwhile() async throws {
    let (fixture, clone) = try await prepared()
    try FileManager.default.removeItem(atPath: fixture.transcript())
    let encryption = Initialization.Entry.encrypt(passphrase: nil)
    let studio = Initialization(fixture.context("studio"), entry: encryption)
    _ = try await studio.run(
      remote: fixture.remote, machine: "studio", repo: nil, progress: { _ in })
    _ = try await studio.enter(encryption)
    try apply(.branch, to: clone)
    let settings = try await SettingsLoader(fixture.context()).load()
    let outcome = try await CloneRepair(fixture.context(), settings: settings).run(
      progress: { _ in })
    // The old folder is kept, and the session waits until this machine is let in.
    #expect(outcome == (clone + ".damaged", 0))
    _ = try? await Synchronization(fixture.context(), settings: settings).run(progress: { _ in })
    #expect(try fixture.remoteSnapshot()?.contains("Two is done.") != true)
  }

  @Test("A clone that tells no remote any more is made anew from the address in the configuration")
  func noAddress() async throws {
    let (fixture, clone) = try await prepared()
    try Data().write(to: URL(fileURLWithPath: clone + "/.git/config"))
    try apply(.branch, to: clone)
    let settings = try await SettingsLoader(fixture.context()).load()
    let outcome = try await CloneRepair(fixture.context(), settings: settings).run(
      progress: { _ in })
    #expect(outcome == (clone + ".damaged", 1))
    var unknown = settings
    unknown.remote = ""
    try Data().write(to: URL(fileURLWithPath: clone + "/.git/config"))
    await #expect(throws: SyncError.self) {
      try await CloneRepair(fixture.context(), settings: unknown).run(progress: { _ in })
    }
  }

  @Test("A remote that is away leaves the damaged clone where it is")
  func unreachable() async throws {
    let (fixture, clone) = try await prepared()
    try apply(.branch, to: clone)
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.remote + ".away")
    let settings = try await SettingsLoader(fixture.context()).load()
    await #expect(throws: SyncError.self) {
      try await CloneRepair(fixture.context(), settings: settings).run(progress: { _ in })
    }
    let parent = (clone as NSString).deletingLastPathComponent
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["repo"])
  }
}
