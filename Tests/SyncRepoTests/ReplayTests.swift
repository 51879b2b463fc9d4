import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Replaying commits on what the remote has")
struct ReplayTests {
  /// Both clones have `tasks/desk-1.md` and `tasks/laptop-1.md`.
  func pair() async throws -> (SyncFixture, desk: SyncRepository, laptop: SyncRepository) {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([
      write("tasks/desk-1.md", "desk\n"), write("tasks/laptop-1.md", "laptop\n"),
      write("notes.md", "1\n2\n3\n4\n5\n6\n7\n8\n"),
    ])
    return (fixture, desk, try await fixture.clone("laptop"))
  }

  @Test("Where both changed one file, its owner's version wins, whoever comes last")
  func ownerWins() async throws {
    for ownerFirst in [true, false] {
      let (fixture, desk, laptop) = try await pair()
      let (first, second) = ownerFirst ? (desk, laptop) : (laptop, desk)
      _ = try await first.synchronize([write("tasks/desk-1.md", "by \(first.path)\n")])
      _ = try await second.synchronize([write("tasks/desk-1.md", "by \(second.path)\n")])
      #expect(try fixture.remoteFile("tasks/desk-1.md") == "by \(desk.path)")
      _ = try await first.synchronize()
      try Git.expectClean(desk.path)
      try Git.expectClean(laptop.path)
    }
  }

  @Test("A removal of another machine's file holds only if the file is still the one that was seen")
  func removal() async throws {
    let (fixture, desk, laptop) = try await pair()
    _ = try await desk.synchronize([write("tasks/desk-1.md", "newer\n")])
    _ = try await laptop.synchronize([.remove(path: "tasks/desk-1.md")])
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "newer")
    #expect(fixture.folder.read("laptop/tasks/desk-1.md") == "newer\n")
    _ = try await laptop.synchronize([.remove(path: "tasks/desk-1.md")])
    #expect(
      try Git.run(in: fixture.remote, "ls-tree", "-r", "--name-only", "main")
        == "notes.md\ntasks/laptop-1.md")
  }

  @Test("The owner's removal wins over another machine's change")
  func ownersRemoval() async throws {
    let (fixture, desk, laptop) = try await pair()
    _ = try await laptop.synchronize([write("tasks/desk-1.md", "by laptop\n")])
    _ = try await desk.synchronize([.remove(path: "tasks/desk-1.md")])
    #expect(try await desk.read("tasks/desk-1.md") == nil)
    #expect(!(try Git.run(in: fixture.remote, "ls-tree", "-r", "main").contains("desk-1")))
  }

  @Test("A person's commits are replayed with author and message, and merged by lines")
  func personsCommits() async throws {
    let (fixture, desk, laptop) = try await pair()
    try fixture.folder.write("one\n2\n3\n4\n5\n6\n7\n8\n", to: "desk/notes.md")
    try Git.run(in: desk.path, "commit", "--quiet", "-am", "My note\n\nwith a body")
    _ = try await laptop.synchronize([write("notes.md", "1\n2\n3\n4\n5\n6\n7\neight\n")])
    _ = try await desk.synchronize([write("tasks/desk-2.md", "two\n")])
    #expect(try fixture.remoteFile("notes.md") == "one\n2\n3\n4\n5\n6\n7\neight")
    #expect(
      try Git.run(in: fixture.remote, "log", "-1", "--skip=1", "--format=%an|%s|%b", "main")
        .hasPrefix("Ann|My note|with a body"))
    #expect(fixture.folder.read("desk/notes.md") == "one\n2\n3\n4\n5\n6\n7\neight\n")
    try Git.expectClean(desk.path)
  }

  @Test("Where they really conflict a person's commits wait on a branch, and ours go on")
  func conflict() async throws {
    let (fixture, desk, laptop) = try await pair()
    try await desk.commit([write("tasks/desk-1.md", "before\n")], message: "Before")
    try fixture.folder.write("ONE\n2\n3\n4\n5\n6\n7\n8\n", to: "desk/notes.md")
    try Git.run(in: desk.path, "commit", "--quiet", "-am", "Mine")
    try fixture.folder.write("more\n", to: "desk/more.md")
    try Git.run(in: desk.path, "add", "more.md")
    try Git.run(in: desk.path, "commit", "--quiet", "-m", "More")
    let before = try Git.run(in: desk.path, "rev-parse", "HEAD")
    _ = try await laptop.synchronize([
      write("notes.md", "uno\n2\n3\n4\n5\n6\n7\n8\n"), write("tasks/laptop-2.md", "two\n"),
    ])
    for text in ["after\n", "again\n"] {
      let report = try await desk.synchronize([write("tasks/desk-2.md", text)])
      #expect(report.pushed)
      #expect(try fixture.remoteFile("tasks/desk-1.md") == "before")
      #expect(try fixture.remoteFile("tasks/desk-2.md") + "\n" == text)
      #expect(try await desk.read("tasks/laptop-2.md") == Array("two\n".utf8))
      #expect(try Git.run(in: desk.path, "merge-base", before, "handoff-waiting") == before)
      try Git.expectClean(desk.path)
    }
    #expect(try fixture.remoteFile("notes.md").hasPrefix("uno"))
    // Merged by hand they arrive, and a later conflict has a branch of its own.
    try Git.run(
      in: desk.path, "merge", "--quiet", "-X", "theirs", "-m", "Merged", "handoff-waiting")
    _ = try await desk.synchronize()
    #expect(try fixture.remoteFile("notes.md").hasPrefix("ONE"))
    #expect(try fixture.remoteFile("more.md") == "more")
    try Git.run(in: desk.path, "branch", "--force", "handoff-waiting", "main~1")
    try Git.expectSound(fixture.remote)
  }

  @Test("What a person merged by hand stays merged")
  func mergedByHand() async throws {
    let (fixture, desk, laptop) = try await pair()
    _ = try await laptop.synchronize([write("notes.md", "uno\n2\n3\n4\n5\n6\n7\n8\n")])
    try fixture.folder.write("ONE\n2\n3\n4\n5\n6\n7\n8\n", to: "desk/notes.md")
    try Git.run(in: desk.path, "commit", "--quiet", "-am", "Mine")
    try Git.run(in: desk.path, "pull", "--quiet", "--no-rebase", "-s", "ours")
    _ = try await laptop.synchronize([write("tasks/laptop-2.md", "two\n")])
    _ = try await desk.synchronize()
    #expect(try fixture.remoteFile("notes.md") == "ONE\n2\n3\n4\n5\n6\n7\n8")
    #expect(try fixture.remoteFile("tasks/laptop-2.md") == "two")
    try Git.expectClean(desk.path)
    try Git.expectSound(fixture.remote)
  }

  @Test("Files changed by hand are never overwritten; what is staged stays staged")
  func handEdits() async throws {
    let (fixture, desk, laptop) = try await pair()
    try fixture.folder.write("my edit\n", to: "desk/tasks/laptop-1.md")
    try fixture.folder.write("staged\n", to: "desk/notes.md")
    try Git.run(in: desk.path, "add", "notes.md")
    try fixture.folder.write("untracked\n", to: "desk/tasks/laptop-3.md")
    _ = try await laptop.synchronize([
      write("tasks/laptop-1.md", "new\n"), write("tasks/laptop-2.md", "two\n"),
      write("tasks/laptop-3.md", "three\n"), write("notes.md", "theirs\n"),
    ])
    _ = try await desk.synchronize()
    #expect(fixture.folder.read("desk/tasks/laptop-1.md") == "my edit\n")
    #expect(fixture.folder.read("desk/tasks/laptop-2.md") == "two\n")
    #expect(fixture.folder.read("desk/tasks/laptop-3.md") == "untracked\n")
    #expect(fixture.folder.read("desk/notes.md") == "staged\n")
    let status = try Git.run(in: desk.path, "status", "--porcelain")
    #expect(status == "M  notes.md\n M tasks/laptop-1.md\n M tasks/laptop-3.md")
    // What is read is what was committed, not what lies there.
    #expect(try await desk.read("tasks/laptop-1.md") == Array("new\n".utf8))
  }

  @Test("Nothing is written through a symbolic link")
  func symbolicLinks() async throws {
    let (fixture, desk, laptop) = try await pair()
    try FileManager.default.removeItem(atPath: fixture.folder("desk/tasks"))
    try fixture.folder.write("outside\n", to: "elsewhere/laptop-1.md")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder("desk/tasks"), withDestinationPath: fixture.folder("elsewhere"))
    _ = try await laptop.synchronize([
      write("tasks/laptop-1.md", "new\n"), write("tasks/laptop-9.md", "nine\n"),
    ])
    _ = try await desk.synchronize()
    #expect(fixture.folder.read("elsewhere/laptop-1.md") == "outside\n")
    #expect(fixture.folder.read("elsewhere/laptop-9.md") == nil)
  }

  @Test("fetch, rebase and push are the steps of synchronize")
  func steps() async throws {
    let (fixture, desk, laptop) = try await pair()
    _ = try await laptop.synchronize([write("tasks/laptop-2.md", "two\n")])
    try await desk.commit([write("tasks/desk-2.md", "two\n")], message: "Two")
    #expect(try await desk.push() == false)
    #expect(try await desk.fetch() == true)
    #expect(try await desk.fetch() == false)
    #expect(try await desk.rebase() == true)
    #expect(try await desk.push() == true)
    #expect(try fixture.remoteFile("tasks/desk-2.md") == "two")
  }
}
