import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Errors for a program that embeds the library")
struct ErrorTests {
  @Test("A kind is its name, also one of another version's")
  func kinds() throws {
    let error = SyncError(
      .busy, "It is so.", remedy: SyncError.Remedy(.retry, "Try again"),
      underlying: SyncError.Underlying(origin: .system, code: 28, message: "full"))
    let data = try JSONEncoder().encode(error)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains(#""kind":"busy""#) && text.contains(#""kind":"retry""#), "\(text)")
    #expect(try JSONDecoder().decode(SyncError.self, from: data) == error)
    let later = try JSONDecoder().decode(
      SyncError.self, from: Data(#"{"kind":"onFire","message":"It burns."}"#.utf8))
    #expect(later.kind == SyncError.Kind(rawValue: "onFire") && later.hint == nil)
    #expect(later.kind != .busy)
  }

  @Test("A hint is the advice, with the command where there is one")
  func hints() {
    let plain = SyncError(.busy, "So.", remedy: SyncError.Remedy(.retry, "Try again"))
    #expect(plain.hint == "Try again." && plain.description == "So. Try again.")
    let command = SyncError.Remedy(.runCommand, "Add one", command: "git remote add origin URL")
    #expect(
      SyncError(.noRemote, "So.", remedy: command).hint == "Add one: \(command.command ?? "")")
    #expect(SyncError(.cancelled, "So.").description == "So.")
  }

  @Test("The failure below is kept: libgit2's code, the system's errno")
  func underlying() async throws {
    let fixture = try SyncFixture()
    let missing = try await syncError {
      _ = try await SyncRepository.open(
        at: fixture.folder("none"), configuration: SyncFixture.configuration("desk"))
    }
    #expect(missing.underlying?.origin == .libgit2 && missing.underlying?.code == -3)
    let desk = try await fixture.clone("desk")
    try FileManager.default.removeItem(atPath: fixture.folder("desk/.git/handoff.lock"))
    try FileManager.default.createDirectory(
      atPath: fixture.folder("desk/.git/handoff.lock"), withIntermediateDirectories: true)
    let storage = try await syncError {
      try await desk.commit([write("tasks/desk-1.md", "x\n")], message: "One")
    }
    #expect(storage.kind == .storage)
    #expect(storage.underlying?.origin == .system && storage.underlying?.code == Int(EISDIR))
  }

  @Test("No text of the library names the program that this repository is for")
  func noProduct() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/SyncRepo").standardized
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      count += 1
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      for line in lines where line.lowercased().contains("handoff") {
        Issue.record("\(file.lastPathComponent): \(line)")
      }
    }
    #expect(count > 40)
  }

  @Test("A remote that lacks an object is not called none")
  func damagedRemote() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let tip = try Git.run(in: fixture.remote, "rev-parse", "main")
    try FileManager.default.removeItem(
      atPath: "\(fixture.remote)/objects/\(tip.prefix(2))/\(tip.dropFirst(2))")
    let laptop = fixture.folder("laptop")
    let error = try await syncError {
      _ = try await SyncRepository.clone(
        from: fixture.remote, to: laptop, configuration: SyncFixture.configuration("laptop"))
    }
    #expect(error.message.contains("cannot be used") && error.message.contains(tip), "\(error)")
  }
}
