import Foundation
import SyncRepo
import SyncRepoTestSupport
import Synchronization
import TestSupport
import Testing

@Suite("Events and progress of a repository")
struct EventTests {
  let fixture: SyncFixture
  let events = EventLog()

  init() throws { fixture = try SyncFixture() }

  private func configuration(_ name: String, now: Int64 = 1_800_000_000) -> SyncConfiguration {
    var configuration = SyncFixture.configuration(name, now: now)
    configuration.events = { [events] in events.add($0) }
    return configuration
  }

  private func clone(
    _ name: String, now: Int64 = 1_800_000_000
  ) async throws -> SyncRepository {
    try await SyncRepository.clone(
      from: fixture.remote, to: fixture.folder(name), configuration: configuration(name, now: now))
  }

  @Test("A lost race is an event, and the phases come in the order of the work")
  func race() async throws {
    let desk = try await clone("desk")
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    let steps = Recorder<SyncProgress>()
    let report = try await desk.synchronize(
      [write("tasks/desk-1.md", "one\n")], progress: { steps.add($0) })
    #expect(report.pushed && report.attempts == 2)
    let retries = events.events(.retried)
    #expect(retries.map { $0.details[.attempt] } == ["1"], "\(events.events)")
    #expect(retries.first?.details[.address] == fixture.remote)
    var phases = steps.all.map(\.phase)
    phases = phases.indices.filter { $0 == 0 || phases[$0] != phases[$0 - 1] }.map { phases[$0] }
    #expect(
      phases == [
        .connecting, .pushing, .connecting, .receiving, .rebasing, .connecting, .pushing,
      ], "\(phases)")
    let received = try #require(steps.all.last { $0.phase == .receiving })
    #expect(received.objects == received.totalObjects && received.bytes > 0, "\(received)")
  }

  @Test("A branch that only follows is not rebased")
  func fastForward() async throws {
    let desk = try await clone("desk")
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([write("tasks/laptop-1.md", "one\n")])
    let steps = Recorder<SyncProgress>()
    _ = try await desk.synchronize(progress: { steps.add($0) })
    #expect(!steps.all.map(\.phase).contains(.rebasing), "\(steps.all)")
    #expect(events.events.isEmpty, "\(events.events)")
  }

  @Test("A wait for another process is an event when it begins")
  func lock() async throws {
    let lock = try Mutex(FileHandle(forUpdating: URL(filePath: "/dev/null")))
    var configuration = configuration("desk")
    configuration.events = { [events] event in
      events.add(event)
      lock.withLock { try? $0.close() }
    }
    let desk = try await SyncRepository.clone(
      from: fixture.remote, to: fixture.folder("desk"), configuration: configuration)
    try await desk.commit([write("tasks/desk-1.md", "one\n")], message: "One")
    #expect(events.events.isEmpty)
    let file = fixture.folder("desk/.git/handoff.lock")
    lock.withLock { handle in
      if let held = FileHandle(forUpdatingAtPath: file) { handle = held }
      #expect(flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    }
    try await desk.commit([write("tasks/desk-1.md", "two\n")], message: "Two")
    #expect(events.events.map(\.kind) == [.waitingForLock])
    #expect(events.events.first?.details == [.path: file])
  }

  @Test("A lock file that a killed process left is an event when it goes")
  func staleLock() async throws {
    let now = Int64(Date().timeIntervalSince1970)
    let desk = try await clone("desk", now: now + 3_600)
    let lock = fixture.folder("desk/.git/refs/heads/main.lock")
    #expect(FileManager.default.createFile(atPath: lock, contents: Data()))
    try await desk.commit([write("tasks/desk-1.md", "one\n")], message: "One")
    #expect(
      events.events.map(\.kind) == [.staleLockRemoved] && events.events[0].details[.path] == lock)
  }

  @Test("A file that was changed by hand is left, and so is one whose content is lost")
  func filesLeft() async throws {
    let laptop = try await fixture.clone("laptop")
    _ = try await laptop.synchronize([
      write("tasks/laptop-1.md", "one\n"), write("tasks/laptop-2.md", "one\n"),
      write("tasks/laptop-3.md", "one\n"),
    ])
    let desk = try await clone("desk")
    try fixture.folder.write("by hand\n", to: "desk/tasks/laptop-1.md")
    _ = try await laptop.synchronize([
      write("tasks/laptop-1.md", "new\n"), write("tasks/laptop-2.md", "two\n"),
      write("tasks/laptop-3.md", "two\n"),
    ])
    // The objects arrive as one pack; taken apart, one of them can be lost.
    try await desk.fetch()
    let packs = fixture.folder("desk/.git/objects/pack")
    for name in try FileManager.default.contentsOfDirectory(atPath: packs) {
      let away = fixture.folder(name)
      try FileManager.default.moveItem(atPath: "\(packs)/\(name)", toPath: away)
      if name.hasSuffix(".pack") {
        let unpacked = try Program.run(
          "/bin/sh", ["-c", "git unpack-objects -q < '\(away)'"], environment: Git.environment,
          folder: desk.path)
        #expect(unpacked.status == 0, "\(unpacked.errors)")
      }
    }
    let blob = try Git.run(in: laptop.path, "rev-parse", "main:tasks/laptop-2.md")
    let third = try Git.run(in: laptop.path, "rev-parse", "main:tasks/laptop-3.md")
    #expect(blob == third)
    try FileManager.default.removeItem(
      atPath: "\(desk.path)/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    // The first one has the pack open.
    let again = try await SyncRepository.open(at: desk.path, configuration: configuration("desk"))
    #expect(try await again.rebase())
    let left = events.events(.fileLeft)
    #expect(
      left.map { $0.details[.path] } == (1...3).map { "\(desk.path)/tasks/laptop-\($0).md" })
    #expect(left.first?.details[.reason] == "it was changed by hand")
    #expect(left.last?.details[.reason]?.contains("cannot be read") == true, "\(left)")
    #expect(fixture.folder.read("desk/tasks/laptop-2.md") == "one\n")
  }

  @Test("An event is one plain line, and can be kept")
  func form() throws {
    let event = SyncEvent(.retried, "a\nb\u{1B}", [.address: "x\u{7}y"])
    #expect(event.description == "a?b?" && event.details == [.address: "x?y"])
    let data = try JSONEncoder().encode(event)
    #expect(String(decoding: data, as: UTF8.self).contains(#""details":{"address":"x?y"}"#))
    #expect(try JSONDecoder().decode(SyncEvent.self, from: data) == event)
  }
}
