import Foundation
import MachineState
import Platform
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Tasks as a person knows them")
struct OpenTaskTests {
  /// A snapshot that stands nowhere.
  struct Sample {
    var machine = "desk"
    var session: String
    var minutes = 0
    var blob = ""
    var set: (inout SnapshotHeader) -> Void = { _ in }

    var stored: StoredSnapshot {
      var header = SnapshotHeader(
        title: "T", updated: Date(timeIntervalSince1970: TimeInterval(minutes * 60)))
      header.turns = 1
      set(&header)
      let path = "tasks/\(machine)-\(session).md"
      return StoredSnapshot(
        path: path, blob: blob.isEmpty ? path.filter(\.isHexDigit) : blob, header: header)
    }
  }

  static let one = "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"
  static let two = "5a91ffff-3924-4b4e-8cb1-7aa0c0825b3b"
  static let three = "c41e0000-3924-4b4e-8cb1-7aa0c0825b3b"

  let folder: TemporaryFolder
  let state: StateFolder

  init() throws {
    folder = try TemporaryFolder()
    state = StateFolder(path: folder("state"))
  }

  func tasks(_ samples: [Sample], now: Int64 = 1_000) -> [OpenTask] {
    let all = samples.map(\.stored)
    let seen = FirstSeen.note(all, in: state, now: now)
    return ListedTasks(
      all: all, lineage: Lineage(all), seen: seen, here: MachineName("laptop"),
      isWaiting: { _ in false }
    ).tasks
  }

  @Test("Thousands that carry each other on, in a row or in a circle, are one task")
  func longChains() {
    let ids = (0..<4_000).map { number in
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits + Self.one.dropFirst(8)
    }
    for isCircle in [false, true] {
      let samples = ids.indices.map { index in
        let parent =
          index > 0 ? "desk-\(ids[index - 1])" : isCircle ? "desk-\(ids[ids.count - 1])" : nil
        return Sample(session: ids[index], minutes: index) { $0.resumedFrom = parent }
      }
      let found = tasks(samples)
      #expect(found.map(\.id) == [ids[0]])
    }
  }

  @Test(
    "The short id is that of the first session through all hops, and long enough to be the only one"
  )
  func shortIDs() {
    let chain: [Sample] = [
      Sample(machine: "studio", session: Self.three) { header in
        header.task = Self.one
        header.resumedFrom = "laptop-\(Self.two)"
        header.base = 1
      },
      Sample(machine: "laptop", session: Self.two) { header in
        header.task = Self.one
        header.resumedFrom = "desk-\(Self.one)"
        header.base = 1
      },
      Sample(session: Self.one),
    ]
    for hops in 1...3 {
      let tasks = tasks(Array(chain.suffix(hops)))
      #expect(tasks.map(\.shortID) == ["5a90"], "\(hops)")
      #expect(tasks.map(\.id) == [Self.one], "\(hops)")
    }
    #expect(
      ShortID.all(of: ["5a9095d0-1", "5a9095d0-2", "5a91", "ab", "x"])
        == [
          "5a9095d0-1": "5a9095d0-1", "5a9095d0-2": "5a9095d0-2", "5a91": "5a91", "ab": "ab",
          "x": "x",
        ])
    // One that another one begins with is whole.
    #expect(
      ShortID.all(of: ["abcdef", "abcdefgh"]) == ["abcdef": "abcdef", "abcdefgh": "abcdefg"])
  }

  @Test("Two tips of a chain are one task: a fork, of which the side that can be read speaks")
  func forks() throws {
    let fork = tasks([
      Sample(machine: "laptop", session: Self.two, minutes: 9) { header in
        header.task = Self.one
        header.resumedFrom = "desk-\(Self.one)"
        header.base = 1
      },
      Sample(session: Self.three, minutes: 8),
      Sample(session: Self.one, minutes: 7) { $0.turns = 2 },
    ])
    #expect(fork.map(\.newest.name) == ["laptop-\(Self.two)", "desk-\(Self.three)"])
    #expect(fork.first?.others.map(\.name) == ["desk-\(Self.one)"])
    #expect(fork.first?.standing == .forked && fork.first?.isHere == true)
    let broken = StoredSnapshot(
      path: "tasks/desk-\(Self.one).md", blob: "ab", problem: SnapshotFormatError("it is cut off"))
    let child = Sample(machine: "studio", session: Self.two) { header in
      header.task = Self.one
      header.resumedFrom = "desk-\(Self.one)"
      header.base = 1
    }.stored
    let seen = FirstSeen.note([], in: state, now: 1)
    for all in [[broken, child], [child, broken]] {
      let tasks = ListedTasks(
        all: all, lineage: Lineage(all), seen: seen, here: nil, isWaiting: { _ in false }
      ).tasks
      #expect(tasks.map(\.newest) == [child] && tasks.first?.others == [broken])
    }
    let alone = ListedTasks(
      all: [broken], lineage: Lineage([broken]), seen: seen, here: nil, isWaiting: { _ in false }
    ).tasks
    #expect(
      alone.map(\.standing) == [.unreadable(SnapshotFormatError("it is cut off"))]
        && alone.first?.shortID == "5a90")
  }

  @Test("Who is at a task, and since when this machine knows, by its own clock")
  func standings() throws {
    let claim = Sample(machine: "studio", session: Self.two, minutes: 10_000_000) { header in
      header.state = .claimed
      header.agent = "codex\u{1B}[31m"
    }
    func standing(_ sample: Sample, now: Int64) throws -> OpenTask.Standing {
      try #require(tasks([sample], now: now).first).standing
    }
    func at(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
    let first = try standing(claim, now: 5_000)
    guard case .claimed(let holder, let since) = first else {
      Issue.record("\(first)")
      return
    }
    #expect(holder.machine == "studio" && holder.agent == "codex" && since == at(5_000))
    // A later look does not begin anew.
    let later = try standing(claim, now: 5_000 + 86_399)
    #expect(later == first)
    #expect(!later.isFree(at: at(5_000 + 86_399)) && later.isFree(at: at(5_000 + 86_400)))
    var open = Sample(session: Self.one, blob: "aa")
    _ = try standing(open, now: 10_000)
    let old = try standing(open, now: 12_000)
    #expect(
      !old.isQuiet(at: at(11_799)) && old.isQuiet(at: at(11_800)) && !old.isFree(at: at(9_999_999)))
    // An answer is another version.
    open.blob = "bb"
    #expect(try standing(open, now: 12_000).isQuiet(at: at(12_000)) == false)
    open.set = { $0.state = .interrupted }
    #expect(try standing(open, now: 12_000) == .interrupted)
    open.set = { $0.state = .ended }
    #expect(try standing(open, now: 12_000).isFree(at: at(0)))
  }

  @Test("A machine whose clock is ahead does not stand on top for as long as that is")
  func ahead() {
    let ahead = Sample(machine: "ahead", session: Self.one, minutes: 100, blob: "aa")
    let first = [ahead, Sample(session: Self.two, minutes: 5, blob: "bb")]
    #expect(tasks(first, now: 310).map(\.newest.machine) == ["ahead", "desk"])
    let samples = [ahead, Sample(session: Self.two, minutes: 6, blob: "cc")]
    #expect(tasks(samples, now: 400).map(\.newest.machine) == ["desk", "ahead"])
    #expect(tasks(samples, now: 6_001).map(\.newest.machine) == ["ahead", "desk"])
  }

  @Test(
    "What was first seen when is kept for what is listed; a damaged file and a clock set back do no harm"
  )
  func firstSeen() throws {
    func note(_ blobs: [String], now: Int64) -> FirstSeen {
      FirstSeen.note(
        blobs.map { Sample(session: Self.one, blob: $0).stored }, in: state, now: now)
    }
    func seconds(_ seen: FirstSeen, _ blob: String) -> Int64 {
      Int64(seen.time(of: blob).timeIntervalSince1970)
    }
    let path = state.path + "/first-seen"
    _ = note(["aa", "bb"], now: 100)
    let second = note(["bb", "cc", "not a blob\n"], now: 200)
    #expect(seconds(second, "bb") == 100 && seconds(second, "cc") == 200)
    let text = String(decoding: try LocalFile.read(path), as: UTF8.self)
    #expect(text == "handoff first seen 1\nbb 100\ncc 200\n")
    #expect(seconds(note(["bb", "cc"], now: 150), "cc") == 150)
    try LocalFile.write(Array("handoff first seen 2\nbb 1\n".utf8), to: path)
    #expect(seconds(note(["bb"], now: 300), "bb") == 300)
    try LocalFile.write(Array("handoff first seen 1\nbb\nbb x\nbb -4\n\u{0}".utf8), to: path)
    #expect(seconds(note(["bb"], now: 400), "bb") == 400)
    // Where nothing can be written, everything counts from now.
    try LocalFile.remove(path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(seconds(note(["bb"], now: 500), "bb") == 500)
  }

  @Test("A list notes what it saw, and says what of this machine is not pushed")
  func listed() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize("desk", ["HANDOFF_PUSH_INTERVAL": "3600"])
    try fixture.say("Fix it", "Fixed.")
    try fixture.hook("Stop", ["last_assistant_message": "Fixed."])
    _ = try await fixture.work()
    let list = try await TaskList.open(fixture.context(), settings: settings)
    let pushed = try #require(try await list.listed().tasks.first)
    #expect(!pushed.isWaiting && pushed.isHere)
    let seen = fixture.now
    #expect(pushed.standing.holder?.since == seen)
    fixture.advance(60)
    #expect(try await list.listed().tasks.first?.standing == pushed.standing)
    try fixture.say("More", "Done.")
    try fixture.hook("Stop", ["last_assistant_message": "Done."])
    _ = try await fixture.work()
    let waiting = try #require(try await list.listed().tasks.first)
    #expect(waiting.isWaiting && waiting.standing.holder?.since == fixture.now)
    #expect(await list.push() == nil)
    #expect(try await list.listed().tasks.first?.isWaiting == false)
  }
}
