import Foundation
import MachineState
import Platform
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The rows that are remembered")
struct RowCacheTests {
  let folder: TemporaryFolder
  let cache: RowCache
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    let state = StateFolder(path: folder.path)
    try state.create()
    cache = RowCache(state)
    path = state.path + "/rows"
  }

  func blob(_ number: Int) -> String { String(repeating: "0", count: 36) + String(1_000 + number) }

  @Test("What is kept is there again, in a file of this user's alone, until it is forgotten")
  func kept() throws {
    #expect(cache.entries().isEmpty)
    cache.keep([blob(1): [1, 2, 3], blob(2): []], shown: [blob(1), blob(2)])
    #expect(cache.entries().mapValues(Array.init) == [blob(1): [1, 2, 3], blob(2): []])
    #expect(LocalFile.information(path)?.mode == 0o600)
    cache.forget([blob(1), blob(9)])
    #expect(cache.entries().mapValues(Array.init) == [blob(2): []])
  }

  @Test("Files that no list shows any more go, but for some")
  func pruned() {
    let old = Dictionary(uniqueKeysWithValues: (0..<500).map { (blob($0), [UInt8(1)]) })
    cache.keep(old, shown: Set(old.keys))
    #expect(cache.entries().count == 500)
    cache.keep([blob(900): [2]], shown: [blob(900), blob(1)])
    let left = cache.entries()
    #expect(left.count == 202 && left[blob(900)] != nil && left[blob(1)] != nil)
  }

  @Test("A damaged file, a cut one and one of another version count as none")
  func damaged() throws {
    cache.keep([blob(1): [1, 2, 3], blob(2): [4]], shown: [])
    let bytes = try LocalFile.read(path)
    for count in 0..<bytes.count {
      try LocalFile.write(Array(bytes[..<count]), to: path)
      #expect(cache.entries().count < 2)
    }
    try LocalFile.write(Array("handoff rows 2\n".utf8) + bytes.dropFirst(15), to: path)
    #expect(cache.entries().isEmpty)
    cache.keep([blob(3): [5]], shown: [blob(3)])
    #expect(cache.entries().mapValues(Array.init) == [blob(3): [5]])
    // A kind that only a newer version knows is left out, and harms nothing.
    var newer = try LocalFile.read(path)
    newer.append(contentsOf: [9, 1, 0x61, 2, 0, 0, 0, 7, 7])
    try LocalFile.write(newer, to: path)
    #expect(cache.entries().mapValues(Array.init) == [blob(3): [5]])
    try LocalFile.write(Array(repeating: 0xFF, count: 40_000), to: path)
    #expect(cache.entries().isEmpty)
  }

  @Test("Where nothing can be written, lists are right all the same")
  func unwritable() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    try fixture.say("Fix it", "Fixed.")
    try fixture.hook("Stop", ["last_assistant_message": "Fixed."])
    _ = try await fixture.work()
    let rows = try fixture.context().state().path + "/rows"
    try LocalFile.remove(rows)
    try FileManager.default.createDirectory(atPath: rows, withIntermediateDirectories: false)
    let list = try await TaskList.open(fixture.context(), settings: settings)
    #expect(try await list.tasks().count == 1)
    #expect(try await list.tasks().count == 1)
  }
}
