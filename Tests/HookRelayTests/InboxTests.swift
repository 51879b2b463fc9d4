import Foundation
import MachineState
import Platform
import TestSupport
import Testing

@testable import HookRelay

@Suite("The notes between a hook and its worker")
struct InboxTests {
  let session = "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"

  func note(_ received: Int64, _ text: String) -> HookNote {
    HookNote(
      received: received, entryPoint: "cli", isRemoteLogin: true, login: "7",
      input: Array(text.utf8))
  }

  @Test("A note is read back as it was left, newlines and all")
  func roundTrip() {
    for entryPoint in ["cli", "", "a b\nc"] {
      let note = HookNote(
        received: 7, entryPoint: entryPoint, isRemoteLogin: false,
        input: Array("{\n}\n".utf8))
      let again = HookNote(bytes: note.bytes)
      #expect(again?.input == note.input && again?.received == 7)
      #expect(again?.entryPoint == entryPoint.filter { !$0.isWhitespace })
    }
    for text in ["", "\n", "1 7 cli 0 0\n{}", "2 x cli 0 - - - - -\n", "2 7 cli 0 -\n{}"] {
      #expect(HookNote(bytes: Array(text.utf8)) == nil)
    }
  }

  @Test("A later note of an event replaces the earlier one; different events keep their order")
  func folding() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    let inbox = Inbox(state, session: session)
    try inbox.leave(note(1, "first"), event: "Stop")
    try inbox.leave(note(2, "end"), event: "SessionEnd")
    try inbox.leave(note(3, "second"), event: "Stop")
    #expect(inbox.events == ["SessionEnd", "Stop"])
    #expect(Inbox.sessions(state) == [session])
    #expect(inbox.take().map { String(decoding: $0.input, as: UTF8.self) } == ["end", "second"])
    inbox.dropTaken()
    #expect(inbox.events.isEmpty && Inbox.sessions(state).isEmpty)
  }

  @Test("Notes that were taken by a worker that was killed then are taken by the next one")
  func killed() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    let inbox = Inbox(state, session: session)
    try inbox.leave(note(1, "end"), event: "SessionEnd")
    try inbox.leave(note(2, "first"), event: "Stop")
    #expect(inbox.take().count == 2)
    #expect(inbox.events.isEmpty && Inbox.sessions(state) == [session] && inbox.oldest == 1)
    try inbox.leave(note(3, "second"), event: "Stop")
    #expect(inbox.take().map { String(decoding: $0.input, as: UTF8.self) } == ["end", "second"])
    // One that came meanwhile stays.
    try inbox.leave(note(4, "third"), event: "Stop")
    inbox.dropTaken()
    #expect(inbox.events == ["Stop"] && inbox.take().map(\.received) == [4])
    inbox.dropTaken()
    #expect(Inbox.sessions(state).isEmpty)
  }

  @Test("A note that cannot be read is dropped, and the others are not")
  func broken() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    let inbox = Inbox(state, session: session)
    try inbox.leave(note(1, "good"), event: "Stop")
    try LocalFile.write([1, 2, 3], to: "\(state.inbox(of: session))/SessionStart")
    #expect(inbox.take().count == 1)
  }

  @Test("An answer waits for its window; everything else is done at once")
  func decisions() {
    func decide(
      _ events: [String], opens: Int64, due: Int64?, now: Int64, heard: Int64? = nil,
      prompted: Int64? = nil, quiet: WindowStamp.Quiet? = nil
    ) -> WaitingWorker.Decision {
      WaitingWorker.decision(
        events: events, heard: heard, prompted: prompted,
        stamp: WindowStamp(opens: opens, due: due, quiet: quiet, patience: 200), now: now)
    }
    #expect(decide([], opens: 0, due: nil, now: 100) == .finish)
    #expect(decide(["Stop"], opens: 0, due: nil, now: 100) == .run)
    #expect(decide(["Stop"], opens: 300, due: nil, now: 100) == .wait(until: 300))
    #expect(decide(["Stop"], opens: 300, due: 200, now: 100) == .wait(until: 200))
    #expect(decide(["Stop"], opens: 100, due: nil, now: 100) == .run)
    #expect(decide(["SessionEnd"], opens: 300, due: nil, now: 100) == .run)
    #expect(decide(["SessionEnd", "Stop"], opens: 300, due: nil, now: 100) == .run)
    #expect(decide([], opens: 300, due: 400, now: 100) == .wait(until: 400))
    #expect(decide([], opens: 300, due: 100, now: 100) == .run)
    // Quiet ends sooner than the window; a newer answer moves it, and the minute's rule holds it back.
    let quiet = WindowStamp.Quiet(length: 30, from: 0)
    func answer(heard: Int64?, now: Int64, from: Int64 = 0) -> WaitingWorker.Decision {
      decide(
        ["Stop"], opens: 300, due: 300, now: now, heard: heard, quiet: .init(length: 30, from: from)
      )
    }
    #expect(answer(heard: 90, now: 100) == .wait(until: 120))
    #expect(answer(heard: 90, now: 120) == .run)
    #expect(answer(heard: 110, now: 120) == .wait(until: 140))
    #expect(answer(heard: 90, now: 120, from: 150) == .wait(until: 150))
    #expect(answer(heard: 290, now: 295) == .wait(until: 300))
    #expect(answer(heard: nil, now: 295) == .wait(until: 300))
    #expect(answer(heard: .max, now: 295) == .wait(until: 300))
    #expect(decide([], opens: 300, due: 300, now: 200, heard: 1, quiet: quiet) == .wait(until: 300))
  }

  @Test("A prompt waits for the window, and as long as one for its answer")
  func promptDecisions() {
    func decide(
      _ prompted: Int64, _ events: [String] = [], opens: Int64 = 0, due: Int64? = nil, now: Int64
    ) -> WaitingWorker.Decision {
      WaitingWorker.decision(
        events: events, heard: nil, prompted: prompted,
        stamp: WindowStamp(opens: opens, due: due, patience: 200), now: now)
    }
    #expect(decide(100, now: 100) == .wait(until: 300))
    #expect(decide(101, now: 100) == .wait(until: 301), "the time of a note is rounded up")
    #expect(decide(100, opens: 350, now: 300) == .wait(until: 350))
    #expect(decide(100, opens: 350, now: 350) == .run)
    #expect(decide(100, now: 300) == .run)
    #expect(decide(100, due: 250, now: 100) == .wait(until: 250))
    // What else there is to do is not held up.
    #expect(decide(100, ["Stop"], opens: 50, now: 100) == .run)
    #expect(decide(100, ["Stop"], opens: 250, now: 100) == .wait(until: 250))
    #expect(decide(100, ["SessionStart"], now: 100) == .run)
    #expect(decide(900, opens: 150, now: 100) == .wait(until: 150), "the clock was set back")
    #expect(decide(.max, now: 100) == .run)
  }

  @Test("A prompt has a note of its own, which stays the first one's until it is taken or answered")
  func prompt() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    let inbox = Inbox(state, session: session)
    #expect(inbox.prompted == nil && inbox.isEmpty)
    try inbox.leavePrompt(note(1_000_000_000, "first"))
    try inbox.leavePrompt(note(2_000_000_000, "second"))
    #expect(inbox.events.isEmpty && !inbox.isEmpty && inbox.prompted != nil)
    #expect(inbox.oldest == 1_000_000_000 && Inbox.sessions(state) == [session])
    try inbox.leave(note(3, "answer"), event: "Stop")
    #expect(inbox.take(withPrompt: false).map(\.received) == [3])
    inbox.dropTaken()
    #expect(inbox.prompted != nil)
    #expect(inbox.take().map { String(decoding: $0.input, as: UTF8.self) } == ["first"])
    #expect(inbox.prompted == nil && inbox.isEmpty && inbox.hasTaken)
    #expect(Inbox.sessions(state) == [session])
    inbox.dropTaken()
    #expect(Inbox.sessions(state).isEmpty)
    try inbox.leavePrompt(note(4, "third"))
    inbox.dropPrompt()
    #expect(inbox.isEmpty && Inbox.sessions(state).isEmpty)
  }

  @Test("The time of the last hook is that of the answer that waits, also when it was only touched")
  func heard() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    let inbox = Inbox(state, session: session)
    #expect(inbox.heard == nil)
    try inbox.leave(note(1, "first"), event: "SessionStart")
    #expect(inbox.heard == nil)
    try inbox.leave(note(2, "second"), event: "Stop")
    let path = "\(state.inbox(of: session))/Stop"
    for (nanoseconds, heard) in [(0, 5_000), (1, 5_001)] as [(Int, Int64)] {
      var times = [timespec(), timespec(tv_sec: 5_000, tv_nsec: nanoseconds)]
      #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
      #expect(inbox.heard == heard)
    }
  }

  @Test("The stamp is read back; a broken one says that the window is open")
  func stamp() throws {
    let folder = try TemporaryFolder()
    let quiet = WindowStamp.Quiet(length: 30, from: 1_800_000_060)
    for stamp in [
      WindowStamp(opens: 5, due: 9), WindowStamp(opens: 0, due: nil),
      WindowStamp(opens: 5, due: 9, quiet: quiet), WindowStamp(opens: 5, due: nil, quiet: quiet),
      WindowStamp(opens: 5, due: nil, quiet: quiet, patience: 7),
      WindowStamp(opens: 5, due: 9, patience: 7),
    ] {
      try stamp.write(to: folder("stamp"))
      #expect(WindowStamp.read(folder("stamp")) == stamp)
    }
    for (text, stamp) in [
      ("5 9 30\n", WindowStamp(opens: 5, due: 9)), ("5 9 30 x", WindowStamp(opens: 5, due: 9)),
      // Of earlier versions.
      ("5 9\n", WindowStamp(opens: 5, due: 9)), ("5 -\n", WindowStamp(opens: 5, due: nil)),
      ("5 9 30 1800000060\n", WindowStamp(opens: 5, due: 9, quiet: quiet)),
      ("5 -", WindowStamp(opens: 5, due: nil)), ("5 9 -", WindowStamp(opens: 5, due: 9)),
      ("5 9  ", WindowStamp(opens: 5, due: 9)), ("5 ", WindowStamp(opens: 0, due: nil)),
    ] {
      try folder.write(text, to: "stamp")
      #expect(WindowStamp.read(folder("stamp")) == stamp, "\(text)")
    }
    try folder.write("nonsense", to: "stamp")
    #expect(WindowStamp.read(folder("stamp")) == WindowStamp(opens: 0, due: nil))
  }

  @Test("An event is one line of JSON, whatever the text, and the log stays small")
  func eventLog() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder.path)
    let text = "a\"b\\c\nd\u{1}é\u{2028}"
    try EventLine(.error, program: "p", topic: "t", message: text, session: session, hint: text)
      .append(to: state, seconds: 9)
    let line = try #require(folder.read("events.jsonl"))
    let object =
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(object?["message"] as? String == text && object?["hint"] as? String == text)
    #expect(line.filter { $0 == "\n" }.count == 1)
    for _ in 0..<800 {
      try EventLine(.info, program: "p", topic: "t", message: String(repeating: "x", count: 2_000))
        .append(to: state, seconds: 1)
    }
    let size = try #require(LocalFile.information(state.eventLog)?.size)
    #expect(size <= EventLine.sizeLimit)
    #expect(folder.read("events.jsonl")?.hasPrefix("{\"time\"") == true)
  }

  @Test("The state folder is found by the environment, in its order")
  func stateFolder() {
    func path(_ environment: [String: String]) -> String? {
      StateFolder(environment: { environment[$0] })?.path
    }
    #expect(path([:]) == nil && path(["HOME": "relative"]) == nil)
    #expect(path(["HOME": "/h"]) == "/h/.local/state/handoff")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "/x"]) == "/x/handoff")
    #expect(path(["HOME": "/h", "XDG_STATE_HOME": "/x", "HANDOFF_STATE_DIR": "/s"]) == "/s")
  }
}
