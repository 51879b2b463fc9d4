import Testing

@testable import ClaudeCode

@Suite struct TranscriptLineReaderTests {
  struct Seen: Equatable {
    var offset: Int
    var text: String
    var isTerminated = true
    var isTooLong = false
  }

  static func lines(of text: String, lineBytes: Int, in range: Range<Int>? = nil) throws -> [Seen] {
    let folder = try ScratchFolder()
    let file = try TranscriptFile(path: folder.write(text, to: "a"))
    var seen: [Seen] = []
    try TranscriptLineReader(lineBytes: lineBytes)
      .forEachLine(of: file, in: range ?? 0..<file.size) { buffer, line in
        let text = String(decoding: buffer[line.range], as: UTF8.self)
        seen.append(
          Seen(
            offset: line.offset, text: text, isTerminated: line.isTerminated,
            isTooLong: line.isTooLong))
      }
    return seen
  }

  @Test func shortLines() throws {
    #expect(try Self.lines(of: "", lineBytes: 9) == [])
    #expect(
      try Self.lines(of: "a\n\nbc\nd", lineBytes: 9) == [
        Seen(offset: 0, text: "a"), Seen(offset: 2, text: ""), Seen(offset: 3, text: "bc"),
        Seen(offset: 6, text: "d", isTerminated: false),
      ])
    #expect(try Self.lines(of: "ab\ncd\n", lineBytes: 9, in: 1..<5).map(\.text) == ["b", "cd"])
  }

  @Test func linesThatAreTooLongArePassedOver() throws {
    #expect(
      try Self.lines(of: "abcd\nabc\nabcde", lineBytes: 3) == [
        Seen(offset: 0, text: "", isTooLong: true), Seen(offset: 5, text: "abc"),
        Seen(offset: 9, text: "", isTerminated: false, isTooLong: true),
      ])
  }

  @Test func linesAcrossManyChunks() throws {
    let lengths = [1 << 20, (1 << 20) - 1, 3 << 20, 0, 5, (4 << 20) + 1, 7, 9 << 20]
    let text = lengths.map { String(repeating: "x", count: $0) }.joined(separator: "\n")
    let seen = try Self.lines(of: text, lineBytes: 4 << 20)
    var offset = 0
    for (line, length) in zip(seen, lengths) {
      #expect(line.offset == offset)
      #expect(line.isTooLong == (length > 4 << 20))
      #expect(line.text.utf8.count == (line.isTooLong ? 0 : length))
      offset += length + 1
    }
    #expect(seen.count == lengths.count)
    #expect(seen.map(\.isTerminated) == lengths.indices.map { $0 < lengths.count - 1 })
  }
}
