import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("The branch that is synchronised, whatever else is checked out or renamed")
struct BranchTests {
  private func pair() async throws -> (SyncFixture, desk: SyncRepository, laptop: SyncRepository) {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "desk\n")])
    return (fixture, desk, try await fixture.clone("laptop"))
  }

  private func open(_ name: String, _ fixture: SyncFixture) async throws -> SyncRepository {
    try await SyncRepository.open(
      at: fixture.folder(name), configuration: SyncFixture.configuration(name))
  }

  @Test("Another branch in the clone, or none, changes nothing", arguments: ["other", "--detach"])
  func checkedOut(_ place: String) async throws {
    let (fixture, desk, laptop) = try await pair()
    try Git.run(
      in: desk.path, place == "other" ? "switch" : "checkout", "--quiet",
      place == "other" ? "-c" : place, place == "other" ? place : "HEAD")
    try fixture.folder.write("mine\n", to: "desk/mine")
    try Git.run(in: desk.path, "add", "mine")
    try Git.run(in: desk.path, "commit", "--quiet", "-m", "Mine")
    let again = try await open("desk", fixture)
    #expect(again.branch == "main")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    let report = try await again.synchronize([write("tasks/desk-2.md", "two\n")])
    #expect(report.pushed && report.received)
    #expect(try fixture.remoteFile("tasks/desk-2.md") == "two")
    #expect(
      try Git.run(in: fixture.remote, "for-each-ref", "--format=%(refname)") == "refs/heads/main")
    #expect(fixture.folder.read("desk/mine") == "mine\n")
    try Git.expectClean(desk.path)
    try Git.run(in: desk.path, "switch", "--quiet", "main")
    _ = try await again.synchronize([write("tasks/desk-3.md", "three\n")])
    #expect(fixture.folder.read("desk/tasks/desk-3.md") == "three\n")
    #expect(fixture.folder.read("desk/tasks/laptop-1.md") == "one\n")
    try Git.expectClean(desk.path)
  }

  @Test("A branch that the remote renames is followed by all, with what was not pushed")
  func renamed() async throws {
    let (fixture, desk, laptop) = try await pair()
    try await laptop.commit([write("tasks/laptop-1.md", "one\n")], message: "One")
    try Git.run(in: fixture.remote, "branch", "-m", "main", "trunk")
    let fresh = try await fixture.clone("studio")
    _ = try await fresh.synchronize([write("tasks/studio-1.md", "new\n")])
    for (machine, file) in [(desk, "tasks/desk-2.md"), (laptop, "tasks/laptop-2.md")] {
      _ = try await machine.synchronize([write(file, "two\n")])
      #expect(try await machine.read("tasks/studio-1.md") == Array("new\n".utf8))
      try Git.expectClean(machine.path)
    }
    #expect(try fixture.remoteFile("tasks/laptop-1.md", branch: "trunk") == "one")
    #expect(try fixture.remoteFile("tasks/laptop-2.md", branch: "trunk") == "two")
    // Nor does a later process bring the old one back.
    let again = try await open("desk", fixture)
    #expect(try await again.unpushedCount() == 0)
    _ = try await again.synchronize([write("tasks/desk-3.md", "three\n")])
    #expect(
      try Git.run(in: fixture.remote, "for-each-ref", "--format=%(refname)") == "refs/heads/trunk")
  }

  @Test("Another history in the place of the branch is refused aloud, and nothing is changed")
  func replaced() async throws {
    let (fixture, desk, _) = try await pair()
    let person = try fixture.personsClone()
    try Git.run(in: person, "switch", "--quiet", "--orphan", "docs")
    try Git.run(in: person, "commit", "--quiet", "--allow-empty", "-m", "Docs")
    try Git.run(in: person, "push", "--quiet", "origin", "docs")
    try Git.run(in: fixture.remote, "symbolic-ref", "HEAD", "refs/heads/docs")
    try Git.run(in: fixture.remote, "update-ref", "-d", "refs/heads/main")
    let docs = try Git.run(in: fixture.remote, "rev-parse", "docs")
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-2.md", "two\n")])
    }
    #expect(error.kind == .conflict && error.message.contains("docs has another history"))
    #expect(try Git.run(in: fixture.remote, "rev-parse", "docs") == docs)
    #expect(try await desk.read("tasks/desk-2.md") == Array("two\n".utf8))
    // The right branch is back: what waited arrives.
    try Git.run(
      in: desk.path, "push", "--quiet", "origin", "refs/remotes/origin/main:refs/heads/main")
    _ = try await desk.synchronize()
    #expect(try fixture.remoteFile("tasks/desk-2.md") == "two")
  }

  @Test("On a remote that was made anew only own files are put, and others put theirs")
  func recreated() async throws {
    let (fixture, desk, laptop) = try await pair()
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    _ = try await desk.synchronize()
    try fixture.folder.write("mine\n", to: "laptop/mine.md")
    try Git.run(in: laptop.path, "add", "mine.md")
    try Git.run(in: laptop.path, "commit", "--quiet", "-m", "Mine")
    try FileManager.default.removeItem(atPath: fixture.remote)
    try Git.bare(at: fixture.remote)
    let person = try fixture.personsClone()
    try fixture.folder.write("New\n", to: "person/README.md")
    try Git.run(in: person, "add", "README.md")
    try Git.run(in: person, "commit", "--quiet", "-m", "Begin anew")
    try Git.run(in: person, "push", "--quiet", "origin", "HEAD:main")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "newer\n")])
    #expect(
      try Git.run(in: fixture.remote, "ls-tree", "-r", "--name-only", "main")
        == "README.md\ntasks/desk-1.md")
    _ = try await laptop.synchronize()
    for (file, text) in [
      ("README.md", "New"), ("tasks/desk-1.md", "newer"), ("tasks/laptop-1.md", "one"),
    ] {
      #expect(try fixture.remoteFile(file) == text)
    }
    #expect(try Git.run(in: laptop.path, "show", "handoff-waiting:mine.md") == "mine")
    #expect(try Git.run(in: desk.path, "branch", "--list", "handoff-waiting").isEmpty)
    try Git.expectSound(fixture.remote)
  }

  @Test("What a remote lost that was set back or emptied is there again after one synchronisation")
  func setBack() async throws {
    let (fixture, desk, laptop) = try await pair()
    let old = try Git.run(in: fixture.remote, "rev-parse", "main")
    _ = try await desk.synchronize([write("tasks/desk-2.md", "two\n")])
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    _ = try await desk.synchronize()
    try Git.run(in: fixture.remote, "update-ref", "refs/heads/main", old)
    #expect(try await desk.synchronize().pushed)
    #expect(try fixture.remoteFile("tasks/desk-2.md") == "two")
    #expect(try fixture.remoteFile("tasks/laptop-1.md") == "one")
    try Git.run(in: fixture.remote, "update-ref", "-d", "refs/heads/main")
    let report = try await laptop.synchronize([write("tasks/laptop-2.md", "two\n")])
    #expect(report.pushed)
    #expect(try fixture.remoteFile("tasks/laptop-2.md") == "two")
    #expect(try fixture.remoteFile("tasks/desk-2.md") == "two")
  }

  @Test("A commit in another encoding keeps its author and its message")
  func encoding() async throws {
    let (fixture, desk, laptop) = try await pair()
    let message = Data([0x47, 0x72, 0xFC, 0xDF, 0x65, 0x0A])
    try message.write(to: URL(fileURLWithPath: fixture.folder("message")))
    try Git.run(
      in: desk.path, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "--quiet", "--allow-empty",
      "-F", fixture.folder("message"))
    try fixture.folder.write("mine\n", to: "desk/mine.md")
    try Git.run(in: desk.path, "add", "mine.md")
    try Git.run(
      in: desk.path, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "--quiet", "--amend", "-F",
      fixture.folder("message"))
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    _ = try await desk.synchronize()
    let log = try Git.run(in: fixture.remote, "log", "-1", "--format=%e %s", "main")
    #expect(log == "ISO-8859-1 Grüße", "\(log)")
  }
}
