import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("Several writers at once")
struct RaceTests {
  @Test("Eight processes with 50 commits each lose none")
  func eightProcesses() async throws {
    let fixture = try SyncFixture()
    let names = (1...8).map { "writer\($0)" }
    for name in names { _ = try await fixture.clone(name) }
    try await Writers.race(
      names.map { fixture.folder($0) }, commits: 50, to: fixture.remote)
    #expect(try fixture.remoteFile("tasks/writer3-0.md") == "writer3 50")
  }

  @Test("Several tasks and processes on one clone take turns")
  func oneClone() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.built("sync-writer"))
    process.arguments = [desk.path, "other", "20"]
    try process.run()
    await withTaskGroup(of: Void.self) { group in
      for number in 1...20 {
        group.addTask {
          _ = try? await desk.synchronize([write("tasks/desk-\(number).md", "\(number)\n")])
        }
      }
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let files = try Git.run(in: fixture.remote, "ls-tree", "-r", "--name-only", "main")
      .split(separator: "\n")
    #expect(files.count == 25)
    try Git.expectClean(desk.path)
    try Git.expectSound(desk.path)
  }

  @Test("A lock that a killed process left is removed once it is old")
  func staleLock() async throws {
    let fixture = try SyncFixture()
    let now = Int64(Date().timeIntervalSince1970)
    let desk = try await fixture.clone("desk", now: now + 3_600)
    let laptop = try await fixture.clone("laptop", now: now + 3_600)
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "x\n")])
    try FileManager.default.createDirectory(
      atPath: fixture.folder("desk/.git/refs/remotes/origin"), withIntermediateDirectories: true)
    for lock in [
      fixture.folder("desk/.git/refs/heads/main.lock"),
      fixture.folder("desk/.git/refs/remotes/origin/main.lock"),
      fixture.remote + "/refs/heads/main.lock",
    ] {
      #expect(FileManager.default.createFile(atPath: lock, contents: Data()))
    }
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "one")
  }

  @Test("A fresh lock of the remote's is respected, and nothing is lost")
  func freshLock() async throws {
    let fixture = try SyncFixture()
    var configuration = SyncFixture.configuration("desk")
    configuration.retry = RetryPolicy(
      attempts: 3, firstPause: .milliseconds(1), longestPause: .milliseconds(1))
    configuration.now = { Int64(Date().timeIntervalSince1970) }
    let desk = try await SyncRepository.clone(
      from: fixture.remote, to: fixture.folder("desk"), configuration: configuration)
    let lock = fixture.remote + "/refs/heads/main.lock"
    _ = FileManager.default.createFile(atPath: lock, contents: Data())
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    }
    #expect(error.kind == .busy && error.message.contains(lock), "\(error)")
    #expect(try await desk.unpushedCount() == 1)
    try FileManager.default.removeItem(atPath: lock)
    _ = try await desk.synchronize()
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "one")
  }
}
