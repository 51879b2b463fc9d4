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

  static let events = [
    "Stop", "StopFailure", "PostCompact", "SessionStart", "SessionEnd", "UserPromptSubmit",
  ]

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
      let quiet =
        Bool.random(using: &generator)
        ? WindowStamp.Quiet(length: Int64.random(in: 0...400, using: &generator), from: time())
        : nil
      let stamp = WindowStamp(
        opens: opens, due: due, quiet: quiet,
        patience: Int64.random(in: 1...400, using: &generator))
      let heard = Int.random(in: 0..<8, using: &generator) == 0 ? nil : time()
      let prompted = Bool.random(using: &generator) ? nil : time()
      let notes = Self.events.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
      let full = next(notes, heard, stamp, now, prompted: prompted)
      switch WaitingWorker.decision(
        events: notes, heard: heard, prompted: prompted, stamp: stamp, now: now)
      {
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
      // What it counts for: the pass when the window opens. A newer answer only moves the end of quiet,
      // for which the process looks by itself.
      let before = next(["Stop"].filter(notes.contains), nil, stamp, now)
      let after = next(["Stop"], nil, stamp, now)
      if isCovered {
        covered += 1
        #expect(before == after && after != .never, "\(round): \(stamp) at \(now)")
        if case .at(let time) = after { #expect(time <= stamp.opens) }
        #expect(
          notBefore(next(["Stop"], now, stamp, now), next(["Stop"], heard, stamp, now), heard, now))
      } else if now < stamp.opens {
        #expect(next([], nil, stamp, now) != after, "\(round): \(stamp) at \(now)")
      }
    }
    #expect(covered > 300)
  }

  private func next(
    _ events: [String], _ heard: Int64?, _ stamp: WindowStamp, _ now: Int64,
    prompted: Int64? = nil
  ) -> Debounce.NextPass {
    Debounce.nextPass(
      events: events.map(HookEvent.init(rawValue:)), heard: heard, prompted: prompted,
      stamp: stamp, now: now)
  }

  /// Returns whether an answer that comes now is due no sooner than an older one: the process that waits
  /// for the older one need not be told.
  private func notBefore(
    _ new: Debounce.NextPass, _ old: Debounce.NextPass, _ heard: Int64?, _ now: Int64
  ) -> Bool {
    guard let heard, heard <= now else { return true }
    return switch (new, old) {
    case (_, .now): true
    case (.at(let new), .at(let old)): new >= old
    default: false
    }
  }

  @Test("A pass pushes when its window is open, when it is urgent, and when a person asks")
  func pushes() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    try state.create()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let debounce = Debounce(Settings(repo: "/x", file: "/y"), state, now: now)
    var plain = SessionRecord(created: now)
    plain.arrive(at: now - 900)
    plain.delivery.wait()
    var urgent = plain
    urgent.delivery.wait(isUrgent: true)
    for (last, isOpen) in [(-300, true), (-299, false), (0, false), (1, true)] as [(Int64, Bool)] {
      try SyncClock(.push, in: state).note(1_800_000_000 + last)
      #expect(debounce.push(of: plain, for: .hook) == (isOpen ? .now : .wait), "\(last)")
      #expect(debounce.push(of: urgent, for: .hook) == .now)
      #expect(debounce.push(of: plain, for: .person()) == .now)
      for occasion in [SessionPass.Occasion.synchronization, .reconciliation(isLost: false)] {
        #expect(debounce.push(of: urgent, for: occasion) == .wait)
      }
    }
  }

  @Test("Within the window a pass pushes what waits once its session has been quiet, once a minute")
  func quiet() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    try state.create()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    try SyncClock(.push, in: state).note(1_800_000_000 - 100)
    var settings = Settings(repo: "/x", file: "/y")
    var record = SessionRecord(created: now)
    record.arrive(at: now - 900)
    record.delivery.wait()
    func debounce(_ later: TimeInterval = 0) -> Debounce {
      Debounce(settings, state, now: now + later)
    }
    #expect(debounce().push(of: record, for: .hook) == .wait, "no hook is known")
    for (ago, decision) in [(29, .wait), (30, .onQuiet), (-5, .wait)]
      as [(Double, Debounce.PushDecision)]
    {
      record.seenAt = now - ago
      #expect(debounce().push(of: record, for: .hook) == decision, "\(ago)")
    }
    record.seenAt = now - 10
    #expect(debounce().agenda(of: record).push == now + 20)
    #expect(debounce().stamp(debounce().agenda(of: record)).due == 1_800_000_020)
    #expect(debounce(20).push(of: record, for: .synchronization) == .wait)

    // Whoever takes the minute's push leaves none to the others, whatever their sessions.
    #expect(try debounce(20).takeQuietPush() && !debounce(79).takeQuietPush())
    #expect(debounce(79).push(of: record, for: .hook) == .wait)
    #expect(debounce(21).agenda(of: record).push == now + 80)
    #expect(
      debounce(21).stamp(debounce(21).agenda(of: record)).quiet
        == .init(length: 30, from: 1_800_000_080))
    #expect(debounce(80).push(of: record, for: .hook) == .onQuiet)
    #expect(try debounce(80).takeQuietPush())
    // A clock that was set back shuts it for nobody.
    #expect(try debounce(-9_000).takeQuietPush())

    record.arrive(at: now)
    #expect(debounce(200).push(of: record, for: .hook) == .now, "the window has opened")
    #expect(debounce(199).push(of: record, for: .hook) == .wait, "nothing waits")
    record.delivery.wait()
    settings.quietPush = 0
    #expect(debounce(199).push(of: record, for: .hook) == .wait)
    #expect(debounce().agenda(of: record).push == now + 200)
    #expect(debounce().stamp(.init()).quiet == nil)
  }

  @Test(
    "A session of which the remote has nothing waits for no quiet, only for the machine's minute")
  func first() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    try state.create()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    try SyncClock(.push, in: state).note(1_800_000_000 - 100)
    var settings = Settings(repo: "/x", file: "/y")
    func debounce(_ later: TimeInterval = 0) -> Debounce {
      Debounce(settings, state, now: now + later)
    }
    var record = SessionRecord(created: now)
    // Its first answer has its pass as soon as it comes.
    var stamp = debounce().stamp(debounce().agenda(of: record))
    #expect(
      stamp.opens == 1_800_000_200 && stamp.answerIsDue(heard: 1_800_000_001) == 1_800_000_001)

    record.seenAt = now
    record.delivery.wait()
    #expect(debounce().push(of: record, for: .hook) == .onQuiet)
    #expect(try debounce().takeQuietPush())
    #expect(debounce().push(of: record, for: .hook) == .wait)
    #expect(debounce().agenda(of: record).push == now + 60)
    stamp = debounce().stamp(debounce().agenda(of: record))
    #expect(stamp.due == 1_800_000_060 && stamp.coversAnswer(now: 1_800_000_000))
    #expect(stamp.answerIsDue(heard: 1_800_000_050) == 1_800_000_060)
    record.seenAt = now + 59
    #expect(debounce(60).push(of: record, for: .hook) == .onQuiet)

    settings.quietPush = 0
    #expect(debounce(60).push(of: record, for: .hook) == .wait, "it is switched off")
    #expect(debounce().agenda(of: record).push == now + 200)
    settings.quietPush = 30
    record.arrive(at: now + 60)
    record.delivery.wait()
    #expect(debounce(60).push(of: record, for: .hook) == .wait, "the remote has something of it")
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
    record.arrive(at: now - 900)
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
        == WindowStamp(
          opens: 1_800_000_200, due: 1_800_000_200, quiet: .init(length: 30, from: 60)))
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
