import Foundation
import MachineState
import Platform
import TestSupport
import Testing

@testable import HookRelay

@Suite("What a prompt asks of the hook")
struct PromptTests {
  let folder: TemporaryFolder
  let state: StateFolder
  let now = Int64(Date().timeIntervalSince1970)
  let note = TakeoverNote(
    message: "handoff: “laptop” took \"it\"\\ over", machines: ["laptop", "studio"])

  init() throws {
    folder = try TemporaryFolder()
    state = StateFolder(path: folder("state"))
    try state.create()
    try folder.write("\(now)\n", to: "state/last-fetch")
  }

  /// An input as Claude Code has sent it.
  static func recorded(_ version: String, _ name: String) throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = "ClaudeCodeTests/Fixtures/hook-stdin/\(version)/UserPromptSubmit\(name).json"
    return try String(contentsOf: tests.appending(path: path), encoding: .utf8)
  }

  static func session(of input: String) throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(input.utf8)) as? [String: Any]
    return try #require(object?["session_id"] as? String)
  }

  /// Lets the hook hear a prompt, of a session that is known and has a process that waits; returns whether
  /// nothing is left to do, and what it printed.
  func hear(
    _ input: String, entryPoint: String? = "cli", isAttended: Bool = true
  ) throws -> (isDone: Bool, output: String) {
    let session = (try? Self.session(of: input)) ?? "none"
    if isAttended { try folder.write("{}", to: "state/sessions/\(session).json") }
    let wake = isAttended ? WakePipe.listen(state.wakePipe(of: session)) : -1
    defer { if wake >= 0 { close(wake) } }
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    // Larger inputs than a pipe holds come from a file.
    try folder.write(input, to: "input")
    let file = open(folder("input"), O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    let environment = ["HANDOFF_STATE_DIR": state.path, "CLAUDE_CODE_ENTRYPOINT": entryPoint]
    var quick = QuickAnswer()
    let isDone = quick.hear(
      StandardInput(descriptor: file, milliseconds: 500, limit: 1 << 20),
      environment: { QuickAnswerTests.add(environment["\($0)"] ?? nil, to: &$1) },
      output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    var bytes = [UInt8](repeating: 0, count: 8_192)
    let count = read(ends[0], &bytes, bytes.count)
    return (isDone, String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
  }

  @Test(
    "The note is shown to the person at the next prompt, once",
    arguments: [
      ("2.0.72", "-print"), ("2.1.81", "-print"), ("2.1.176", "-print"), ("2.1.330", ""),
    ])
  func once(version: String, name: String) throws {
    let input = try Self.recorded(version, name)
    let session = try Self.session(of: input)
    #expect(try hear(input) == (true, ""))
    try note.leave(in: state, for: session)
    let shown = try hear(input)
    #expect(shown.isDone && shown.output.hasSuffix("\n"))
    let object = try JSONSerialization.jsonObject(with: Data(shown.output.utf8))
    #expect(object as? [String: String] == ["systemMessage": note.message])
    #expect(try hear(input) == (true, ""))
    #expect(TakeoverNote.told(in: state, to: session) == note.machines)
    // What is told later comes again.
    try note.leave(in: state, for: session)
    #expect(try hear(input).output == shown.output)
  }

  @Test("A background task that has finished shows nothing: the note waits for the person")
  func notification() throws {
    let input = try Self.recorded("2.1.330", "-task-notification")
    let session = try Self.session(of: input)
    try note.leave(in: state, for: session)
    #expect(try hear(input) == (true, ""))
    let own = input.replacingOccurrences(of: "<task-notification>", with: "x <task-notification>")
    #expect(try hear(own, entryPoint: "sdk-cli") == (true, ""), "a program wants no remarks")
    #expect(TakeoverNote.told(in: state, to: session).isEmpty)
    #expect(try hear(own, entryPoint: nil).output.hasPrefix("{\"systemMessage\":"))
  }

  @Test("A prompt of any size is heard; what is no usual input is left to the rest of the program")
  func inputs() throws {
    let input = try Self.recorded("2.1.330", "")
    let session = try Self.session(of: input)
    let large = input.replacingOccurrences(
      of: "hello first", with: String(repeating: "x \\\" y", count: 90_000))
    try note.leave(in: state, for: session)
    #expect(try hear(large).output.isEmpty == false)
    for odd in [
      String(input.dropLast(3)), input.replacingOccurrences(of: session, with: "../x"),
      input.replacingOccurrences(of: session, with: session.uppercased()), "",
      input.replacingOccurrences(
        of: "hello first", with: String(repeating: "x", count: 2 << 20)),
    ] {
      #expect(try hear(odd) == (false, ""), "\(odd.prefix(80))")
    }
  }

  @Test("A note that is damaged is not printed, and does not stay")
  func damaged() throws {
    let input = try Self.recorded("2.1.330", "")
    let session = try Self.session(of: input)
    for text in ["x\n", "{\"systemMessage\":", String(repeating: "{", count: 5_000), "\n"] {
      try folder.write(text, to: "state/claimed/\(session)")
      #expect(try hear(input) == (true, ""), "\(text.prefix(20))")
      #expect(LocalFile.names(in: state.claimed) == ["\(session).told"])
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(state.claimed)/\(session)", withDestinationPath: folder("input"))
    #expect(try hear(input) == (true, ""))
  }

  @Test("An answer that waits for quiet hears that its session goes on")
  func quiet() throws {
    let input = try Self.recorded("2.1.330", "-task-notification")
    let session = try Self.session(of: input)
    let note = HookNote(
      received: 7, entryPoint: "cli", isRemoteLogin: false, input: Array("{}".utf8))
    let inbox = Inbox(state, session: session)
    try inbox.leave(note, event: "Stop")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: Double(now - 500))],
      ofItemAtPath: "\(state.inbox(of: session))/Stop")
    #expect(inbox.heard == now - 500)
    #expect(try hear(input).isDone)
    #expect(try #require(inbox.heard) >= now)
    #expect(inbox.take(withPrompt: false) == [note])
  }

  @Test("A prompt is noted once, without its words, and looked after by a process that waits")
  func noted() throws {
    let input = try Self.recorded("2.1.330", "")
    let session = try Self.session(of: input)
    let inbox = Inbox(state, session: session)
    #expect(try hear(input, entryPoint: "sdk-cli", isAttended: false) == (true, ""))
    #expect(inbox.isEmpty, "nobody goes on elsewhere with what a program does")
    // Of a session that is not known more is noted than this does.
    #expect(try hear(input, isAttended: false) == (false, ""))
    #expect(inbox.isEmpty)
    #expect(try hear(input) == (true, ""))
    let first = try #require(folder.read("state/prompts/\(session)"))
    #expect(inbox.prompted != nil && inbox.events.isEmpty && !first.contains("hello first"))
    #expect(try hear(input) == (true, "") && folder.read("state/prompts/\(session)") == first)
    #expect(LocalFile.names(in: state.prompts) == [session])
    let note = try #require(inbox.take().first)
    #expect(note.received / 1_000_000_000 >= now && note.process == nil && note.entryPoint.isEmpty)
    let told = try JSONSerialization.jsonObject(with: Data(note.input)) as? [String: String]
    let given = try JSONSerialization.jsonObject(with: Data(input.utf8)) as? [String: Any]
    #expect(told?.count == 4)
    for (key, value) in told ?? [:] { #expect(given?[key] as? String == value, "\(key)") }
    // Without a process one has to be made.
    try LocalFile.remove(state.wakePipe(of: session))
    #expect(try hear(input, isAttended: false) == (false, ""))
    #expect(inbox.prompted != nil)
  }

  @Test("Paths with escapes are noted as they are, and longer ones than fit are left to the rest")
  func paths() throws {
    let input = try Self.recorded("2.1.330", "")
    let session = try Self.session(of: input)
    let inbox = Inbox(state, session: session)
    func at(_ folder: String) throws -> String {
      var object = try #require(
        try JSONSerialization.jsonObject(with: Data(input.utf8)) as? [String: Any])
      object["cwd"] = folder
      let data = try JSONSerialization.data(withJSONObject: object)
      return String(decoding: data, as: UTF8.self) + "\n"
    }
    let odd = "/home/a \"b\"\\c\n\u{1}é"
    #expect(try hear(at(odd)).isDone)
    let told = try JSONSerialization.jsonObject(with: Data(inbox.take()[0].input))
    #expect((told as? [String: String])?["cwd"] == odd)
    #expect(try !hear(at("/" + String(repeating: "x", count: 9_000))).isDone)
    #expect(inbox.isEmpty)
  }

  @Test("A fetch is asked for where the last one is ten minutes old, and not by every prompt")
  func fetch() throws {
    let input = try Self.recorded("2.1.330", "")
    for (fetched, asked, isDone) in [
      (now - 500, nil, true), (now - 700, nil, false), (now + 500, nil, false),
      (nil, nil, false), (nil, now - 500, true), (now - 700, now - 700, false),
      (now - 700, now - 500, true), (now - 500, now - 700, true), (nil, now + 500, false),
    ] as [(Int64?, Int64?, Bool)] {
      for (time, name) in [(fetched, "last-fetch"), (asked, "fetch-asked")] {
        try LocalFile.remove("\(state.path)/\(name)")
        if let time { try folder.write("\(time)\n", to: "state/\(name)") }
      }
      #expect(try hear(input) == (isDone, ""), "\(fetched ?? 0) \(asked ?? 0) \(now)")
    }
    #expect(state.fetchAsked == "\(state.path)/fetch-asked")
  }
}
