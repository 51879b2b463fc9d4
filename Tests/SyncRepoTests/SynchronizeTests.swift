import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Synchronising with a remote on this computer")
struct SynchronizeTests {
  @Test("An empty remote gets its first commit on the branch its HEAD names")
  func firstCommit() async throws {
    for branch in ["main", "master", "trunk/eins"] {
      let fixture = try SyncFixture(branch: branch)
      let repo = try await fixture.clone("desk")
      #expect(repo.branch == branch)
      let report = try await repo.synchronize([write("tasks/desk-1.md", "one\n")], message: "First")
      #expect(report.pushed && report.attempts == 1)
      #expect(try fixture.remoteFile("tasks/desk-1.md", branch: branch) == "one")
      #expect(try Git.run(in: fixture.remote, "rev-parse", "HEAD") == report.commit)
      try Git.expectClean(repo.path)
      try Git.expectSound(fixture.remote)
      #expect(fixture.folder.read("desk/tasks/desk-1.md") == "one\n")
    }
  }

  @Test("A clone follows the remote's default branch and works from file:// too")
  func fileAddress() async throws {
    let fixture = try SyncFixture(branch: "trunk")
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let laptop = try await SyncRepository.clone(
      from: "file://\(fixture.remote)", to: fixture.folder("laptop"),
      configuration: SyncFixture.configuration("laptop"))
    #expect(laptop.branch == "trunk")
    #expect(try await laptop.read("tasks/desk-1.md") == Array("one\n".utf8))
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "two\n")])
    #expect(try fixture.remoteFile("tasks/laptop-1.md", branch: "trunk") == "two")
    try Git.expectClean(laptop.path)
    // git itself agrees that the branch is even with its upstream.
    #expect(try Git.run(in: laptop.path, "status", "-sb") == "## trunk...origin/trunk")
  }

  @Test("Both sides get the other's files, without a merge")
  func bothWays() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let laptop = try await fixture.clone("laptop")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "desk\n")])
    let report = try await laptop.synchronize([write("tasks/laptop-1.md", "laptop\n")])
    #expect(report.pushed && report.received && report.attempts == 2)
    let quiet = try await desk.synchronize()
    #expect(quiet.received && !quiet.pushed)
    for repo in [desk, laptop] {
      #expect(
        try await repo.list("tasks").map(\.path) == ["tasks/desk-1.md", "tasks/laptop-1.md"])
      try Git.expectClean(repo.path)
    }
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "--merges", "main") == "0")
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "2")
  }

  @Test("Nothing to do is nothing done")
  func idle() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let empty = try await desk.synchronize()
    #expect(empty == SyncReport(commit: nil, pushed: false, received: false, attempts: 0))
    let first = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let again = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(again.commit == first.commit && !again.pushed && !again.received)
  }

  @Test("Unpushed commits of this writer are one commit; a pushed one is never rewritten")
  func amend() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "0\n")])
    for number in 1...4 {
      try await desk.commit([write("tasks/desk-1.md", "\(number)\n")], message: "Take \(number)")
    }
    #expect(try await desk.unpushedCount() == 1)
    _ = try await desk.synchronize()
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "2")
    #expect(
      try Git.run(in: fixture.remote, "log", "-1", "--format=%s|%b", "main")
        .hasPrefix("Take 4|Handoff-Machine: desk"))
    // Written and removed again before a push: no commit is left.
    try await desk.commit([write("tasks/desk-2.md", "x\n")], message: "Write")
    try await desk.commit([.remove(path: "tasks/desk-2.md")], message: "Remove")
    #expect(try await desk.unpushedCount() == 0)
    try Git.expectClean(desk.path)
  }

  @Test("What may be written in the root can be listed there")
  func root() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    #expect(try await desk.list().isEmpty)
    _ = try await desk.synchronize([write("note.md", "one\n"), write("tasks/desk-1.md", "one\n")])
    #expect(try await desk.list("").map(\.path) == ["note.md", "tasks/desk-1.md"])
    #expect(try await desk.list() == desk.list(""))
    _ = try await desk.synchronize([.remove(path: "note.md")])
    #expect(try await desk.removedFiles(in: "").map(\.path) == ["note.md"])
    for path in [".", "/", "./", "tasks/"] {
      let error = try await syncError { _ = try await desk.list(path) }
      #expect(
        error.kind == .invalidPath && error.hint?.contains("the root is “”") == true, "\(error)")
    }
  }

  @Test("The last file of a folder can go, and its folder with it")
  func lastFile() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    _ = try await desk.synchronize([.remove(path: "tasks/desk-1.md")])
    #expect(try await desk.list("tasks").isEmpty)
    #expect(try Git.run(in: fixture.remote, "ls-tree", "-r", "main").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("desk/tasks")))
    try Git.expectClean(desk.path)
    try Git.expectSound(fixture.remote)
  }

  @Test("Empty and large files keep every byte")
  func bytes() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let large = (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    _ = try await desk.synchronize([
      .write(path: "tasks/desk-empty.md", content: []),
      .write(path: "tasks/desk-large.md", content: large),
    ])
    let laptop = try await fixture.clone("laptop")
    #expect(try await laptop.read("tasks/desk-empty.md") == [])
    #expect(try await laptop.read("tasks/desk-large.md") == large)
    try Git.expectClean(laptop.path)
  }

  @Test("A long history goes as one pack, and arrives whole")
  func longHistory() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    for number in 1...80 {
      try await desk.commit([write("tasks/desk-\(number).md", "\(number)\n")], message: "Write")
      // A commit of a person's is never amended, so that these stay eighty.
      try Git.run(
        in: desk.path, "commit", "--quiet", "--allow-empty", "--amend", "-m", "By hand \(number)")
    }
    #expect(try await desk.unpushedCount() == 80)
    _ = try await desk.synchronize()
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "81")
    #expect(try Git.run(in: fixture.remote, "count-objects", "-v").contains("packs: 1"))
    try Git.expectSound(fixture.remote)
  }
}
