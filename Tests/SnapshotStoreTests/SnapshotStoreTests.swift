import Foundation
import Git2
import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@Suite("The store of snapshots")
struct SnapshotStoreTests {
  let folder: TemporaryFolder
  let remote: String

  init() throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
    remote = folder("remote.git")
    try Git.bare(at: remote)
  }

  func store(_ name: String) async throws -> Snapshots {
    let repo = try await SyncRepository.clone(
      from: remote, to: folder(name),
      configuration: Snapshots.configuration(
        name: "handoff", machine: MachineName(making: name), now: { 1_800_000_000 }))
    return Snapshots(repo: repo)
  }

  func id(_ machine: String, _ number: Int) -> SnapshotID {
    SnapshotID(
      machine: MachineName(making: machine), session: SnapshotFormatTests.sessionID(number))
  }

  func snapshot(_ title: String, minutes: Int) -> Snapshot {
    var snapshot = SnapshotFormatTests.full()
    snapshot.title = title
    snapshot.updated += TimeInterval(minutes * 60)
    return snapshot
  }

  @Test("One machine's snapshots are seen, newest first, and removed on the other")
  func twoMachines() async throws {
    let (desk, laptop) = (try await store("desk"), try await store("laptop"))
    try await desk.write(snapshot("Old", minutes: 0), as: id("desk", 1))
    try await desk.write(snapshot("New", minutes: 9), as: id("desk", 2))
    _ = try await desk.repo.synchronize()
    try await laptop.write(snapshot("Between", minutes: 5), as: id("laptop", 3))
    _ = try await laptop.repo.synchronize()
    let listed = try await laptop.list()
    #expect(listed.map(\.snapshot?.title) == ["New", "Between", "Old"])
    #expect(listed.map(\.machine) == ["desk", "laptop", "desk"])
    #expect(try await laptop.read(id("desk", 1))?.snapshot?.title == "Old")
    #expect(try await laptop.read(id("desk", 9)) == nil)
    try await laptop.remove(Array(listed.prefix(1)))
    _ = try await laptop.repo.synchronize()
    _ = try await desk.repo.synchronize()
    #expect(try await desk.list().map(\.snapshot?.title) == ["Between", "Old"])
  }

  @Test("A removed snapshot comes back from history as it was")
  func restore() async throws {
    let desk = try await store("desk")
    try await desk.write(snapshot("Task", minutes: 0), as: id("desk", 1))
    _ = try await desk.repo.synchronize()
    let bytes = try await desk.repo.read(id("desk", 1).path)
    try await desk.remove(try await desk.list())
    _ = try await desk.repo.synchronize()
    #expect(try await desk.list().isEmpty)
    let removed = try await desk.removed { $0.hasPrefix("desk-5a9095d0") }
    #expect(removed.map(\.last.snapshot?.title) == ["Task"])
    try await desk.restore(try #require(removed.first))
    #expect(try await desk.repo.read(id("desk", 1).path) == bytes)
  }

  @Test("Files of others are listed, broken ones are shown as broken, and neither is ever dropped")
  func strangers() async throws {
    let desk = try await store("desk")
    let session = SnapshotFormatTests.sessionID(4)
    let files: [String: String] = [
      "tasks/shell-task.md": "---\nupdated: 2026-04-17 09:12\n---\n## Handoff prompt\nGo on.\n",
      "tasks/broken.md": "---\nupdated: [\n---\n",
      "tasks/desk-\(session).md": "cut",
      "tasks/README.md": "# What this is\n",
      "tasks/notes.txt": "---\nupdated: 2026-04-17\n---\n",
      "tasks/old/deep.md": "---\nupdated: 2026-04-16\ntitle: Deep\n---\n",
    ]
    _ = try await desk.repo.synchronize(
      files.map { .write(path: $0.key, content: Array($0.value.utf8)) })
    let person = folder("person")
    try Git.run(in: folder.path, "clone", "--quiet", remote, "person")
    try FileManager.default.createSymbolicLink(
      atPath: person + "/tasks/desk-link.md", withDestinationPath: "/etc/passwd")
    try Data(count: Snapshot.sizeLimit + 1).write(
      to: URL(fileURLWithPath: person + "/tasks/desk-\(SnapshotFormatTests.sessionID(5)).md"))
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "Trouble")
    try Git.run(in: person, "push", "--quiet")
    _ = try await desk.repo.synchronize()

    let listed = try await desk.list()
    #expect(
      listed.map(\.name) == [
        "shell-task", "deep", "broken", "desk-\(session)",
        "desk-\(SnapshotFormatTests.sessionID(5))",
        "desk-link",
      ])
    #expect(listed[0].snapshot?.body[.handoffPrompt] == "Go on." && listed[0].machine == nil)
    #expect(listed[2].problem?.line != nil)
    #expect(listed.dropFirst(2).allSatisfy { $0.snapshot == nil && $0.problem != nil })
    // Another write leaves all of them where they are.
    try await desk.write(snapshot("Mine", minutes: 0), as: id("desk", 1))
    #expect(try await desk.list().count == 7)
  }
}
