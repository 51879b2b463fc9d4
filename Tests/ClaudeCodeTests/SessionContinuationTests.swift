import Foundation
import Testing

@testable import ClaudeCode

@Suite struct SessionContinuationTests {
  static let next = "9a4b5253-fc8b-4492-adb6-87c493a491a2"
  static let line =
    #"{"type":"continued-in","timestamp":"2026-11-22T21:21:17.870Z","sessionId":"x","#
    + #""continuedInSessionId":"\#(next)"}"#

  func find(_ text: String) throws -> SessionContinuation? {
    let folder = try ScratchFolder()
    try folder.write(text, to: "t.jsonl")
    return SessionContinuation.find(in: folder.path + "/t.jsonl")
  }

  @Test func theNewestLineCounts() throws {
    let older = Self.line.replacing("9a4b", with: "0000")
    let found = try find(older + "\n" + Self.line + "\n{\"type\":\"cost-state\"}\n")
    #expect(found?.session == Self.next)
    #expect(found?.at == Date(timeIntervalSince1970: 1_795_382_477.87))
  }

  @Test func nothingElseIsTakenForOne() throws {
    #expect(try find("") == nil)
    #expect(try find(Self.line.replacing("continued-in\"", with: "user\"")) == nil)
    #expect(try find(Self.line.replacing(Self.next, with: "../x")) == nil)
    #expect(try find(String(Self.line.dropLast(9))) == nil)
    #expect(try find(#"{"type":"user","message":{"content":"\"continued-in\""}}"#) == nil)
    // What a person pasted is a text inside a line, and far from its beginning.
    #expect(try find(#"{"type":"user","content":"# + "\"\(Self.line)\"}") == nil)
    #expect(SessionContinuation.find(in: "/nowhere.jsonl") == nil)
  }

  @Test func aLongTranscriptIsReadFromItsEnd() throws {
    let long = String(repeating: #"{"type":"attachment"}"# + "\n", count: 40_000)
    #expect(try find(Self.line + "\n" + long) == nil)
    #expect(try find(long + Self.line + "\n")?.session == Self.next)
  }
}
