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
}
