import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Upkeep: objects are packed, and none is lost")
struct UpkeepTests {
  private struct Count: Equatable {
    var loose = 0
    var packs = 0
  }

  private func count(_ folder: String) throws -> Count {
    let text = try Git.run(in: folder, "count-objects", "-v")
    func value(_ name: String) -> Int {
      text.split(separator: "\n").first { $0.hasPrefix("\(name): ") }
        .flatMap { Int($0.dropFirst(name.count + 2)) } ?? -1
    }
    return Count(loose: value("count"), packs: value("packs"))
  }

  /// All objects of a repository, whether a reference reaches them or not.
  private func objects(_ folder: String) throws -> Set<Substring> {
    Set(
      try Git.run(
        in: folder, "cat-file", "--batch-check=%(objectname)", "--batch-all-objects", "--unordered"
      ).split(separator: "\n"))
  }

  /// Writes objects that nothing reaches, some hundred at once.
  private func litter(_ folder: String, _ count: Int, _ word: String) throws {
    let names = (0..<count).map { "litter-\($0)" }
    for name in names {
      try "\(word) \(name)".write(
        toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
    }
    let result = try Program.run(
      "/usr/bin/env", ["git", "hash-object", "-w"] + names, environment: Git.environment,
      folder: folder)
    #expect(result.status == 0)
    for name in names { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
  }

  @Test("Loose objects are packed from the threshold on; also what nothing reaches stays")
  func loose() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try litter(desk.path, 600, "a")
    let before = try objects(desk.path)
    try await desk.tidy(threshold: 100_000)
    #expect(try count(desk.path).packs == 0)
    try await desk.tidy(threshold: -1)
    #expect(try count(desk.path) == Count(loose: 0, packs: 1))
    #expect(try objects(desk.path) == before)
    try Git.expectSound(desk.path)
    _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    #expect(try await desk.read("tasks/desk-1.md") == Array("two\n".utf8))
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "two")
  }

  @Test("Many packs are joined; one that is to be kept stays as it is")
  func packs() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    for number in 1...10 {
      try litter(desk.path, 300, "round \(number)")
      _ = try await desk.synchronize([write("tasks/desk-1.md", "\(number)\n")])
      if number == 1 {
        try await desk.tidy(threshold: -1)
        let folder = desk.path + "/.git/objects/pack"
        let pack = try #require(
          try FileManager.default.contentsOfDirectory(atPath: folder).first {
            $0.hasSuffix(".pack")
          })
        _ = FileManager.default.createFile(
          atPath: "\(folder)/\(pack.dropLast(5)).keep", contents: nil)
      } else if number < 10 {
        try await desk.tidy(threshold: -1)
        #expect(try count(desk.path).packs == number)
      }
    }
    let before = try objects(desk.path)
    try await desk.tidy(threshold: -1)
    #expect(try count(desk.path) == Count(loose: 0, packs: 2))
    #expect(try objects(desk.path) == before)
    try Git.expectSound(desk.path)
  }

  @Test("A remote at a path is packed as receive.autogc says, and nothing goes from it")
  func remote() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try litter(fixture.remote, 600, "a")
    let before = try objects(fixture.remote)
    try Git.run(in: fixture.remote, "config", "gc.auto", "1")
    try Git.run(in: fixture.remote, "config", "receive.autogc", "false")
    try await desk.tidy()
    #expect(try count(fixture.remote).packs == 0)
    try Git.run(in: fixture.remote, "config", "receive.autogc", "true")
    try Git.run(in: fixture.remote, "config", "gc.auto", "0")
    try await desk.tidy()
    #expect(try count(fixture.remote).packs == 0)
    try Git.run(in: fixture.remote, "config", "gc.auto", "1")
    try await desk.tidy()
    #expect(try count(fixture.remote) == Count(loose: 0, packs: 1))
    #expect(try objects(fixture.remote) == before)
    try Git.expectSound(fixture.remote)
  }

  @Test("A new clone takes packs and loose objects of a path as they are")
  func fresh() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    for number in 1...5 {
      _ = try await desk.synchronize([write("tasks/desk-\(number).md", "\(number)\n")])
    }
    try Git.run(in: fixture.remote, "repack", "-q", "-a", "-d")
    _ = try await desk.synchronize([write("tasks/desk-9.md", "nine\n")])
    let laptop = try await fixture.clone("laptop")
    #expect(try objects(laptop.path) == objects(fixture.remote))
    #expect(try count(laptop.path).packs == 1)
    #expect(try await laptop.list("tasks").count == 6)
    try Git.expectSound(laptop.path)
    try Git.expectClean(laptop.path)
    // Objects that another repository lends are not in the folder.
    try Git.run(
      in: fixture.folder.path, "clone", "--quiet", "--bare", "--shared", fixture.remote, "borrower")
    let studio = try await SyncRepository.clone(
      from: fixture.folder("borrower"), to: fixture.folder("studio"),
      configuration: SyncFixture.configuration("studio"))
    #expect(try await studio.list("tasks").count == 6)
    try Git.expectSound(studio.path)
  }

  @Test("A history that was made one commit is followed by all, with what they have not pushed")
  func compact() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let laptop = try await fixture.clone("laptop")
    let studio = try await fixture.clone("studio")
    _ = try await studio.synchronize([
      write("tasks/studio-1.md", "finished elsewhere\n"), write("tasks/studio-2.md", "open\n"),
    ])
    // Studio hears nothing of what follows.
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    _ = try await desk.synchronize([.remove(path: "tasks/studio-1.md")])
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    try await laptop.commit([write("tasks/laptop-2.md", "not pushed\n")], message: "Two")
    try await studio.commit([write("tasks/studio-2.md", "newer\n")], message: "Newer")

    #expect(try await desk.compact(message: "Compact") == 4)
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "1")
    #expect(try await desk.compact(message: "Compact") == 1)
    for machine in [laptop, studio, desk] { _ = try await machine.synchronize() }
    let expected = [
      "tasks/desk-1.md", "tasks/laptop-1.md", "tasks/laptop-2.md", "tasks/studio-2.md",
    ]
    for machine in [laptop, studio, desk] {
      _ = try await machine.synchronize()
      #expect(try await machine.list("tasks").map(\.path) == expected, "\(machine.path)")
      try Git.expectClean(machine.path)
    }
    #expect(try fixture.remoteFile("tasks/studio-2.md") == "newer")
    #expect(try Git.run(in: fixture.remote, "rev-list", "--count", "main") == "3")
    try Git.expectSound(fixture.remote)
  }

  @Test("Who replaces the history and hears of a change has its files follow, too")
  func compactWithNews() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let laptop = try await fixture.clone("laptop")
    for text in ["one\n", "two\n"] {
      _ = try await laptop.synchronize([write("tasks/laptop-1.md", text)])
      _ = try await desk.synchronize([write("tasks/desk-1.md", text)])
    }
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "three\n")])
    #expect(try await desk.compact(message: "Compact") == 5)
    try Git.expectClean(desk.path)
    #expect(fixture.folder.read("desk/tasks/laptop-1.md") == "three\n")
  }

  @Test("What a replaced history left goes when nothing needs it any more")
  func owedPrune() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let laptop = try await fixture.clone("laptop")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "secret one\n")])
    _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    _ = try await laptop.synchronize()
    let old = try Git.run(in: laptop.path, "rev-parse", "main~1:tasks/desk-1.md")
    func isThere(_ clone: SyncRepository) throws -> Bool {
      try Git.run(in: clone.path, "cat-file", "--batch-all-objects", "--batch-check")
        .contains(old)
    }
    // A second working tree, and a merge under way, may need what no reference reaches.
    try Git.run(in: laptop.path, "worktree", "add", "--quiet", "--detach", "../second", "main~1")
    try Data("\(old)\n".utf8).write(to: URL(filePath: desk.path + "/.git/MERGE_HEAD"))
    #expect(try await desk.compact(message: "Compact") > 1)
    _ = try await laptop.synchronize()
    for clone in [desk, laptop] {
      let (owed, there) = (await clone.owesPrune, try isThere(clone))
      #expect(owed && there, "\(clone.path)")
    }
    try Git.run(in: laptop.path, "worktree", "remove", "--force", "../second")
    try FileManager.default.removeItem(atPath: desk.path + "/.git/MERGE_HEAD")
    for clone in [desk, laptop] {
      try await clone.tidy()
      let (owed, there) = (await clone.owesPrune, try isThere(clone))
      #expect(!owed && !there, "\(clone.path)")
      try Git.expectSound(clone.path)
    }
  }

  @Test("A remote that takes no rewritten history keeps its own, and says so")
  func refused() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    try Git.run(in: fixture.remote, "config", "receive.denyNonFastForwards", "true")
    let tip = try Git.run(in: fixture.remote, "rev-parse", "main")
    let error = try await syncError { _ = try await desk.compact(message: "Compact") }
    #expect(error.kind == .rejected && error.message.contains("denyNonFastForwards"))
    #expect(try Git.run(in: fixture.remote, "rev-parse", "main") == tip)
    #expect(try Git.run(in: desk.path, "rev-parse", "main") == tip)
  }

  @Test("A store that cannot be copied file by file leaves nothing half copied")
  func uncopied() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    for number in 1...9 {
      _ = try await desk.synchronize([write("tasks/desk-\(number).md", "\(number)\n")])
    }
    // Found in the middle of the objects, it ends the copy.
    try FileManager.default.createDirectory(
      atPath: fixture.remote + "/objects/80/" + String(repeating: "f", count: 38),
      withIntermediateDirectories: true)
    let laptop = try await fixture.clone("laptop")
    #expect(try await laptop.list("tasks").count == 9)
    #expect(
      try Git.run(in: laptop.path, "rev-list", "--objects", "main").split(separator: "\n").count
        >= 12)
    try Git.expectSound(laptop.path)
  }
}
