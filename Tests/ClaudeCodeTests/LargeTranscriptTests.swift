import Foundation
import Testing

@testable import ClaudeCode

/// Files far over the limits; the limits are scaled down in place of the files being scaled up.
@Suite struct LargeTranscriptTests {
  /// Of a file over 10 kB, lines of about 100 kB are read.
  static let limits = TranscriptLimits(wholeBytes: 10_000, selectedBytes: 96_000)

  static func script(turns: Int) -> TranscriptScript {
    var script = TranscriptScript()
    script.prompt("first", parent: .none)
    for turn in 0..<turns {
      script.answer("a\(turn)")
      script.prompt("p\(turn)")
      script.line(
        "junk\(turn)", type: "attachment", fields: ["x": String(repeating: "y", count: 500)])
    }
    return script
  }

  @Test func ofALongConversationAPartIsRead() throws {
    let script = Self.script(turns: 200)
    let conversation = try script.read(Self.limits)
    let events = conversation.events.map(\.short)
    #expect(conversation.reading.bytes > 200_000)
    #expect(conversation.reading.skippedLines == 0)
    #expect(!conversation.reading.tornTail)
    #expect(events.first == "P:first")
    #expect(events.last == "P:p199")
    let whole = try script.read()
    #expect(whole.unread == Conversation.Unread())
    #expect(whole.events.count == 401)
    #expect(events.count > 60 && events.count < 250)
    #expect(conversation.unread.prompts > 0 && conversation.unread.answers > 0)
    #expect(conversation.unread.calls == 0)
    let unread = conversation.unread.prompts + conversation.unread.answers
    #expect(events.count + unread == 401)
    var rest = whole.events.map(\.short)[...]
    for event in events {
      guard let place = rest.firstIndex(of: event) else {
        Issue.record("\(event) is not where it was")
        break
      }
      rest = rest[(place + 1)...]
    }
    #expect(conversation.startedAt == whole.startedAt)
    #expect(conversation.updatedAt == whole.updatedAt)
  }

  @Test func aShortConversationInALargeFileIsReadWhole() throws {
    var script = Self.script(turns: 40)
    script.line("more", type: "attachment", fields: ["x": String(repeating: "y", count: 900_000)])
    let conversation = try script.read(Self.limits)
    #expect(conversation.reading.bytes > 900_000)
    #expect(conversation.unread == Conversation.Unread())
    #expect(conversation.events.count == 81)
  }

  /// What the person said and decided is read wherever it stands; long results are passed over.
  @Test func wordsInTheMiddleAreRead() throws {
    var script = Self.script(turns: 3)
    func work(_ name: String) {
      for number in 0..<60 {
        script.call("\(name)\(number)", input: ["command": "make \(number)"])
        script.result(
          "r\(name)\(number)", of: "\(name)\(number)", String(repeating: "x\n", count: 9_000))
      }
    }
    work("c")
    script.prompt("never touch the parser")
    script.call("ask", tool: "AskUserQuestion", input: ["question": "Which one?"])
    script.result("told", of: "ask", "the second")
    script.prompt("summary", fields: ["isCompactSummary": true])
    work("d")
    script.call("last")
    let conversation = try script.read(Self.limits)
    let events = (conversation.earlier + conversation.events).map(\.short)
    #expect(events.contains("P:never touch the parser"))
    #expect(events.contains("T:AskUserQuestion=the second"))
    #expect(conversation.compactSummary == "summary")
    #expect(conversation.unread.prompts == 0)
    // A call whose result was passed over is not under way; the last one is.
    let open = (conversation.earlier + conversation.events).filter {
      if case .tool(let use) = $0.kind { use.result == nil } else { false }
    }
    #expect(open.count == 1)
    #expect(events.last == "T:Bash")
  }

  /// Of a file that was looked at it is only told that it was.
  @Test func longResultsThatNothingIsToldOfAreNotRead() throws {
    var script = TranscriptScript()
    script.prompt("first", parent: .none)
    let text = String(repeating: "x", count: 2_000)
    func work(
      _ name: String, _ tool: String, of text: String, more: String = "", fields: String = ""
    ) {
      let common = #""isSidechain":false,"timestamp":"2026-11-22T11:00:00.000Z""#
      script.raw(
        #"{"parentUuid":"\#(script.last ?? "")","type":"assistant","message":{"id":"m\#(name)","#
          + #""role":"assistant","content":[{"type":"tool_use","id":"t\#(name)","name":"\#(tool)","#
          + #""input":{"file_path":"/home/dev/proj/\#(name)"}}]},"uuid":"c\#(name)",\#(common)}"#)
      script.raw(
        #"{"parentUuid":"c\#(name)","type":"user","message":{"role":"user","content":["#
          + #"{"tool_use_id":"t\#(name)","type":"tool_result","content":"\#(text)"\#(more)}]},"#
          + #""uuid":"r\#(name)",\#(common)\#(fields)}"#)
      script.last = "r\(name)"
    }
    work("read", "Read", of: text)
    work("short", "Read", of: "short")
    work("failed", "Edit", of: text, more: #","is_error":true"#)
    work("run", "Bash", of: text)
    work("said", "Edit", of: text, fields: #","origin":{"kind":"human"}"#)
    for number in 0..<16 { script.answer("a\(number)") }
    let kept = try script.read().events.prefix(6).map(\.short)
    #expect(
      kept == [
        "P:first", "T:Read=", "T:Read=short", "T:Edit=\(text)", "T:Bash=\(text)", "T:Edit=\(text)",
      ])
    // Of the newest lines everything is read.
    script.lines = Array(script.lines.prefix(3))
    #expect(try script.read().events.map(\.short) == ["P:first", "T:Read=\(text)"])
  }

  @Test func aLineOfTheMiddleIsFoundByItsIdentifier() throws {
    var script = Self.script(turns: 100)
    script.prompt("back", parent: "a3")
    let conversation = try script.read(Self.limits)
    #expect(
      conversation.events.map(\.short) == [
        "P:first", "A:a0", "P:p0", "A:a1", "P:p1", "A:a2", "P:p2", "A:a3", "P:back",
      ])
  }

  @Test func titleAtTheBeginningIsFound() throws {
    var script = TranscriptScript()
    script.raw(#"{"type":"custom-title","customTitle":"Early"}"#)
    for line in Self.script(turns: 100).lines { script.raw(line) }
    #expect(try script.read(Self.limits).title == "Early")
  }

  @Test func everyRoomIsKept() throws {
    let script = Self.script(turns: 8)
    for room in stride(from: 0, to: 20_000, by: 97) {
      let limits = TranscriptLimits(wholeBytes: 0, selectedBytes: room)
      let conversation = try script.read(limits)
      let unread = conversation.unread.prompts + conversation.unread.answers
      #expect(conversation.events.count + unread == 17)
      #expect(conversation.reading.skippedLines == 0)
      #expect(!conversation.reading.tornTail)
    }
  }

  @Test func onlyTheNewestLinesAreIndexed() throws {
    let limits = TranscriptLimits(indexedLines: 30)
    let conversation = try Self.script(turns: 100).read(limits)
    #expect(conversation.reading.droppedLines == 271)
    #expect(conversation.events.count == 20)
    #expect(conversation.events.last?.short == "P:p99")
  }

  @Test func junkLinesOverTheLimitDoNotCutTheChain() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.line("junk", type: "attachment", fields: ["x": String(repeating: "y", count: 5_000)])
    script.answer("a1")
    let conversation = try script.read(TranscriptLimits(lineBytes: 1_000))
    #expect(conversation.events.map(\.short) == ["P:p1", "A:a1"])
    #expect(conversation.reading.skippedLines == 1)
  }

  @Test func theNewestOfLinesWithOneIdentifierIsMeant() throws {
    var script = TranscriptScript()
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.prompt("p2")
    script.prompt("p1", "again", parent: .none)
    script.answer("a2", parent: "p2")
    #expect(try script.read().events.map(\.short) == ["P:again", "A:a1", "P:p2", "A:a2"])
  }
}

extension LargeTranscriptTests {
  @Test(arguments: [Int.min, -1, 0, 1, .max])
  func limitsOfAnySize(limit: Int) throws {
    let limits = TranscriptLimits(
      wholeBytes: limit, selectedBytes: limit, lineBytes: limit, indexedLines: limit,
      textBytes: limit, inputBytes: limit, resultBytes: limit)
    let script = Self.script(turns: 3)
    let conversation = try script.read(limits)
    if limit == .max { #expect(conversation == (try script.read())) }
    for name in Fixture.transcripts {
      _ = try TranscriptReader(limits: limits).read(path: Fixture.path(name))
    }
  }
}
