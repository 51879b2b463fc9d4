import Foundation
import Testing

@testable import ClaudeCode

/// Files far over the limits; the limits are scaled down in place of the files being scaled up.
@Suite struct LargeTranscriptTests {
  static let limits = TranscriptLimits(tailBytes: 20_000, headBytes: 3_000, lineBytes: 1_000)

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

  @Test func headAndTailAreJoined() throws {
    let script = Self.script(turns: 200)
    let conversation = try script.read(Self.limits)
    let events = conversation.events.map(\.short)
    #expect(conversation.reading.truncated)
    #expect(conversation.reading.bytes > 200_000)
    #expect(conversation.reading.skippedLines == 0)
    #expect(!conversation.reading.tornTail)
    #expect(events.first == "P:first")
    #expect(events.last == "P:p199")
    #expect(events.count > 20 && events.count < 60)
    let whole = try script.read()
    #expect(!whole.reading.truncated)
    #expect(whole.events.count == 401)
    #expect(events.allSatisfy(whole.events.map(\.short).contains))
    #expect(conversation.startedAt == whole.startedAt)
    #expect(conversation.updatedAt == whole.updatedAt)
  }

  @Test func titleInTheHeadIsFound() throws {
    var script = TranscriptScript()
    script.raw(#"{"type":"custom-title","customTitle":"Early"}"#)
    for line in Self.script(turns: 100).lines { script.raw(line) }
    #expect(try script.read(Self.limits).title == "Early")
  }

  @Test func everyWindowIsRead() throws {
    let script = Self.script(turns: 8)
    let size = script.text.utf8.count
    for tail in stride(from: 1, to: size + 10, by: 13) {
      for head in [0, 500, size] {
        let limits = TranscriptLimits(tailBytes: tail, headBytes: head)
        let conversation = try script.read(limits)
        #expect(conversation.reading.truncated == (tail + head < size))
        #expect(conversation.reading.skippedLines == 0)
        #expect(!conversation.reading.tornTail)
      }
    }
  }

  @Test func aWindowThatBeginsWithALineKeepsIt() throws {
    let script = Self.script(turns: 1)
    let lengths = script.lines.map { $0.utf8.count + 1 }
    let tail = lengths[1...].reduce(0, +)
    for (bytes, events) in [(tail, ["A:a0", "P:p0"]), (tail - 1, ["P:p0"])] {
      let conversation = try script.read(TranscriptLimits(tailBytes: bytes, headBytes: 0))
      #expect(conversation.events.map(\.short) == events)
    }
  }

  @Test func onlyTheNewestLinesAreIndexed() throws {
    let limits = TranscriptLimits(indexedLines: 30)
    let conversation = try Self.script(turns: 100).read(limits)
    #expect(conversation.reading.truncated)
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
}

extension LargeTranscriptTests {
  @Test(arguments: [Int.min, -1, 0, 1, .max])
  func limitsOfAnySize(limit: Int) throws {
    let limits = TranscriptLimits(
      tailBytes: limit, headBytes: limit, lineBytes: limit, indexedLines: limit, textBytes: limit,
      inputBytes: limit, resultBytes: limit)
    let script = Self.script(turns: 3)
    let conversation = try script.read(limits)
    if limit == .max { #expect(conversation == (try script.read())) }
    for name in Fixture.transcripts {
      _ = try TranscriptReader(limits: limits).read(path: Fixture.path(name))
    }
  }
}
