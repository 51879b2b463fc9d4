import Foundation
import SyncRepo
import TestSupport
import Testing

@testable import SnapshotStore

@Suite("The subjects of commits")
struct CommitSubjectTests {
  /// A machine with a clone of its own.
  struct Fixture {
    let folder: TemporaryFolder
    let store: Snapshots

    init(_ machine: String = "laptop") async throws {
      folder = try TemporaryFolder()
      try Git.bare(at: folder("remote.git"))
      store = try await Snapshots.clone(
        from: folder("remote.git"), to: folder("clone"),
        configuration: Snapshots.configuration(
          name: "handoff", machine: try #require(MachineName(machine))))
    }

    func write(
      _ title: String, _ machine: String = "laptop", number: Int = 1,
      _ change: (inout Snapshot) -> Void = { _ in }
    ) async throws -> StoredSnapshot {
      var snapshot = Snapshot(
        title: title, updated: Date(timeIntervalSince1970: 1_800_000_000),
        body: SnapshotBody(sections: [:]))
      change(&snapshot)
      let id = try #require(
        SnapshotID(path: "tasks/\(machine)-5a9095d0-3924-4b4e-8cb1-7aa0c0825b0\(number).md"))
      try await store.write(snapshot, as: id)
      return try #require(try await store.list().first { $0.id == id })
    }

    func subject() throws -> String {
      try Git.run(in: folder("clone"), "log", "-1", "--format=%s", "main")
    }
  }

  @Test("A commit is called by the task and the machine, whatever was done")
  func acts() async throws {
    let fixture = try await Fixture()
    let task = try await fixture.write("Fix the login timeout after a token refresh")
    #expect(try fixture.subject() == "Fix the login timeout after a token refresh (laptop)")
    try await fixture.store.synchronize()
    try await fixture.store.remove([task])
    #expect(try fixture.subject() == "Done: Fix the login timeout after a token refresh (laptop)")
    try await fixture.store.synchronize()
    let removed = try #require(try await fixture.store.removed().first)
    try await fixture.store.restore(removed)
    #expect(try fixture.subject() == "Back: Fix the login timeout after a token refresh (laptop)")
    try await fixture.store.synchronize()
    let claim = try await fixture.write("Fix the login", number: 2) { $0.state = .claimed }
    #expect(try fixture.subject() == "Taken over: Fix the login (laptop)")
    try await fixture.store.synchronize()
    try await fixture.store.remove([claim])
    #expect(try fixture.subject() == "Given back: Fix the login (laptop)")
    #expect(
      try Git.run(in: fixture.folder("clone"), "log", "-1", "--format=%b", "main")
        == "Handoff-Machine: laptop")
  }

  @Test("A commit of several tasks names the newest and counts the others; a chain is one task")
  func several() async throws {
    let fixture = try await Fixture()
    for (number, title) in ["One", "Two", "Three"].enumerated() {
      _ = try await fixture.write(title, number: number)
    }
    // Nothing was pushed, so the commit was amended.
    #expect(try fixture.subject() == "Three and 2 more (laptop)")
    _ = try await fixture.write("Two again", number: 1)
    #expect(try fixture.subject() == "Two again and 2 more (laptop)")
    try await fixture.store.synchronize()
    let all = try await fixture.store.list().sorted { $0.path < $1.path }
    try await fixture.store.remove(Array(all.prefix(1)))
    #expect(try fixture.subject() == "Done: One (laptop)")
    try await fixture.store.remove(Array(all.dropFirst()))
    #expect(try fixture.subject() == "Done: Two again and 2 more (laptop)")
    // What is not the same for all of them is said of none.
    _ = try await fixture.write("Four", number: 4)
    #expect(try fixture.subject() == "Four and 3 more (laptop)")
    try await fixture.store.synchronize()

    let first = try await fixture.write("Chain", "desk", number: 5) { $0.task = "chain" }
    let second = try await fixture.write("Chain", number: 6) { $0.task = "chain" }
    let third = try await fixture.write("Chain", number: 7) {
      $0.task = "chain"
      $0.state = .claimed
    }
    #expect(try fixture.subject() == "Taken over: Chain (laptop)")
    try await fixture.store.synchronize()
    try await fixture.store.remove([third, second, first])
    #expect(try fixture.subject() == "Done: Chain (laptop)")
  }

  @Test("A subject has at most 72 columns, and the title is what is cut")
  func width() async throws {
    let fixture = try await Fixture()
    let words = String(repeating: "word ", count: 40)
    _ = try await fixture.write(words)
    #expect(
      try fixture.subject()
        == "word word word word word word word word word word word word wo… (laptop)")
    _ = try await fixture.write(String(repeating: "刷新令牌", count: 20), number: 2)
    #expect(
      try fixture.subject() == String(repeating: "刷新令牌", count: 6) + "刷… and 1 more (laptop)")
    _ = try await fixture.write("Tab\tand\u{202E}\nline", number: 2)
    #expect(try fixture.subject() == "Tab and line and 1 more (laptop)")
    let long = try await Fixture(String(repeating: "m", count: 63))
    _ = try await long.write(words, String(repeating: "m", count: 63)) { $0.state = .claimed }
    #expect(
      try long.subject()
        == "Taken over: word word word word word word wo… (\(String(repeating: "m", count: 23))…)")
  }
}
