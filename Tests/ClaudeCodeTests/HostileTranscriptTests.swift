import Foundation
import Testing

@testable import ClaudeCode

@Suite struct HostileTranscriptTests {
  @Test(arguments: Fixture.transcripts)
  func flippedBytesNeverCrash(name: String) throws {
    let original = try Fixture.bytes(name)
    let folder = try ScratchFolder()
    var random = SeededGenerator(seed: 3)
    let special = Array("{}[]\",:\\\n\0".utf8) + [0xFF, 0x80]
    for _ in 0..<150 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let position = Int.random(in: bytes.indices, using: &random)
        bytes[position] = special.randomElement(using: &random) ?? 0
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      bytes.removeFirst(Int.random(in: 0...bytes.count / 4, using: &random))
      let path = try folder.write(bytes, to: "a.jsonl")
      let limits = TranscriptLimits(
        wholeBytes: Int.random(in: 0...40_000, using: &random),
        selectedBytes: Int.random(in: 0...40_000, using: &random),
        lineBytes: Int.random(in: 1...4_000, using: &random),
        indexedLines: Int.random(in: 1...30, using: &random),
        textBytes: Int.random(in: 0...100, using: &random),
        inputBytes: Int.random(in: 0...100, using: &random),
        resultBytes: Int.random(in: 0...100, using: &random))
      _ = try TranscriptReader().read(path: path)
      _ = try TranscriptReader(limits: limits).read(path: path)
    }
  }

  /// Lines of random parents, flags and message ids.
  @Test func randomTreesNeverHang() throws {
    var random = SeededGenerator(seed: 4)
    let flags = ["isSidechain", "isMeta", "isCompactSummary", "isApiErrorMessage"]
    for _ in 0..<200 {
      var script = TranscriptScript()
      for number in 0..<30 {
        func name() -> String { "n\(Int.random(in: 0...32, using: &random))" }
        let isRoot = Int.random(in: 0...9, using: &random) == 0
        let parent = isRoot ? .none : TranscriptScript.Parent(name: name())
        var fields: [String: Any] = ["logicalParentUuid": name()]
        for flag in flags { fields[flag] = Int.random(in: 0...5, using: &random) == 0 }
        switch Int.random(in: 0...4, using: &random) {
        case 0: script.prompt("n\(number)", parent: parent, fields: fields)
        case 1: script.answer("n\(number)", id: name(), parent: parent, fields: fields)
        case 2: script.call("n\(number)", id: name(), parent: parent)
        case 3: script.result("n\(number)", of: name(), parent: parent)
        default:
          fields["subtype"] = "compact_boundary"
          script.line("n\(number)", type: "system", parent: parent, fields: fields)
        }
      }
      let conversation = try script.read()
      #expect(conversation.reading.skippedLines == 0)
      #expect(conversation.events.count + conversation.earlier.count <= 30)
    }
  }

  @Test func deepNestingIsSkippedOver() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    script.raw(
      #"{"type":"user","uuid":"d","parentUuid":"p","toolUseResult":\#(deep),"message":{}}"#)
    script.raw(
      #"{"type":"user","uuid":"e","parentUuid":"d","message":{"content":"x","deep":\#(deep)}}"#)
    script.prompt("q", parent: "e")
    let conversation = try script.read()
    #expect(conversation.events.map(\.short) == ["P:p", "P:q"])
    #expect(conversation.reading.skippedLines == 2)
  }

  @Test func zeroesAfterAPowerLoss() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    script.answer("a")
    let conversation = try script.read(tail: String(repeating: "\0", count: 4096))
    #expect(conversation.events.map(\.short) == ["P:p", "A:a"])
    #expect(conversation.reading.tornTail)
    #expect(conversation.reading.skippedLines == 0)
  }

  @Test func aLastLineWithoutLineFeedIsReadAndReported() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    let conversation = try script.read(
      tail: #"{"type":"assistant","uuid":"a","parentUuid":"p","message":{"content":"x"}}"#)
    #expect(conversation.events.map(\.short) == ["P:p", "A:x"])
    #expect(conversation.reading.tornTail)
  }

  @Test func valuesOfWrongTypes() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    for value in ["1", "null", "[]", "{}", "\"x\"", "true", "[[]]", "[{}]", "[null]"] {
      script.raw(
        #"{"type":"user","uuid":"u\#(value.count)","parentUuid":\#(value),"message":\#(value)}"#)
      script.raw(#"{"type":\#(value),"uuid":\#(value),"cwd":\#(value),"timestamp":\#(value)}"#)
      script.raw(
        #"{"type":"assistant","uuid":"v","message":{"id":\#(value),"content":[{"type":"tool_use","#
          + #""id":"i","name":\#(value),"input":\#(value)},{"type":\#(value)},\#(value)]}}"#)
      script.raw(value)
    }
    _ = try script.read()
  }
}
