import Foundation
import Git2
import SnapshotStore
import SyncRepo
import Synchronization
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

  func store(
    _ name: String, memory: (any SnapshotMemory)? = nil
  ) async throws -> Snapshots {
    try await Snapshots.clone(
      from: remote, to: folder(name), configuration: configuration(name), memory: memory)
  }

  func configuration(_ name: String) -> SyncConfiguration {
    Snapshots.configuration(
      name: "handoff", machine: MachineName(making: name), now: { 1_800_000_000 })
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
    try await desk.synchronize()
    try await laptop.write(snapshot("Between", minutes: 5), as: id("laptop", 3))
    try await laptop.synchronize()
    let listed = try await laptop.list()
    #expect(listed.map(\.header?.title) == ["New", "Between", "Old"])
    #expect(listed.map(\.machine) == ["desk", "laptop", "desk"])
    #expect(try await laptop.read(id("desk", 1))?.title == "Old")
    #expect(try await laptop.read(id("desk", 9)) == nil)
    try await laptop.remove(Array(listed.prefix(1)))
    try await laptop.synchronize()
    try await desk.synchronize()
    #expect(try await desk.list().map(\.header?.title) == ["Between", "Old"])
  }

  @Test("A removed snapshot comes back from history as it was")
  func restore() async throws {
    let desk = try await store("desk")
    try await desk.write(snapshot("Task", minutes: 0), as: id("desk", 1))
    try await desk.synchronize()
    let bytes = try await desk.repo.read(id("desk", 1).path)
    try await desk.remove(try await desk.list())
    try await desk.synchronize()
    #expect(try await desk.list().isEmpty)
    let removed = try await desk.removed { $0.hasPrefix("desk-5a9095d0") }
    #expect(removed.map(\.last.header?.title) == ["Task"])
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
    try await desk.synchronize()

    let listed = try await desk.list()
    #expect(
      listed.map(\.name) == [
        "shell-task", "deep", "broken", "desk-\(session)",
        "desk-\(SnapshotFormatTests.sessionID(5))",
        "desk-link",
      ])
    #expect(listed[0].machine == nil)
    #expect(try await desk.read(listed[0])?.body[.handoffPrompt] == "Go on.")
    // What cannot be read is no snapshot, whatever the reason.
    for broken in listed.dropFirst(2) { #expect(try await desk.read(broken) == nil) }
    #expect(listed[2].problem?.line != nil)
    #expect(listed.dropFirst(2).allSatisfy { $0.header == nil && $0.problem != nil })
    // Another write leaves all of them where they are.
    try await desk.write(snapshot("Mine", minutes: 0), as: id("desk", 1))
    #expect(try await desk.list().count == 7)
  }

  @Test("A file is read once: then what is remembered of its content is enough")
  func memory() async throws {
    let memory = Memory()
    let desk = try await store("desk", memory: memory)
    try await desk.write(snapshot("One", minutes: 0), as: id("desk", 1))
    try await desk.write(snapshot("Two", minutes: 1), as: id("desk", 2))
    let first = try await desk.list()
    #expect(first.map(\.header?.title) == ["Two", "One"] && memory.kept == 2)
    #expect(try await desk.list() == first && memory.kept == 2)
    // Another content, another name.
    try await desk.write(snapshot("Three", minutes: 2), as: id("desk", 1))
    #expect(try await desk.list().map(\.header?.title) == ["Three", "Two"] && memory.kept == 3)
    let reopened = try await Snapshots.open(
      at: folder("desk"), configuration: configuration("desk"), memory: memory)
    let again = try await reopened.list()
    #expect(again.map(\.header?.title) == ["Three", "Two"] && memory.kept == 3)
    // What is damaged is read again.
    for (blob, bytes) in memory.entries() {
      memory.content.withLock { $0[blob] = Array(bytes.prefix(bytes.count / 2)) }
    }
    #expect(try await reopened.list() == again && memory.kept == 5)
  }

  @Test("What is remembered says what the file says, whatever that is")
  func rememberedFiles() async throws {
    let texts = [
      String(decoding: SnapshotFormatTests.full().serialized(as: id("desk", 1)), as: UTF8.self),
      "---\nupdated: 2026-04-17 09:12:03.25\nstate: paused\nmood: [a, b]\n---\n# From the text\n",
      "---\nupdated: [\n---\n", "---\nupdated: 1\n---\n", "# Nothing of ours\n", "",
      "---\nupdated: 1776417123\ntitle: \"a\\0b\\ud83d\\ude00\"\ndirty: -9223372036854775808\n---\n",
    ]
    let memory = Memory()
    let desk = try await store("desk", memory: memory)
    _ = try await desk.repo.synchronize(
      texts.enumerated().map {
        .write(path: "tasks/file-\($0.offset).md", content: Array($0.element.utf8))
      } + [.write(path: id("desk", 7).path, content: Array("# Nothing of ours\n".utf8))])
    let first = try await desk.list()
    #expect(first.count == 6 && memory.kept == texts.count)
    #expect(try await desk.list() == first && memory.kept == texts.count)
    for stored in first {
      let snapshot = try await desk.read(stored)
      #expect(snapshot?.header == stored.header, "\(stored.name)")
    }
  }

  @Test("What was finished before a push comes back; what was withdrawn or forgotten does not")
  func restoreUnpushed() async throws {
    let desk = try await store("desk")
    for number in 1...3 {
      try await desk.write(snapshot("Task \(number)", minutes: number), as: id("desk", number))
    }
    func titled(_ title: String) async throws -> [StoredSnapshot] {
      try await desk.list().filter { $0.header?.title == title }
    }
    try await desk.withdraw(titled("Task 1"))
    #expect(try await desk.removed().isEmpty)
    try await desk.remove(titled("Task 2"))
    try await desk.remove(titled("Task 3"))
    #expect(try await desk.removed().map(\.last.header?.title) == ["Task 2", "Task 3"])
    let removed = try await desk.removed { $0.hasSuffix("\(self.id("desk", 2).session)") }
    try await desk.restore(try #require(removed.first))
    #expect(try await desk.read(id("desk", 2))?.title == "Task 2")
    try await desk.forget([id("desk", 3).session])
    try await desk.synchronize()
    #expect(try await desk.removed().isEmpty)
    #expect(try await desk.repo.versions(of: [id("desk", 3).path]).isEmpty)
    #expect(try await desk.list().map(\.header?.title) == ["Task 2"])
  }

  @Test("The last version of a snapshot and the one before it, also across files and after the end")
  func lastVersions() async throws {
    let desk = try await store("desk")
    func versions(_ number: Int) async throws -> [String] {
      let path = id("desk", number).path
      let all = try await desk.list() + desk.removed().map(\.last)
      let stored = try #require(all.first { $0.path == path })
      return try await desk.lastVersions(of: stored).map {
        (try Snapshot(parsing: $0.content)).title
      }
    }
    try await desk.write(snapshot("One", minutes: 0), as: id("desk", 1))
    try await desk.synchronize()
    #expect(try await versions(1) == ["One"])
    try await desk.write(snapshot("Two", minutes: 1), as: id("desk", 1))
    try await desk.synchronize()
    #expect(try await versions(1) == ["Two", "One"])
    var next = snapshot("Three", minutes: 2)
    next.resumedFrom = id("desk", 1).description
    try await desk.write(next, as: id("desk", 2))
    try await desk.synchronize()
    // The one that was carried on goes on, too: this one had only its version of then.
    try await desk.write(snapshot("Aside", minutes: 3), as: id("desk", 1))
    try await desk.synchronize()
    #expect(try await versions(2) == ["Three", "Two"])
    next.title = "Four"
    try await desk.write(next, as: id("desk", 2))
    try await desk.synchronize()
    #expect(try await versions(2) == ["Four", "Three"])
    try await desk.remove(try await desk.list())
    #expect(try await versions(2) == ["Four", "Three"])
    // What came back has not changed by that.
    try await desk.synchronize()
    let removed = try await desk.removed { $0.hasSuffix("\(self.id("desk", 2).session)") }
    try await desk.restore(try #require(removed.first))
    #expect(try await versions(2) == ["Four", "Three"])
  }
}

/// A memory in memory, which counts what it is given.
private final class Memory: SnapshotMemory {
  let content = Mutex<[String: [UInt8]]>([:])
  private let count = Mutex(0)

  var kept: Int { count.withLock { $0 } }

  func entries() -> [String: ArraySlice<UInt8>] { content.withLock { $0.mapValues { $0[...] } } }

  func keep(_ new: [String: [UInt8]], shown: Set<String>) {
    count.withLock { $0 += new.count }
    content.withLock { $0.merge(new) { $1 } }
    #expect(shown.isSuperset(of: new.keys))
  }
}
