import ClaudeCode
import Foundation
import MachineState
import TestSupport
import Testing

@testable import HandoffKit
@testable import HookRelay

@Suite("Debounce: the hook's fast reading and the full one")
struct DebounceTests {
  /// A small generator with a known beginning, so that a failure comes again.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  static let events = ["Stop", "StopFailure", "PostCompact", "SessionStart", "SessionEnd"]

  @Test("Hook, waiting process and full decision agree, whatever stamp, clock and notes")
  func mirrors() throws {
    let folder = try TemporaryFolder()
    let path = folder("stamp")
    var generator = Generator(state: 9)
    var covered = 0
    for round in 0..<4_000 {
      let now = Int64.random(in: 1_800_000_000...1_800_000_600, using: &generator)
      func time() -> Int64 {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: 0
        case 1: now
        case 2: now + Int64.random(in: -2...2, using: &generator)
        default: now + Int64.random(in: -900...900, using: &generator)
        }
      }
      let opens = time()
      let due: Int64? =
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: nil
        case 1: opens
        default: time()
        }
      let stamp = WindowStamp(opens: opens, due: due)
      let notes = Self.events.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
      let full = next(notes, stamp, now)
      switch WaitingWorker.decision(events: notes, stamp: stamp, now: now) {
      case .run: #expect(full == .now, "\(round): \(notes) \(stamp) at \(now)")
      case .wait(let until): #expect(full == .at(until), "\(round): \(notes) \(stamp) at \(now)")
      case .finish: #expect(full == .never, "\(round): \(notes) \(stamp) at \(now)")
      }

      // The hook of an answer wakes nobody where the pass that is due anyway sees the answer in time.
      let isCovered = stamp.coversAnswer(now: now)
      try stamp.write(to: path)
      let line = [UInt8]((folder.read("stamp") ?? "").utf8)
      #expect(
        QuickAnswer.isCovered(RawText(line), now: now) == isCovered,
        "\(round): \(stamp) at \(now)")
      let before = next(["Stop"].filter(notes.contains), stamp, now)
      let after = next(["Stop"], stamp, now)
      if isCovered {
        covered += 1
        #expect(before == after && after != .never, "\(round): \(stamp) at \(now)")
        if case .at(let time) = after { #expect(time <= stamp.opens) }
      } else if now < stamp.opens {
        #expect(next([], stamp, now) != after, "\(round): \(stamp) at \(now)")
      }
    }
    #expect(covered > 300)
  }

  private func next(_ events: [String], _ stamp: WindowStamp, _ now: Int64) -> Debounce.NextPass {
    Debounce.nextPass(events: events.map(HookEvent.init(rawValue:)), stamp: stamp, now: now)
  }

  @Test("A pass pushes when its window is open, when it is urgent, and when a person asks")
  func pushes() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    try state.create()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let debounce = Debounce(Settings(repo: "/x", file: "/y"), state, now: now)
    let plain = SessionRecord.Delivery.waiting(isUrgent: false, last: nil)
    let urgent = SessionRecord.Delivery.waiting(isUrgent: true, last: nil)
    for (last, isOpen) in [(-300, true), (-299, false), (0, false), (1, true)] as [(Int64, Bool)] {
      try SyncClock(.push, in: state).note(1_800_000_000 + last)
      #expect(debounce.pushes(plain, for: .hook) == isOpen, "\(last)")
      #expect(debounce.pushes(urgent, for: .hook) && debounce.pushes(plain, for: .person()))
      for occasion in [SessionPass.Occasion.synchronization, .reconciliation(isLost: false)] {
        #expect(!debounce.pushes(urgent, for: occasion))
      }
    }
  }

  @Test("What is left to do has its time, and nothing is left of a session that is over")
  func agenda() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    try state.create()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    try SyncClock(.push, in: state).note(1_800_000_000 - 100)
    let debounce = Debounce(Settings(repo: "/x", file: "/y"), state, now: now)
    var record = SessionRecord(created: now)
    #expect(debounce.agenda(of: record) == Debounce.Agenda())
    #expect(debounce.stamp(debounce.agenda(of: record)).due == nil)
    record.delivery.wait()
    #expect(debounce.agenda(of: record).push == now + 200)
    record.lastTurn = .answer("One.", at: now - 10)
    // A model may be asked at once, and waits for the push all the same.
    #expect(debounce.agenda(of: record).summary == now + 200)
    record.modelTry.at = now - 1_000
    #expect(debounce.agenda(of: record).summary == now + 800)
    #expect(
      debounce.stamp(debounce.agenda(of: record))
        == WindowStamp(opens: 1_800_000_200, due: 1_800_000_200))
    record.end(
      .init(
        reason: .other, at: now, isRemoteLogin: false,
        signs: MachineSigns(boot: "a", isShuttingDown: false)))
    record.amendEnd { $0.undecidedUntil = now + 60 }
    #expect(debounce.agenda(of: record) == .init(push: now + 200, end: now + 60))
    #expect(debounce.stamp(debounce.agenda(of: record)).due == 1_800_000_060)
    record.finish(at: now)
    record.arrive(at: now)
    #expect(debounce.agenda(of: record).next == nil)
    #expect(debounce.stamp(nil) == WindowStamp(opens: 0, due: nil))
  }

  @Test("A pass that failed is tried again after a window, unless only a person can help")
  func retries() {
    var settings = Settings(repo: "/x", file: "/y")
    func due(_ status: HandoffKit.ExitStatus, _ settings: Settings?) -> Int64? {
      Debounce.stamp(after: HandoffError(status, "It failed."), settings: settings, now: 1_000).due
    }
    #expect(due(.unavailable, settings) == 1_300)
    settings.pushInterval = 0
    #expect(due(.unavailable, settings) == 1_060)
    #expect(due(.configuration, settings) == nil && due(.noInput, settings) == nil)
    #expect(due(.unavailable, nil) == nil)
  }
}
