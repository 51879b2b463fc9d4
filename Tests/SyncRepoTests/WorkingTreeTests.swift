import Foundation
import SyncRepo
import SyncRepoTestSupport
import Synchronization
import TestSupport
import Testing

@Suite("Files and index of a clone are a convenience")
struct WorkingTreeTests {
  /// A way in which an index is not what libgit2 reads.
  enum Damage: String, CaseIterable {
    case missing, empty, truncated, zeroes, split, checksumless, sparse

    func happen(to clone: String) throws {
      let file = clone + "/.git/index"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      switch self {
      case .missing: try FileManager.default.removeItem(atPath: file)
      case .empty: try Data().write(to: URL(fileURLWithPath: file))
      case .truncated:
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
      case .zeroes: try Data(count: bytes.count).write(to: URL(fileURLWithPath: file))
      case .split: try Git.run(in: clone, "update-index", "--split-index")
      case .checksumless:
        // As `index.skipHash` of newer versions of git writes it.
        try (bytes.dropLast(20) + Data(count: 20)).write(to: URL(fileURLWithPath: file))
      case .sparse:
        try Git.run(in: clone, "sparse-checkout", "set", "--cone", "--sparse-index", "tasks")
      }
    }
  }

  @Test(
    "Whatever the index is, what is committed arrives, and the index is sound",
    arguments: Damage.allCases)
  func damagedIndex(damage: Damage) async throws {
    let fixture = try SyncFixture()
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([
      write("tasks/laptop-1.md", "one\n"), write("other/a", "a\n"),
    ])
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try damage.happen(to: desk.path)
    let again = try await SyncRepository.open(
      at: desk.path, configuration: SyncFixture.configuration("desk"))
    for text in ["two\n", "three\n"] {
      _ = try await laptop.synchronize([write("tasks/laptop-1.md", text)])
      let report = try await again.synchronize([write("tasks/desk-1.md", text)])
      #expect(report.pushed)
      #expect(try fixture.remoteFile("tasks/desk-1.md") + "\n" == text)
      #expect(fixture.folder.read("desk/tasks/laptop-1.md") == text)
    }
    try Git.expectClean(desk.path)
    try Git.expectSound(desk.path)
  }

  @Test("An index that another program has locked is left, and follows later")
  func lockedIndex() async throws {
    let fixture = try SyncFixture()
    let log = EventLog()
    var configuration = SyncFixture.configuration(
      "desk", now: Int64(Date().timeIntervalSince1970))
    configuration.events = { log.add($0) }
    let desk = try await SyncRepository.clone(
      from: fixture.remote, to: fixture.folder("desk"), configuration: configuration)
    let lock = fixture.folder("desk/.git/index.lock")
    #expect(FileManager.default.createFile(atPath: lock, contents: Data()))
    let report = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(report.pushed && log.events(.indexLeft).count == 1, "\(log.events)")
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "one")
    try FileManager.default.removeItem(atPath: lock)
    _ = try await desk.synchronize([write("tasks/desk-2.md", "one\n")])
    try Git.expectClean(desk.path)
  }

  @Test(
    "Locks that a killed process left stand in nobody's way, also those of a clock that ran ahead",
    arguments: [-3_600, 3_600])
  func leftLocks(after seconds: Int64) async throws {
    let fixture = try SyncFixture()
    let now = Int64(Date().timeIntervalSince1970) + seconds
    let desk = try await fixture.clone("desk", now: now)
    let locks = [
      fixture.folder("desk/.git/index.lock"), fixture.folder("desk/.git/refs/heads/main.lock"),
      fixture.folder("desk/.git/refs/remotes/origin/main.lock"),
      fixture.remote + "/refs/heads/main.lock",
    ]
    for lock in locks {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: lock).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      #expect(FileManager.default.createFile(atPath: lock, contents: Data()))
    }
    let report = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(report.pushed)
    try Git.expectClean(desk.path)
    for lock in locks { #expect(!FileManager.default.fileExists(atPath: lock), "\(lock)") }
  }

  @Test("A lock of what the remote is known to have does not make a push that has arrived fail")
  func lockedTracking() async throws {
    let fixture = try SyncFixture()
    let now = Int64(Date().timeIntervalSince1970)
    let desk = try await fixture.clone("desk", now: now)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let lock = fixture.folder("desk/.git/refs/remotes/origin/main.lock")
    #expect(FileManager.default.createFile(atPath: lock, contents: Data()))
    let report = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    #expect(report.pushed)
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "two")
  }

  @Test("A fetch waits for a fresh lock of what the remote is known to have")
  func freshTrackingLock() async throws {
    let fixture = try SyncFixture()
    let laptop = try await fixture.clone("laptop")
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    let looks = Mutex(0)
    let start = Int64(Date().timeIntervalSince1970)
    var configuration = SyncFixture.configuration("desk")
    // Two seconds pass from one look at the clock to the next.
    configuration.now = {
      let look = looks.withLock { looks in
        looks += 1
        return looks
      }
      return start + Int64(look * 2)
    }
    let again = try await SyncRepository.open(
      at: fixture.folder("desk"), configuration: configuration)
    let lock = fixture.folder("desk/.git/refs/remotes/origin/main.lock")
    #expect(FileManager.default.createFile(atPath: lock, contents: Data()))
    let report = try await again.synchronize()
    #expect(report.received && looks.withLock { $0 } > 2)
  }

  @Test("Files that could not be written follow as soon as they can")
  func unwritable() async throws {
    let fixture = try SyncFixture()
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    let desk = try await fixture.clone("desk")
    // A killed process: the branch has moved, and files, index and note are as they were.
    let kept = ["tasks/laptop-1.md", ".git/index", ".git/handoff.followed"]
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let before = try kept.map { name in
      (name, try Data(contentsOf: URL(fileURLWithPath: fixture.folder("desk/\(name)"))))
    }
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "two\n")])
    _ = try await desk.synchronize()
    for (name, data) in before {
      try data.write(to: URL(fileURLWithPath: fixture.folder("desk/\(name)")))
    }
    let again = try await SyncRepository.open(
      at: desk.path, configuration: SyncFixture.configuration("desk"))
    _ = try await again.synchronize()
    #expect(fixture.folder.read("desk/tasks/laptop-1.md") == "two\n")
    try Git.expectClean(desk.path)
  }

  @Test("What a person's own pull has brought follows from there")
  func pulledByHand() async throws {
    let fixture = try SyncFixture()
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "two\n")])
    try Git.run(in: desk.path, "pull", "--quiet", "--ff-only")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "three\n")])
    let again = try await SyncRepository.open(
      at: desk.path, configuration: SyncFixture.configuration("desk"))
    _ = try await again.synchronize()
    #expect(fixture.folder.read("desk/tasks/laptop-1.md") == "three\n")
    try Git.expectClean(desk.path)
  }

  @Test(
    "Of a hostile repository only regular files with harmless names are written; all else stays")
  func hostile() async throws {
    let fixture = try SyncFixture()
    let blob = try Git.run(in: fixture.remote, "hash-object", "-w", "--stdin")
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let commit = try Git.run(in: fixture.remote, "rev-parse", "main")
    let long = String(repeating: "x", count: 300)
    func tree(_ entries: [(mode: String, name: String, id: String)]) throws -> String {
      let input = entries.map { entry in
        let type = entry.mode == "160000" ? "commit" : entry.mode == "040000" ? "tree" : "blob"
        return "\(entry.mode) \(type) \(entry.id)\t\(entry.name)\0"
      }.joined()
      let result = try Program.run(
        "/usr/bin/env", ["git", "mktree", "-z", "--missing"], environment: Git.environment,
        folder: fixture.remote, input: Data(input.utf8))
      #expect(result.status == 0, "\(result.errors)")
      return result.output.trimmingCharacters(in: .newlines)
    }
    let one = try Git.run(in: fixture.remote, "rev-parse", "main:tasks/desk-1.md")
    let tasks = try tree([
      ("100644", "desk-1.md", one), ("120000", "link.md", blob), ("160000", "module", commit),
      ("100644", ".GIT", blob), ("100644", "..", blob), ("100644", "a\\b.md", blob),
      ("100644", "bell\u{7}.md", blob), ("100644", "bidi\u{202E}.md", blob),
      ("100644", long, blob), ("100644", "new\nline.md", blob), ("100755", "run.md", blob),
      ("100644", "git~1", blob),
    ])
    for (root, expected) in [
      ([("040000", "tasks", tasks), ("120000", "README", blob)], ["desk-1.md", "run.md"]),
      ([("120000", "tasks", blob)], []), ([("160000", "tasks", commit)], []),
      ([("100644", "tasks", blob)], []),
    ] as [([(String, String, String)], [String])] {
      let made = try Git.run(
        in: fixture.remote, "commit-tree", "-m", "Hostile", try tree(root))
      try Git.run(in: fixture.remote, "update-ref", "refs/heads/main", made)
      let name = "clone\(made.prefix(8))"
      let clone = try await fixture.clone(name)
      let folder = fixture.folder("\(name)/tasks")
      let kind =
        try? FileManager.default.attributesOfItem(atPath: folder)[.type] as? FileAttributeType
      #expect(kind != .typeSymbolicLink)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      if kind == .typeDirectory { #expect(names.sorted() == expected) }
      #expect(!FileManager.default.fileExists(atPath: fixture.folder("\(name)/README")))
      // What is ours still gets there, also where something stands in the folder's place.
      #expect(try await clone.synchronize([write("tasks/\(name)-1.md", "mine\n")]).pushed)
      #expect(try fixture.remoteFile("tasks/\(name)-1.md") == "mine")
      #expect(try await clone.read("tasks/\(name)-1.md") == Array("mine\n".utf8))
    }
  }
}
