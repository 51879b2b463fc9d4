import Foundation
import Testing

@testable import ClaudeCode

@Suite struct HookInputTests {
  static let id = "9c1719b7-df2a-4cf7-8996-1ebce6390986"

  @Test(arguments: Fixture.hookInputs)
  func everyRecordedInputIsRead(name: String) throws {
    let bytes = try Fixture.bytes(name)
    let input = try HookInput.parse(bytes)
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    let recorded = try #require(object)
    #expect(input.sessionID == recorded["session_id"] as? String)
    #expect(input.transcriptPath == recorded["transcript_path"] as? String)
    #expect(input.cwd == recorded["cwd"] as? String)
    #expect(input.event.rawValue == recorded["hook_event_name"] as? String)
    #expect(input.reason?.rawValue == recorded["reason"] as? String)
    #expect(input.source == recorded["source"] as? String)
    #expect(input.lastAssistantMessage == recorded["last_assistant_message"] as? String)
    #expect(input.compactSummary == recorded["compact_summary"] as? String)
    #expect(input.permissionMode == recorded["permission_mode"] as? String)
    #expect(input.promptID == recorded["prompt_id"] as? String)
    #expect(input.agentID == recorded["agent_id"] as? String)
    #expect(input.sessionTitle == recorded["session_title"] as? String)
    let tasks = recorded["background_tasks"] as? [[String: Any]] ?? []
    #expect(input.backgroundTasks.map(\.id) == tasks.map { $0["id"] as? String })
  }

  @Test func thereAreRecordedInputsOfFourVersions() {
    let versions = Set(Fixture.hookInputs.map { $0.split(separator: "/")[1] })
    #expect(versions == ["2.0.72", "2.1.81", "2.1.176", "2.1.330"])
  }

  @Test func fieldsOfTheEventsThatMatter() throws {
    let failure = try HookInput.parse(Fixture.bytes("hook-stdin/2.1.330/StopFailure.json"))
    #expect(failure.event == .stopFailure)
    #expect(failure.errorKind == "server_error")
    let end = try HookInput.parse(Fixture.bytes("hook-stdin/2.1.330/SessionEnd-clear.json"))
    #expect(end.event == .sessionEnd)
    #expect(end.reason == .clear)
    let stop = try HookInput.parse(Fixture.bytes("hook-stdin/2.1.330/Stop-background-task.json"))
    #expect(
      stop.backgroundTasks == [
        BackgroundTask(
          id: "b9uzpis5u", type: "shell", status: "running", description: "bg",
          command: "sleep 20")
      ])
  }

  static func input(_ fields: String, id: String = id) -> [UInt8] {
    Array(#"{"session_id":"\#(id)","hook_event_name":"Stop"\#(fields)}"#.utf8)
  }

  @Test func unknownNamesAndFieldsAreKeptOrSkipped() throws {
    let text =
      #"{"a":{"b":[1,2]},"session_id":"\#(Self.id.uppercased())","hook_event_name":"#
      + #""Novel","reason":"novel"}"#
    let input = try HookInput.parse(Array(text.utf8))
    #expect(input.sessionID == Self.id.uppercased())
    #expect(input.event == HookEvent(rawValue: "Novel"))
    #expect(input.reason == .unknown("novel"))
  }

  @Test func reasonsAreReadBackAsTheyWereSaved() throws {
    let names = ["clear", "resume", "logout", "prompt_input_exit", "other", "none"]
    let known: [SessionEndReason] = [.clear, .resume, .logout, .promptInputExit, .other, .noHook]
    #expect(names.map(SessionEndReason.init(rawValue:)) == known)
    for reason in known + [.unknown(""), .unknown("bypass_permissions_disabled")] {
      let data = try JSONEncoder().encode([reason])
      #expect(try JSONDecoder().decode([SessionEndReason].self, from: data) == [reason])
    }
  }

  @Test func aHookNeverReportsThatNoHookRan() throws {
    #expect(try HookInput.parse(Self.input(#","reason":"none""#)).reason == .unknown(""))
    #expect(try HookInput.parse(Self.input(#","reason":"clear""#)).reason == .clear)
  }

  @Test(arguments: ["1", "null", "true", "[]", "{}", #"[{"id":1},"x",null]"#])
  func wrongTypesOfOptionalFieldsCountAsAbsent(value: String) throws {
    let names = [
      "transcript_path", "cwd", "reason", "source", "last_assistant_message", "compact_summary",
      "error", "permission_mode", "prompt_id", "session_title", "background_tasks",
    ]
    let fields = names.map { #","\#($0)":\#(value)"# }.joined() + #","stop_hook_active":"yes""#
    let input = try HookInput.parse(Self.input(fields))
    #expect(input == HookInput(sessionID: Self.id, event: .stop))
  }

  @Test func aPathWithANullByteIsNoPath() throws {
    let input = try HookInput.parse(Self.input(#","transcript_path":"/a\u0000b","cwd":"""#))
    #expect(input.transcriptPath == nil)
    #expect(input.cwd == nil)
  }

  @Test func byteOrderMarkAndSpaceAreTolerated() throws {
    let input = try HookInput.parse([0xEF, 0xBB, 0xBF] + Self.input("") + Array(" \r\n".utf8))
    #expect(input.event == .stop)
  }

  @Test func noInputAtAll() {
    for text in ["", " \n\t\r", "\u{FEFF}", "\u{FEFF}\n"] {
      #expect(throws: HookInputError.empty) { try HookInput.parse(Array(text.utf8)) }
    }
  }

  @Test func everyCutIsRecognised() throws {
    let bytes = Self.input(#","last_assistant_message":"äß\u00e4 -1.5e3","n":-1.5e+3,"t":true"#)
    _ = try HookInput.parse(bytes)
    for length in 1..<bytes.count {
      #expect(throws: HookInputError.cutOff(bytes: length)) {
        try HookInput.parse(Array(bytes[..<length]))
      }
    }
  }

  @Test(arguments: [
    ("hello", HookInputError.notJSON(offset: 0)), ("{'a':1}", .notJSON(offset: 1)),
    ("{} {}", .notJSON(offset: 3)), ("[]", .notAnObject), ("\"x\"", .notAnObject),
    ("{}", .noSessionID), (#"{"session_id":7}"#, .noSessionID),
    (#"{"session_id":"\#(id)"}"#, .noEvent),
    (#"{"session_id":"\#(id)","hook_event_name":null}"#, .noEvent),
    (String(repeating: "[", count: 5000), .tooComplex(offset: 200)),
  ])
  func unusableInput(text: String, expected: HookInputError) {
    #expect(throws: expected) { try HookInput.parse(Array(text.utf8)) }
    #expect(expected.description.hasSuffix("."))
  }

  @Test(arguments: [
    "", "..", "../../etc/passwd", "9c1719b7", "9c1719b7/df2a/4cf7-8996-1ebce6390986",
    "9c1719b7-df2a-4cf7-8996-1ebce639098", "9c1719b7-df2a-4cf7-8996-1ebce63909866",
    "9c1719b7-df2a-4cf7-8996-1ebce639098g", "9c1719b7-df2a-4cf7-8996-1ebce639098\u{0660}",
    "{9c1719b7-df2a-4cf7-8996-1ebce6390986}", "9c1719b7df2a-4cf7-8996-1ebce6390986-",
  ])
  func onlyUUIDsAreSessionIdentifiers(id: String) {
    #expect(throws: HookInputError.badSessionID) { try HookInput.parse(Self.input("", id: id)) }
  }

  @Test func tooMuchInputIsNotRead() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: HookInput.maximumBytes + 1)
    #expect(throws: HookInputError.tooLarge(bytes: bytes.count)) { try HookInput.parse(bytes) }
  }

  @Test func randomBytesNeverCrash() throws {
    var random = SeededGenerator(seed: 1)
    let seeds = try Fixture.hookInputs.map { try Fixture.bytes($0) }
    for _ in 0..<20_000 {
      var bytes = try #require(seeds.randomElement(using: &random))
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let position = Int.random(in: bytes.indices, using: &random)
        bytes[position] = UInt8.random(in: .min ... .max, using: &random)
      }
      _ = try? HookInput.parse(bytes)
    }
  }
}
