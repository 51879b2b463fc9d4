import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Files that history keeps")
struct HistoryTests {
  @Test("Removed files are found with their last content, newest first, each once")
  func removed() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    for (name, text) in [("a", "1"), ("b", "2"), ("a", "3")] {
      _ = try await desk.synchronize([write("tasks/\(name).md", text)])
    }
    for name in ["a", "b"] { _ = try await desk.synchronize([.remove(path: "tasks/\(name).md")]) }
    let removed = try await desk.removedFiles(in: "tasks")
    #expect(removed.map(\.path) == ["tasks/b.md", "tasks/a.md"])
    #expect(removed.map { String(decoding: $0.content, as: UTF8.self) } == ["2", "3"])
    #expect(
      try await desk.removedFiles(in: "tasks", where: { $0.hasSuffix("a.md") }).map(\.path)
        == ["tasks/a.md"])
    // One that is back is not a removed one.
    _ = try await desk.synchronize([write("tasks/a.md", "4")])
    #expect(try await desk.removedFiles(in: "tasks").map(\.path) == ["tasks/b.md"])
    #expect(
      try await desk.removedFiles(in: "tasks", until: { !$0.isEmpty }).count == 1)
  }

  @Test("The removals that the remote has are kept in the clone, until history is rewritten")
  func index() async throws {
    let fixture = try SyncFixture()
    let (desk, laptop) = (try await fixture.clone("desk"), try await fixture.clone("laptop"))
    for number in 1...3 {
      _ = try await desk.synchronize([write("tasks/\(number).md", "\(number)")])
    }
    _ = try await desk.synchronize([.remove(path: "tasks/1.md")])
    func removed() async throws -> [String] {
      try await desk.removedFiles(in: "tasks").map { String(decoding: $0.content, as: UTF8.self) }
    }
    #expect(try await removed() == ["1"])
    let folder = desk.path + "/.git/"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".removed") }
    )
    let whole = try String(contentsOfFile: folder + name, encoding: .utf8)
    #expect(whole.hasSuffix(" tasks/1.md\n") && whole.split(separator: "\n").count == 2, "\(whole)")
    // What is new is added to what is known.
    _ = try await laptop.synchronize([])
    _ = try await laptop.synchronize([.remove(path: "tasks/2.md")])
    _ = try await desk.synchronize([])
    try await desk.commit([.remove(path: "tasks/3.md")], message: "Remove")
    #expect(try await removed() == ["3", "2", "1"])
    #expect(try String(contentsOfFile: folder + name, encoding: .utf8).contains(" tasks/2.md\n"))
    // It is believed, and one that is damaged, or of another history, is made anew.
    let lines = try String(contentsOfFile: folder + name, encoding: .utf8).split(separator: "\n")
    try "\(lines[0])\n".write(toFile: folder + name, atomically: true, encoding: .utf8)
    #expect(try await removed() == ["3"])
    for text in ["", "\n", "removed 1 \n", "\(lines[0])\nnonsense\n", "\(lines[0])\n\(lines[1])"] {
      try text.write(toFile: folder + name, atomically: true, encoding: .utf8)
      #expect(try await removed() == ["3", "2", "1"], "\(text)")
    }
    _ = try await desk.synchronize([])
    _ = try await desk.compact(message: "Compact")
    #expect(!FileManager.default.fileExists(atPath: folder + name))
    #expect(try await removed().isEmpty)
  }

  @Test(
    "Versions of files are found where a commit brought them, newest first, also of what is gone")
  func versions() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    for (name, text) in [("a", "1"), ("b", "1"), ("a", "2"), ("b", "2"), ("a", "3")] {
      _ = try await desk.synchronize([write("tasks/\(name).md", text)])
    }
    _ = try await desk.synchronize([.remove(path: "tasks/a.md")])
    let both = try await desk.versions(of: ["tasks/a.md", "tasks/b.md"])
    #expect(
      both.map { "\($0.path.dropFirst(6)) \(String(decoding: $0.content, as: UTF8.self))" }
        == ["a.md 3", "b.md 2", "a.md 2", "b.md 1", "a.md 1"])
    #expect(
      try Git.run(in: desk.path, "show", "\(both[2].commit):tasks/a.md") == "2",
      "the commit is the one that brought it")
    #expect(try await desk.versions(of: ["tasks/b.md"], until: { !$0.isEmpty }).count == 1)
    #expect(try await desk.versions(of: ["tasks/c.md"]).isEmpty)
    #expect(
      try await desk.versions(of: ["tasks/a.md"], commits: 2).map(\.content) == [Array("3".utf8)])
  }

  @Test(
    "What was never pushed and is removed stays in history where that is wanted, and nowhere else")
  func removedUnpushed() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "pushed")])
    func remove(_ number: Int, keeps: Bool) async throws {
      try await desk.commit(
        [.remove(path: "tasks/desk-\(number).md")], limit: 100, keepsRemoved: keeps
      ) { _ in "Remove" }
    }
    func removed() async throws -> [String] {
      try await desk.removedFiles(in: "tasks").map { String(decoding: $0.content, as: UTF8.self) }
    }
    try await desk.commit(
      [write("tasks/desk-1.md", "newer"), write("tasks/desk-2.md", "two")], message: "Write")
    try await remove(2, keeps: false)
    #expect(try await removed().isEmpty)
    try await desk.commit([write("tasks/desk-2.md", "two")], message: "Write")
    try await remove(2, keeps: true)
    try await remove(1, keeps: true)
    #expect(try await removed().sorted() == ["newer", "two"])
    // Both versions are in the commit before the removals, which are one.
    #expect(try await desk.unpushedCount() == 2)
    // What comes back leaves no trace of its removal.
    try await desk.commit(
      [write("tasks/desk-1.md", "newer"), write("tasks/desk-2.md", "two")], message: "Write")
    #expect(try await desk.unpushedCount() == 1)
    try await remove(1, keeps: true)
    // A remote that has moved gets both commits all the same.
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "x")])
    _ = try await desk.synchronize()
    _ = try await laptop.synchronize()
    #expect(
      try await laptop.removedFiles(in: "tasks").map(\.content) == [Array("newer".utf8)])
    #expect(try await desk.unpushedCount() == 0)
    try Git.expectClean(desk.path)
  }

  @Test(
    "A commit that erases takes the place of all unpushed ones since the first that has the file")
  func erased() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one")])
    try await desk.commit([write("tasks/desk-2.md", "secret")], message: "Write")
    try await desk.commit(
      [.remove(path: "tasks/desk-2.md")], limit: 100, keepsRemoved: true
    ) { _ in "Remove" }
    try await desk.commit([write("tasks/desk-3.md", "three")], message: "Write")
    #expect(try await desk.unpushedCount() == 2)
    try await desk.commit([write("forgotten/x", "note")], message: "Forget") {
      $0 == "tasks/desk-2.md"
    }
    #expect(try await desk.unpushedCount() == 1)
    #expect(try await desk.versions(of: ["tasks/desk-2.md"]).isEmpty)
    #expect(try await desk.list("tasks").map(\.path) == ["tasks/desk-1.md", "tasks/desk-3.md"])
    _ = try await desk.synchronize()
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "2")
  }
}
