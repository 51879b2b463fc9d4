import Foundation
import MachineState
import Platform
import TestSupport
import Testing

@testable import HookRelay

@Suite("The usual answer, left without anything being set up")
struct QuickAnswerTests {
  let folder: TemporaryFolder
  let state: StateFolder
  let session = "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"
  let now = Int64(Date().timeIntervalSince1970)
  let process = ProcessIdentity(pid: 42, start: 7, boot: "b", domain: "d")

  init() throws {
    folder = try TemporaryFolder()
    state = StateFolder(path: folder("state"))
    try state.create()
  }

  /// Reads an input through a pipe, as the hook does.
  func withInput(
    _ text: String, isClosed: Bool = true, limit: Int = 1 << 20,
    _ body: (borrowing StandardInput) throws -> Void
  ) throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let bytes = Array(text.utf8)
    #expect(write(ends[1], bytes, bytes.count) == bytes.count)
    if isClosed { close(ends[1]) }
    try body(StandardInput(descriptor: ends[0], milliseconds: 30, limit: limit))
    close(ends[0])
    if !isClosed { close(ends[1]) }
  }

  func leave(_ text: String, variable: String? = nil, process: String? = "42") throws -> Bool {
    var result = false
    let environment = ["HANDOFF_STATE_DIR": variable ?? state.path, "CLAUDE_PID": process]
    try withInput(text) { input in
      var quick = QuickAnswer()
      result = quick.leave(input) { name, text in
        Self.add(environment["\(name)"] ?? nil, to: &text)
      }
    }
    return result
  }

  /// Adds a variable's value as the environment does.
  static func add(_ value: String?, to text: inout RawText) -> Bool {
    guard let value, !value.isEmpty else { return false }
    text.add(RawText(Array(value.utf8)))
    return true
  }

  func stop(_ answer: String) -> String {
    #"{"session_id":"\#(session)","hook_event_name":"Stop","last_assistant_message":"\#(answer)"}"#
      + "\n"
  }

  func older() throws {
    let note = HookNote(
      received: 7, entryPoint: "cli", isRemoteLogin: true, login: "c3", process: process,
      input: Array("{}".utf8))
    try Inbox(state, session: session).leave(note, event: "Stop")
  }

  @Test("Within the window, with a process that waits, the newer note takes the older one's place")
  func usual() throws {
    try older()
    try WindowStamp(opens: now + 500, due: now + 500).write(to: state.window(of: session))
    let prompt = HookNote(received: 8, entryPoint: "cli", isRemoteLogin: false, input: [])
    try Inbox(state, session: session).leavePrompt(prompt)
    let pipe = WakePipe.listen(state.wakePipe(of: session))
    defer { close(pipe) }
    #expect(try leave(stop("new")))
    let inbox = Inbox(state, session: session)
    #expect(inbox.prompted == nil, "the prompt has its answer")
    #expect(LocalFile.names(in: state.inbox(of: session)) == ["Stop"])
    let notes = inbox.take()
    #expect(notes.count == 1 && notes[0].input == Array(stop("new").utf8))
    // What the hook before it knew of the session still stands there.
    #expect(notes[0].entryPoint == "cli" && notes[0].isRemoteLogin && notes[0].process == process)
    #expect(notes[0].login == "c3")
    #expect(notes[0].received / 1_000_000_000 >= now)
    // Nobody was woken.
    var byte: UInt8 = 0
    #expect(read(pipe, &byte, 1) == -1)
  }

  @Test("Whatever is not as usual is left to the rest of the program")
  func unusual() throws {
    let stamp = WindowStamp(opens: now + 500, due: now + 500)
    let pipe = WakePipe.listen(state.wakePipe(of: session))
    try stamp.write(to: state.window(of: session))
    #expect(try !leave(stop("no older note")))
    try older()
    for text in [
      stop("x").replacingOccurrences(of: "Stop", with: "SessionEnd"),
      stop("x").replacingOccurrences(of: session, with: session.uppercased()),
      stop("x").replacingOccurrences(of: session, with: "../../x"),
      String(stop("x").dropLast(3)), "", "[]", #"{"session_id":"\#(session)"}"#,
    ] {
      #expect(try !leave(text), "\(text)")
    }
    #expect(try !leave(stop("x"), variable: "relative"))
    #expect(try !leave(stop("x"), variable: "/" + String(repeating: "x", count: 5_000)))
    for other in [
      WindowStamp(opens: now + 500, due: nil), WindowStamp(opens: now + 500, due: now + 501),
      WindowStamp(opens: now - 5, due: now - 5),
    ] {
      try other.write(to: state.window(of: session))
      #expect(try !leave(stop("x")))
    }
    for text in ["", "x", "99999999999999999999999 1", "\(now + 500)", "\(now + 500) "] {
      try folder.write(text, to: "state/sessions/\(session).window")
      #expect(try !leave(stop("x")), "\(text)")
    }
    try stamp.write(to: state.window(of: session))
    for other in ["4", "421", "43", nil] {
      #expect(try !leave(stop("x"), process: other), "another process has the session now")
    }
    #expect(try leave(stop("x")))
    close(pipe)
    // A program that another test starts at this moment has the reading end until its exec.
    var isTaken = true
    for _ in 0..<200 where isTaken {
      isTaken = try leave(stop("x"))
      if isTaken { usleep(50_000) }
    }
    #expect(!isTaken, "nobody waits")
    for note in ["", "\n", "1", "1 2\n", "x y z\n", String(repeating: "1 ", count: 2_000)] {
      try folder.write(note, to: "state/inbox/\(session)/Stop")
      #expect(try !leave(stop("x")), "\(note.prefix(20))")
    }
    #expect(LocalFile.names(in: state.inbox(of: session)) == ["Stop"])
  }

  @Test("An answer of any size is taken whole, or said to be cut")
  func sizes() throws {
    for size in [0, 1, 16_383, 16_384, 16_385, 60_000] {
      let text = #"{"x":"\#(String(repeating: "y", count: size))"}"#
      try withInput(text) { input in
        #expect(input.scan.isComplete && input.bytes.array == Array(text.utf8))
      }
    }
    try withInput(#"{"x":"\#(String(repeating: "y", count: 50_000))"}"#, limit: 20_000) { input in
      #expect(input.isCut && !input.scan.isComplete && input.bytes.count == 20_000)
    }
  }

  @Test("An input that is never closed ends with its object, or else with the time")
  func openInput() throws {
    try withInput(stop("x"), isClosed: false) { #expect($0.scan.isComplete) }
    try withInput(String(stop("x").dropLast(9)), isClosed: false) { input in
      #expect(!input.scan.isComplete && input.bytes.count == stop("x").utf8.count - 9)
      #expect(
        input.scan.text(.session, in: input.bytes.array) == Array(session.utf8))
    }
    try withInput("", isClosed: false) { #expect($0.bytes.count == 0) }
  }

  @Test("Numbers and texts are written as they are, and never beyond their place")
  func rawText() {
    for number in [0, 9, 10, 1_234_567_890, Int64.max] as [Int64] {
      var text = RawText()
      text.add(decimal: number)
      #expect(text.array == Array("\(number)".utf8))
    }
    var text = RawText(capacity: 5)
    text.add("abc")
    #expect(!text.isCut && text.array == Array("abc".utf8))
    text.add("def")
    #expect(text.isCut && text.count == 3)
    text.cut(to: 1)
    #expect(text.array == Array("a".utf8) && text[0] == UInt8(ascii: "a"))
    #expect(text.holds("a", at: 0..<1) && !text.holds("b", at: 0..<1))
    #expect(!text.holds("ab", at: 0..<2) && !text.holds("a", at: 0..<0))
    #expect(text.grow(to: 6) && !text.grow(to: 6) && text.array == Array("a".utf8))
    text.add("bcdef")
    #expect(text.array == Array("abcdef".utf8))
    text.add(RawText(Array("xyz".utf8)), 1..<9)
    #expect(text.count == 6)
  }

  @Test("The state folder is found as the rest of the program finds it, whatever the environment")
  func stateFolder() {
    let values = [nil, "", "/", "/a b/é", "relative", "./x", "~/y", "/z/"]
    for own in values {
      for state in values {
        for home in values {
          let environment = [
            "HANDOFF_STATE_DIR": own, "XDG_STATE_HOME": state, "HOME": home,
          ]
          var quick = QuickAnswer()
          let isFound = quick.addFolder { name, text in
            Self.add(environment["\(name)"] ?? nil, to: &text)
          }
          let folder = StateFolder { name in
            (environment[name] ?? nil).flatMap { $0.isEmpty ? nil : $0 }
          }
          #expect(isFound == (folder != nil), "\(environment)")
          if let folder { #expect(quick.path.array == Array(folder.path.utf8), "\(environment)") }
        }
      }
    }
  }
}
