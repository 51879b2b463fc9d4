import Testing

@testable import ClaudeCode

@Suite struct SessionRegistryTests {
  static let id = TranscriptScript.sessionID

  @Test func entriesAreReadTolerantly() throws {
    let folder = try ScratchFolder()
    let registry = SessionRegistry(configurationFolder: folder.path)
    #expect(!registry.exists)
    #expect(registry.recordedSessions() == [])
    let files = [
      (
        "4711.json",
        #"{"pid":4711,"sessionId":"\#(Self.id)","cwd":"/a","name":"n","status":"busy","#
          + #""kind":"interactive","version":"2.1.330","procStart":"12345","startedAt":1795382346307,"#
          + #""pidDomain":"linux:m:pid:[7]","extra":[]}"#
      ), ("12.json", #"{"sessionId":"\#(Self.id)","status":null,"procStart":678,"cwd":[]}"#),
      ("13.json", #"{"pid":13,"sessionId":"../x"}"#), ("14.json", #"{"pid":14,"#), ("15.json", ""),
      ("x.json", #"{"sessionId":"\#(Self.id)"}"#), ("0.json", #"{"sessionId":"\#(Self.id)"}"#),
      ("9.json", #"{"pid":99999999999,"sessionId":"\#(Self.id)"}"#), ("1.txt", "{}"),
    ]
    for (name, text) in files { try folder.write(text, to: "sessions/" + name) }
    let first = LiveSession(pid: 12, sessionID: Self.id, procStart: "678")
    let second = LiveSession(
      pid: 4711, sessionID: Self.id, cwd: "/a", name: "n", status: "busy", kind: "interactive",
      version: "2.1.330", procStart: "12345", pidDomain: "linux:m:pid:[7]",
      startedAt: 1_795_382_346_307)
    #expect(registry.exists)
    #expect(registry.recordedSessions() == [first, second])
    #expect(registry.entries(of: Self.id.uppercased()) == [first, second])
    #expect(registry.entries(of: "9a4b5253-fc8b-4492-adb6-87c493a491a2") == [])
  }
}
